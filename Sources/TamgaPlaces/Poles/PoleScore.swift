public import TamgaNumerics
internal import TamgaStatistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The dimensions on which places compete to be poles.
public struct PoleCandidate: Hashable, Sendable {
  /// The place.
  public let name: String
  /// One number for each dimension (size, growth, export base, propulsive share, access, place among
  /// neighbours), a larger one always better; nil where it is not known.
  public let dimensions: [Double?]
  /// The most tests that one of its industries passes.
  public let propulsiveTests: Int

  /// Creates a candidate.
  public init(name: String, dimensions: [Double?], propulsiveTests: Int) {
    self.name = name
    self.dimensions = dimensions
    self.propulsiveTests = propulsiveTests
  }
}

/// A place judged as a pole.
public struct PoleScore: Hashable, Sendable {
  /// The place.
  public let name: String
  /// The geometric mean of percentile ranks, in `1/(n+1)...n/(n+1)`; `coverage` where a dimension is
  /// not known.
  public let score: Outcome<Double>
  /// The place by score, 1 the best; equal scores share the mean.
  public let rank: Outcome<Double>
  /// The part of draws of weights in which it is among the first k.
  public let topProbability: Outcome<Double>
  /// The rank in the 5th and 95th of a hundred draws.
  public let rankInterval: Interval?
  /// The percentile rank on each dimension.
  public let percentiles: [Double?]
  /// The class.
  public let poleClass: PoleClass
}

/// Returns scores and classes of places as growth poles.
///
///     score = Π p_d^(w_d),  p = rank / (n + 1) within each dimension, w = 1/D;
///     draws: w ~ Dirichlet(1, …, 1)
///
/// A place with a gap has no score: nothing is imputed. Ranks on a dimension are among the places
/// that have all of them.
///
/// - Parameters:
///   - candidates: at least two complete ones for any score.
///   - top: k of "among the first k", at least 1.
///   - draws: draws of weights, at least 1.
///   - seed: of the draws.
/// - Returns: scores in the order of the candidates.
/// - Throws: ``PoleError``.
public func poleScores(
  _ candidates: [PoleCandidate], top: Int = 3, draws: Int = 1_000, seed: UInt64 = 20_260_101
) throws(PoleError) -> [PoleScore] {
  guard top >= 1 else { throw .choiceOutOfRange("top") }
  guard draws >= 1, draws <= 1_000_000 else { throw .choiceOutOfRange("draws") }
  let dimensions = candidates.first?.dimensions.count ?? 0
  var names: Set<String> = []
  for (row, candidate) in candidates.enumerated() {
    guard candidate.dimensions.count == dimensions else {
      throw .wrongSize(what: "dimensions", expected: dimensions, given: candidate.dimensions.count)
    }
    guard names.insert(candidate.name).inserted else { throw .duplicateName(candidate.name) }
    if candidate.dimensions.contains(where: { $0?.isFinite == false }) {
      throw .notFinite(what: "dimension", row: row)
    }
  }
  let complete = candidates.indices.filter { !candidates[$0].dimensions.contains(nil) }
    .sorted { candidates[$0].name < candidates[$1].name }
  let reason: MissingReason? = dimensions > 0 && complete.count >= 2 ? nil : .tooFewObservations
  let size = Double(complete.count + 1)
  // By complete place, then dimension.
  var percentiles = [[Double]](
    repeating: [Double](repeating: 0, count: dimensions), count: complete.count)
  for dimension in 0..<dimensions {
    let values = complete.map { candidates[$0].dimensions[dimension] ?? 0 }
    for (place, rank) in averageRanks(values).enumerated() {
      percentiles[place][dimension] = rank / size
    }
  }
  let logs = percentiles.map { $0.map { log($0) } }
  let scores = logs.map { exp($0.reduce(0, +) / Double(max(1, dimensions))) }
  let ranks = averageRanks(scores.map { -$0 })
  let drawn = drawnRanks(logs, draws: reason == nil ? draws : 0, seed: seed)
  return candidates.indices.map { index in
    let candidate = candidates[index]
    let place = complete.firstIndex(of: index)
    let own = place.map { percentiles[$0] }
    let strong = own?.count { $0 >= 0.75 } ?? 0
    let isDriven = candidate.propulsiveTests >= 3
    func outcome(_ value: Double?) -> Outcome<Double> {
      if let reason { return .missing(reason) }
      return value.map { .value($0) } ?? .missing(.coverage)
    }
    let sorted = place.map { drawn[$0].sorted() } ?? []
    let first = sorted.count { $0 <= Double(top) }
    return PoleScore(
      name: candidate.name, score: outcome(place.map { scores[$0] }),
      rank: outcome(place.map { ranks[$0] }),
      topProbability: outcome(
        place.map { _ in Double(first) / Double(max(1, sorted.count)) }),
      rankInterval: sorted.isEmpty
        ? nil
        : Interval(
          lower: sorted[(sorted.count - 1) / 20], upper: sorted[(sorted.count - 1) * 19 / 20],
          level: 0.9, method: "dirichlet-weights"),
      percentiles: own.map { $0.map(Optional.some) }
        ?? [Double?](repeating: nil, count: dimensions),
      poleClass: isDriven && strong >= 3 ? .pole : isDriven || strong >= 3 ? .node : .none)
  }
}

/// Ranks of each place under drawn weights.
private func drawnRanks(_ logs: [[Double]], draws: Int, seed: UInt64) -> [[Double]] {
  var ranks = [[Double]](repeating: [], count: logs.count)
  for draw in 0..<draws {
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "pole.weights")
    // Exponential numbers over their sum are uniform on the simplex.
    let weights = (logs.first ?? []).map { _ in -log(stream.uniform()) }
    let total = weights.reduce(0, +)
    let scores = logs.map { row in
      zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 / total }
    }
    for (place, rank) in averageRanks(scores.map { -$0 }).enumerated() {
      ranks[place].append(rank)
    }
  }
  return ranks
}
