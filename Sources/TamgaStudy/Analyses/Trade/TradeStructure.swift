internal import TamgaIndicators
public import TamgaNumerics
public import TamgaPresent

/// What `trade.structure` is asked for.
public struct TradeStructureParameters: StudyParameters {
  /// The reporting country.
  public var reporter: EntityCode
  /// The partner.
  public var partner: EntityCode
  /// The flow, `X` or `M`.
  public var flow: String
  /// The year.
  public var year: Int
  /// The data set.
  public var dataset: String
  /// The unit of money shown.
  public var unit: String
  /// Names of products by language.
  let names: NameTable?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("reporter", required: true, "code of the reporting country"),
    ParameterKey("partner", required: true, "code of the partner"),
    ParameterKey("flow", required: true, "X or M"), ParameterKey("year", required: true, "year"),
    ParameterKey("dataset", required: true, "data set"),
    ParameterKey("unit", "unit of money shown; default MUSD"), NameTable.key,
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    reporter = try reader.entity("reporter")
    partner = try reader.entity("partner")
    flow = try reader.required("flow").choice(of: ["X", "M"])
    year = try reader.required("year").integer()
    dataset = try reader.text("dataset")
    unit = try reader.moneyUnit("unit", default: "MUSD")
    names = try NameTable(reader)
  }
}

/// The commodity structure of a flow: each product's value and share of the total, what is left
/// and the share that is named.
///
/// The remainder is the total minus the named products; it may be one product or many.
public enum TradeStructureAnalysis: Analysis {
  /// The id.
  public static let id = "trade.structure"
  /// The version.
  public static let version = 2

  /// The products and the total.
  public static func inputs(_ parameters: TradeStructureParameters) -> [TableRequest] {
    var request = TableRequest(name: "flows", fact: .flow)
    request.reporter = parameters.reporter
    request.partners = [parameters.partner]
    request.flows = [parameters.flow]
    request.dataset = parameters.dataset
    return [request]
  }

  /// Computes the structure.
  public static func run(_ tables: Tables, _ parameters: TradeStructureParameters, step: String)
    throws -> AnalysisResult
  {
    let period = Period(year: parameters.year)
    let rows = tables["flows"].filter { $0.period == period }
    let points = rows.filter { $0.value != nil }
    guard let total = points.first(where: { $0.product == "TOTAL" }) else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.reporter.text, "partner": parameters.partner.text,
          "what": "\(parameters.flow) \(period)",
        ])
    }
    try [total].requireCurrency(of: MeasureUnit(id: parameters.unit) ?? total.unit)
    let money = points.filter { $0.product != "TOTAL" && $0.unit == total.unit }
    return TradeStructure(
      parameters: parameters, step: step, period: period, total: total,
      products: money.sorted { ($1.value ?? .zero, $0.product) < ($0.value ?? .zero, $1.product) },
      leftOut: rows.filter { $0.product != "TOTAL" }.count - money.count
    ).result().named(by: parameters.names)
  }
}

/// Builds the numbers and the table of a commodity structure.
struct TradeStructure {
  let parameters: TradeStructureParameters
  let step: String
  let period: Period
  let total: DataPoint
  let products: [DataPoint]
  /// Products without a number, or in another unit.
  let leftOut: Int

  private var unit: MeasureUnit { MeasureUnit(id: parameters.unit) ?? .money("USD", powerOfTen: 6) }

  private func id(_ path: String, _ more: [String: String]) -> ValueID {
    ValueID(
      path,
      [
        "who": parameters.reporter.text, "partner": parameters.partner.text,
        "flow": parameters.flow, "t": period.description, "src": parameters.dataset,
      ].merging(more) { $1 })
  }

  func result() -> AnalysisResult {
    var ledger = ValueLedger()
    let totalID = ledger.add(
      ValueRecord(
        published: total, id: id("structure.total", ["u": unit.id]), unit: unit))
    var rows: [[TableCell]] = []
    var valueIDs: [ValueID] = []
    var timesUsed: [String: Int] = [:]
    for point in products {
      let key = slug(point.product)
      timesUsed[key, default: 0] += 1
      // Labels that differ in marks only have one key; the second of them gets a number.
      let times = timesUsed[key] ?? 1
      let keys = ["product": times == 1 ? key : "\(key)-\(times)"]
      let value = ledger.add(
        ValueRecord(
          published: point, id: id("structure.value", keys.merging(["u": unit.id]) { $1 }),
          unit: unit))
      let share = ledger.add(
        id("structure.share", keys.merging(["u": "pct"]) { $1 }),
        ledger.combine(value, totalID) { PartOfWhole($0, of: $1).share }, unit: .percent,
        formula: "100 · part / total", inputs: [value, totalID])
      valueIDs.append(value)
      rows.append([.text(point.product), .value(value), .value(share)])
    }
    let rest = remainder(valueIDs, totalID, &ledger)
    rows.append([.label(Message("structure.remainder")), .value(rest.value), .value(rest.share)])
    rows.append([.label(Message("structure.total")), .value(totalID), .blank])
    let table = ResultTable(
      id: "\(step).structure", title: Message("structure.table", subject),
      columns: [
        .init(key: "product", header: Message("column.product")),
        .init(key: "value", header: Message("column.value"), unit: unit.id),
        .init(key: "share", header: Message("column.share"), unit: "pct"),
      ], rows: rows,
      notes: [Message("structure.note")]
        + (leftOut > 0 ? [Message("structure.note-left-out", ["count": .count(leftOut)])] : []))
    let finding = Finding(
      id: "\(step).named", kind: .statement,
      message: Message(
        "structure.finding",
        subject.merging([
          "count": .count(products.count), "named": .value(rest.named), "rest": .value(rest.share),
        ]) { $1 }))
    return AnalysisResult(
      step: step, title: Message("structure.title", subject),
      introduction: Message("structure.introduction", subject), values: ledger.records,
      tables: [table], findings: [finding])
  }

  private var subject: [String: MessageArgument] {
    [
      "reporter": .entity(parameters.reporter), "partner": .entity(parameters.partner),
      "year": .period(period), "flow": .message(Message("flow.\(parameters.flow)")),
    ]
  }

  private func remainder(
    _ parts: [ValueID], _ totalID: ValueID, _ ledger: inout ValueLedger
  ) -> (value: ValueID, share: ValueID, named: ValueID) {
    let numbers = parts.compactMap { ledger.exact($0) }
    let sum = try? ExactDecimal.sum(numbers)
    let whole = ledger.exact(totalID)
    let rest = if let sum, let whole { try? whole - sum } else { ExactDecimal?.none }
    let restID = ledger.add(
      ValueRecord(
        id: id("structure.remainder", ["u": unit.id]),
        value: rest.map(ResultValue.exact) ?? .missing("missing-input"), unit: unit.id, digits: 1,
        formula: "total − Σ parts", inputs: ([totalID] + parts).map { .value($0) },
        sources: ledger.inheritedSources(of: [totalID])))
    let shareID = ledger.add(
      id("structure.remainder-share", ["u": "pct"]),
      ledger.combine(restID, totalID) { PartOfWhole($0, of: $1).share }, unit: .percent,
      formula: "100 · remainder / total", inputs: [restID, totalID])
    let namedID = ledger.add(
      id("structure.named-share", ["u": "pct"]),
      ledger.real(shareID).map { .value(100 - $0) } ?? .missing(.missingInput), unit: .percent,
      formula: "100 − remainder share", inputs: [shareID])
    return (restID, shareID, namedID)
  }
}

/// A product's label as a key of a value id: lower-case ASCII letters, digits and hyphens.
func slug(_ text: String) -> String {
  var result = ""
  for scalar in text.lowercased().unicodeScalars {
    let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    if isPlain {
      result.unicodeScalars.append(scalar)
    } else if scalar.value > 127, scalar.properties.isAlphabetic {
      result += "u" + String(scalar.value, radix: 16)
    } else if !result.hasSuffix("-") {
      result += "-"
    }
  }
  while result.hasSuffix("-") { result.removeLast() }
  return result
}
