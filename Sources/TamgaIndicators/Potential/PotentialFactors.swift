/// The parts of the internal and external factors of export potential.
///
/// - Source: Tapalova et al. (2024), Export potential and orientation of the economy of the border
///   regions of Kazakhstan.
public enum PotentialFactor: String, Sendable, Codable, CaseIterable {
  /// Natural resources and their reach.
  case resources
  /// Industry and its structure.
  case industry
  /// People's health, skills and numbers.
  case humanCapital = "human-capital"
  /// Schools, universities, science.
  case education
  /// Investment and innovation.
  case investment
  /// Law and its application.
  case law
  /// The capacity of markets abroad.
  case marketCapacity = "market-capacity"
  /// Prices and the state of demand abroad.
  case conjuncture
  /// Competitors on the same markets.
  case competition
  /// Institutions abroad and between the sides.
  case institutions

  /// Whether the factor lies within the region.
  public var isInternal: Bool {
    switch self {
    case .resources, .industry, .humanCapital, .education, .investment, .law: true
    case .marketCapacity, .conjuncture, .competition, .institutions: false
    }
  }
}

/// The factors of the export potential of regions.
public struct PotentialFactors: Hashable, Sendable {
  /// Resources, industry, people, education, investment, law; nil without such indicators.
  public let internalFactors: Composite?
  /// Market capacity, conjuncture, competition, institutions; nil without such indicators.
  public let externalFactors: Composite?
}

/// Returns composites of the internal and the external factors of export potential.
///
/// - Parameters:
///   - table: regions by indicators whose pillar is the raw value of a ``PotentialFactor``.
///   - method: the choices of the composites.
/// - Returns: two composites with equal weight for each factor that has an indicator.
/// - Throws: ``CompositeError``; ``CompositeError/outOfRange(what:)`` for another pillar.
/// - Source: Tapalova et al. (2024) for the factors; OECD and JRC (2008) for the composites.
public func potentialFactors(
  _ table: CompositeTable, method: CompositeMethod = CompositeMethod()
) throws(CompositeError) -> PotentialFactors {
  for indicator in table.indicators
  where PotentialFactor(rawValue: indicator.pillar ?? "") == nil {
    throw .outOfRange(what: indicator.id)
  }
  func part(_ isInternal: Bool) throws(CompositeError) -> Composite? {
    let places = table.indicators.indices.filter {
      PotentialFactor(rawValue: table.indicators[$0].pillar ?? "")?.isInternal == isInternal
    }
    guard !places.isEmpty else { return nil }
    let chosen = try CompositeTable(
      indicators: places.map { table.indicators[$0] },
      rows: table.units.indices.map { unit in
        (table.units[unit], places.map { table.values[unit][$0] })
      })
    let pillars = Set(chosen.indicators.compactMap(\.pillar))
    return try composite(
      chosen, method: method,
      pillarWeights: Dictionary(uniqueKeysWithValues: pillars.map { ($0, 1) }))
  }
  return PotentialFactors(internalFactors: try part(true), externalFactors: try part(false))
}
