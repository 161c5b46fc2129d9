public import TamgaNumerics

/// The law of the cluster weights v of a wild bootstrap; mean 0, variance 1.
public enum WildLaw: String, Hashable, Sendable, CaseIterable {
  /// ±1.
  case rademacher
  /// −(√5 − 1)/2 with probability (√5 + 1)/(2√5), else (√5 + 1)/2 (Mammen 1993).
  case mammen
  /// ±√½, ±1, ±√1.5 (Webb 2023), for few clusters.
  case webb

  /// One weight.
  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .rademacher: return stream.next() & 1 == 0 ? -1 : 1
    case .mammen:
      let root = 5.0.squareRoot()
      return stream.uniform() < (root + 1) / (2 * root) ? (1 - root) / 2 : (1 + root) / 2
    case .webb:
      let size = [0.5, 1, 1.5][stream.below(3)].squareRoot()
      return stream.next() & 1 == 0 ? -size : size
    }
  }
}

/// A bootstrap test of one linear hypothesis.
public struct BootstrapTest: Hashable, Sendable {
  /// The hypothesis as text.
  public let hypothesis: String
  /// The statistic of the sample.
  public let statistic: Double
  /// The share of draws at least as far from 0, ties counted.
  public let p: Double
  /// The draws.
  public let draws: Int
  /// The law of the weights.
  public let law: WildLaw
  /// The seed.
  public let seed: UInt64
  /// The clusters.
  public let clusters: ClusterCount
  /// Whether all 2^G signs were gone through instead of drawn.
  public let isEnumerated: Bool
  /// `wild-restricted` (null imposed, least squares) or `score` (Poisson).
  public let method: String
}

/// What a bootstrap test is asked for.
public struct BootstrapRequest: Sendable {
  /// The clusters.
  public let cluster: FactorColumn
  /// The law of the weights.
  public let law: WildLaw
  /// The draws, 1 to 1,000,000.
  ///
  /// With Rademacher weights and 2^G ≤ draws all signs are gone through instead.
  public let draws: Int
  /// The seed.
  public let seed: UInt64

  /// Creates a request.
  public init(cluster: FactorColumn, law: WildLaw, draws: Int, seed: UInt64) {
    self.cluster = cluster
    self.law = law
    self.draws = draws
    self.seed = seed
  }

  func check(groups: Int) throws(InferenceError) {
    guard (1...1_000_000).contains(draws) else { throw .draws(draws) }
    guard groups >= 2 else { throw .tooFewClusters(name: cluster.name, count: groups) }
  }

  func isEnumerated(groups: Int) -> Bool {
    law == .rademacher && groups < 20 && 1 << groups <= draws
  }

  /// The weights of a draw.
  func weights(draw: Int, groups: Int) -> [Double] {
    if isEnumerated(groups: groups) {
      return (0..<groups).map { draw & (1 << $0) == 0 ? 1 : -1 }
    }
    var stream = RandomStream(
      seed: seed, entity: UInt64(draw), purpose: "gravity.wild-bootstrap")
    guard law == .rademacher else { return (0..<groups).map { _ in law.draw(&stream) } }
    // A word gives 64 signs.
    var signs = [Double](repeating: 1, count: groups)
    for start in stride(from: 0, to: groups, by: 64) {
      let word = stream.next()
      for place in 0..<min(64, groups - start) where word & (1 << UInt64(place)) == 0 {
        signs[start + place] = -1
      }
    }
    return signs
  }

  /// The test from the statistic of the sample and the statistics of the draws.
  func test(
    _ hypothesis: LinearHypothesis, _ statistic: Double, groups: Int, method: String,
    threads: Int, _ draw: ([Double]) -> Double?
  ) -> BootstrapTest {
    let isEnumerated = isEnumerated(groups: groups)
    let count = isEnumerated ? 1 << groups : draws
    let far = blockResults(count: count, threads: threads) { index -> Bool in
      guard let other = draw(weights(draw: index, groups: groups)) else { return true }
      return abs(other) >= abs(statistic) * (1 - 1e-10)
    }
    return BootstrapTest(
      hypothesis: hypothesis.text, statistic: statistic,
      p: Double(far.count { $0 }) / Double(count), draws: count, law: law, seed: seed,
      clusters: ClusterCount(name: cluster.name, count: groups), isEnumerated: isEnumerated,
      method: method)
  }
}

/// The wild cluster bootstrap of a linear hypothesis for least squares, null imposed.
///
///     β̃ = β − A⁻¹r (rᵀA⁻¹r)⁻¹ (rᵀβ − q),   s̃_g = s_g + A_g (β − β̃)
///     t* = rᵀΔ / √Σ_g (rᵀA⁻¹(v_g s̃_g − A_g Δ))²,   Δ = A⁻¹ Σ_g v_g s̃_g
///
/// All draws are made from sums by cluster, so that a draw costs O(G·K). Exact when every fixed
/// effect lies within one cluster; else what other fixed effects would take from the drawn errors
/// is left out.
///
/// - Parameters:
///   - data: scores and bread.
///   - estimates: β.
///   - weights: the weights ω of the bread.
///   - hypothesis: one row.
///   - request: clusters, law, draws, seed.
///   - threads: at least 1; the bits do not depend on it.
/// - Returns: the statistic, its p-value and how it was drawn.
/// - Throws: ``InferenceError`` by case.
/// - Source: Cameron, Gelbach and Miller (2008); Roodman, MacKinnon, Nielsen and Webb (2019).
public func wildClusterBootstrap(
  of data: ScoreData, estimates: [Double], weights: [Double], hypothesis: LinearHypothesis,
  _ request: BootstrapRequest, threads: Int = 1
) throws(InferenceError) -> BootstrapTest {
  try hypothesis.check(estimates, data.coefficientCount)
  let moments = try ClusterMoments(data, request.cluster, weights: weights, threads: threads)
  let groups = moments.levels.count
  try request.check(groups: groups)
  let bread = data.breadMatrix
  let direction = bread.times(hypothesis.weights)
  let curvature = dot(hypothesis.weights, direction)
  guard curvature > 0 else { throw .dependentHypotheses }
  let gap = dot(hypothesis.weights, estimates) - hypothesis.value
  let shift = direction.map { $0 * gap / curvature }
  let restricted = zip(moments.scores, moments.information).map { score, information in
    zip(score, information.times(shift)).map { $0 + $1 }
  }
  // The statistic of the sample, by the same formula from the unrestricted scores.
  let own = moments.scores.map { dot(direction, $0) }
  let deviation = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
  guard deviation > 0 else { throw .outOfRange(name: "standard error") }
  let along = restricted.map { dot(direction, $0) }
  let projected = moments.information.map { $0.times(direction) }
  let size = moments.size
  return request.test(
    hypothesis, gap / deviation, groups: groups, method: "wild-restricted", threads: threads
  ) { signs in
    var sum = [Double](repeating: 0, count: size)
    for group in 0..<groups {
      for index in 0..<size { sum[index] += signs[group] * restricted[group][index] }
    }
    let change = bread.times(sum)
    var squares = 0.0
    for group in 0..<groups {
      let score = signs[group] * along[group] - dot(projected[group], change)
      squares += score * score
    }
    let ratio = dot(direction, sum) / squares.squareRoot()
    return ratio.isFinite ? ratio : nil
  }
}

/// The score bootstrap of a linear hypothesis for pseudo-maximum likelihood.
///
///     r_g = rᵀA⁻¹s_g,   T = (rᵀβ − q) / √Σ(r_g − r̄)²
///     T* = Σ v_g r_g / √Σ (v_g r_g − mean)²
///
/// - Throws: ``InferenceError`` by case.
/// - Source: Kline and Santos (2012), A score based approach to wild bootstrap inference.
public func scoreBootstrap(
  of data: ScoreData, estimates: [Double], hypothesis: LinearHypothesis,
  _ request: BootstrapRequest, threads: Int = 1
) throws(InferenceError) -> BootstrapTest {
  try hypothesis.check(estimates, data.coefficientCount)
  try data.check(request.cluster.name, request.cluster.codes.count)
  if let row = data.firstBadRow { throw .nonFinite(row: row) }
  let direction = data.breadMatrix.times(hypothesis.weights)
  let sums = clusterSums(data, request.cluster, threads: threads)
  let size = data.coefficientCount
  var seen = [Bool](repeating: false, count: request.cluster.levelCount)
  for code in request.cluster.codes { seen[Int(code)] = true }
  let along = seen.indices.filter { seen[$0] }.map { level in
    dot(direction, Array(sums[(level * size)..<((level + 1) * size)]))
  }
  try request.check(groups: along.count)
  let deviation = centredNorm(along)
  guard deviation > 0 else { throw .outOfRange(name: "standard error") }
  let gap = dot(hypothesis.weights, estimates) - hypothesis.value
  return request.test(
    hypothesis, gap / deviation, groups: along.count, method: "score", threads: threads
  ) { signs in
    let drawn = zip(signs, along).map { $0 * $1 }
    let ratio = drawn.reduce(0, +) / centredNorm(drawn)
    return ratio.isFinite ? ratio : nil
  }
}

/// The root of the sum of squares about the mean.
private func centredNorm(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
}

/// The inner product of two vectors of one length.
func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}
