/// A word for a size or a change, as an interval that can be tested.
///
/// The thresholds are conventions: a verdict that uses one is marked `convention` and prints it.
public enum LexiconWord: String, Sendable, CaseIterable {
  /// Almost unchanged: growth of at most 2 % either way.
  case unchanged
  /// Doubled: 1.95 to 2.05 times.
  case doubled
  /// Nearly doubled: 1.9 to 2 times.
  case nearlyDoubled = "nearly_doubled"
  /// Tripled: 2.95 to 3.05 times.
  case tripled
  /// Halved: 0.475 to 0.525 times.
  case halved
  /// Slightly: a change of at most 5 %.
  case slightly
  /// Considerably: a change of at least 20 %.
  case considerably
  /// Equal: equal at the coarser precision.
  case equal

  /// The interval the tested value must lie in; the value is a growth in percent or a ratio.
  ///
  /// - Parameter isGrowth: whether the expression is a change in percent, not a ratio of two values.
  /// - Returns: bounds of the absolute value where `isAbsolute`, else of the value.
  public func bounds(isGrowth: Bool) -> (low: Double, high: Double, isAbsolute: Bool) {
    let times: (Double, Double, Bool)
    switch self {
    case .unchanged: times = (0, 2, true)
    case .slightly: times = (0, 5, true)
    case .considerably: times = (20, .infinity, true)
    case .equal: times = (0, 0, true)
    case .doubled: times = (1.95, 2.05, false)
    case .nearlyDoubled: times = (1.9, 2, false)
    case .tripled: times = (2.95, 3.05, false)
    case .halved: times = (0.475, 0.525, false)
    }
    if times.2 || !isGrowth { return times }
    return (100 * (times.0 - 1), 100 * (times.1 - 1), false)
  }

  /// The threshold as text, printed beside a verdict.
  public var convention: String {
    switch self {
    case .unchanged: "|growth| ≤ 2 %"
    case .slightly: "|growth| ≤ 5 %"
    case .considerably: "|growth| ≥ 20 %"
    case .equal: "equal at the coarser precision"
    case .doubled: "1.95 … 2.05"
    case .nearlyDoubled: "1.9 … 2"
    case .tripled: "2.95 … 3.05"
    case .halved: "0.475 … 0.525"
    }
  }
}
