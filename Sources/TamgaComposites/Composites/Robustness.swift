// S_i = (1/N) Σ f_B (f_AB(i) − f_A) / Var f                        Saltelli et al. (2010), table 2 b
// T_i = (1/2N) Σ (f_A − f_AB(i))² / Var f                           Jansen (1999)

public import TamgaNumerics

/// A choice of a composite that could have been made otherwise.
public enum CompositeChoice: String, Sendable, Codable, CaseIterable {
  /// Min–max, standard score or rank.
  case normalisation
  /// Each weight between 75 % and 125 % of its value.
  case weights
  /// Arithmetic, geometric, harmonic or Copeland.
  case aggregation
}

/// The part of a choice in the variation of a result.
public struct VarianceShare: Hashable, Sendable {
  /// The choice.
  public let choice: CompositeChoice
  /// The share by itself; estimated, so that it may lie slightly below zero.
  public let first: Outcome<Double>
  /// The share with all its interplay.
  public let total: Outcome<Double>
}

/// A unit's ranks under all choices.
public struct RankInterval: Hashable, Sendable {
  /// The unit's key.
  public let unit: String
  /// The rank by the choices in force.
  public let rank: Int
  /// The 5th percentile of ranks.
  public let low: Int
  /// The median rank.
  public let median: Double
  /// The 95th percentile of ranks.
  public let high: Int
  /// The share of draws in which the unit is among the best; as many as asked for.
  public let shareAtTop: Double
}

/// How a composite hangs on its choices.
public struct CompositeRobustness: Hashable, Sendable {
  /// The draws.
  public let draws: Int
  /// The units with a rank, sorted by key.
  public let units: [RankInterval]
  /// The mean over draws of the mean absolute shift of ranks.
  public let meanShift: Double
  /// The part of each choice in the variation of the mean shift.
  public let shares: [VarianceShare]
  /// The size of "the best" in ``RankInterval/shareAtTop``.
  public let top: Int
  /// Draws where a unit had no score under the drawn choices, left out.
  public let drawsLeftOut: Int
}

/// Returns rank intervals and variance shares of a composite over its choices.
///
/// - Parameters:
///   - table: units by indicators.
///   - method: the choices in force; outlier treatment and coverage stay as they are.
///   - draws: Monte Carlo draws for the intervals; 1,000 by the rule of the house.
///   - top: how many count as the best.
///   - seed: the seed that is printed with the result.
///   - threads: of the computation; no bit depends on them.
/// - Returns: intervals of the units that have a rank; `missing(tooFewObservations)` below three.
/// - Throws: ``CompositeError``.
/// - Source: Saisana, Saltelli and Tarantola (2005); Saltelli et al. (2010); Jansen (1999).
public func compositeRobustness(
  _ table: CompositeTable, method: CompositeMethod = CompositeMethod(), draws: Int = 1000,
  top: Int = 3, seed: UInt64, threads: Int = 1
) throws(CompositeError) -> Outcome<CompositeRobustness> {
  guard draws >= 10, draws <= 1_000_000 else { throw .outOfRange(what: "draws") }
  let base = try composite(table, method: method)
  let kept = base.scores.indices.filter { base.scores[$0].rank != nil }
  guard kept.count >= 3 else { return .missing(.tooFewObservations) }
  let model = RobustnessModel(table, method, kept, base.scores.compactMap(\.rank))
  let outcomes = mapped(draws, threads: threads) { draw in
    model.ranks(model.draw(seed: seed, entity: UInt64(draw), purpose: "indicators.composite"))
  }
  let valid = outcomes.compactMap(\.self)
  guard !valid.isEmpty else { return .missing(.undefined) }
  let units = kept.indices.map { place in
    let sorted = valid.map { $0[place] }.sorted()
    let size = Double(sorted.count - 1)
    return RankInterval(
      unit: table.units[kept[place]], rank: model.base[place],
      low: sorted[Int((0.05 * size).rounded())],
      median: Double(sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2,
      high: sorted[Int((0.95 * size).rounded())],
      shareAtTop: Double(sorted.count { $0 <= top }) / Double(sorted.count))
  }
  let shifts = valid.map(model.shift)
  return .value(
    CompositeRobustness(
      draws: draws, units: units,
      meanShift: compensatedTotal(of: shifts) / Double(shifts.count),
      shares: model.shares(draws: min(draws, 4096), seed: seed, threads: threads), top: top,
      drawsLeftOut: draws - valid.count))
}

/// A composite as a function of its choices.
private struct RobustnessModel: Sendable {
  /// One set of choices.
  struct Point: Sendable {
    var normalisation: Int
    var aggregation: Aggregation
    var weights: [Double]
  }

  private let prepared: [PreparedIndicators]
  private let grouping: PillarGrouping
  private let kept: [Int]
  private let weights: [Double]
  let base: [Int]

  init(_ table: CompositeTable, _ method: CompositeMethod, _ kept: [Int], _ base: [Int]) {
    prepared = [Normalisation.minMax, .standardScore, .rank].map { normalisation in
      var other = method
      other.normalisation = normalisation
      return PreparedIndicators(table, other)
    }
    weights = prepared[0].weights
    grouping = PillarGrouping(table, weights, nil)
    self.kept = kept
    self.base = base
  }

  func draw(seed: UInt64, entity: UInt64, purpose: String) -> Point {
    var stream = RandomStream(seed: seed, entity: entity, purpose: purpose)
    return Point(
      normalisation: stream.below(prepared.count),
      aggregation: Aggregation.allCases[stream.below(Aggregation.allCases.count)],
      weights: weights.map { $0 * (0.75 + 0.5 * stream.uniform()) })
  }

  /// The ranks of the units under choices; nil when one has no score.
  func ranks(_ point: Point) -> [Int]? {
    let rows = kept.map { prepared[point.normalisation].rows[$0] }
    let scores = grouping.scores(rows, point.aggregation, weights: point.weights).scores
    let places = TamgaComposites.ranks(scores).compactMap(\.self)
    return places.count == kept.count ? places : nil
  }

  /// The mean absolute shift of ranks from those in force.
  func shift(_ ranks: [Int]) -> Double {
    Double(zip(ranks, base).reduce(0) { $0 + abs($1.0 - $1.1) }) / Double(base.count)
  }

  func shares(draws: Int, seed: UInt64, threads: Int) -> [VarianceShare] {
    let values = mapped(draws, threads: threads) { draw -> [Double]? in
      let a = self.draw(seed: seed, entity: UInt64(draw), purpose: "indicators.sobol-a")
      let b = self.draw(seed: seed, entity: UInt64(draw), purpose: "indicators.sobol-b")
      let mixed = CompositeChoice.allCases.map { choice -> Point in
        var point = a
        switch choice {
        case .normalisation: point.normalisation = b.normalisation
        case .weights: point.weights = b.weights
        case .aggregation: point.aggregation = b.aggregation
        }
        return point
      }
      let all = ([a, b] + mixed).compactMap { ranks($0).map(shift) }
      return all.count == mixed.count + 2 ? all : nil
    }.compactMap(\.self)
    let pooled = values.flatMap { $0.prefix(2) }
    let count = Double(values.count)
    let mean = pooled.isEmpty ? 0 : compensatedTotal(of: pooled) / Double(pooled.count)
    let variance =
      pooled.isEmpty
      ? 0
      : compensatedTotal(of: pooled.lazy.map { ($0 - mean) * ($0 - mean) }) / Double(pooled.count)
    return CompositeChoice.allCases.enumerated().map { place, choice in
      guard variance > 0 else {
        return VarianceShare(
          choice: choice, first: .missing(.noVariation), total: .missing(.noVariation))
      }
      let first = compensatedTotal(of: values.lazy.map { ($0[1] - mean) * ($0[place + 2] - $0[0]) })
      let total = compensatedTotal(
        of: values.lazy.map { ($0[0] - $0[place + 2]) * ($0[0] - $0[place + 2]) })
      return VarianceShare(
        choice: choice, first: .value(first / count / variance),
        total: .value(total / (2 * count) / variance))
    }
  }
}
