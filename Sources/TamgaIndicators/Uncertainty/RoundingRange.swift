// f over the box x ± h: exact where f is monotone in each argument over the box, which holds for
// shares, ratios, growth and concentration at the width of a last printed place.

internal import TamgaNumerics

/// The range of a formula when every printed argument may be off by half a unit of its last place.
///
/// Each argument is moved to both ends; the direction in which the value rises is kept, and the
/// formula is taken at the two corners those directions point to. Single moves are part of the
/// range too, so that a bend inside the box (of an absolute value, of a largest member) is not lost.
enum RoundingRange {
  static let kind = "rounding"

  /// The range of a formula of real numbers; nil when the arguments are exact or an end is not
  /// defined.
  static func real(_ amounts: [Amount], _ formula: ([Double]) -> Outcome<Double>)
    -> IndicatorInterval?
  {
    let values = amounts.map(\.double)
    let halves = amounts.map(\.halfUnit.double)
    // A number keeps its sign, and a recorded zero is none: no trade, not a little of it.
    let lows = zip(values, halves).map { $0 > 0 ? max(0, $0 - $1) : $0 == 0 ? 0 : $0 - $1 }
    let highs = zip(values, halves).map { $0 < 0 ? min(0, $0 + $1) : $0 == 0 ? 0 : $0 + $1 }
    return range(values, lows, highs, formula)
  }

  /// The range of a formula of exact decimals.
  static func exact(
    _ amounts: [Amount], _ formula: ([ExactDecimal]) throws -> Outcome<Double>
  ) -> IndicatorInterval? {
    var lows: [ExactDecimal] = []
    var highs: [ExactDecimal] = []
    for amount in amounts {
      guard let low = try? amount.value - amount.halfUnit,
        let high = try? amount.value + amount.halfUnit
      else { return nil }
      let isZero = amount.value.isZero
      lows.append(isZero ? 0 : amount.value > 0 ? max(0, low) : low)
      highs.append(isZero ? 0 : amount.value < 0 ? min(0, high) : high)
    }
    return range(amounts.map(\.value), lows, highs) { (try? formula($0)) ?? .missing(.undefined) }
  }

  private static func range<Number: Equatable>(
    _ values: [Number], _ lows: [Number], _ highs: [Number],
    _ formula: ([Number]) -> Outcome<Double>
  ) -> IndicatorInterval? {
    guard case .value(let centre) = formula(values) else { return nil }
    var least = centre
    var most = centre
    var lowCorner = values
    var highCorner = values
    var moved = values
    var isExact = true
    for place in values.indices where lows[place] != highs[place] {
      isExact = false
      moved[place] = lows[place]
      guard case .value(let below) = formula(moved) else { return nil }
      moved[place] = highs[place]
      guard case .value(let above) = formula(moved) else { return nil }
      moved[place] = values[place]
      least = min(least, below, above)
      most = max(most, below, above)
      if max(below, above) > centre {
        highCorner[place] = above >= below ? highs[place] : lows[place]
      }
      if min(below, above) < centre {
        lowCorner[place] = above <= below ? highs[place] : lows[place]
      }
    }
    guard !isExact, case .value(let low) = formula(lowCorner),
      case .value(let high) = formula(highCorner)
    else { return nil }
    return IndicatorInterval(
      lower: min(least, low, high), upper: max(most, low, high), kind: kind)
  }
}
