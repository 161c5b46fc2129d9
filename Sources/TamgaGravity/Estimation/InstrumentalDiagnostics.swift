/// What two-stage least squares reports beside its coefficients.
public struct InstrumentalDiagnostics: Hashable, Sendable {
  /// A test with its law.
  public struct Test: Hashable, Sendable {
    /// The statistic.
    public let statistic: Double
    /// Degrees of freedom, of the numerator for F.
    public let freedom: Int
    /// Degrees of freedom of the denominator; nil for χ².
    public let denominator: Int?
  }
  /// First-stage F of the excluded instruments, by endogenous regressor (iid).
  public let firstStage: [Test]
  /// Sargan's test of the overidentifying restrictions (iid); nil when exactly identified.
  public let sargan: Test?
  /// Hansen's J with heteroskedasticity-robust weights; nil when exactly identified.
  public let hansen: Test?
  /// Wu–Hausman F of the endogeneity of the instrumented regressors (iid).
  public let wuHausman: Test?
}
