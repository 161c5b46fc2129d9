// F = ((RSS₀ − RSS₁)/p) / (RSS₁/df₂),  df₂ = (T − p) − (2p + 1)             Granger (1969)
// W = b′ V⁻¹ b on the first p lags of x in a regression with p + d lags       Toda and Yamamoto (1995)

public import TamgaNumerics

/// How precedence is tested.
public enum PrecedenceMethod: String, Sendable, Codable, CaseIterable {
  /// The F test of Granger, for stationary series.
  case granger
  /// The Wald test of Toda and Yamamoto, with lags beyond those that are tested.
  case todaYamamoto = "toda-yamamoto"
}

/// Why a test of precedence is refused.
public enum PrecedenceRefusal: String, Sendable, Codable, CaseIterable {
  /// Fewer than five degrees of freedom would be left.
  case fewDegreesOfFreedom = "few-degrees-of-freedom"
  /// A series does not vary.
  case noVariation = "no-variation"
  /// The lags of the two series are combinations of each other.
  case collinear
  /// The regression leaves no residual.
  case exactFit = "exact-fit"
}

/// A test whether the past of one series helps to predict another.
public struct PrecedenceTest: Hashable, Sendable {
  /// How it was tested.
  public let method: PrecedenceMethod
  /// The lags tested.
  public let lags: Int
  /// Lags beyond those tested, for integrated series.
  public let extraLags: Int
  /// The rows of the regression.
  public let observations: Int
  /// Degrees of freedom of the numerator, equal to the lags.
  public let numeratorFreedom: Int
  /// Degrees of freedom of the denominator.
  public let denominatorFreedom: Int
  /// Fisher's F of the lags of the first series; for Toda and Yamamoto the Wald statistic over p.
  public let statistic: Outcome<Double>
  /// The p-value of F.
  public let probability: Outcome<Double>
  /// Wald's χ² on the tested lags; only for Toda and Yamamoto.
  public let wald: Outcome<Double>
  /// The asymptotic p-value of χ²; in small samples F is the better guide.
  public let waldProbability: Outcome<Double>
  /// The share of explained variation that the lags add, of what they leave unexplained: f².
  public let effect: Outcome<Double>
  /// The probability to find a medium effect, f² = 0.15, at 5 %.
  public let powerMedium: Outcome<Double>
  /// The probability to find a large effect, f² = 0.35, at 5 %.
  public let powerLarge: Outcome<Double>
  /// The criteria that were compared, from one lag on; empty for a given number.
  public let criteria: [LagCriterion]
  /// Why there is no statistic; nil when there is one.
  public let refusal: PrecedenceRefusal?
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// The information criteria of a number of lags, all on one sample.
public struct LagCriterion: Hashable, Sendable {
  /// The lags.
  public let lags: Int
  /// Akaike's criterion, T ln(RSS/T) + 2k.
  public let aic: Double
  /// The Bayesian criterion, T ln(RSS/T) + k ln T.
  public let bic: Double
}

/// Returns whether the past of a series helps to predict another, beyond that one's own past.
///
///     y_t = a + Σ α_i y_{t−i} + Σ β_i x_{t−i} + e_t,  H₀: β₁ = … = β_p = 0
///
/// The result says "precedes" or "predicts"; it never says "causes".
///
/// - Parameters:
///   - x: the series that may precede, finite, at equal steps.
///   - y: the series that may be predicted, as long as x.
///   - lags: the lags; a criterion only tries numbers that leave ten degrees of freedom.
///   - extraLags: 0 for the F test of stationary series; the order of integration for the Wald test.
/// - Returns: the test; its refusal below five degrees of freedom, without variation, for collinear
///   lags and for an exact fit.
/// - Throws: ``SeriesError``.
/// - Source: Granger (1969); Toda and Yamamoto (1995); Lütkepohl (2005), section 3.6, for F in small
///   samples; Cohen (1988) for f² and its power.
public func precedenceTest(
  of x: [Double], for y: [Double], lags: LagChoice, extraLags: Int = 0
) throws(SeriesError) -> PrecedenceTest {
  guard x.count == y.count else { throw .unequalLengths(x.count, y.count) }
  try checkFinite(x)
  try checkFinite(y)
  guard extraLags >= 0, extraLags <= 2 else { throw .lagOutOfRange(lags: extraLags, allowed: 2) }
  // df₂ = T − 3(p + d) − 1 ≥ 5, below which a test is refused.
  let allowed = max(0, (x.count - 6) / 3 - extraLags)
  switch lags {
  case .fixed(let count):
    guard count >= 1, count < max(1, x.count) else {
      throw .lagOutOfRange(lags: count, allowed: allowed)
    }
    return PrecedenceTest(x, y, lags: count, extra: extraLags, criteria: [])
  case .aic(let limit), .bic(let limit):
    guard limit >= 1 else { throw .lagOutOfRange(lags: limit, allowed: allowed) }
    // df₂ = T − p − 2p − 1 with p tested lags and d more: T − 3(p + d) − 1 ≥ 10.
    let most = max(1, min(limit, (x.count - 11) / 3 - extraLags))
    var criteria: [LagCriterion] = []
    for candidate in 1...most {
      guard let fit = lagFit(x, y, candidate + extraLags, start: most + extraLags, with: true),
        fit.squares > 0
      else { continue }
      let n = Double(fit.observations)
      let k = Double(fit.coefficients.count)
      let level = n * Elementary.logarithm(fit.squares / n)
      criteria.append(
        LagCriterion(lags: candidate, aic: level + 2 * k, bic: level + k * Elementary.logarithm(n)))
    }
    let isAkaike = if case .aic = lags { true } else { false }
    let best = criteria.min {
      isAkaike ? ($0.aic, $0.lags) < ($1.aic, $1.lags) : ($0.bic, $0.lags) < ($1.bic, $1.lags)
    }
    return PrecedenceTest(x, y, lags: best?.lags ?? 1, extra: extraLags, criteria: criteria)
  }
}

/// The regression of y on its own lags and, if asked, on those of x; nil when columns depend.
///
/// Columns: lags of x first, then lags of y, then a constant.
func lagFit(_ x: [Double], _ y: [Double], _ lags: Int, start: Int, with other: Bool)
  -> LeastSquares?
{
  guard start < y.count else { return nil }
  let rows = Array(start..<y.count)
  var columns: [[Double]] = []
  if other { for lag in 0..<lags { columns.append(rows.map { x[$0 - 1 - lag] }) } }
  for lag in 0..<lags { columns.append(rows.map { y[$0 - 1 - lag] }) }
  columns.append(rows.map { _ in 1 })
  guard rows.count > columns.count else { return nil }
  return try? LeastSquares(columns, rows.map { y[$0] })
}
