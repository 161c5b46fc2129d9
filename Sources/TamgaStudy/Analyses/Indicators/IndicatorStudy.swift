internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// Indicators of the catalogue over flows, over numbers of regions or over a tidy text, by subject and
/// period, each resting on the cells without which it would be another number.
public enum IndicatorStudyAnalysis: Analysis {
  /// The id.
  public static let id = "indicators.compute"
  /// The version.
  public static let version = 1

  /// The numbers of the warehouse; none for a tidy text.
  public static func inputs(_ parameters: IndicatorStudyParameters) -> [TableRequest] {
    switch parameters.input {
    case .flows(let dataset, let reporter, let partners, let flows):
      var request = TableRequest(name: "flows", fact: .flow)
      request.reporter = reporter.map { EntityCode($0) }
      request.partners = partners.map { EntityCode($0) }
      request.flows = flows
      request.dataset = dataset
      return [request]
    case .regions(let dataset, let value, let weight, _):
      return [("values", value), ("weights", weight)].compactMap { name, indicator in
        guard let indicator else { return nil }
        var request = TableRequest(name: name, fact: .indicator)
        request.indicators = [indicator]
        request.dataset = dataset
        return request
      }
    case .file: return []
    }
  }

  /// Computes the indicators.
  public static func run(_ tables: Tables, _ parameters: IndicatorStudyParameters, step: String)
    throws -> AnalysisResult
  {
    let rows = try rows(tables, parameters, step)
    guard rows.records.joined().contains(where: { $0.value != .missing("not-reported") }) else {
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
    case .flows:
      let unit = MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6)
      return try IndicatorRows(flows: tables["flows"], unit: unit, step: step)
    case .regions(_, _, _, let regions):
      func chosen(_ name: String) -> [DataPoint] {
        tables[name].filter { regions.isEmpty || regions.contains($0.reporter.text) }
      }
      return try IndicatorRows(values: chosen("values"), weights: chosen("weights"), step: step)
    case .file(let file): return IndicatorRows(file, parameters.definitions, step: step)
    }
  }

  private static func dataset(_ input: IndicatorStudyParameters.Input) -> String {
    switch input {
    case .flows(let dataset, _, _, _), .regions(let dataset, _, _, _): dataset
    case .file(let file): file.path
    }
  }
}
