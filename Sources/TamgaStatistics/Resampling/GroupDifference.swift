// p = #(arrangements at least as far from the mean as the observed one) / #arrangements, exact
// p = (1 + #) / (1 + draws), drawn                              Phipson and Smyth (2010)

public import TamgaNumerics

/// A two-sided permutation test of a difference of means.
public struct GroupDifference: Hashable, Sendable {
  /// The mean of the first group minus that of the second.
  public let difference: Outcome<Double>
  /// The size of the first group.
  public let first: Int
  /// The size of the second group.
  public let second: Int
  /// The p-value; missing when a group is empty or nothing varies.
  public let probability: Outcome<Double>
  /// The arrangements counted or drawn.
  public let arrangements: Int
  /// Whether every arrangement was counted.
  public let isExact: Bool
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// The largest number of arrangements that is counted in full.
public let exactArrangements = 1_000_000

/// The number of draws when there are more arrangements.
public let permutationDraws = 99_999

/// Returns whether two groups of observations differ in their means.
///
/// - Parameters:
///   - first: the observations of the first group, as border regions.
///   - second: those of the second, as interior regions.
///   - draws: arrangements drawn when there are more than ``exactArrangements``.
///   - seed: the seed that is printed with the result.
/// - Returns: the difference and its p-value; `missing(tooFewObservations)` when a group is empty,
///   `missing(noVariation)` when all observations are equal, `missing(undefined)` for numbers that are
///   not finite.
/// - Source: Fisher (1935); Phipson and Smyth (2010) for drawn arrangements.
public func groupDifference(
  _ first: [Double], _ second: [Double], draws: Int = permutationDraws, seed: UInt64
) -> GroupDifference {
  let all = first.sorted() + second.sorted()
  let total = all.count
  func refused(_ reason: MissingReason, _ difference: Outcome<Double>) -> GroupDifference {
    GroupDifference(
      difference: difference, first: first.count, second: second.count,
      probability: .missing(reason), arrangements: 0, isExact: true,
      warnings: total < 10 ? [.smallSample] : [])
  }
  guard !first.isEmpty, !second.isEmpty else {
    return refused(.tooFewObservations, .missing(.tooFewObservations))
  }
  guard all.allSatisfy(\.isFinite) else { return refused(.undefined, .missing(.undefined)) }
  guard case .value(let mean) = mean(of: all) else {
    return refused(.tooFewObservations, .missing(.tooFewObservations))
  }
  let deviations = all.map { $0 - mean }
  let (n, m) = (Double(first.count), Double(second.count))
  let sum = compensatedTotal(of: deviations[0..<first.count])
  let difference = sum / n - compensatedTotal(of: deviations[first.count...]) / m
  guard difference.isFinite else { return refused(.undefined, .missing(.undefined)) }
  guard all.contains(where: { $0 != all[0] }) else {
    return refused(.noVariation, .value(0))
  }
  // The sum of the first group decides: the rest is the negative of it.
  let size = deviations.reduce(0) { max($0, abs($1)) } * Double(total)
  let threshold = abs(sum) - 1e-12 * size
  let possible = binomial(total, first.count)
  var warnings: Set<SampleWarning> = total < 10 ? [.smallSample] : []
  if possible < 20 { warnings.insert(.lowPower) }
  let result: (share: Double, count: Int, exact: Bool)
  if let possible = possible <= Double(exactArrangements) ? Int(possible) : nil {
    var counter = SubsetCount(deviations, choose: first.count, threshold: threshold)
    counter.extend(from: 0, chosen: 0, sum: 0)
    result = (Double(counter.asFar) / Double(possible), possible, true)
  } else {
    let drawn = max(1, min(draws, 10_000_000))
    var asFar = 0
    for draw in 0..<drawn {
      var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.groups")
      var pool = deviations
      var part = 0.0
      for place in 0..<first.count {
        pool.swapAt(place, place + stream.below(total - place))
        part += pool[place]
      }
      if abs(part) >= threshold { asFar += 1 }
    }
    result = (Double(asFar + 1) / Double(drawn + 1), drawn, false)
  }
  return GroupDifference(
    difference: .value(difference), first: first.count, second: second.count,
    probability: .value(result.share), arrangements: result.count, isExact: result.exact,
    warnings: SampleWarning.ordered(warnings))
}

/// n over k, exact below 2⁵³.
func binomial(_ n: Int, _ k: Int) -> Double {
  var result = 1.0
  for step in 0..<min(k, n - k) {
    result = (result * Double(n - step) / Double(step + 1)).rounded()
  }
  return result
}

/// Counts subsets of one size whose sum is as far from zero as a threshold.
private struct SubsetCount {
  let values: [Double]
  let choose: Int
  let threshold: Double
  var asFar = 0

  init(_ values: [Double], choose: Int, threshold: Double) {
    self.values = values
    self.choose = choose
    self.threshold = threshold
  }

  mutating func extend(from start: Int, chosen: Int, sum: Double) {
    if chosen == choose {
      if abs(sum) >= threshold { asFar += 1 }
      return
    }
    let last = values.count - (choose - chosen)
    guard start <= last else { return }
    for place in start...last {
      extend(from: place + 1, chosen: chosen + 1, sum: sum + values[place])
    }
  }
}
