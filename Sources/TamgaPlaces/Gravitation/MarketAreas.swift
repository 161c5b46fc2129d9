public import TamgaNumerics

/// Returns the chance that somebody at a place chooses each centre.
///
///     p_j = A_j d_j^−λ / Σ A d^−λ
///
/// - Parameters:
///   - attractions: A, none below zero.
///   - distances: d, above zero; nil where there is no way, which has chance 0.
///   - lambda: λ, above zero.
/// - Returns: chances that sum to 1; `missing(unreachable)` when no centre can be reached,
///   `missing(zeroDenominator)` when those that can have no attraction.
/// - Throws: ``BorderError``.
/// - Source: Huff (1964), Defining and Estimating a Trading Area.
public func huffProbabilities(attractions: [Double], distances: [Double?], lambda: Double = 2)
  throws(BorderError) -> Outcome<[Double]>
{
  let terms = try accessTerms(attractions, distances, lambda)
  let total = compensatedTotal(of: terms)
  guard distances.contains(where: { $0 != nil }) else { return .missing(.unreachable) }
  guard total > 0, total.isFinite else {
    return .missing(total > 0 ? .undefined : .zeroDenominator)
  }
  return .value(terms.map { $0 / total })
}

/// Returns the access of a place to all centres.
///
///     H = Σ A_j d_j^−λ
///
/// - Parameters: as in ``huffProbabilities(attractions:distances:lambda:)``.
///   - attractions: A, none below zero.
///   - distances: d, above zero; nil where there is no way.
///   - lambda: λ, above zero.
/// - Returns: in units of A per distance^λ; `missing(unreachable)` when no centre can be reached.
/// - Throws: ``BorderError``.
/// - Source: Hansen (1959), How Accessibility Shapes Land Use.
public func hansenAccess(attractions: [Double], distances: [Double?], lambda: Double = 2)
  throws(BorderError) -> Outcome<Double>
{
  let terms = try accessTerms(attractions, distances, lambda)
  guard distances.contains(where: { $0 != nil }) else { return .missing(.unreachable) }
  let total = compensatedTotal(of: terms)
  return total.isFinite ? .value(total) : .missing(.undefined)
}

/// Returns in which proportion two towns draw the trade of a place between them.
///
///     (P_a / P_b) (D_b / D_a)²
///
/// - Returns: above 1 when town a draws more; `missing(zeroDenominator)` when town b has no people or
///   the place lies in town a.
/// - Throws: ``BorderError``.
/// - Source: Reilly (1931), The Law of Retail Gravitation.
public func reillyRatio(
  populationA: Double, populationB: Double, distanceA: Double, distanceB: Double
) throws(BorderError) -> Outcome<Double> {
  try checkBorder("population", [populationA, populationB])
  try checkBorder("distance", [distanceA, distanceB])
  guard populationB > 0, distanceA > 0 else { return .missing(.zeroDenominator) }
  let ratio = distanceB / distanceA
  let value = populationA / populationB * ratio * ratio
  return value.isFinite ? .value(value) : .missing(.undefined)
}

/// Returns how far from town a the draw of two towns is equal.
///
///     D / (1 + √(P_b / P_a))
///
/// - Returns: in the unit of the distance, `0...D`; `missing(zeroDenominator)` when town a has no
///   people.
/// - Throws: ``BorderError``.
/// - Source: Converse (1949), New Laws of Retail Gravitation.
public func converseBreakpoint(populationA: Double, populationB: Double, distance: Double)
  throws(BorderError) -> Outcome<Double>
{
  try checkBorder("population", [populationA, populationB])
  try checkBorder("distance", [distance])
  guard populationA > 0 else { return .missing(.zeroDenominator) }
  return .value(distance / (1 + (populationB / populationA).squareRoot()))
}

private func accessTerms(_ attractions: [Double], _ distances: [Double?], _ lambda: Double)
  throws(BorderError) -> [Double]
{
  let decay = DistanceDecay.power(lambda: lambda)
  try decay.check()
  try checkBorder("attraction", attractions)
  guard distances.count == attractions.count else {
    throw .wrongSize(what: "distance", expected: attractions.count, given: distances.count)
  }
  var terms: [Double] = []
  for (row, distance) in distances.enumerated() {
    guard let distance else {
      terms.append(0)
      continue
    }
    guard distance.isFinite else { throw .notFinite(what: "distance", row: row) }
    guard distance >= 0 else { throw .negativeValue(what: "distance", row: row) }
    guard distance > 0 else { throw .zeroDistance(row: row) }
    terms.append(attractions[row] * decay.value(at: distance))
  }
  return terms
}
