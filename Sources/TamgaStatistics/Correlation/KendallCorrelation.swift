// S = C − D;  τ_b = S / √((n₀ − n₁)(n₀ − n₂)),  n₀ = n(n − 1)/2, n₁ = Σt(t − 1)/2, n₂ = Σu(u − 1)/2
// Var S = (v₀ − v_t − v_u)/18 + Σt(t − 1) Σu(u − 1) / 2n(n − 1)
//         + Σt(t − 1)(t − 2) Σu(u − 1)(u − 2) / 9n(n − 1)(n − 2),  v = n(n − 1)(2n + 5)
// Source: Kendall (1970), Rank Correlation Methods, chapters 3 to 5; Knight (1966) for counting.

public import TamgaNumerics

/// Kendall's rank correlation, variant b.
public struct KendallCorrelation: Hashable, Sendable {
  /// The number of complete pairs.
  public let observations: Int
  /// The coefficient, `−1...1`; missing below three pairs or when a side does not vary.
  public let coefficient: Outcome<Double>
  /// Concordant less discordant comparisons.
  public let score: Int
  /// The sizes of groups of equal x.
  public let tiesX: [Int]
  /// The sizes of groups of equal y.
  public let tiesY: [Int]
  /// The two-sided p-value; missing below four pairs.
  public let probability: Outcome<Double>
  /// How the p-value was found: exactly up to 30 pairs without ties, else by the normal curve.
  public let method: ProbabilityMethod

  init(_ sample: Sample) {
    let n = sample.count
    observations = n
    tiesX = tieSizes(sample.x)
    tiesY = tieSizes(sample.y)
    let isExact = n <= 30 && tiesX.isEmpty && tiesY.isEmpty
    method = isExact ? .exactDistribution : .normalApproximation
    score = kendallScore(sample, tiesX: tiesX, tiesY: tiesY)
    guard n >= 3 else {
      coefficient = .missing(.tooFewObservations)
      probability = .missing(.tooFewObservations)
      return
    }
    let free = (comparisons(n) - comparisons(tiesX), comparisons(n) - comparisons(tiesY))
    guard free.0 > 0, free.1 > 0 else {
      coefficient = .missing(.noVariation)
      probability = .missing(.noVariation)
      return
    }
    let tau = Double(score) / (Double(free.0).squareRoot() * Double(free.1).squareRoot())
    coefficient = .value(min(1, max(-1, tau)))
    guard n >= 4 else {
      probability = .missing(.tooFewObservations)
      return
    }
    let variance = kendallVariance(n, tiesX: tiesX, tiesY: tiesY)
    probability = .value(
      isExact
        ? exactProbability(score: score, observations: n)
        : NormalDistribution.twoSided(Double(score) / variance.squareRoot()))
  }
}

/// Returns Kendall's rank correlation of the complete rows of a table.
///
/// - Parameter pairs: rows in any order; those with a missing measure are left out.
/// - Returns: τ_b, its score and ties, and its two-sided p-value.
/// - Throws: ``CorrelationError/notFinite(row:)``.
/// - Source: Kendall (1970), Rank Correlation Methods.
public func kendallCorrelation(of pairs: [LabelledPair]) throws(CorrelationError)
  -> KendallCorrelation
{ KendallCorrelation(try Sample(pairs)) }

private func comparisons(_ n: Int) -> Int { n * (n - 1) / 2 }

private func comparisons(_ sizes: [Int]) -> Int { sizes.reduce(0) { $0 + comparisons($1) } }

/// Concordant less discordant comparisons of a sample sorted by x, then y.
private func kendallScore(_ sample: Sample, tiesX: [Int], tiesY: [Int]) -> Int {
  var joint = 0
  var run = 1
  for place in sample.x.indices.dropFirst() {
    let isEqual = sample.x[place] == sample.x[place - 1] && sample.y[place] == sample.y[place - 1]
    joint += isEqual ? run : 0
    run = isEqual ? run + 1 : 1
  }
  let untied = comparisons(sample.count) - comparisons(tiesX) - comparisons(tiesY) + joint
  return untied - 2 * inversions(sample.y)
}

/// How many pairs stand in falling order, counted while merging.
private func inversions(_ values: [Double]) -> Int {
  var source = values
  var target = values
  var count = 0
  var width = 1
  while width < values.count {
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var (left, right) = (start, middle)
      for place in start..<end {
        if right == end || left < middle && source[left] <= source[right] {
          target[place] = source[left]
          left += 1
        } else {
          target[place] = source[right]
          count += middle - left
          right += 1
        }
      }
    }
    swap(&source, &target)
    width *= 2
  }
  return count
}

/// The variance of the score under independence.
private func kendallVariance(_ n: Int, tiesX: [Int], tiesY: [Int]) -> Double {
  func sum(_ sizes: [Int], _ term: (Double) -> Double) -> Double {
    sizes.reduce(0) { $0 + term(Double($1)) }
  }
  let size = Double(n)
  let spread = { (t: Double) in t * (t - 1) * (2 * t + 5) }
  let pairs = { (t: Double) in t * (t - 1) }
  let triples = { (t: Double) in t * (t - 1) * (t - 2) }
  return (spread(size) - sum(tiesX, spread) - sum(tiesY, spread)) / 18
    + sum(tiesX, pairs) * sum(tiesY, pairs) / (2 * pairs(size))
    + sum(tiesX, triples) * sum(tiesY, triples) / (9 * triples(size))
}

/// The share of the n! orderings with a score as far from zero, counted in whole numbers.
///
/// There are at most 30 observations, so that n! fits 128 bits.
private func exactProbability(score: Int, observations: Int) -> Double {
  var counts: [UInt128] = [1]
  for size in 2...observations {
    var next = [UInt128](repeating: 0, count: comparisons(size) + 1)
    for (inversions, count) in counts.enumerated() {
      for added in 0..<size { next[inversions + added] += count }
    }
    counts = next
  }
  let all = counts.reduce(0, +)
  let pairs = comparisons(observations)
  var asFar: UInt128 = 0
  for (inversions, count) in counts.enumerated() where abs(pairs - 2 * inversions) >= abs(score) {
    asFar += count
  }
  return Double(asFar) / Double(all)
}
