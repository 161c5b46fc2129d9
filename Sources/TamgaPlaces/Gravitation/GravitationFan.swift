public import TamgaNumerics
internal import TamgaStatistics

/// How the gravitation of a pair moves with the choices behind it.
public struct PairFan: Hashable, Sendable {
  /// One region.
  public let origin: String
  /// The other region.
  public let destination: String
  /// The least share over all runs, per cent.
  public let minimum: Outcome<Double>
  /// The middle share.
  public let median: Outcome<Double>
  /// The largest share.
  public let maximum: Outcome<Double>
  /// The best rank.
  public let bestRank: Outcome<Double>
  /// The worst rank.
  public let worstRank: Outcome<Double>
  /// The mean rank, by which the ranking of pairs is made.
  public let meanRank: Outcome<Double>
  /// Whether ranks differ by at most three places over all runs; false where a run has no rank.
  public let isRobust: Bool
  /// The runs in which there is no way.
  public let unreachableRuns: Int
}

/// The gravitation of all pairs over a grid of declared choices.
public struct GravitationFan: Hashable, Sendable {
  /// The runs: masses × distances × exponents, in that order.
  public let runs: [GravitationIndex]
  /// The pairs, the strongest by mean rank first.
  public let pairs: [PairFan]
  /// Kendall's coefficient of concordance of the runs' ranks over pairs ranked in all, `0...1`,
  /// corrected for ties.
  public let concordance: Outcome<Double>
}

extension RegionPairs {
  /// The exponents of the declared fan.
  public static let standardExponents: [Double] = [1, 1.5, 2, 2.5, 3]

  /// Returns the gravitation of every pair over all kinds of mass and distance and over exponents.
  ///
  /// - Parameter exponents: each above zero, at least one.
  /// - Returns: least, middle and largest share, range of ranks, concordance; a pair is robust when
  ///   its ranks lie within three places.
  /// - Throws: ``BorderError/choiceOutOfRange(_:)``.
  /// - Source: Kendall and Babington Smith (1939) for the concordance.
  public func fan(exponents: [Double] = standardExponents) throws(BorderError) -> GravitationFan {
    guard !exponents.isEmpty else { throw .choiceOutOfRange("exponents") }
    var runs: [GravitationIndex] = []
    for mass in massKinds.indices {
      for distance in distanceKinds.indices {
        for exponent in exponents {
          runs.append(try gravitation(mass: mass, distance: distance, exponent: exponent))
        }
      }
    }
    let fans = pairs.indices.map { place in pairFan(runs.map { $0.pairs[place] }) }
    let order = fans.indices.sorted { one, other in
      let (a, b) = (fans[one].meanRank.value ?? .infinity, fans[other].meanRank.value ?? .infinity)
      return (a, one) < (b, other)
    }
    return GravitationFan(
      runs: runs, pairs: order.map { fans[$0] }, concordance: concordance(of: runs))
  }
}

private func pairFan(_ runs: [PairGravitation]) -> PairFan {
  let shares = runs.compactMap(\.share.value).sorted()
  let ranks = runs.compactMap(\.rank.value).sorted()
  let reason = runs.compactMap(\.share.reason).first ?? .unreachable
  let rankReason = runs.compactMap(\.rank.reason).first ?? .unreachable
  func outcome(_ value: Double?, _ reason: MissingReason) -> Outcome<Double> {
    value.map { .value($0) } ?? .missing(reason)
  }
  let middle =
    shares.isEmpty
    ? nil : (shares[(shares.count - 1) / 2] + shares[shares.count / 2]) / 2
  let mean = ranks.isEmpty ? nil : ranks.reduce(0, +) / Double(ranks.count)
  let range = (ranks.last ?? 0) - (ranks.first ?? 0)
  return PairFan(
    origin: runs.first?.origin ?? "", destination: runs.first?.destination ?? "",
    minimum: outcome(shares.first, reason), median: outcome(middle, reason),
    maximum: outcome(shares.last, reason), bestRank: outcome(ranks.first, rankReason),
    worstRank: outcome(ranks.last, rankReason), meanRank: outcome(mean, rankReason),
    isRobust: !ranks.isEmpty && ranks.count == runs.count && range <= 3,
    unreachableRuns: runs.count { !$0.isReachable })
}

/// W = 12 S / (m²(n³ − n) − m Σ T), with ranks made anew over pairs that all runs rank.
private func concordance(of runs: [GravitationIndex]) -> Outcome<Double> {
  let places = (runs.first?.pairs.indices ?? 0..<0).filter { place in
    runs.allSatisfy { $0.pairs[place].rank.value != nil }
  }
  let (judges, items) = (Double(runs.count), Double(places.count))
  guard places.count >= 2, runs.count >= 2 else { return .missing(.tooFewObservations) }
  var sums = [Double](repeating: 0, count: places.count)
  var ties = 0.0
  for run in runs {
    let values = places.map { run.pairs[$0].rank.value ?? 0 }
    for (index, rank) in averageRanks(values).enumerated() { sums[index] += rank }
    for size in tieSizes(values) { ties += Double(size * size * size - size) }
  }
  let mean = judges * (items + 1) / 2
  let spread = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let whole = judges * judges * (items * items * items - items) - judges * ties
  return whole > 0 ? .value(min(1, 12 * spread / whole)) : .missing(.noVariation)
}
