public import TamgaNumerics

/// A stage of development, which decides how much the groups of a competitiveness index weigh.
public struct DevelopmentStage: Hashable, Sendable {
  /// The stage, 1 for the poorest.
  public let stage: Int
  /// The weight of institutions, infrastructure, health and basic education.
  public let basic: Double
  /// The weight of higher education, labour market and market size.
  public let efficiency: Double
  /// The weight of technology, business sophistication and innovation.
  public let innovation: Double

  /// The stage of a region, with weights that sum to 1; nil for a number that is negative or not finite.
  ///
  /// - Parameter relativeIncome: GRP per person, per cent of the average of all regions.
  /// - Source: Annoni and Dijkstra (2019), The EU Regional Competitiveness Index 2019, table 4.
  public init?(relativeIncome: Double) {
    guard relativeIncome >= 0, relativeIncome.isFinite else { return nil }
    let bounds: [Double] = [50, 75, 90, 110]
    stage = (bounds.firstIndex { relativeIncome < $0 } ?? bounds.count) + 1
    basic = 0.35 - 0.0375 * Double(stage - 1)
    efficiency = 0.5
    innovation = 0.15 + 0.0375 * Double(stage - 1)
  }
}

/// A region's competitiveness.
public struct CompetitivenessScore: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The stage; nil when income is not known.
  public let stage: DevelopmentStage?
  /// The groups: basic, efficiency, innovation.
  public let groups: [Outcome<Double>]
  /// The weighted mean of the groups, in the scale of the normalisation.
  public let score: Outcome<Double>
  /// The rank, 1 for the best; nil without a score.
  public let rank: Int?
}

/// Returns the competitiveness of regions with weights by stage of development.
///
/// - Parameters:
///   - table: regions by indicators whose pillars are `basic`, `efficiency` and `innovation`.
///   - relativeIncome: GRP per person, per cent of the average, by region.
///   - method: the choices within groups.
/// - Returns: scores sorted by key; `missing(missingInput)` without income or a group.
/// - Throws: ``CompositeError``; ``CompositeError/outOfRange(what:)`` for another pillar.
/// - Source: Annoni and Dijkstra (2019), The EU Regional Competitiveness Index 2019.
public func regionalCompetitiveness(
  _ table: CompositeTable, relativeIncome: [String: Double],
  method: CompositeMethod = CompositeMethod(normalisation: .standardScore, aggregation: .arithmetic)
) throws(CompositeError) -> [CompetitivenessScore] {
  let names = ["basic", "efficiency", "innovation"]
  for indicator in table.indicators where !names.contains(indicator.pillar ?? "") {
    throw .outOfRange(what: indicator.id)
  }
  let index = try composite(table, method: method)
  let results = index.scores.map {
    unit -> (DevelopmentStage?, [Outcome<Double>], Outcome<Double>) in
    let groups = names.map { name -> Outcome<Double> in
      guard let place = index.pillars.firstIndex(of: name) else { return .missing(.missingInput) }
      return unit.pillars[place]
    }
    let stage = relativeIncome[unit.unit].flatMap { DevelopmentStage(relativeIncome: $0) }
    let values = groups.compactMap(\.value)
    guard let stage else { return (nil, groups, .missing(.missingInput)) }
    guard values.count == names.count else {
      return (stage, groups, .missing(groups.compactMap(\.reason).first ?? .missingInput))
    }
    let weights = [stage.basic, stage.efficiency, stage.innovation]
    return (stage, groups, .value(compensatedTotal(of: zip(weights, values).map { $0 * $1 })))
  }
  let places = ranks(results.map(\.2))
  return index.scores.indices.map { unit in
    CompetitivenessScore(
      region: index.scores[unit].unit, stage: results[unit].0, groups: results[unit].1,
      score: results[unit].2, rank: places[unit])
  }
}
