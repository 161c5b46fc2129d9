internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

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

  /// Reads numbers of the warehouse.
  ///
  /// - Throws: T072 for an indicator in several currencies or dimensions, T869 for one in several
  ///   price bases, T843 for a region with two numbers in one period.
  init(_ tables: Tables, _ parameters: CompositeParameters, _ numbers: inout FileLedger) throws {
    let columns = parameters.columns
    let points = columns.map { tables[$0.id] }
    indicators = columns.map {
      CompositeIndicator(
        id: $0.id, direction: $0.direction, weight: $0.weight, pillar: $0.pillar)
    }
    names = columns.map(\.names)
    let found = try zip(columns, points).map { try RegionNumbers($0.numbers, in: $1) }
    measures = found.map(\.unit)
    units =
      parameters.regions.isEmpty
      ? RegionColumn.regions(points) : Set(parameters.regions).sorted()
    var values: [[Double?]] = []
    var ids: [[ValueID]] = []
    for unit in units {
      var line: [(value: Double?, id: ValueID)] = []
      for (column, found) in zip(columns, found) {
        line.append(Self.cell(unit, column, found, &numbers))
      }
      values.append(line.map(\.value))
      ids.append(line.map(\.id))
    }
    self.values = values
    self.ids = ids
  }

  /// A region's value of an indicator: the number of the warehouse itself, or computed from two.
  private static func cell(
    _ unit: String, _ column: CompositeParameters.Column, _ found: RegionNumbers,
    _ numbers: inout FileLedger
  ) -> (value: Double?, id: ValueID) {
    let own = found.number(of: unit)
    let value = own.value?.double
    var inputs: [ValueID] = []
    for point in own.points {
      inputs.append(
        numbers.add(ValueRecord(region: point, step: numbers.step, unit: found.numberUnit)))
    }
    if let first = inputs.first, column.numbers.since == nil { return (value, first) }
    return (
      value,
      numbers.add(
        "value", FileLedger.key(unit, column.id),
        value.map { .value($0) } ?? .missing(.missingInput),
        unit: found.unit, formula: column.numbers.formula, inputs: inputs)
    )
  }
}
