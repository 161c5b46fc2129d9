internal import TamgaIndicators
public import TamgaNumerics
public import TamgaPresent

/// What `trade.mutual` is asked for.
public struct TradeMutualParameters: StudyParameters {
  /// One country.
  public var first: EntityCode
  /// The other.
  public var second: EntityCode
  /// The data set.
  public var dataset: String
  /// The unit of money shown.
  public var unit: String

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("first", required: true, "code of one country"),
    ParameterKey("second", required: true, "code of the other"),
    ParameterKey("dataset", required: true, "data set with the exports of both"),
    ParameterKey("unit", "unit of money shown; default MUSD"),
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    first = try reader.entity("first")
    second = try reader.entity("second")
    dataset = try reader.text("dataset")
    unit = try reader.moneyUnit("unit", default: "MUSD")
  }
}

/// The exports of two countries to each other, side by side, as each reports them.
///
/// Periods of different length stand under their own names and are never joined: no growth is
/// computed between them.
public enum TradeMutualAnalysis: Analysis {
  /// The id.
  public static let id = "trade.mutual"
  /// The version.
  public static let version = 1

  /// The exports both ways.
  public static func inputs(_ parameters: TradeMutualParameters) -> [TableRequest] {
    let pairs = [(parameters.first, parameters.second), (parameters.second, parameters.first)]
    return pairs.enumerated().map { index, pair in
      var request = TableRequest(name: index == 0 ? "first" : "second", fact: .flow)
      request.reporter = pair.0
      request.partners = [pair.1]
      request.flows = ["X"]
      request.totalsOnly = true
      request.dataset = parameters.dataset
      return request
    }
  }

  /// Puts the exports side by side.
  public static func run(_ tables: Tables, _ parameters: TradeMutualParameters, step: String)
    throws -> AnalysisResult
  {
    let mutual = TradeMutual(
      parameters: parameters, step: step, first: tables["first"], second: tables["second"])
    guard !mutual.periods.isEmpty else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.first.text, "partner": parameters.second.text,
          "what": parameters.dataset,
        ])
    }
    try (tables["first"] + tables["second"]).requireCurrency(of: mutual.unit)
    return mutual.result()
  }
}

/// Builds the numbers, the table and the figure of mutual trade.
struct TradeMutual {
  let parameters: TradeMutualParameters
  let step: String
  let first: [DataPoint]
  let second: [DataPoint]

  var periods: [Period] {
    Set((first + second).filter { $0.value != nil }.map(\.period)).sorted()
  }

  var unit: MeasureUnit { MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6) }

  private var subject: [String: MessageArgument] {
    [
      "first": .entity(parameters.first), "second": .entity(parameters.second),
      "unit": .unit(parameters.unit), "count": .count(periods.count),
    ]
  }

  func result() -> AnalysisResult {
    var ledger = ValueLedger()
    let rows = periods.map { period -> [TableCell] in
      let sides = [
        (parameters.first, parameters.second, first), (parameters.second, parameters.first, second),
      ]
      let ids = sides.map { side -> ValueID in
        let keys = [
          "who": side.0.text, "partner": side.1.text, "flow": "X", "t": period.description,
          "u": unit.id, "src": parameters.dataset,
        ]
        return ledger.add(
          ValueRecord(
            published: side.2.first { $0.period == period }, id: ValueID("mutual.exports", keys),
            unit: unit))
      }
      let balance = ledger.add(
        ValueRecord(
          id: ValueID(
            "mutual.balance",
            [
              "who": parameters.first.text, "partner": parameters.second.text,
              "t": period.description, "u": unit.id, "src": parameters.dataset,
            ]),
          value: difference(ids, ledger), unit: unit.id, digits: ValueLedger.digits(of: unit),
          formula: "X₁ − X₂", inputs: ids.map { .value($0) },
          sources: ledger.inheritedSources(of: ids)))
      return [.period(period)] + ids.map(TableCell.value) + [.value(balance)]
    }
    let table = ResultTable(
      id: "\(step).mutual", title: Message("mutual.table", subject),
      columns: [
        .init(key: "period", header: Message("column.period")),
        .init(
          key: "first", header: Message("mutual.exports", ["who": .entity(parameters.first)]),
          unit: unit.id),
        .init(
          key: "second", header: Message("mutual.exports", ["who": .entity(parameters.second)]),
          unit: unit.id),
        .init(key: "balance", header: Message("mutual.balance", subject), unit: unit.id),
      ], rows: rows, notes: [Message("mutual.note")])
    return AnalysisResult(
      step: step, title: Message("mutual.title", subject),
      introduction: Message("mutual.introduction", subject), values: ledger.records,
      tables: [table], figures: [figure(table, ledger)], findings: [])
  }

  private func difference(_ ids: [ValueID], _ ledger: ValueLedger) -> ResultValue {
    guard let first = ledger.exact(ids[0]), let second = ledger.exact(ids[1]),
      let balance = try? first - second
    else { return .missing(MissingReason.missingInput.rawValue) }
    return .exact(balance)
  }

  /// In how many periods with both numbers the first country exports more.
  private func comparison(_ table: ResultTable, _ ledger: ValueLedger) -> [String: MessageArgument]
  {
    let balances = table.rows.compactMap { row -> ExactDecimal? in
      guard case .value(let id)? = row.last else { return nil }
      return ledger.exact(id)
    }
    return [
      "both": .count(balances.count), "more": .count(balances.filter { $0 > .zero }.count),
    ]
  }

  private func figure(_ table: ResultTable, _ ledger: ValueLedger) -> Figure {
    Figure(
      id: "fig:\(step).mutual", kind: .bar,
      finding: Message("mutual.figure", subject.merging(comparison(table, ledger)) { $1 }),
      subtitle: Message("mutual.subtitle", subject), table: table, x: "period",
      y: ["first", "second"], xTitle: Message("column.period"),
      yTitle: Message("trade.profile.axis.flows", subject),
      sources: SourceReference.list(of: ledger.records),
      notes: [Message("mutual.note")], summary: Message("mutual.summary", subject))
  }
}
