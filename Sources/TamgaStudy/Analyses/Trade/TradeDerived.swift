internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Which earlier period a growth rate is measured against.
enum GrowthBase {
  /// The year before.
  case chain
  /// The first year shown, which the value id names.
  case first(Period)

  /// The word in the value id.
  var key: String {
    switch self {
    case .chain: "previous"
    case .first(let period): period.description
    }
  }

  /// The formula as readers know it.
  var formula: String {
    switch self {
    case .chain: "100 · (x_t / x_(t−1) − 1)"
    case .first: "100 · (x_t / x_0 − 1)"
    }
  }
}

/// Makes the derived numbers of one partner and period.
struct DerivedMaker {
  let book: FlowBook
  let partner: EntityCode
  let period: Period

  func balance(exports: ValueID, imports: ValueID, to ledger: inout ValueLedger) -> ValueID {
    let id = book.id("trade.balance", partner: partner, period: period, unit: book.unit)
    let value: ResultValue
    if case .exact(let x)? = ledger.record(exports)?.value,
      case .exact(let m)? = ledger.record(imports)?.value,
      let difference = try? TamgaIndicators.balance(exports: x, imports: m)
    {
      value = .exact(difference)
    } else {
      value = .missing(MissingReason.missingInput.rawValue)
    }
    let inputs = [exports, imports]
    return ledger.add(
      ValueRecord(
        id: id, value: value, unit: book.unit.id, digits: ValueLedger.digits(of: book.unit),
        marks: ledger.inheritedMarks(of: inputs), formula: "X − M",
        inputs: inputs.map { .value($0) }, sources: ledger.inheritedSources(of: inputs)))
  }

  func asymmetry(exports: ValueID, imports: ValueID, to ledger: inout ValueLedger) -> ValueID {
    let outcome = ledger.combine(exports, imports) {
      try TamgaIndicators.asymmetry(exports: $0, imports: $1)
    }
    return ledger.add(
      book.id("trade.asymmetry", partner: partner, period: period, unit: nil), outcome,
      unit: .ratio, formula: "(X − M) / (X + M)", inputs: [exports, imports])
  }

  func share(
    _ measure: String, part: ValueID, whole: ValueID, to ledger: inout ValueLedger
  ) -> ValueID {
    let outcome = ledger.combine(part, whole) { PartOfWhole($0, of: $1).share }
    return ledger.add(
      book.id("trade.share-of-\(measure)", partner: partner, period: period, unit: .percent),
      outcome, unit: .percent, formula: "100 · part / world", inputs: [part, whole])
  }

  func growth(
    _ measure: String, _ current: ValueID, since previous: ValueID?, kind: GrowthBase,
    to ledger: inout ValueLedger
  ) -> ValueID {
    let outcome =
      previous.map { ledger.combine(current, $0) { try growthRate(from: $1, to: $0) } }
      ?? .missing(.missingInput)
    return ledger.add(
      book.id(
        "trade.growth-\(measure)", partner: partner, period: period, unit: .percent,
        ["base": kind.key]),
      outcome, unit: .percent, formula: kind.formula,
      inputs: [current] + (previous.map { [$0] } ?? []))
  }

  /// Adds the change of a share in percentage points and in percent: two numbers, never one.
  ///
  /// Both come from the flows themselves by exact products and one division, not from rounded shares.
  func shareChange(
    _ measure: String, now: [String: ValueID], then: [String: ValueID]?,
    to ledger: inout ValueLedger
  ) -> (points: ValueID, percent: ValueID) {
    let inputs = [now, then ?? [:]].compactMap { $0["share-of-\(measure)"] }
    let after = pair(measure, now, ledger)
    let before = then.flatMap { pair(measure, $0, ledger) }
    var points: Outcome<Double> = .missing(.missingInput)
    var percent: Outcome<Double> = .missing(.missingInput)
    if let before, let after {
      points = outcome { try shareChangeInPoints(from: before, to: after) }
      percent = outcome { try shareChangeInPercent(from: before, to: after) }
    }
    let path = "trade.share-change-of-\(measure)"
    return (
      ledger.add(
        book.id(path, partner: partner, period: period, unit: .percentagePoint), points,
        unit: .percentagePoint, formula: "s_t − s_(t−1)", inputs: inputs),
      ledger.add(
        book.id(path, partner: partner, period: period, unit: .percent), percent, unit: .percent,
        formula: "100 · (s_t / s_(t−1) − 1)", inputs: inputs)
    )
  }

  private func pair(_ measure: String, _ ids: [String: ValueID], _ ledger: ValueLedger)
    -> PartOfWhole?
  {
    guard let part = ids[measure].flatMap({ ledger.exact($0) }),
      let whole = ids["world-\(measure)"].flatMap({ ledger.exact($0) })
    else { return nil }
    return PartOfWhole(part, of: whole)
  }
}

/// The outcome of a formula in exact arithmetic; more digits than it holds leave it undefined.
func outcome(_ formula: () throws -> Outcome<Double>) -> Outcome<Double> {
  (try? formula()) ?? .missing(.undefined)
}

/// Makes the numbers of a span of years.
struct SpanMaker {
  let book: FlowBook
  let partner: EntityCode
  let first: Period
  let last: Period

  /// Average growth by three variants, with the ids of the catalogue's formulas.
  func averageGrowth(
    _ measure: String, _ series: [(Period, ValueID)], to ledger: inout ValueLedger
  ) -> [(String, ValueID)] {
    let inputs = series.map(\.1)
    let values = series.map { ledger.exact($0.1) }
    let known = values.compactMap { $0 }
    let isWhole = known.count == values.count && known.count > 1
    let trend = logLinearTrend(
      of: zip(series, values).compactMap { point, value in
        value.map { AnnualValue(year: point.0.year, value: $0) }
      })
    let variants: [(String, String, Outcome<Double>)] = [
      (
        "cagr", "100 · ((x_T / x_0)^(1/T) − 1)",
        isWhole
          ? outcome {
            try compoundGrowth(
              from: known[0], to: known[known.count - 1], intervals: last.year - first.year)
          } : .missing(.missingInput)
      ),
      (
        "mean-chain", "mean of chain rates",
        isWhole && isGapless(series)
          ? outcome { try meanChainGrowth(of: known) } : .missing(.missingInput)
      ),
      (
        "least-squares", "100 · (e^b − 1), ln x = a + b t",
        isWhole ? trend.map(\.growth) : .missing(.missingInput)
      ),
    ]
    return variants.map { name, formula, outcome in
      let id = book.id(
        "trade.average-growth-\(measure)", partner: partner, period: nil, unit: .percent,
        ["t": "\(first)..\(last)", "variant": name])
      ledger.add(id, outcome, unit: .percent, formula: formula, inputs: inputs)
      return ("\(name)-\(measure)", id)
    }
  }

  private func isGapless(_ series: [(Period, ValueID)]) -> Bool {
    zip(series, series.dropFirst()).allSatisfy { $1.0.year == $0.0.year + 1 }
  }

  /// The advance index: the growth index of imports over that of exports, in percent.
  func advance(
    first: TradeProfile.Year, last: TradeProfile.Year, to ledger: inout ValueLedger
  ) -> ValueID? {
    guard let m0 = first.ids["imports"], let m1 = last.ids["imports"],
      let x0 = first.ids["exports"], let x1 = last.ids["exports"]
    else { return nil }
    var index: Outcome<Double> = .missing(.missingInput)
    if let im0 = ledger.exact(m0), let im1 = ledger.exact(m1), let ex0 = ledger.exact(x0),
      let ex1 = ledger.exact(x1)
    {
      index = outcome {
        try advanceIndex(
          exports: FlowChange(from: ex0, to: ex1), imports: FlowChange(from: im0, to: im1),
          direction: .importsOverExports
        ).index
      }
    }
    return ledger.add(
      book.id(
        "trade.advance-index", partner: partner, period: nil, unit: .percent,
        ["t": "\(self.first)..\(self.last)", "of": "imports-over-exports"]),
      index, unit: .percent, formula: "100 · (M_T / M_0) / (X_T / X_0)",
      inputs: [m1, m0, x1, x0])
  }
}

extension ValueLedger {
  /// The exact value of an id, if it has one.
  func exact(_ id: ValueID) -> ExactDecimal? {
    guard case .exact(let value)? = record(id)?.value else { return nil }
    return value
  }

  /// The value of an id as a real number, if it has one.
  func real(_ id: ValueID) -> Double? {
    switch record(id)?.value {
    case .exact(let value): value.double
    case .real(let value): value
    case .missing, nil: nil
    }
  }

  /// A formula of two exact numbers; missing when one of them is.
  func combine(
    _ left: ValueID, _ right: ValueID,
    _ formula: (ExactDecimal, ExactDecimal) throws -> Outcome<Double>
  ) -> Outcome<Double> {
    guard let left = exact(left), let right = exact(right) else { return .missing(.missingInput) }
    return outcome { try formula(left, right) }
  }
}

extension Outcome {
  /// The outcome with its value transformed.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Outcome<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .missing(let reason): .missing(reason)
    }
  }
}
