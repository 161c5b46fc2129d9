#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A place on the globe, in degrees.
public struct GeoPoint: Hashable, Sendable {
  /// Degrees north, −90…90.
  public let latitude: Double
  /// Degrees east, −360…360.
  public let longitude: Double

  /// Creates a place.
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Whether both numbers are finite and in range.
  var isValid: Bool { (-90...90).contains(latitude) && (-360...360).contains(longitude) }
}

/// How a spatial weight falls with distance.
public enum SpatialKernel: String, Hashable, Sendable, CaseIterable {
  /// 1 up to the cut-off, then 0.
  case uniform
  /// 1 − d/h up to the cut-off, then 0.
  case bartlett
}

/// The places near each other and the weights of their pairs.
struct SpatialWeights {
  /// For each level the levels with a positive weight in ascending order, itself among them.
  let neighbours: [[(level: Int, weight: Double)]]

  /// The mean radius of the Earth in kilometres.
  static let earthRadius = 6371.0

  /// Finds the pairs within a distance by a grid of cubes around the sphere, so that neither poles
  /// nor the date line are special.
  init(_ places: [GeoPoint], cutoff: Double, kernel: SpatialKernel) {
    let angle = min(cutoff / SpatialWeights.earthRadius, Double.pi)
    let side = max(2 * sin(angle / 2), 1e-9) * (1 + 1e-12)
    let vectors = places.map(SpatialWeights.vector)
    let cells = vectors.map { vector in
      SIMD3<Int32>(
        Int32((vector.x / side).rounded(.down)), Int32((vector.y / side).rounded(.down)),
        Int32((vector.z / side).rounded(.down)))
    }
    var members: [SIMD3<Int32>: [Int]] = [:]
    for (place, cell) in cells.enumerated() { members[cell, default: []].append(place) }
    neighbours = places.indices.map { place in
      var near: [(level: Int, weight: Double)] = []
      for x in Int32(-1)...1 {
        for y in Int32(-1)...1 {
          for z in Int32(-1)...1 {
            for other in members[cells[place] &+ SIMD3(x, y, z)] ?? [] {
              let distance = other == place ? 0 : greatCircle(places[place], places[other])
              let weight = SpatialWeights.weight(distance, cutoff: cutoff, kernel)
              if weight > 0 { near.append((other, weight)) }
            }
          }
        }
      }
      return near.sorted { $0.level < $1.level }
    }
  }

  private static func weight(
    _ distance: Double, cutoff: Double, _ kernel: SpatialKernel
  ) -> Double {
    guard distance <= cutoff else { return 0 }
    return switch kernel {
    case .uniform: 1
    case .bartlett: cutoff > 0 ? 1 - distance / cutoff : 1
    }
  }

  private static func vector(_ place: GeoPoint) -> SIMD3<Double> {
    let (north, east) = (radians(place.latitude), radians(place.longitude))
    return SIMD3(cos(north) * cos(east), cos(north) * sin(east), sin(north))
  }
}

private func radians(_ degrees: Double) -> Double { degrees * Double.pi / 180 }

/// The great-circle distance of two places in kilometres, by the haversine formula.
///
///     a = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2),  d = 2R asin √a,  R = 6371 km
///
/// - Returns: kilometres, from 0 to half the Earth's circumference.
/// - Source: Sinnott (1984), Virtues of the haversine.
public func greatCircle(_ first: GeoPoint, _ second: GeoPoint) -> Double {
  let north = sin(radians(second.latitude - first.latitude) / 2)
  let east = sin(radians(second.longitude - first.longitude) / 2)
  let square =
    north * north
    + cos(radians(first.latitude)) * cos(radians(second.latitude)) * east * east
  return 2 * SpatialWeights.earthRadius * asin(min(1, max(0, square)).squareRoot())
}
