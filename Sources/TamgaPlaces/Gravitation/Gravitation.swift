// G_ij = k M_i M_j / d_ij^b,  k so that Σ G = 100

public import TamgaNumerics
internal import TamgaStatistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The gravitation of a pair of regions.
public struct PairGravitation: Hashable, Sendable {
  /// One region.
  public let origin: String
  /// The other region.
  public let destination: String
  /// The share of the pair in all gravitation, per cent; 0 where there is no way.
  public let share: Outcome<Double>
  /// The place, 1 for the strongest, missing where there is no way.
  ///
  /// Equal shares share the mean of their places.
  public let rank: Outcome<Double>
  /// Whether there is a way.
  public let isReachable: Bool
}

/// The gravitation of all pairs under one choice of mass, distance and exponent.
public struct GravitationIndex: Hashable, Sendable {
  /// The kind of mass.
  public let mass: String
  /// The kind of distance.
  public let distance: String
  /// b.
  public let exponent: Double
  /// The pairs in the order of their names.
  public let pairs: [PairGravitation]
  /// Pairs without a way.
  public let unreachable: Int
}

extension RegionPairs {
  /// Returns the gravitation index of every pair.
  ///
  ///     G_ij = 100 (M_i M_j / d_ij^b) / Σ (M M / d^b)
  ///
  /// - Parameters:
  ///   - mass: the place of a kind of mass.
  ///   - distance: the place of a kind of distance.
  ///   - exponent: b, above zero.
  /// - Returns: shares in per cent that sum to 100; `missing(unreachable)` where no pair has a way,
  ///   `missing(zeroDenominator)` where all masses of pairs with a way are zero.
  /// - Throws: ``BorderError/choiceOutOfRange(_:)``.
  /// - Source: Stewart (1948), Demographic Gravitation; Isard (1960), Methods of Regional Analysis.
  public func gravitation(mass: Int = 0, distance: Int = 0, exponent: Double = 2)
    throws(BorderError) -> GravitationIndex
  {
    guard massKinds.indices.contains(mass) else { throw .choiceOutOfRange("mass") }
    guard distanceKinds.indices.contains(distance) else { throw .choiceOutOfRange("distance") }
    guard exponent > 0, exponent.isFinite else { throw .choiceOutOfRange("exponent") }
    // Logarithms keep products of masses and powers of distances inside the range of numbers.
    let logs = pairs.map { pair -> Double? in
      guard let length = pair.distances[distance] else { return nil }
      let (one, other) = (pair.originMasses[mass], pair.destinationMasses[mass])
      return one > 0 && other > 0 ? log(one) + log(other) - exponent * log(length) : -.infinity
    }
    let known = logs.compactMap(\.self)
    let largest = known.max() ?? -.infinity
    let weights = logs.map { value in
      value.map { largest > -.infinity ? exp($0 - largest) : 0 }
    }
    let total = compensatedTotal(of: weights.compactMap(\.self))
    let reason: MissingReason? =
      known.isEmpty
      ? (pairs.isEmpty ? .tooFewObservations : .unreachable)
      : total > 0 ? nil : .zeroDenominator
    let ranks = averageRanks(weights.compactMap { $0.map { -$0 } })
    var next = ranks.makeIterator()
    let results = zip(pairs, weights).map { pair, weight -> PairGravitation in
      let rank = weight == nil ? nil : next.next()
      return PairGravitation(
        origin: pair.origin, destination: pair.destination,
        share: reason.map { .missing($0) } ?? .value(100 * (weight ?? 0) / total),
        rank: reason.map { .missing($0) } ?? rank.map { .value($0) } ?? .missing(.unreachable),
        isReachable: weight != nil)
    }
    return GravitationIndex(
      mass: massKinds[mass], distance: distanceKinds[distance], exponent: exponent,
      pairs: results, unreachable: logs.count { $0 == nil })
  }
}
