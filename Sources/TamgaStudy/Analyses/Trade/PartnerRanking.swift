public import TamgaNumerics
public import TamgaPresent

/// What `trade.ranking` is asked for.
public struct PartnerRankingParameters: StudyParameters {
  /// The reporting country or region.
  public var reporter: EntityCode
  /// The flow, `X`, `M` or `T`.
  public var flow: String
  /// The data set.
  public var dataset: String
  /// The unit of money shown.
  public var unit: String
  /// Codes that are no partners of their own, as groups of countries.
  public var without: [String]
  /// The most places shown.
  public var top: Int
  /// A data set with printed places.
  public var printed: String?
  /// The indicator of the printed places.
  public var printedIndicator: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("reporter", required: true, "code of the reporting country or region"),
    ParameterKey("flow", required: true, "X, M or T"),
    ParameterKey("dataset", required: true, "data set"),
    ParameterKey("unit", "unit of money shown; default MUSD"),
    ParameterKey("without", "codes that are no partners, as groups of countries"),
    ParameterKey("top", "the most places shown; default 20"),
    ParameterKey("printed", "printed places: {indicator, dataset}"),
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    reporter = try reader.entity("reporter")
    flow = try reader.required("flow").choice(of: ["X", "M", "T"])
    dataset = try reader.text("dataset")
    unit = try reader.moneyUnit("unit", default: "MUSD")
    without = try reader.texts("without")
    top = try reader.optional("top")?.integer() ?? 20
    if let node = reader.optional("top"), top < 1 {
      throw node.diagnostic("T824", ["what": "top", "range": "≥ 1"])
    }
    let node = reader.optional("printed")
    try node?.rejectUnknownKeys(allowed: ["indicator", "dataset"])
    printed = try node?.requireKey("dataset").string()
    printedIndicator = try node?.requireKey("indicator").string()
  }
}

/// The partners of a reporter by their flow: place, value, share, cumulated share and the change of
/// place between periods, beside printed places where there are any.
public enum PartnerRankingAnalysis: Analysis {
  /// The id.
  public static let id = "trade.ranking"
  /// The version.
  public static let version = 1

  /// The flows with all partners, and the printed places.
  public static func inputs(_ parameters: PartnerRankingParameters) -> [TableRequest] {
    var flows = TableRequest(name: "flows", fact: .flow)
    flows.reporter = parameters.reporter
    flows.flows = [parameters.flow]
    flows.totalsOnly = true
    flows.dataset = parameters.dataset
    guard let dataset = parameters.printed, let indicator = parameters.printedIndicator else {
      return [flows]
    }
    var places = TableRequest(name: "printed", fact: .indicator)
    places.indicators = [indicator]
    places.dataset = dataset
    return [flows, places]
  }

  /// Ranks the partners of each period.
  public static func run(_ tables: Tables, _ parameters: PartnerRankingParameters, step: String)
    throws -> AnalysisResult
  {
    let points = tables["flows"].filter { !parameters.without.contains($0.partner.text) }
    let partners = points.filter { $0.partner.text != "WLD" }
    guard partners.contains(where: { $0.value != nil }) else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.reporter.text, "partner": "–",
          "what": "\(parameters.flow) \(parameters.dataset)",
        ])
    }
    let unit = MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6)
    try points.requireCurrency(of: unit)
    var ranking = PartnerRanking(
      parameters: parameters, step: step, unit: unit, partners: partners,
      world: points.filter { $0.partner.text == "WLD" }, printed: tables["printed"])
    return try ranking.result()
  }
}
