internal import TamgaGravity
public import TamgaNumerics

/// The first stage of an endogenous regressor under the variance of the model.
public struct FirstStage: Sendable, Hashable {
  /// The endogenous regressor.
  public let endogenous: String
  /// Excluded instruments that the effects and the other regressors leave.
  public let instruments: Int
  /// F of the instruments under the variance of the model.
  public let robust: Double
  /// The degrees of freedom of its denominator; nil for the normal law.
  public let denominator: Double?
  /// F of Montiel Olea and Pflueger, which is for a single endogenous regressor; else nil.
  public let effective: Double?
  /// Its critical value at 5 % for a bias of at most 10 % of the worst case.
  public let criticalValue: Double?
  /// What the variance is.
  public let variance: VarianceTag

  /// Whether the effective F is below its critical value.
  public var isWeak: Bool {
    guard let effective, let criticalValue else { return false }
    return effective < criticalValue
  }
}

extension ModelInference {
  /// The first stages of an instrumented model.
  ///
  /// - Returns: one an endogenous regressor, without those that cannot be computed.
  /// - Throws: what a fit by least squares and its variance throw.
  func firstStages() throws -> [FirstStage] {
    let design = evaluated.design
    return try design.endogenous.compactMap { endogenous in
      var stage = Design(
        outcome: endogenous, regressors: design.regressors + design.instruments,
        effects: design.effects, hasConstant: design.hasConstant)
      stage.weights = design.weights
      stage.rows = design.rows
      var staged = evaluated
      staged.design = stage
      let fitted = try stage.fit(.gaussian, options: FitOptions(threads: specification.threads))
      guard !fitted.names.isEmpty else { return nil }
      let variance = try ModelInference(specification, staged, fitted).variance()
      let excluded = Set(design.instruments.map(\.name))
      let places = fitted.names.indices.filter { excluded.contains(fitted.names[$0]) }
      guard
        let strength = InstrumentStrength(
          estimates: fitted.coefficients, covariance: variance.covariance, bread: fitted.bread,
          places: places)
      else { return nil }
      let isSingle = design.endogenous.count == 1
      let denominator: Double? =
        if case .student(let freedom) = variance.tag.law { freedom } else { nil }
      return FirstStage(
        endogenous: endogenous.name, instruments: strength.instruments, robust: strength.robust,
        denominator: denominator, effective: isSingle ? strength.effective : nil,
        criticalValue: isSingle ? strength.criticalValue : nil, variance: variance.tag)
    }
  }
}
