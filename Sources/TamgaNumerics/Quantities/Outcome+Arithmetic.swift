extension Outcome {
  /// The outcome of a function of the value.
  package func map<Other: Sendable>(_ change: (Value) -> Other) -> Outcome<Other> {
    switch self {
    case .value(let value): .value(change(value))
    case .missing(let reason): .missing(reason)
    }
  }

  /// The outcome of a function that may have none.
  package func flatMap<Other: Sendable>(_ change: (Value) -> Outcome<Other>) -> Outcome<Other> {
    switch self {
    case .value(let value): change(value)
    case .missing(let reason): .missing(reason)
    }
  }
}

/// A quotient, or `missing(zeroDenominator)`.
package func quotient(_ upper: Double, _ lower: Double) -> Outcome<Double> {
  lower == 0 ? .missing(.zeroDenominator) : .value(upper / lower)
}

/// A hundred times a quotient; the factor is exact, the division is the only rounding.
package func percent(_ part: ExactDecimal, of whole: ExactDecimal) -> Outcome<Double> {
  if let hundredfold = try? part.multiplied(byPowerOfTen: 2) { return hundredfold.ratio(to: whole) }
  guard case .value(let ratio) = part.ratio(to: whole) else { return .missing(.zeroDenominator) }
  return .value(100 * ratio)
}
