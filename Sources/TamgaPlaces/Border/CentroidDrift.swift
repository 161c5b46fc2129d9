public import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A point on the Earth in degrees.
public struct EarthPoint: Hashable, Sendable {
  /// East of Greenwich, `−180...180`.
  public let longitude: Double
  /// North of the equator, `−90...90`.
  public let latitude: Double

  /// Creates a point.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// The mean radius of the Earth, km (IUGG).
  public static let earthRadius = 6_371.0088

  fileprivate var vector: [Double] {
    let (east, north) = (longitude * .pi / 180, latitude * .pi / 180)
    return [cos(north) * cos(east), cos(north) * sin(east), sin(north)]
  }

  /// The kilometres along the great circle, exact also for short ones.
  ///
  /// - Parameters:
  ///   - other: the other end.
  ///   - radius: of the sphere, km; ``earthRadius`` by default.
  /// - Returns: kilometres, from 0 to half the circumference.
  public func kilometres(to other: EarthPoint, radius: Double = EarthPoint.earthRadius) -> Double {
    let (a, b) = (vector, other.vector)
    let cross = [
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0],
    ]
    let sine = (cross[0] * cross[0] + cross[1] * cross[1] + cross[2] * cross[2]).squareRoot()
    return radius * atan2(sine, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])
  }
}

/// Returns the centre of masses on the Earth.
///
///     c = Σ m r / |Σ m r|,  r the unit vectors of the points
///
/// - Parameters:
///   - points: in degrees.
///   - masses: none below zero.
/// - Returns: `missing(zeroDenominator)` without mass, `missing(undefined)` when masses balance around
///   the Earth's centre.
/// - Throws: ``BorderError``.
public func weightedCentre(_ points: [EarthPoint], masses: [Double]) throws(BorderError)
  -> Outcome<EarthPoint>
{
  guard points.count == masses.count else {
    throw .wrongSize(what: "mass", expected: points.count, given: masses.count)
  }
  try checkBorder("mass", masses)
  for (row, point) in points.enumerated() {
    guard abs(point.latitude) <= 90, abs(point.longitude) <= 180 else {
      throw .choiceOutOfRange("point \(row)")
    }
  }
  let largest = masses.max() ?? 0
  guard largest > 0 else { return .missing(.zeroDenominator) }
  var sums = [CompensatedSum](repeating: CompensatedSum(), count: 3)
  for (point, mass) in zip(points, masses) {
    for (axis, part) in point.vector.enumerated() { sums[axis].add(mass / largest * part) }
  }
  let vector = sums.map(\.total)
  let flat = hypot(vector[0], vector[1])
  guard hypot(flat, vector[2]) > 1e-12 else { return .missing(.undefined) }
  return .value(
    EarthPoint(
      longitude: flat > 0 ? atan2(vector[1], vector[0]) * 180 / .pi : 0,
      latitude: atan2(vector[2], flat) * 180 / .pi))
}

/// Returns the kilometres the centre of masses moved from each period to the next.
///
/// - Parameters:
///   - points: in degrees.
///   - masses: one array of masses for each period.
/// - Returns: one number fewer than periods.
/// - Throws: ``BorderError``.
public func centroidDrift(_ points: [EarthPoint], masses: [[Double]]) throws(BorderError)
  -> [Outcome<Double>]
{
  var centres: [Outcome<EarthPoint>] = []
  for period in masses { centres.append(try weightedCentre(points, masses: period)) }
  return zip(centres, centres.dropFirst()).map { before, after in
    switch (before, after) {
    case (.value(let one), .value(let other)): .value(one.kilometres(to: other))
    case (.missing(let reason), _), (_, .missing(let reason)): .missing(reason)
    }
  }
}
