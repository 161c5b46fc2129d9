public import TamgaNumerics

/// How the two indices are scaled and signed.
public enum ComplexityProfile: String, Sendable, Codable, CaseIterable {
  /// Both by the mean and population deviation of the countries, so that a country's index is the
  /// mean of its products'; the sign makes the index rise with diversity.
  case harvard
  /// Each by its own mean and sample deviation; the sign agrees with the method of reflections
  /// after twenty steps.
  case economicComplexity = "economiccomplexity"
}

/// What a reader must know beside the indices.
public enum ComplexityFlag: String, Sendable, Codable, CaseIterable {
  /// Countries or products without any presence were left out.
  case leftOut = "left-out"
  /// The table falls into parts that share no product; there is no common ranking.
  case disconnected
  /// Only the largest part was ranked.
  case largestComponent = "largest-component"
  /// The second and third eigenvalue are within 10⁻⁹, so the ranking is not determined.
  case degenerate
  /// The index hardly correlates with what decides its sign (below 0.05).
  case signUndetermined = "sign-undetermined"
}

/// The economic complexity of countries and products in one period.
public struct ComplexityScores: Hashable, Sendable {
  /// The profile in force.
  public let profile: ComplexityProfile
  /// The index of each country; `zero-denominator` without any product.
  public let eci: [Outcome<Double>]
  /// The index of each product; `zero-denominator` without any country.
  public let pci: [Outcome<Double>]
  /// The products of each country.
  public let diversity: [Int]
  /// The countries of each product.
  public let ubiquity: [Int]
  /// The second eigenvalue, in `0...1`.
  public let secondEigenvalue: Outcome<Double>
  /// The distance to the third eigenvalue.
  public let gap: Outcome<Double>
  /// The correlation with what decides the sign, diversity or twenty reflections; never below 0.
  public let signCorrelation: Outcome<Double>
  /// The connected parts, the largest first.
  public let components: [ComplexityComponent]
  /// Warnings in a fixed order.
  public let flags: [ComplexityFlag]
}

/// Returns the economic complexity indices of countries and products.
///
///     S = D^-½ M U⁻¹ Mᵀ D^-½ (symmetric), v its second eigenvector
///     k_p = U⁻¹ Mᵀ D^-½ v,  k_c = D⁻¹ M k_p
///     harvard: ECI = (k_c − mean k_c) / σ(k_c),  PCI = (k_p − mean k_c) / σ(k_c)
///
/// The eigenproblem is solved on the smaller side, which gives the same numbers.
///
/// - Parameters:
///   - presence: M.
///   - profile: scale and sign.
///   - largestComponent: rank the largest part where the table falls into several.
/// - Returns: indices without unit; `missing(undefined)` where the table is disconnected,
///   `missing(degenerate)` where the ranking is not determined, `missing(noVariation)` where all
///   countries are alike, `missing(tooFewObservations)` of fewer than two countries or products.
/// - Source: Hidalgo and Hausmann (2009), PNAS 106; Hausmann et al. (2014), The Atlas of Economic
///   Complexity, technical box 2.2.
public func complexityScores(
  of presence: PresenceMatrix, profile: ComplexityProfile = .harvard,
  largestComponent: Bool = false
) -> ComplexityScores {
  let (diversity, ubiquity) = (presence.diversity, presence.ubiquity)
  let components = presence.components
  var flags: Set<ComplexityFlag> = []
  if diversity.contains(0) || ubiquity.contains(0) { flags.insert(.leftOut) }
  if components.count > 1 {
    flags.insert(.disconnected)
    if largestComponent { flags.insert(.largestComponent) }
  }
  var solution = ComplexitySolution.missing(.tooFewObservations)
  if components.count > 1, !largestComponent {
    solution = .missing(.undefined)
  } else if let part = components.first {
    solution = solve(
      ComplexityProblem(presence, part, diversity: diversity, ubiquity: ubiquity), profile, &flags)
  }
  let reason = solution.reason ?? .undefined
  func spread(_ degrees: [Int], _ places: [Int]?, _ values: [Double]) -> [Outcome<Double>] {
    var result = degrees.map { Outcome<Double>.missing($0 == 0 ? .zeroDenominator : reason) }
    guard let places else { return result }
    for (place, value) in zip(places, values) { result[place] = .value(value) }
    return result
  }
  let part = components.first
  return ComplexityScores(
    profile: profile, eci: spread(diversity, part?.countries, solution.eci),
    pci: spread(ubiquity, part?.products, solution.pci), diversity: diversity, ubiquity: ubiquity,
    secondEigenvalue: solution.second, gap: solution.gap, signCorrelation: solution.sign,
    components: components, flags: ComplexityFlag.allCases.filter(flags.contains))
}

/// Returns the indices of several periods, on several threads.
///
/// - Parameters:
///   - tables: exports by period.
///   - profile: scale and sign.
///   - largestComponent: rank the largest part where a table falls into several.
///   - threads: at least 1; any number gives equal bits.
/// - Returns: the indices of each period, in the order of the tables.
/// - Throws: ``ComplexityError``.
public func complexityScores(
  of tables: [ExportTable], profile: ComplexityProfile = .harvard, largestComponent: Bool = false,
  threads: Int
) throws(ComplexityError) -> [ComplexityScores] {
  let results = mapBlocks(count: tables.count, threads: threads) {
    index -> Result<ComplexityScores, ComplexityError> in
    Result { () throws(ComplexityError) in
      complexityScores(
        of: try PresenceMatrix(advantagesOf: tables[index]), profile: profile,
        largestComponent: largestComponent)
    }
  }
  var scores: [ComplexityScores] = []
  for result in results { scores.append(try result.get()) }
  return scores
}
