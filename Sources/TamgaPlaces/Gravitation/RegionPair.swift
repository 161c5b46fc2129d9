/// Two regions, what they weigh and how far apart they are.
public struct RegionPair: Hashable, Sendable {
  /// One region.
  public let origin: String
  /// The other region.
  public let destination: String
  /// The masses of the origin, one for each kind of mass in the table.
  public let originMasses: [Double]
  /// The masses of the destination, in the same order.
  public let destinationMasses: [Double]
  /// Distances, one for each kind (straight line, road, road with border time); nil where there is
  /// no way.
  public let distances: [Double?]

  /// Creates a pair.
  public init(
    origin: String, destination: String, originMasses: [Double], destinationMasses: [Double],
    distances: [Double?]
  ) {
    self.origin = origin
    self.destination = destination
    self.originMasses = originMasses
    self.destinationMasses = destinationMasses
    self.distances = distances
  }

  func error(_ fault: PairFault) -> BorderError {
    .badPair(origin: origin, destination: destination, fault: fault)
  }
}

/// Pairs of regions with the kinds of mass and distance they are given in, ready for computing.
public struct RegionPairs: Hashable, Sendable {
  /// The names of the kinds of mass, as in `grp`.
  public let massKinds: [String]
  /// The names of the kinds of distance, as in `road`.
  public let distanceKinds: [String]
  /// The pairs, sorted by origin and destination.
  public let pairs: [RegionPair]

  /// Takes pairs in any order; each unordered pair once.
  ///
  /// - Throws: ``BorderError``.
  public init(
    _ rows: [RegionPair], massKinds: [String], distanceKinds: [String]
  ) throws(BorderError) {
    guard !massKinds.isEmpty else { throw .choiceOutOfRange("mass") }
    guard !distanceKinds.isEmpty else { throw .choiceOutOfRange("distance") }
    var seen: Set<[String]> = []
    var masses: [String: [Double]] = [:]
    for (row, pair) in rows.enumerated() {
      guard pair.origin != pair.destination else { throw pair.error(.samePlace) }
      guard seen.insert([pair.origin, pair.destination].sorted()).inserted else {
        throw pair.error(.twice)
      }
      for (place, own) in [
        (pair.origin, pair.originMasses), (pair.destination, pair.destinationMasses),
      ] {
        guard own.count == massKinds.count else {
          throw .wrongSize(what: "mass", expected: massKinds.count, given: own.count)
        }
        for mass in own {
          guard mass.isFinite else { throw pair.error(.notFinite("mass")) }
          guard mass >= 0 else { throw pair.error(.negative("mass")) }
        }
        if let known = masses[place], known != own { throw .massChanges(place: place, row: row) }
        masses[place] = own
      }
      guard pair.distances.count == distanceKinds.count else {
        throw .wrongSize(
          what: "distance", expected: distanceKinds.count, given: pair.distances.count)
      }
      for distance in pair.distances {
        guard let distance else { continue }
        guard distance.isFinite else { throw pair.error(.notFinite("distance")) }
        guard distance >= 0 else { throw pair.error(.negative("distance")) }
        guard distance > 0 else { throw pair.error(.zeroDistance) }
      }
    }
    pairs = rows.sorted { ($0.origin, $0.destination) < ($1.origin, $1.destination) }
    self.massKinds = massKinds
    self.distanceKinds = distanceKinds
  }
}
