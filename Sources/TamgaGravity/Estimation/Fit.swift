/// An effect of a fitted model and how many levels it has in the sample.
public struct EffectLevels: Hashable, Sendable {
  /// The name as in the formula.
  public let name: String
  /// Levels with rows after pruning.
  public let levels: Int
  /// Whether it is a slope.
  public let isSlope: Bool
}

/// A measure of fit with its name.
public struct PseudoRSquared: Hashable, Sendable {
  /// The name, as in `McFadden` or `deviance`.
  public let name: String
  /// At most 1.
  public let value: Double
}

/// A fitted model.
///
/// Row arrays stand in solver order; `order` names each row's place in the design, from 0.
public struct Fit {
  /// The family.
  public let family: Family
  /// The explained column.
  public let outcome: String
  /// Names of the regressors kept, in the order of the formula.
  public let names: [String]
  /// Their coefficients.
  public let coefficients: [Double]
  /// Regressors dropped, with reasons.
  public let droppedRegressors: [DroppedRegressor]
  /// Whether the choice of regressors would differ at the final weights.
  public let isChoiceUnstable: Bool
  /// Rows of the design.
  public let rowsRead: Int
  /// Rows dropped, by reason and round.
  public let droppedRows: [DroppedRows]
  /// The effects with their levels in the sample.
  public let effects: [EffectLevels]
  /// How many components the levels of the two largest further effects fall into.
  public let componentCount: Int
  /// The deviance, in the outcome's unit.
  public let deviance: Double
  /// The log pseudo-likelihood with all constants, in the outcome's unit; nil where the family has
  /// none (gamma pseudo-likelihood).
  public let logLikelihood: Double?
  /// A measure of fit; nil when the outcome does not vary.
  public let pseudoRSquared: PseudoRSquared?
  /// θ of the negative binomial.
  public let theta: Double?
  /// How the fit went.
  public let trace: ConvergenceTrace
  /// For each kept row its place in the design, from 0.
  package let order: [Int32]
  /// Fitted means.
  package let mu: [Double]
  /// Working weights w (Poisson: ωμ).
  package let workingWeights: [Double]
  /// The residual factor of the scores, e = w·u (Poisson: ω(y-μ)): score of row = e·x̃.
  package let residuals: [Double]
  /// The projected regressors kept, n×K row by row (2SLS: their first-stage fits).
  package let projected: [Double]
  /// A⁻¹ = (X̃'WX̃)⁻¹, K×K row by row.
  package let bread: [Double]
  /// The user's weights of the kept rows; nil for 1.
  package let userWeights: [Double]?
  /// Δη of a Newton step from the estimate, exact to the projection; only when asked for.
  package let direction: [Double]?
  /// Levels of the effects.
  package let fixedEffects: FixedEffectEstimates
  /// The rows and their levels; a projector for further columns at the final weights.
  package let projector: Projector
  /// What two-stage least squares adds.
  public let instrumental: InstrumentalDiagnostics?

  /// Rows in the sample.
  public var rowsKept: Int { order.count }

  /// For each kept row, in solver order, the number of its level of an effect: equal numbers, equal
  /// levels.
  package func levels(ofEffect effect: Int) -> [Int32] {
    projector.panel.levelNumbers(ofEffect: effect).rows
  }

  /// The rank of the columns of effects, by their places in the design.
  package func absorbedRank(of places: [Int]) -> Int {
    projector.panel.absorbedRank(of: places, levels: effects)
  }

  /// Whether every level of an effect lies in one cluster.
  ///
  /// - Parameters:
  ///   - effect: its place in the design.
  ///   - cluster: codes for each row of the design.
  /// - Returns: whether it is nested.
  package func isNested(effect: Int, in cluster: FactorColumn) -> Bool {
    let levels = levels(ofEffect: effect)
    var owner = [Int32](repeating: -1, count: (levels.max().map(Int.init) ?? -1) + 1)
    for (row, level) in levels.enumerated() {
      let code = cluster.codes[Int(order[row])]
      if owner[Int(level)] < 0 { owner[Int(level)] = code }
      if owner[Int(level)] != code { return false }
    }
    return true
  }
}
