/// Why a search for an equilibrium ended.
public enum EquilibriumStopRule: Hashable, Sendable {
  /// The largest residual is at most this.
  case residual(Double)
  /// So many steps were made.
  case stepLimit(Int)
  /// No step made the residual smaller.
  case noProgress
  /// The loop's rule: standard deviation and |maximum| of the price changes' difference, one round
  /// behind, are at most this.
  case loop(threshold: Double)
  /// The loop made so many rounds without meeting its rule.
  case loopLimit(Int)

  /// A stable code, as in `gravity.ge.stop.residual`.
  public var code: String {
    switch self {
    case .residual: "gravity.ge.stop.residual"
    case .stepLimit: "gravity.ge.stop.step-limit"
    case .noProgress: "gravity.ge.stop.no-progress"
    case .loop: "gravity.ge.stop.loop"
    case .loopLimit: "gravity.ge.stop.loop-limit"
    }
  }
}

/// How far a computed equilibrium is from one; printed with every result.
public struct EquilibriumResiduals: Hashable, Sendable {
  /// max_i |Σ_j X'_ij / Y'_i - 1|.
  public let marketClearing: Double
  /// max_j |Σ_i X'_ij / E'_j - 1|.
  public let expenditure: Double
  /// ΣY'/ΣE' - 1.
  public let world: Double
  /// max_j |(p̂_j/P̂_j) / (s'_jj/s_jj)^(1/(1-σ)) - 1| over countries with t̂_jj = 1, where s_jj is the
  /// internal flow's share in what the country buys; 0 when there are none.
  public let welfareIdentity: Double
  /// The larger of the rows' and columns' residuals of the conditional solution.
  public let conditional: Double
  /// Steps, or rounds of the loop.
  public let steps: Int
  /// What ended the search.
  public let stopRule: EquilibriumStopRule

  /// The largest of market clearing, expenditure and world residual.
  public var largest: Double { max(marketClearing, expenditure, abs(world)) }
}

/// Whether prices are an equilibrium, or only where a rule stopped.
public enum EquilibriumStatus: Hashable, Sendable {
  /// Every residual is at most the tolerance.
  case converged(EquilibriumResiduals)
  /// A rule ended the search before that; the numbers are not an equilibrium.
  case stopped(rule: EquilibriumStopRule, EquilibriumResiduals)

  /// The residuals.
  public var residuals: EquilibriumResiduals {
    switch self {
    case .converged(let residuals): residuals
    case .stopped(rule: _, let residuals): residuals
    }
  }

  /// Whether it is an equilibrium.
  public var isConverged: Bool {
    if case .converged = self { true } else { false }
  }
}
