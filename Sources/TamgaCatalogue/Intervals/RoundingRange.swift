// f over the box x ± h: exact where f is monotone in each argument over the box, which holds for
// shares, ratios, growth and concentration at the width of a last printed place.

internal import TamgaNumerics

/// The range of a formula when every printed argument may be off by half a unit of its last place.
///
/// Each argument is moved to both ends; the direction in which the value rises is kept, the formula
/// is taken at the two corners those directions point to, and there every argument is tried again.
/// Where both ends of an argument lie on one side of the centre (at the bend of an absolute value,
/// or of a largest member) the range is widened by as much as the value moved.
enum RoundingRange {
  package static let kind = "rounding"
  /// The most arguments for which a range is made, as its work grows with their square; beyond it
  /// the result says `interval-skipped`.
  package static let most = 1000

  /// The range of a formula of real numbers; nil when the arguments are exact or an end is not
  /// defined.
  package static func real(_ amounts: [Amount], _ formula: ([Double]) -> Outcome<Double>)
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
  package static func exact(
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
    let places = values.indices.filter { lows[$0] != highs[$0] }
    guard !places.isEmpty, case .value(let centre) = formula(values) else { return nil }
    var lowCorner = values
    var highCorner = values
    var moved = values
    var single = (least: centre, most: centre)
    var bends = 0.0
    for place in places {
      moved[place] = lows[place]
      guard case .value(let below) = formula(moved) else { return nil }
      moved[place] = highs[place]
      guard case .value(let above) = formula(moved) else { return nil }
      moved[place] = values[place]
      single = (min(single.least, below, above), max(single.most, below, above))
      if max(below, above) > centre {
        highCorner[place] = above >= below ? highs[place] : lows[place]
      }
      if min(below, above) < centre {
        lowCorner[place] = above <= below ? highs[place] : lows[place]
      }
      // Both ends on one side of the centre: the formula bends inside, by no more than it moved.
      if (below - centre) * (above - centre) > 0 {
        bends += max(abs(below - centre), abs(above - centre))
      }
    }
    let box = (places: places, lows: lows, highs: highs)
    guard let low = extreme(lowCorner, box, -1, formula),
      let high = extreme(highCorner, box, 1, formula)
    else { return nil }
    return IndicatorInterval(
      lower: min(single.least, -low) - bends, upper: max(single.most, high) + bends, kind: kind)
  }

  /// The largest value of `sign · f` met when single arguments of a corner are moved again, as
  /// the direction in which the value rises may turn once others have moved.
  private static func extreme<Number: Equatable>(
    _ start: [Number],
    _ box: (places: [Int], lows: [Number], highs: [Number]), _ sign: Double,
    _ formula: ([Number]) -> Outcome<Double>
  ) -> Double? {
    guard case .value(let first) = formula(start) else { return nil }
    var corner = start
    var best = sign * first
    for place in box.places {
      let kept = corner[place]
      var chosen = kept
      for candidate in [box.lows[place], box.highs[place]] where candidate != kept {
        corner[place] = candidate
        guard case .value(let value) = formula(corner) else { return nil }
        if sign * value > best { (best, chosen) = (sign * value, candidate) }
      }
      corner[place] = chosen
    }
    return best
  }
}
