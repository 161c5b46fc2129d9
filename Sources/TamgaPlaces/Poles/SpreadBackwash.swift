public import TamgaNumerics
internal import TamgaStatistics

/// Growth of a ring around a pole and what its pole did before.
public struct RingObservation: Hashable, Sendable {
  /// The pole.
  public let pole: String
  /// The inner edge of the ring, km.
  public let innerKilometres: Double
  /// The outer edge.
  public let outerKilometres: Double
  /// The growth of the ring.
  public let growth: Double
  /// The growth of the pole one period before.
  public let poleGrowthBefore: Double

  /// Creates an observation.
  public init(
    pole: String, innerKilometres: Double, outerKilometres: Double, growth: Double,
    poleGrowthBefore: Double
  ) {
    self.pole = pole
    self.innerKilometres = innerKilometres
    self.outerKilometres = outerKilometres
    self.growth = growth
    self.poleGrowthBefore = poleGrowthBefore
  }
}

/// How a ring answers to its pole.
public struct RingSlope: Hashable, Sendable {
  /// The inner edge, km.
  public let innerKilometres: Double
  /// The outer edge, km.
  public let outerKilometres: Double
  /// The slope of growth on the pole's growth before: above 0 spread, below 0 backwash.
  public let slope: Outcome<Double>
  /// The 95 % interval by resampling observations; nil without a slope.
  public let interval: Interval?
  /// The observations.
  public let observations: Int
}

/// Spread and backwash around poles.
public struct SpreadBackwash: Hashable, Sendable {
  /// The rings from inside out.
  public let rings: [RingSlope]
  /// Where the slope changes sign, km, between the middles of two rings; `undefined` when it does not.
  public let signChange: Outcome<Double>
  /// The middle 90 % of the sign change over the draws that have one.
  public let signChangeInterval: Interval?
  /// The part of draws with a sign change.
  public let drawsWithChange: Double
}

/// Returns the response of rings to the growth of their poles.
///
///     g_r,t = a_r + b_r g_pole,t−1;  b > 0 spread, b < 0 backwash
///
/// - Parameters:
///   - observations: rings around poles over periods.
///   - draws: resamplings of observations within their ring.
///   - seed: of the draws.
/// - Returns: slopes; `missing(tooFewObservations)` under three, `missing(noVariation)` when poles
///   grew alike.
/// - Throws: ``PoleError``.
/// - Source: Myrdal (1957), Economic Theory and Under-developed Regions; Gaile (1980), The
///   Spread–Backwash Concept.
public func spreadBackwash(
  _ observations: [RingObservation], draws: Int = 999, seed: UInt64 = 20_260_101
) throws(PoleError) -> SpreadBackwash {
  guard draws >= 0, draws <= 100_000 else { throw .choiceOutOfRange("draws") }
  for (row, seen) in observations.enumerated() {
    guard
      [seen.innerKilometres, seen.outerKilometres, seen.growth, seen.poleGrowthBefore]
        .allSatisfy(\.isFinite)
    else { throw .notFinite(what: "ring", row: row) }
    guard seen.innerKilometres >= 0, seen.outerKilometres > seen.innerKilometres else {
      throw .choiceOutOfRange("ring \(row)")
    }
  }
  let sorted = observations.sorted {
    ($0.innerKilometres, $0.outerKilometres, $0.pole, $0.poleGrowthBefore, $0.growth)
      < ($1.innerKilometres, $1.outerKilometres, $1.pole, $1.poleGrowthBefore, $1.growth)
  }
  var rings: [[RingObservation]] = []
  for seen in sorted {
    if let last = rings.last?.first, last.innerKilometres == seen.innerKilometres,
      last.outerKilometres == seen.outerKilometres
    {
      rings[rings.count - 1].append(seen)
    } else {
      rings.append([seen])
    }
  }
  let slopes = rings.map(slope)
  let middles = rings.map {
    (($0.first?.innerKilometres ?? 0) + ($0.first?.outerKilometres ?? 0)) / 2
  }
  var drawn = [[Double]](repeating: [], count: rings.count)
  var changes: [Double] = []
  for draw in 0..<draws {
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "pole.rings")
    let redrawn = rings.map { ring in slope(ring.map { _ in ring[stream.below(ring.count)] }) }
    for (place, found) in redrawn.enumerated() {
      if let value = found.value { drawn[place].append(value) }
    }
    if let change = change(redrawn, middles) { changes.append(change) }
  }
  return SpreadBackwash(
    rings: rings.indices.map { place in
      RingSlope(
        innerKilometres: rings[place].first?.innerKilometres ?? 0,
        outerKilometres: rings[place].first?.outerKilometres ?? 0, slope: slopes[place],
        interval: slopes[place].value == nil ? nil : percentiles(drawn[place], 0.95),
        observations: rings[place].count)
    },
    signChange: change(slopes, middles).map { .value($0) } ?? .missing(.undefined),
    signChangeInterval: percentiles(changes, 0.9),
    drawsWithChange: draws == 0 ? 0 : Double(changes.count) / Double(draws))
}

private func slope(_ ring: [RingObservation]) -> Outcome<Double> {
  guard ring.count >= 3 else { return .missing(.tooFewObservations) }
  let moments = PairedMoments(x: ring.map(\.poleGrowthBefore), y: ring.map(\.growth))
  guard moments.squaresX > 0 else { return .missing(.noVariation) }
  let value = moments.products / moments.squaresX * (moments.scaleY / moments.scaleX)
  return value.isFinite ? .value(value) : .missing(.undefined)
}

/// The first place, by straight lines between the middles of rings, where slopes change sign.
private func change(_ slopes: [Outcome<Double>], _ middles: [Double]) -> Double? {
  let known = zip(middles, slopes).compactMap { middle, slope in slope.value.map { (middle, $0) } }
  for (near, far) in zip(known, known.dropFirst()) where near.1 * far.1 < 0 {
    return near.0 + (far.0 - near.0) * near.1 / (near.1 - far.1)
  }
  return nil
}

private func percentiles(_ values: [Double], _ level: Double) -> Interval? {
  guard values.count >= 20 else { return nil }
  let sorted = values.sorted()
  let tail = Int((Double(sorted.count) * (1 - level) / 2).rounded(.down))
  return Interval(
    lower: sorted[tail], upper: sorted[sorted.count - 1 - tail], level: level,
    method: "bootstrap-percentile")
}
