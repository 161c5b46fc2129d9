// V_i = Σ_j M_j f(d_ij) + M_i f(d_ii),  d_ii = ⅔ √(A_i / π)

public import TamgaNumerics

/// A place that attracts, and the country it lies in.
public struct AttractingPlace: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The country, as a code.
  public let country: String
  /// What it weighs: population, GRP.
  public let mass: Double
  /// Its area in square units of distance, for the distance to itself; nil where it is not known.
  public let area: Double?

  /// Creates a place.
  public init(name: String, country: String, mass: Double, area: Double? = nil) {
    self.name = name
    self.country = country
    self.mass = mass
    self.area = area
  }

  /// ⅔ √(A / π), the mean distance from the centre of a circle of the place's area.
  public var meanDistance: Double? { area.map { 2.0 / 3 * ($0 / Double.pi).squareRoot() } }
}

/// The potential of a place.
public struct PlacePotential: Hashable, Sendable {
  /// The name of the place.
  public let name: String
  /// V, in units of mass (Pareto, exponential) or mass by distance (Stewart).
  public let potential: Outcome<Double>
  /// The part that comes from other countries, `0...1`.
  public let abroadShare: Outcome<Double>
  /// Other places that cannot be reached and add nothing.
  public let unreachable: Int
}

/// The potential field over a set of places.
public struct PotentialField: Hashable, Sendable {
  /// The decay.
  public let decay: DistanceDecay
  /// Places in the order given.
  public let places: [PlacePotential]
  /// The abroad share over all places: their foreign potential over all potential, each weighted by
  /// its mass.
  public let abroadShare: Outcome<Double>
}

/// Returns the potential of each place and the part that comes over borders.
///
///     V_i = Σ_{j ≠ i} M_j f(d_ij) + M_i f(d_ii),  abroad share = Σ_{j abroad} / V_i
///
/// - Parameters:
///   - places: with masses and countries.
///   - distances: places × places by rows, nil where there is no way. Straight line, road, or road with
///     border time: the same function, another table. On the diagonal stands the distance of a place to
///     itself; where it is nil the place's area gives it, ⅔ √(A / π), the mean distance from the centre
///     of a circle, and without an area a place does not count itself.
///   - decay: f.
/// - Returns: `missing(unreachable)` for a place that reaches nothing and does not count itself,
///   `missing(zeroDenominator)` for the share of no potential.
/// - Throws: ``BorderError``; two places at no distance under a decay infinite there.
/// - Source: Stewart (1941); Rich (1980), Potential Models in Human Geography; Pareto and
///   exponential with span as in Commenges and Giraud (2013).
public func potentialField(
  _ places: [AttractingPlace], distances: [Double?], decay: DistanceDecay
) throws(BorderError) -> PotentialField {
  try decay.check()
  let count = places.count
  try checkBorder("mass", places.map(\.mass))
  try checkBorder("area", places.map { $0.area ?? 0 })
  guard distances.count == count * count else {
    throw .wrongSize(what: "distances", expected: count * count, given: distances.count)
  }
  var results: [PlacePotential] = []
  var (foreign, all) = (CompensatedSum(), CompensatedSum())
  for origin in 0..<count {
    var (home, abroad) = (CompensatedSum(), CompensatedSum())
    var (unreachable, reached) = (0, 0)
    for other in 0..<count where other != origin {
      guard let distance = distances[origin * count + other] else {
        unreachable += 1
        continue
      }
      func error(_ fault: PairFault) -> BorderError {
        .badPair(origin: places[origin].name, destination: places[other].name, fault: fault)
      }
      guard distance.isFinite else { throw error(.notFinite("distance")) }
      guard distance >= 0 else { throw error(.negative("distance")) }
      if distance == 0, decay.isInfiniteAtZero { throw error(.zeroDistance) }
      reached += 1
      let term = places[other].mass * decay.value(at: distance)
      if places[other].country == places[origin].country {
        home.add(term)
      } else {
        abroad.add(term)
      }
    }
    if let own = distances[origin * count + origin] ?? places[origin].meanDistance {
      try checkBorder("distance", [own])
      if own > 0 || !decay.isInfiniteAtZero {
        reached += 1
        home.add(places[origin].mass * decay.value(at: own))
      }
    }
    let total = home.total + abroad.total
    let isKnown = reached > 0 && total.isFinite
    results.append(
      PlacePotential(
        name: places[origin].name,
        potential: isKnown ? .value(total) : .missing(reached > 0 ? .undefined : .unreachable),
        abroadShare: !isKnown
          ? .missing(reached > 0 ? .undefined : .unreachable)
          : total > 0 ? .value(abroad.total / total) : .missing(.zeroDenominator),
        unreachable: unreachable))
    if isKnown {
      foreign.add(places[origin].mass * abroad.total)
      all.add(places[origin].mass * total)
    }
  }
  return PotentialField(
    decay: decay, places: results,
    abroadShare: all.total > 0 && all.total.isFinite
      ? .value(foreign.total / all.total) : .missing(.zeroDenominator))
}
