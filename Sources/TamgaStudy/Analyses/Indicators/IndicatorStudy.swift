internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// Indicators of the catalogue over flows, numbers of regions and tidy texts, by subject and
/// period, each resting on the cells without which it would be another number.
public enum IndicatorStudyAnalysis: Analysis {
  /// The id.
  public static let id = "indicators.compute"
  /// The version.
  public static let version = 3

  /// The numbers of the warehouse; none for tidy texts.
  public static func inputs(_ parameters: IndicatorStudyParameters) -> [TableRequest] {
    (parameters.flows?.requests ?? []) + (parameters.regions?.requests ?? [])
      + (parameters.pairs?.requests ?? [])
  }

  /// Computes the indicators.
  public static func run(_ tables: Tables, _ parameters: IndicatorStudyParameters, step: String)
    throws -> AnalysisResult
  {
    let input = IndicatorInput(try rows(tables, parameters, step))
    guard input.isKnown else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.indicators.joined(separator: ", "), "partner": "–",
          "what": parameters.origins.joined(separator: ", "),
        ])
    }
    let context = IndicatorContext(
      choices: parameters.choices,
      profile: parameters.profile.flatMap { IndicatorProfile(rawValue: $0.lowercased()) })
    let results = try parameters.definitions.compute(input.tables(), context).filter { result in
      parameters.shows(result.period) && parameters.flows?.shows(result.subject) ?? true
        && (parameters.subjects.isEmpty || parameters.subjects.contains(result.subject))
    }
    guard !results.isEmpty else {
      throw Diagnostic("T810", ["indicator": parameters.indicators.joined(separator: ", ")])
    }
    var presentation = IndicatorPresentation(
      parameters: parameters, step: step, input: input, results: results,
      dependence: try IndicatorDependence(input, parameters.definitions, context))
    return presentation.result().named(by: parameters.names)
  }

  /// The tables in the order in which an indicator looks for its columns.
  private static func rows(
    _ tables: Tables, _ parameters: IndicatorStudyParameters, _ step: String
  ) throws -> [IndicatorRows] {
    var rows: [IndicatorRows] = []
    if let flows = parameters.flows {
      let unit = MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6)
      rows.append(try IndicatorRows(flows: flows.chosen(tables), unit: unit, step: step))
    }
    if let regions = parameters.regions {
      rows.append(
        try IndicatorRows(
          regions, values: regions.chosen(tables, "values"),
          weights: regions.chosen(tables, "weights"), step: step))
    }
    if let pairs = parameters.pairs {
      rows.append(try IndicatorRows(pairs, tables["x"], tables["y"], step: step))
    }
    return rows
      + parameters.files.map { IndicatorRows($0, parameters.definitions, step: step) }
  }
}

extension IndicatorStudyParameters {
  /// The data sets and files, for a message.
  var origins: [String] {
    (flows?.datasets ?? []) + (regions?.datasets ?? [])
      + [pairs?.x.dataset, pairs?.y.dataset].compactMap(\.self) + files.map(\.path)
  }
}
