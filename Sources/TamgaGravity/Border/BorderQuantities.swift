public import TamgaNumerics

/// A quantity made of coefficients, with its standard error by the delta method.
public struct BorderQuantity: Hashable, Sendable {
  /// The quantity.
  public let estimate: Double
  /// Its standard error: the gradient's length under the coefficients' covariance.
  public let standardError: Double
  /// The 95 % interval: the transformed ends of the coefficient's interval where the quantity is a
  /// monotone function of one coefficient, else estimate ± 1.959964·SE.
  public let interval: Interval

  package init(estimate: Double, standardError: Double, interval: Interval) {
    self.estimate = estimate
    self.standardError = standardError
    self.interval = interval
  }
}

/// Border effects, union effects, delays and their tariff equivalents, from estimated coefficients.
///
/// Every function returns a missing outcome where its formula overflows or divides by zero.
///
/// - Source: McCallum (1995); Anderson and van Wincoop (2004) for tariff equivalents; Yotov,
///   Piermartini, Monteiro and Larch (2016), section 1.D.
public enum BorderQuantities {
  /// What a coefficient on an indicator does to trade, in percent.
  ///
  ///     100(e^β - 1),  SE = 100 e^β se
  ///
  /// - Parameters:
  ///   - beta: β.
  ///   - standardError: its standard error, not negative.
  /// - Returns: the percent effect.
  public static func percentEffect(beta: Double, standardError: Double) -> Outcome<BorderQuantity> {
    monotone(
      beta, standardError, value: { 100 * RealFunctions.expm1($0) },
      slope: { 100 * RealFunctions.exp($0) })
  }

  /// How many times more a country trades with itself than the same trade across the border.
  ///
  ///     e^(-β),  SE = e^(-β) se
  ///
  /// - Parameters:
  ///   - beta: the coefficient of an indicator that is 1 for trade between different countries.
  ///   - standardError: its standard error, not negative.
  /// - Returns: the border effect, 1 for no border.
  public static func borderEffect(beta: Double, standardError: Double) -> Outcome<BorderQuantity> {
    monotone(
      beta, standardError, value: { RealFunctions.exp(-$0) }, slope: { -RealFunctions.exp(-$0) })
  }

  /// The tariff equivalent of an indicator, under a declared elasticity of substitution.
  ///
  ///     100(e^(β/(-σ)) - 1)
  ///
  /// - Parameters:
  ///   - beta: β.
  ///   - standardError: its standard error, not negative.
  ///   - sigma: σ > 1; the elasticity of trade to one plus the tariff is -σ.
  /// - Returns: percent; positive for a cost. Carries no uncertainty of σ.
  public static func adValorem(
    beta: Double, standardError: Double, sigma: Double
  ) -> Outcome<BorderQuantity> {
    guard sigma > 1, sigma.isFinite else { return .missing(.undefined) }
    return monotone(
      beta, standardError, value: { 100 * RealFunctions.expm1($0 / -sigma) },
      slope: { -100 / sigma * RealFunctions.exp($0 / -sigma) })
  }

  /// The tariff equivalent of an indicator, from the model's own tariff coefficient.
  ///
  ///     v = 100(e^(β/β_τ) - 1),  ∂v/∂β = (v + 100)/β_τ,  ∂v/∂β_τ = -(v + 100)β/β_τ²
  ///
  /// - Parameters:
  ///   - beta: β of the indicator.
  ///   - tariff: β_τ of log(1 + tariff), not zero.
  ///   - covariance: (var β, cov, var β_τ).
  /// - Returns: percent; missing when β_τ = 0 or the covariance is not positive semidefinite.
  public static func adValorem(
    beta: Double, tariff: Double, covariance: (beta: Double, cross: Double, tariff: Double)
  ) -> Outcome<BorderQuantity> {
    guard tariff != 0 else { return .missing(.zeroDenominator) }
    let value = 100 * RealFunctions.expm1(beta / tariff)
    let byBeta = (value + 100) / tariff
    let byTariff = -(value + 100) * beta / (tariff * tariff)
    let variance =
      byBeta * byBeta * covariance.beta + 2 * byBeta * byTariff * covariance.cross
      + byTariff * byTariff * covariance.tariff
    guard covariance.beta >= 0, covariance.tariff >= 0, variance >= 0 else {
      return .missing(.undefined)
    }
    return symmetric(value, variance.squareRoot())
  }

  /// What a change of crossing time does to trade, in percent.
  ///
  ///     100(r^β - 1),  r = hours after / hours before
  ///
  /// - Parameters:
  ///   - elasticity: β of the log of crossing hours: percent of trade per percent of time.
  ///   - standardError: its standard error, not negative.
  ///   - before: hours before, positive.
  ///   - after: hours after, positive.
  /// - Returns: percent; missing for hours that are not positive.
  public static func delayEffect(
    elasticity: Double, standardError: Double, before: Double, after: Double
  ) -> Outcome<BorderQuantity> {
    guard before > 0, after > 0, before.isFinite, after.isFinite else {
      return .missing(.nonpositiveInLog)
    }
    let step = RealFunctions.log(after / before)
    return monotone(
      elasticity, standardError, value: { 100 * RealFunctions.expm1($0 * step) },
      slope: { 100 * step * RealFunctions.exp($0 * step) })
  }

  /// The whole effect of a union that is phased in: the sum of the coefficients of its lags.
  ///
  ///     θ = Σ_l β_l,  100(e^θ - 1),  se(θ)² = 1ᵀV1
  ///
  /// - Parameters:
  ///   - betas: the coefficients of the union and its lags or leads.
  ///   - covariance: their covariance by rows.
  /// - Returns: the percent effect after the last lag; missing for sizes that do not fit or a
  ///   negative variance.
  public static func phasedEffect(
    betas: [Double], covariance: [Double]
  ) -> Outcome<BorderQuantity> {
    guard !betas.isEmpty else { return .missing(.tooFewObservations) }
    guard covariance.count == betas.count * betas.count else { return .missing(.missingInput) }
    let variance = covariance.reduce(0, +)
    guard variance >= 0 else { return .missing(.undefined) }
    return percentEffect(beta: betas.reduce(0, +), standardError: variance.squareRoot())
  }

  private static func monotone(
    _ beta: Double, _ standardError: Double, value: (Double) -> Double,
    slope: (Double) -> Double
  ) -> Outcome<BorderQuantity> {
    guard standardError >= 0 else { return .missing(.undefined) }
    let first = value(beta - 1.959963984540054 * standardError)
    let second = value(beta + 1.959963984540054 * standardError)
    return finite(
      value(beta), abs(slope(beta)) * standardError, min(first, second), max(first, second),
      "transformed normal")
  }

  private static func symmetric(
    _ value: Double, _ standardError: Double
  ) -> Outcome<BorderQuantity> {
    finite(
      value, standardError, value - 1.959963984540054 * standardError,
      value + 1.959963984540054 * standardError, "delta normal")
  }

  private static func finite(
    _ value: Double, _ standardError: Double, _ lower: Double, _ upper: Double, _ method: String
  ) -> Outcome<BorderQuantity> {
    guard value.isFinite, standardError.isFinite, lower.isFinite, upper.isFinite else {
      return .missing(.undefined)
    }
    return .value(
      BorderQuantity(
        estimate: value, standardError: standardError,
        interval: Interval(lower: lower, upper: upper, level: 0.95, method: method)))
  }
}
