internal import TamgaNumerics

/// The family of an estimator, as far as small-sample rules care.
public enum VarianceFamily: String, Hashable, Sendable, Codable {
  /// Least squares: t laws, a residual variance.
  case linear
  /// Pseudo-maximum likelihood: the dispersion is 1.
  case likelihood
}

/// The numbers small-sample rules need.
public struct ParameterCounts: Sendable {
  /// The rows kept.
  public let rows: Int
  /// The coefficients, the constant included where there is one.
  public let coefficients: Int
  /// The fixed effects; codes of the rows kept.
  public let fixedEffects: [FactorColumn]
  /// The family.
  public let family: VarianceFamily

  /// Creates counts.
  public init(
    rows: Int, coefficients: Int, fixedEffects: [FactorColumn], family: VarianceFamily
  ) {
    self.rows = rows
    self.coefficients = coefficients
    self.fixedEffects = fixedEffects
    self.family = family
  }

  /// The number of parameters K that fixest and pyfixest count.
  ///
  ///     K = k + Σ L_f − (F − 1)                          no fixed effect within a cluster
  ///     K = k + Σ L_f − (F − 1) − Σ_nested (L_f − 1)     else
  ///
  /// The second form gives back 1 for each fixed effect it takes away, so that with all of them
  /// nested K = k + 1, the constant.
  ///
  /// - Source: fixest 0.12, `vcov.fixest` with `fixef.K = "nested"`; pyfixest 0.60, `get_ssc` with
  ///   `k_fixef = "nonnested"`. Both rules are equal; pyfixest 0.60 departs from its own in some
  ///   processes when one of several fixed effects is the cluster, which is not followed.
  func nonNestedParameters(clusters: [FactorColumn]) -> Int {
    guard !fixedEffects.isEmpty else { return coefficients }
    var total = coefficients - (fixedEffects.count - 1)
    for effect in fixedEffects {
      let levels = effect.occupiedCount
      let isNested = clusters.contains { effect.name == $0.name || effect.isNested(in: $0) }
      total += isNested ? 1 : levels
    }
    return total
  }

  /// The degrees of freedom that reghdfe counts as lost to fixed effects.
  ///
  ///     df_a = Σ_f (L_f − M_f) over the fixed effects not nested in a cluster
  ///
  /// M₁ = 0, and M_f is the largest number of components that f forms with an earlier one. The
  /// second part of the result is 1 when a nested fixed effect took the constant away.
  ///
  /// - Source: reghdfe 6, `dofadjustments(pairwise clusters)` and `reghdfe_cluster`.
  func absorbed(clusters: [FactorColumn]) -> (degrees: Int, constant: Int) {
    let rest = fixedEffects.filter { effect in
      !clusters.contains { effect.name == $0.name || effect.isNested(in: $0) }
    }
    var degrees = 0
    for (place, effect) in rest.enumerated() {
      let redundant = rest.prefix(place).map { effect.componentCount(with: $0) }.max() ?? 0
      degrees += effect.occupiedCount - redundant
    }
    return (degrees, rest.count < fixedEffects.count ? 1 : 0)
  }
}

/// The factors and the law of a convention for one variance.
struct SmallSampleRule {
  /// The factors: rows and parameters, then clusters.
  let factors: [Double]
  /// The law.
  let law: ReferenceLaw

  /// Their product.
  var factor: Double { factors.reduce(1, *) }

  /// What the rule is applied to.
  enum Kind {
    /// The inverse information; for least squares times the mean squared residual.
    case iid
    /// One score a row, or a spatial kernel.
    case rows
    /// Sums by cluster: the smallest number of clusters over the dimensions.
    case clusters([FactorColumn], fewest: Int)
    /// Sums by period.
    case periods(Int)
  }

  /// Finds factors and law.
  ///
  /// | Convention | iid | rows | clusters, periods | law |
  /// |-|-|-|-|-|
  /// | `stata-ppmlhdfe` | 1 | n/(n−1) | G/(G−1) | normal |
  /// | `stata-reghdfe` | n/(n−K) | n/(n−K) | (n−1)/(n−K) · G/(G−1) | t(n−K), t(min(n−k−a, G−1)) |
  /// | `fixest`, `pyfixest`, least squares | n/(n−K) | n/(n−K) | (n−1)/(n−K) · G/(G−1) | t(n−K), t(G−1) |
  /// | `fixest`, `pyfixest`, likelihood | (n−1)/(n−K) | n/(n−K) | (n−1)/(n−K) · G/(G−1) | normal |
  /// | `none` | 1 | 1 | 1 | normal |
  ///
  /// reghdfe's K in a clustered variance is k + a + 1 when a fixed effect is nested in a cluster.
  ///
  /// - Throws: ``InferenceError/noDegreesOfFreedom(rows:parameters:)``.
  /// - Source: ppmlhdfe 2.3 (`vce_asymptotic`), reghdfe 6, fixest 0.12, pyfixest 0.60.
  init(_ convention: SmallSample, _ kind: Kind, _ counts: ParameterCounts) throws(InferenceError) {
    switch convention {
    case .none:
      self.init(factors: [1], law: .normal)
    case .stataPPMLHDFE:
      switch kind {
      case .iid: self.init(factors: [1], law: .normal)
      case .rows:
        self.init(factors: [try ratio(counts.rows, counts.rows - 1, counts, 1)], law: .normal)
      case .clusters(_, let fewest), .periods(let fewest):
        self.init(factors: [1, Double(fewest) / Double(fewest - 1)], law: .normal)
      }
    case .stataREGHDFE: try self.init(stata: kind, counts)
    case .fixest, .pyfixest: try self.init(fixest: kind, counts)
    }
  }

  init(factors: [Double], law: ReferenceLaw) {
    self.factors = factors
    self.law = law
  }

  private init(stata kind: Kind, _ counts: ParameterCounts) throws(InferenceError) {
    let n = counts.rows
    switch kind {
    case .iid, .rows:
      let parameters = counts.coefficients + counts.absorbed(clusters: []).degrees
      let factor = try ratio(n, n - parameters, counts, parameters)
      self.init(factors: [factor], law: .student(Double(n - parameters)))
    case .clusters(let columns, let fewest):
      try self.init(stata: counts, counts.absorbed(clusters: columns), fewest)
    case .periods(let periods):
      try self.init(stata: counts, counts.absorbed(clusters: []), periods)
    }
  }

  private init(
    stata counts: ParameterCounts, _ absorbed: (degrees: Int, constant: Int), _ groups: Int
  ) throws(InferenceError) {
    let n = counts.rows
    let parameters = counts.coefficients + absorbed.degrees
    let first = try ratio(
      n - 1, n - parameters - absorbed.constant, counts, parameters + absorbed.constant)
    self.init(
      factors: [first, Double(groups) / Double(groups - 1)],
      law: .student(Double(max(1, min(n - parameters, groups - 1)))))
  }

  private init(fixest kind: Kind, _ counts: ParameterCounts) throws(InferenceError) {
    let n = counts.rows
    let isLinear = counts.family == .linear
    let all = counts.nonNestedParameters(clusters: [])
    switch kind {
    case .iid:
      let factor = try ratio(isLinear ? n : n - 1, n - all, counts, all)
      self.init(factors: [factor], law: isLinear ? .student(Double(n - all)) : .normal)
    case .rows:
      let factor = try ratio(n, n - all, counts, all)
      self.init(factors: [factor], law: isLinear ? .student(Double(n - all)) : .normal)
    case .clusters(let columns, let fewest):
      let parameters = counts.nonNestedParameters(clusters: columns)
      let first = try ratio(n - 1, n - parameters, counts, parameters)
      self.init(
        factors: [first, Double(fewest) / Double(fewest - 1)],
        law: isLinear ? .student(Double(fewest - 1)) : .normal)
    case .periods(let periods):
      let first = try ratio(n - 1, n - all, counts, all)
      self.init(
        factors: [first, Double(periods) / Double(periods - 1)],
        law: isLinear ? .student(Double(periods - 1)) : .normal)
    }
  }
}

/// A ratio of counts whose denominator is positive.
private func ratio(
  _ numerator: Int, _ denominator: Int, _ counts: ParameterCounts, _ parameters: Int
) throws(InferenceError) -> Double {
  guard denominator > 0 else {
    throw .noDegreesOfFreedom(rows: counts.rows, parameters: parameters)
  }
  return Double(numerator) / Double(denominator)
}
