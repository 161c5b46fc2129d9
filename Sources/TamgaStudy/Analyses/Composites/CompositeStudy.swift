internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// A composite index of units: treated, normalised, weighted and aggregated, with how firm its ranks are
/// over 1,000 draws of those choices.
public enum CompositeAnalysis: Analysis {
  /// The id.
  public static let id = "composite.index"
  /// The version.
  public static let version = 1

  /// The numbers of each indicator; none of files.
  public static func inputs(_ parameters: CompositeParameters) -> [TableRequest] {
    parameters.columns.map { $0.numbers.request($0.id) }
  }

  /// Computes scores, ranks, their intervals and what they hang on.
  public static func run(_ tables: Tables, _ parameters: CompositeParameters, step: String) throws
    -> AnalysisResult
  {
    var numbers = FileLedger(step: step, prefix: "composite")
    let cells =
      try parameters.files.map { try CompositeCells($0, &numbers) }
      ?? CompositeCells(tables, parameters, &numbers, step: step)
    guard cells.values.joined().contains(where: { $0 != nil }) else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.columns.map(\.numbers.indicator).joined(separator: ", "),
          "partner": "–",
          "what": Set(parameters.columns.map(\.numbers.dataset)).sorted().joined(separator: ", "),
        ])
    }
    let origin = parameters.files?.data.path ?? step
    let table = try withEngine(origin) {
      try CompositeTable(
        indicators: cells.indicators, rows: zip(cells.units, cells.values).map { ($0, $1) })
    }
    var presentation = CompositePresentation(
      parameters: parameters, cells: cells,
      report: try parameters.choices.report(of: table, file: origin), numbers: numbers)
    return presentation.result().named(by: parameters.names)
  }
}

/// Units by indicators with the number that each cell is shown by.
struct CompositeCells {
  let indicators: [CompositeIndicator]
  /// The names of the indicators by language; empty for none.
  let names: [[String: String]]
  /// The units of measure of the indicators.
  let measures: [String]
  /// The units, sorted by key.
  let units: [String]
  let values: [[Double?]]
  let ids: [[ValueID]]

  init(_ files: CompositeFiles, _ numbers: inout FileLedger) throws {
    let indicators = try files.indicators()
    let names = try files.data.unitNames()
    let order = names.indices.sorted { names[$0] < names[$1] }
    var ids: [[ValueID]] = []
    for row in order {
      var line: [ValueID] = []
      for indicator in indicators { line.append(numbers.cell(files.data, indicator.id, row)) }
      ids.append(line)
    }
    self.indicators = indicators
    self.names = files.meta.rows.map(files.names)
    measures = indicators.map { _ in "1" }
    units = order.map { names[$0] }
    values = order.map { row in indicators.map { files.data.number($0.id, row) } }
    self.ids = ids
  }

  init(
    _ tables: Tables, _ parameters: CompositeParameters, _ numbers: inout FileLedger, step: String
  ) {
    let columns = parameters.columns
    let points = columns.map { tables[$0.id] }
    indicators = columns.map {
      CompositeIndicator(
        id: $0.id, direction: $0.direction, weight: $0.weight, pillar: $0.pillar)
    }
    names = columns.map(\.names)
    let measures = zip(columns, points).map { $0.numbers.unit($1) }
    self.measures = measures
    units =
      parameters.regions.isEmpty
      ? RegionColumn.regions(points) : Set(parameters.regions).sorted()
    var values: [[Double?]] = []
    var ids: [[ValueID]] = []
    for unit in units {
      var own: [Double?] = []
      var line: [ValueID] = []
      for (place, column) in columns.enumerated() {
        let found = column.numbers.number(of: unit, in: points[place])
        var inputs: [ValueID] = []
        for point in found.points {
          inputs.append(numbers.add(ValueRecord(region: point, step: step)))
        }
        own.append(found.value?.double)
        if let first = inputs.first, column.numbers.since == nil {
          line.append(first)
        } else {
          line.append(
            numbers.add(
              "value", FileLedger.key(unit, column.id),
              found.value.map { .value($0.double) } ?? .missing(.missingInput),
              unit: measures[place], formula: column.numbers.formula, inputs: inputs))
        }
      }
      values.append(own)
      ids.append(line)
    }
    self.values = values
    self.ids = ids
  }
}
