internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// Indicators of the catalogue over flows, over numbers of regions or over a tidy text, by subject and
/// period, each resting on the cells without which it would be another number.
public enum IndicatorStudyAnalysis: Analysis {
  /// The id.
  public static let id = "indicators.compute"
  /// The version.
  public static let version = 2

  /// The numbers of the warehouse; none for a tidy text.
  public static func inputs(_ parameters: IndicatorStudyParameters) -> [TableRequest] {
    switch parameters.input {
    case .flows(let selection): selection.requests
    case .regions(let selection): selection.requests
    case .file: []
    }
  }

  /// Computes the indicators.
  public static func run(_ tables: Tables, _ parameters: IndicatorStudyParameters, step: String)
    throws -> AnalysisResult
  {
    let rows = try rows(tables, parameters, step)
    guard rows.hasNumbers else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.indicators.joined(separator: ", "), "partner": "–",
          "what": dataset(parameters.input),
        ])
    }
    let context = IndicatorContext(choices: parameters.choices)
    let results = try parameters.definitions.compute(rows.tables(), context).filter { result in
      parameters.shows(result.period)
        && (parameters.subjects.isEmpty || parameters.subjects.contains(result.subject))
    }
    guard !results.isEmpty else {
      throw Diagnostic("T810", ["indicator": parameters.indicators.joined(separator: ", ")])
    }
    var presentation = IndicatorPresentation(
      parameters: parameters, step: step, rows: rows, results: results,
      dependence: try IndicatorDependence(rows, parameters.definitions, context))
    return presentation.result()
  }

  private static func rows(
    _ tables: Tables, _ parameters: IndicatorStudyParameters, _ step: String
  ) throws -> IndicatorRows {
    switch parameters.input {
    case .flows(let selection):
      let unit = MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6)
      return try IndicatorRows(flows: selection.chosen(tables), unit: unit, step: step)
    case .regions(let selection):
      return try IndicatorRows(
        values: selection.chosen(tables, "values"), weights: selection.chosen(tables, "weights"),
        step: step)
    case .file(let file): return IndicatorRows(file, parameters.definitions, step: step)
    }
  }

  private static func dataset(_ input: IndicatorStudyParameters.Input) -> String {
    switch input {
    case .flows(let selection): selection.datasets.joined(separator: ", ")
    case .regions(let selection): selection.datasets.joined(separator: ", ")
    case .file(let file): file.path
    }
  }
}
