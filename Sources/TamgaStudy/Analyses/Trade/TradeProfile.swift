public import TamgaNumerics
public import TamgaPresent

/// What `trade.profile` is asked for.
public struct TradeProfileParameters: StudyParameters {
  /// The reporting country or region.
  public var reporter: EntityCode
  /// The partner.
  public var partner: EntityCode
  /// The data set; nil takes the only official one the reporter has.
  public var dataset: String?
  /// The unit of money shown, as in `MUSD`.
  public var unit: String
  /// The first year shown.
  public var from: Int?
  /// The last year shown.
  public var to: Int?
  /// The last publication date that counts.
  public var asOf: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("reporter", required: true, "code of the reporting country, as in KAZ"),
    ParameterKey("partner", required: true, "code of the partner, as in KGZ"),
    ParameterKey("dataset", "data set, as in bns.trade.partner; default: the only official one"),
    ParameterKey("unit", "unit of money shown: USD, kUSD, MUSD (default), BUSD"),
    ParameterKey("from", "first year shown"), ParameterKey("to", "last year shown"),
    ParameterKey("as-of", "last publication date that counts, YYYY-MM-DD"),
  ]

  /// Creates parameters for a command.
  public init(reporter: EntityCode, partner: EntityCode, unit: String = "MUSD") {
    self.reporter = reporter
    self.partner = partner
    self.unit = unit
  }

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    reporter = try reader.entity("reporter")
    partner = try reader.entity("partner")
    dataset = try reader.optionalText("dataset")
    unit = try reader.moneyUnit("unit", default: "MUSD")
    from = try reader.optionalYear("from")
    to = try reader.optionalYear("to")
    asOf = try reader.optionalDate("as-of")
  }
}

/// The trade of a reporter with a partner: turnover, balance, shares, growth and asymmetry by year.
///
/// Shares are of the reporter's trade with the world; their changes are given in percentage points
/// and in percent, as two numbers. Only whole years enter; other periods are counted and shown in
/// a note.
public enum TradeProfileAnalysis: Analysis {
  /// The id.
  public static let id = "trade.profile"
  /// The version.
  public static let version = 2

  /// The flows with the partner and with the world.
  public static func inputs(_ parameters: TradeProfileParameters) -> [TableRequest] {
    var request = TableRequest(name: "flows", fact: .flow)
    request.reporter = parameters.reporter
    request.partners = [parameters.partner, "WLD"]
    request.flows = ["X", "M", "T"]
    request.totalsOnly = true
    request.dataset = parameters.dataset
    request.asOf = parameters.asOf
    return [request]
  }

  /// Computes the profile.
  public static func run(_ tables: Tables, _ parameters: TradeProfileParameters, step: String)
    throws -> AnalysisResult
  {
    let profile = try TradeProfile(points: tables["flows"], parameters: parameters)
    return TradeProfilePresentation(profile: profile, step: step).result()
  }
}

/// The numbers of a trade profile, year by year.
public struct TradeProfile: Sendable {
  /// The value ids of one year; the values are in ``records``.
  public struct Year: Sendable {
    /// The period.
    public let period: Period
    /// Value ids by measure, as in `exports` or `share-of-turnover`.
    public let ids: [String: ValueID]
  }

  /// The parameters.
  public let parameters: TradeProfileParameters
  /// The years in order.
  public private(set) var years: [Year] = []
  /// The numbers of the whole span: average growth and the advance index.
  public private(set) var span: [String: ValueID] = [:]
  /// The diagnostics.
  public private(set) var diagnostics: [Diagnostic] = []
  var ledger = ValueLedger()
  let book: FlowBook

  /// All numbers.
  public var records: [ValueRecord] { ledger.records }

  /// The record of a measure in a year.
  public func record(_ measure: String, _ year: Year) -> ValueRecord? {
    year.ids[measure].flatMap { ledger.record($0) }
  }

  /// Computes the profile of flows.
  ///
  /// - Parameters:
  ///   - points: the flows of the reporter with the partner and the world.
  ///   - parameters: what is asked for.
  /// - Throws: ``Diagnostic`` T052 when nothing matches, T053 when data sets compete.
  public init(points: [DataPoint], parameters: TradeProfileParameters) throws {
    self.parameters = parameters
    let unit = MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6)
    book = try FlowBook(
      points: points, parties: (parameters.reporter, parameters.partner), unit: unit,
      dataset: parameters.dataset,
      asOf: parameters.asOf)
    let periods = book.wholeYears(of: parameters.partner).filter {
      $0.year <= parameters.to ?? Int.max
    }
    let shown = periods.filter { $0.year >= parameters.from ?? Int.min }
    guard !shown.isEmpty else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.reporter.text, "partner": parameters.partner.text,
          "what": "flows",
        ])
    }
    diagnostics = book.diagnostics(partner: parameters.partner)
    var previous = hiddenYear(before: shown[0], among: periods)
    for period in shown {
      let next = year(period, previous: previous, first: years.first)
      years.append(next)
      previous = next
    }
    addSpan()
  }

  /// The year before the first one shown: chain rates of a shown year do not depend on where the
  /// reader begins.
  private mutating func hiddenYear(before first: Period, among periods: [Period]) -> Year? {
    periods.first { $0.year == first.year - 1 }.map { year($0, previous: nil, first: nil) }
  }

  private mutating func year(_ period: Period, previous: Year?, first: Year?) -> Year {
    var ids: [String: ValueID] = [:]
    for measure in FlowMeasure.allCases {
      ids[measure.rawValue] = book.add(
        measure, partner: parameters.partner, period: period, to: &ledger)
    }
    if let turnover = ids["turnover"], let exports = ids["exports"], let imports = ids["imports"] {
      let maker = DerivedMaker(book: book, partner: parameters.partner, period: period)
      ids["balance"] = maker.balance(exports: exports, imports: imports, to: &ledger)
      ids["asymmetry"] = maker.asymmetry(exports: exports, imports: imports, to: &ledger)
      let parts = [("turnover", turnover), ("exports", exports), ("imports", imports)]
      for (name, part) in parts {
        let whole = book.add(
          FlowMeasure(rawValue: name) ?? .turnover, partner: "WLD", period: period, to: &ledger)
        ids["world-\(name)"] = whole
        ids["share-of-\(name)"] = maker.share(name, part: part, whole: whole, to: &ledger)
        ids["growth-\(name)"] = maker.growth(
          name, part, since: adjacent(previous, to: period)?.ids[name], kind: .chain, to: &ledger)
        ids["base-growth-\(name)"] = maker.growth(
          name, part, since: first?.ids[name], kind: .first(first?.period ?? period), to: &ledger)
      }
      for (name, _) in parts {
        let change = maker.shareChange(
          name, now: ids, then: adjacent(previous, to: period)?.ids, to: &ledger)
        ids["share-change-pp-\(name)"] = change.points
        ids["share-change-pct-\(name)"] = change.percent
      }
    }
    return Year(period: period, ids: ids)
  }

  /// The previous year only if no year lies between: a chain rate over a gap is not a chain rate.
  private func adjacent(_ previous: Year?, to period: Period) -> Year? {
    guard let previous, previous.period.year == period.year - 1 else { return nil }
    return previous
  }

  private mutating func addSpan() {
    guard let first = years.first, let last = years.last, years.count >= 2 else { return }
    let maker = SpanMaker(
      book: book, partner: parameters.partner, first: first.period, last: last.period)
    for name in FlowMeasure.allCases.map(\.rawValue) {
      let series = years.compactMap { year in year.ids[name].map { (year.period, $0) } }
      for (key, id) in maker.averageGrowth(name, series, to: &ledger) { span[key] = id }
    }
    span["advance"] = maker.advance(first: first, last: last, to: &ledger)
  }
}
