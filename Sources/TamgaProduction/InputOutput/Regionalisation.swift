internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How national coefficients are reduced to a region's.
public enum LocationQuotientMethod: Hashable, Sendable {
  /// Simple quotients of the supplying sector.
  case slq
  /// Cross-industry quotients: supplying over purchasing sector; the simple one on the diagonal.
  case cilq
  /// Flegg's quotients with exponent δ in `0..<1`.
  case flq(delta: Double)
  /// Flegg's quotients augmented by the purchasing sector's specialisation, with exponent δ.
  case aflq(delta: Double)
}

/// Regional input coefficients estimated from national ones.
public struct RegionalCoefficients: Hashable, Sendable {
  /// By rows, never above the national ones except by AFLQ.
  public let coefficients: [Double]
  /// The quotients before they are capped, by rows; where a quotient has no denominator, 0.
  public let quotients: [Double]
  /// Simple location quotients by sector.
  public let simple: [Double]
  /// λ = log₂(1 + E_r / E)^δ; 1 for methods without it.
  public let sizeFactor: Double
  /// Cells that were capped at the national coefficient.
  public let capped: Int
  /// The places of sectors without any employment in the region; their rows and columns are zero.
  public let absent: [Int]
}

/// Returns a region's input coefficients by location quotients; always an estimate.
///
///     SLQ_i = (e_i / e) / (E_i / E),  CILQ_ij = SLQ_i / SLQ_j,  FLQ_ij = CILQ_ij λ
///     λ = log₂(1 + e / E)^δ;  a^r_ij = a^n_ij min(1, quotient);  AFLQ: times log₂(1 + SLQ_j) if SLQ_j > 1
///
/// - Parameters:
///   - national: A of the nation by rows.
///   - regional: employment (or output) of the region by sector.
///   - nation: the same of the nation.
///   - method: the quotient.
/// - Returns: coefficients by rows.
/// - Throws: ``InputOutputError``.
/// - Source: Flegg and Webber (1997, 2000), Regional Studies 31 and 34; Miller and Blair (2009), §8.2.
public func regionalCoefficients(
  national: [Double], regional: [Double], nation: [Double], method: LocationQuotientMethod
) throws(InputOutputError) -> RegionalCoefficients {
  let count = regional.count
  try checkSize("national coefficients", national, count * count)
  try checkSize("national employment", nation, count)
  for place in national.indices { try check("national coefficients", national[place], "\(place)") }
  for place in 0..<count {
    try check("regional employment", regional[place], "\(place)")
    try check("national employment", nation[place], "\(place)")
    guard regional[place] <= nation[place] else { throw .regionAboveNation(sector: "\(place)") }
  }
  let (small, large) = (compensatedTotal(of: regional), compensatedTotal(of: nation))
  guard small > 0 else { throw .choiceOutOfRange("regional employment") }
  let simple = (0..<count).map { place in
    nation[place] == 0 ? 0 : (regional[place] / small) / (nation[place] / large)
  }
  let factor = try sizeFactor(method, share: small / large)
  var quotients = [Double](repeating: 0, count: count * count)
  var coefficients = quotients
  var capped = 0
  for row in 0..<count {
    for column in 0..<count where simple[row] > 0 && simple[column] > 0 {
      let cell = row * count + column
      let isSimple = method == .slq || row == column
      let quotient = (isSimple ? simple[row] : simple[row] / simple[column]) * factor
      var augmented = 1.0
      if case .aflq = method, simple[column] > 1 { augmented = log2(1 + simple[column]) }
      quotients[cell] = quotient * augmented
      if quotient > 1, national[cell] > 0 { capped += 1 }
      coefficients[cell] = national[cell] * min(1, quotient) * augmented
    }
  }
  return RegionalCoefficients(
    coefficients: coefficients, quotients: quotients, simple: simple, sizeFactor: factor,
    capped: capped, absent: simple.indices.filter { simple[$0] == 0 })
}

private func sizeFactor(_ method: LocationQuotientMethod, share: Double) throws(InputOutputError)
  -> Double
{
  switch method {
  case .slq, .cilq: return 1
  case .flq(let delta), .aflq(let delta):
    guard delta >= 0, delta < 1 else { throw .choiceOutOfRange("delta") }
    return pow(log2(1 + share), delta)
  }
}

/// Returns output multipliers of coefficients without a table: the column sums of (I − A)⁻¹.
///
/// - Parameters:
///   - coefficients: A by rows.
///   - count: sectors.
/// - Returns: output of all sectors for a unit of final demand of each.
/// - Throws: ``InputOutputError/singular``, ``InputOutputError/wrongSize(what:expected:given:)``.
/// - Source: Miller and Blair (2009), §6.2.
public func outputMultipliers(_ coefficients: [Double], count: Int) throws(InputOutputError)
  -> [Double]
{
  try checkSize("coefficients", coefficients, count * count)
  // Column sums m of L solve (I − A)ᵀ m = 1.
  var transposed = [Double](repeating: 0, count: count * count)
  for row in 0..<count {
    for column in 0..<count {
      transposed[column * count + row] =
        (row == column ? 1 : 0) - coefficients[row * count + column]
    }
  }
  guard count > 0 else { return [] }
  guard let system = LinearSystem(transposed, size: count) else { throw .singular }
  return system.solution([Double](repeating: 1, count: count))
}
