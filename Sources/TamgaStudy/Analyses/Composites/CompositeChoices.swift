public import TamgaIndicators
public import TamgaNumerics
internal import TamgaPresent

/// The choices of a composite index and of its robustness analysis.
public struct CompositeChoices: Sendable, Codable {
  /// How indicators are made comparable.
  public var normalisation = Normalisation.minMax
  /// How they become one number.
  public var aggregation = Aggregation.geometric
  /// Whether skewed indicators are treated first.
  public var treatsOutliers = true
  /// The share of the weights a unit must have values for, `0...1`.
  public var coverage = 0.9
  /// The Monte Carlo draws.
  public var draws = 1000
  /// How many count as the best.
  public var top = 3
  /// The seed of the draws.
  public var seed: UInt64 = 1

  /// The house's choices: treated, min–max, geometric, 90 % of the weights, 1,000 draws, seed 1.
  public init() {}

  /// Computes a composite with what it hangs on.
  ///
  /// - Parameters:
  ///   - table: units by indicators.
  ///   - file: what a message names as its place.
  /// - Returns: scores, ranks, rank intervals and the share of each choice.
  /// - Throws: T843, T844, T846, T848 and T852 for a table or a choice that cannot be used.
  public func report(of table: CompositeTable, file: String) throws -> CompositeReport {
    let method = CompositeMethod(
      normalisation: normalisation, aggregation: aggregation, treatsOutliers: treatsOutliers,
      minimumCoverage: coverage)
    return try withEngine(file) {
      CompositeReport(
        table: table, composite: try composite(table, method: method),
        robustness: try compositeRobustness(
          table, method: method, draws: draws, top: top, seed: seed, threads: 2), seed: seed)
    }
  }
}

/// A composite index with what it hangs on.
public struct CompositeReport: Sendable {
  /// Units by indicators.
  public let table: CompositeTable
  /// Scores and ranks.
  public let composite: Composite
  /// Rank intervals and the share of each choice; missing below three ranked units.
  public let robustness: Outcome<CompositeRobustness>
  /// The seed of the draws.
  public let seed: UInt64

  /// The rank interval of each ranked unit.
  public var intervals: [String: RankInterval] {
    Dictionary((robustness.value?.units ?? []).map { ($0.unit, $0) }) { first, _ in first }
  }

  /// The units with a rank from the best, then those without one.
  public var ordered: [CompositeScore] {
    composite.scores.sorted { ($0.rank ?? .max, $0.unit) < ($1.rank ?? .max, $1.unit) }
  }
}
