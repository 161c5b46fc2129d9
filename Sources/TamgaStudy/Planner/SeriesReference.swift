public import TamgaNumerics
internal import TamgaPresent

/// A series of the warehouse: an indicator of a region, or a flow between two partners.
public struct SeriesReference: Hashable, Sendable, Codable {
  /// The data set.
  public var dataset: String
  /// The region of an indicator, or the reporter of a flow.
  public var reporter: EntityCode
  /// The partner of a flow.
  public var partner: EntityCode?
  /// The flow, `X`, `M` or `T`; nil for an indicator.
  public var flow: String?
  /// The indicator; nil for a flow.
  public var indicator: String?

  /// The name of an indicator's series by language, where the study gives one.
  public var title: [String: String]?

  /// What the series is called in a sentence.
  var label: MessageArgument {
    if let title { return .name(title) }
    if let indicator { return .text(indicator) }
    return .message(Message("flow.\(flow ?? "T")"))
  }

  /// The series in a word, as in `published.investments` or `X`.
  var name: String { indicator ?? flow ?? "" }

  /// The keys of the study file.
  static let keys = ["dataset", "region", "indicator", "reporter", "partner", "flow", "title"]

  /// Reads a series: `{indicator, region, dataset}` or `{flow, reporter, partner, dataset}`.
  init(reading node: YAMLNode) throws {
    try node.rejectUnknownKeys(allowed: Self.keys)
    dataset = try node.requireKey("dataset").string()
    title = try node["title"].map(StudyFile.texts)
    if let name = node["indicator"] {
      indicator = try name.string()
      reporter = EntityCode(try node.requireKey("region").string())
    } else {
      flow = try node.requireKey("flow").choice(of: ["X", "M", "T"])
      reporter = EntityCode(try node.requireKey("reporter").string())
      partner = EntityCode(try node.requireKey("partner").string())
    }
  }

  /// The request for the series under a name.
  func request(_ name: String) -> TableRequest {
    var request = TableRequest(name: name, fact: flow == nil ? .indicator : .flow)
    request.reporter = reporter
    request.partners = partner.map { [$0] } ?? []
    request.flows = flow.map { [$0] } ?? []
    request.totalsOnly = flow != nil
    request.indicators = indicator.map { [$0] } ?? []
    request.dataset = dataset
    return request
  }

  /// The value id of a point of the series in its published unit.
  func id(of point: DataPoint) -> ValueID {
    var keys = [
      "who": reporter.text, "t": point.period.description, "src": dataset,
      "u": point.publishedUnit,
    ]
    if let partner { keys["partner"] = partner.text }
    if let flow { keys["flow"] = flow }
    return ValueID(indicator.map { "series.\($0)" } ?? "series.trade", keys)
  }
}

extension ValueRecord {
  /// The record of a published number in its published unit.
  init(asPublished point: DataPoint, id: ValueID) {
    let unit = MeasureUnit(id: point.publishedUnit) ?? .ratio
    let value: ResultValue =
      point.value.map { .exact($0.shown(in: unit)) }
      ?? .missing(point.state == "suppressed" ? "suppressed" : "not-reported")
    self.init(
      id: id, value: value, unit: point.publishedUnit, digits: point.printedDecimals ?? 0,
      marks: point.marks, inputs: [.cell(point.cell)], steps: ["parse number"],
      sources: [point.source])
  }
}

extension ExactDecimal {
  /// The value of base units in a unit, exactly: 453,925,253 dollars are 453.925253 million.
  func shown(in unit: MeasureUnit) -> ExactDecimal {
    (try? multiplied(byPowerOfTen: -unit.powerOfTen)) ?? self
  }
}
