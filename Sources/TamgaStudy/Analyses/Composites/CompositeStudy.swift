internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// A composite index of units: treated, normalised, weighted and aggregated, with how firm its ranks are
/// over 1,000 draws of those choices.
public enum CompositeAnalysis: Analysis {
  /// The id.
  public static let id = "composite.index"
  /// The version.
  public static let version = 2

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
      ?? CompositeCells(tables, parameters, &numbers)
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
