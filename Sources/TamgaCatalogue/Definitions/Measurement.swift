package import TamgaNumerics

/// A value an indicator is about to give: its subject, its arguments, its formula.
///
/// The function of an indicator returns measurements; the catalogue evaluates them, in parallel,
/// and makes the interval by the variance rule. With arguments and a formula apart, rounding and
/// resampling need no code of the indicator's own.
package struct Measurement: Sendable {
  /// How the value comes about.
  package enum Formula: Sendable {
    /// It is known, with its interval and p-value where the method has them.
    case known(Outcome<Double>, interval: IndicatorInterval? = nil, probability: Double? = nil)
    /// A function of exact decimals.
    case exact([Amount], @Sendable ([ExactDecimal]) throws -> Outcome<Double>)
    /// A function of real numbers.
    case real([Amount], @Sendable ([Double]) -> Outcome<Double>)
    /// A statistic of units, each a place in every column; units can be drawn anew.
    case sample([[Double]], @Sendable ([[Double]]) -> Outcome<Double>)
  }

  package var subject: [String]
  package var period: String
  package var formula: Formula
  package var n: Int
  package var effectiveN: Double?
  package var flags: Set<IndicatorFlag> = []
  package var unit: String?

  package init(
    _ subject: [String], period: String, n: Int, flags: Set<IndicatorFlag> = [], _ formula: Formula
  ) {
    self.subject = subject
    self.period = period
    self.n = n
    self.flags = flags
    self.formula = formula
  }

  /// The number of printed arguments.
  var arguments: Int {
    switch formula {
    case .exact(let amounts, _), .real(let amounts, _): amounts.count
    case .known, .sample: 0
    }
  }

  /// A value that cannot be computed.
  package static func missing(
    _ reason: MissingReason, _ subject: [String], period: String, n: Int = 0,
    flags: Set<IndicatorFlag> = []
  ) -> Measurement {
    Measurement(subject, period: period, n: n, flags: flags, .known(.missing(reason)))
  }

  /// A formula of cells; the first that is not known decides the state.
  package static func of(
    _ cells: [Cell?], _ subject: [String], period: String, n: Int? = nil,
    _ context: IndicatorContext, _ formula: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> Measurement {
    switch known(cells, context) {
    case .missing(let reason):
      missing(reason, subject, period: period, n: n ?? cells.count, flags: flags(cells))
    case .value(let amounts):
      Measurement(
        subject, period: period, n: n ?? cells.count, flags: flags(cells), .real(amounts, formula))
    }
  }

  /// A formula of cells in exact decimals.
  package static func exact(
    _ cells: [Cell?], _ subject: [String], period: String, _ context: IndicatorContext,
    _ formula: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<Double>
  ) -> Measurement {
    switch known(cells, context) {
    case .missing(let reason):
      missing(reason, subject, period: period, n: cells.count, flags: flags(cells))
    case .value(let amounts):
      Measurement(
        subject, period: period, n: cells.count, flags: flags(cells), .exact(amounts, formula))
    }
  }

  /// A formula of cells in exact decimals, where values below zero are admitted.
  package static func signed(
    _ cells: [Cell], _ subject: [String], period: String, _ context: IndicatorContext,
    _ formula: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<Double>
  ) -> Measurement {
    switch knownSigned(cells, context) {
    case .missing(let reason):
      missing(reason, subject, period: period, n: cells.count, flags: flags(cells))
    case .value(let amounts):
      Measurement(
        subject, period: period, n: cells.count, flags: flags(cells), .exact(amounts, formula))
    }
  }

  /// The amounts of cells whose values may be below zero, or why one is not known.
  package static func knownSigned(_ cells: [Cell], _ context: IndicatorContext) -> Outcome<[Amount]>
  {
    known(
      cells.map { cell in
        var cell = cell
        cell.isNegative = false
        return cell
      }, context)
  }

  /// The amounts of cells, or why one is not known.
  package static func known(_ cells: [Cell?], _ context: IndicatorContext) -> Outcome<[Amount]> {
    var amounts: [Amount] = []
    amounts.reserveCapacity(cells.count)
    for cell in cells {
      switch cell.known(context) {
      case .value(let amount): amounts.append(amount)
      case .missing(let reason): return .missing(reason)
      }
    }
    return .value(amounts)
  }

  /// What the cells have to say beside their amounts.
  package static func flags(_ cells: [Cell?]) -> Set<IndicatorFlag> {
    cells.contains { ($0?.duplicates ?? 0) > 0 } ? [.duplicates] : []
  }
}
