internal import TamgaNumerics
internal import TamgaPresent

/// What is measured between two partners.
enum FlowMeasure: String, CaseIterable, Sendable {
  case turnover, exports, imports

  /// The warehouse's code of the flow.
  var code: String {
    switch self {
    case .turnover: "T"
    case .exports: "X"
    case .imports: "M"
    }
  }
}

/// The flows of one reporter and one data set, by partner, flow and period.
struct FlowBook: Sendable {
  struct Key: Hashable, Sendable {
    let partner: EntityCode
    let flow: String
    let period: Period
  }

  let reporter: EntityCode
  let dataset: String
  let unit: MeasureUnit
  /// Keys that distinguish this book's value ids from those of another data set or date.
  let idKeys: [String: String]
  private let points: [Key: DataPoint]
  let otherPeriods: [Period]

  /// Sorts the points of a reporter into a book.
  ///
  /// - Throws: T053 when several official data sets compete and none is named, T072 when the flows
  ///   are in another currency.
  init(
    points: [DataPoint], parties: (reporter: EntityCode, partner: EntityCode), unit: MeasureUnit,
    dataset: String?, asOf: String?
  ) throws {
    let (reporter, partner) = parties
    let admitted = points.filter { dataset != nil || !$0.dataset.hasPrefix("published.") }
    // A list of goods or regions also holds a line for the world; only a table with the partner
    // can be a profile of it.
    let datasets = Set(admitted.filter { $0.partner == partner }.map(\.dataset)).sorted()
    guard datasets.count <= 1 else {
      throw Diagnostic(
        "T053", ["reporter": reporter.text, "datasets": datasets.joined(separator: ", ")])
    }
    let official = admitted.filter { datasets.contains($0.dataset) }
    try official.requireCurrency(of: unit)
    self.reporter = reporter
    self.unit = unit
    self.dataset = datasets.first ?? dataset ?? ""
    var keys: [String: String] = [:]
    if let dataset { keys["src"] = dataset }
    if let asOf { keys["asof"] = asOf }
    idKeys = keys
    var byKey: [Key: DataPoint] = [:]
    for point in official {
      let key = Key(partner: point.partner, flow: point.flow, period: point.period)
      if let other = byKey.updateValue(point, forKey: key), other.value != point.value {
        throw Diagnostic(
          "T076",
          [
            "flow": point.flow, "partner": point.partner.text,
            "period": point.period.description, "dataset": point.dataset,
          ])
      }
    }
    self.points = byKey
    otherPeriods = Set(official.map(\.period).filter { !$0.isWholeYear }).sorted {
      $0.description < $1.description
    }
  }

  func point(_ partner: EntityCode, _ flow: String, _ period: Period) -> DataPoint? {
    points[Key(partner: partner, flow: flow, period: period)]
  }

  func wholeYears(of partner: EntityCode) -> [Period] {
    Set(points.keys.filter { $0.partner == partner && $0.period.isWholeYear }.map(\.period))
      .sorted { $0.year < $1.year }
  }

  /// Notes on what the profile does not show.
  func diagnostics(partner: EntityCode) -> [Diagnostic] {
    guard !otherPeriods.isEmpty else { return [] }
    let list = otherPeriods.map(\.description).joined(separator: ", ")
    return [
      Diagnostic(
        "T054", severity: .note, ["count": String(otherPeriods.count), "periods": list])
    ]
  }

  /// The value id of a measure of this book.
  func id(
    _ path: String, partner: EntityCode, period: Period?, unit: MeasureUnit?,
    _ more: [String: String] = [:]
  )
    -> ValueID
  {
    var keys = idKeys.merging(more) { $1 }
    keys["who"] = reporter.text
    keys["partner"] = partner.text
    if let period { keys["t"] = period.description }
    if let unit { keys["u"] = unit.id }
    return ValueID(path, keys)
  }

  /// Adds a flow in the book's unit; turnover is the sum of exports and imports when both stand in
  /// the source, else the printed turnover.
  func add(
    _ measure: FlowMeasure, partner: EntityCode, period: Period, to ledger: inout ValueLedger
  ) -> ValueID {
    let id = id("trade.\(measure.rawValue)", partner: partner, period: period, unit: unit)
    if measure == .turnover,
      let exports = point(partner, "X", period)?.value,
      let imports = point(partner, "M", period)?.value,
      let sum = try? exports + imports
    {
      let parts = [FlowMeasure.exports, .imports].map {
        add($0, partner: partner, period: period, to: &ledger)
      }
      return ledger.add(
        ValueRecord(
          id: id, value: .exact(sum.shown(in: unit)), unit: unit.id,
          digits: ValueLedger.digits(of: unit), marks: ledger.inheritedMarks(of: parts),
          formula: "X + M", inputs: parts.map { .value($0) },
          sources: ledger.inheritedSources(of: parts)))
    }
    return ledger.add(
      ValueRecord(published: point(partner, measure.code, period), id: id, unit: unit))
  }
}

extension ValueRecord {
  /// The record of a published number, shown in a unit of the same currency.
  init(published point: DataPoint?, id: ValueID, unit: MeasureUnit) {
    var steps = ["parse number"]
    if let point, point.publishedUnit != unit.id {
      steps.append("unit \(point.publishedUnit) → \(unit.id)")
    }
    let value: ResultValue =
      if let point, let number = point.value {
        .exact(number.shown(in: unit))
      } else {
        .missing(point?.state == "suppressed" ? "suppressed" : "not-reported")
      }
    self.init(
      id: id, value: value, unit: unit.id, digits: ValueLedger.digits(of: unit),
      marks: point?.marks ?? [], inputs: point.map { [.cell($0.cell)] } ?? [],
      steps: point == nil ? [] : steps, sources: point.map { [$0.source] } ?? [])
  }
}
