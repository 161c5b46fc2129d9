/// A coefficient with its standard error and what kind of standard error that is.
///
///     t = estimate / se,  p = P(|T| > |t|),  interval = estimate ± c·se
///
/// The law of T and the critical value c are those of the tag.
public struct CoefficientRow: Hashable, Sendable {
  /// The regressor as in the formula.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// The standard error, 0 or more.
  public let se: Double
  /// What kind of standard error it is.
  public let seType: VarianceTag
  /// The ratio of estimate and standard error; missing when the standard error is 0.
  public let t: Outcome<Double>
  /// The two-sided p-value; missing when the standard error is 0.
  public let p: Outcome<Double>
  /// The 95 % interval.
  public let ci95: Interval

  /// Creates a row; nil when the estimate is not finite, or the standard error negative or not
  /// finite.
  public init?(name: String, estimate: Double, se: Double, seType: VarianceTag) {
    guard estimate.isFinite, se.isFinite, se >= 0 else { return nil }
    let half = seType.law.critical() * se
    guard half.isFinite, (estimate - half).isFinite, (estimate + half).isFinite else { return nil }
    self.name = name
    self.estimate = estimate
    self.se = se
    self.seType = seType
    let ratio = estimate / se
    if se > 0, ratio.isFinite {
      t = .value(ratio)
      p = .value(seType.law.twoSided(ratio))
    } else {
      t = .missing(.zeroDenominator)
      p = .missing(.zeroDenominator)
    }
    ci95 = Interval(
      lower: estimate - half, upper: estimate + half, level: 0.95, method: seType.law.text)
  }
}
