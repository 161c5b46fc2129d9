#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The χ² distribution.
public struct ChiSquaredDistribution: Hashable, Sendable {
  /// The degrees of freedom, positive, whole or not.
  public let degreesOfFreedom: Double

  /// Creates a distribution; nil when the degrees of freedom are not positive and finite.
  public init?(degreesOfFreedom: Double) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability above a value.
  ///
  ///     P(X > x) = Q(ν/2, x/2)
  ///
  /// - Parameter value: 0 or more; below 0 the probability is 1.
  /// - Returns: a probability.
  public func upperTail(_ value: Double) -> Double {
    regularisedUpperGamma(degreesOfFreedom / 2, value / 2)
  }
}

/// The F distribution of Fisher and Snedecor.
public struct FisherDistribution: Hashable, Sendable {
  /// The degrees of freedom of the numerator.
  public let numerator: Double
  /// The degrees of freedom of the denominator.
  public let denominator: Double

  /// Creates a distribution; nil when a number of degrees of freedom is not positive and finite.
  public init?(numerator: Double, denominator: Double) {
    guard numerator > 0, numerator.isFinite, denominator > 0, denominator.isFinite else {
      return nil
    }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability above a value.
  ///
  ///     P(F > f) = I_x(d₂/2, d₁/2),  x = d₂ / (d₂ + d₁f)
  ///
  /// - Parameter value: 0 or more; below 0 the probability is 1.
  /// - Returns: a probability.
  public func upperTail(_ value: Double) -> Double {
    guard value > 0 else { return 1 }
    let ratio = numerator / denominator * value
    guard ratio.isFinite else { return 0 }
    return regularisedBeta(
      1 / (1 + ratio), complement: ratio / (1 + ratio), denominator / 2, numerator / 2)
  }
}

/// Returns the regularised upper incomplete gamma function.
///
///     Q(a, x) = ∫ₓ^∞ u^(a−1) e^(−u) du / Γ(a)
///
/// - Parameters:
///   - shape: a, positive.
///   - x: the lower limit; below 0 counts as 0.
/// - Returns: a probability, `0...1`; relative error about 1e-14.
/// - Source: series and continued fraction of Abramowitz and Stegun (1964), 6.5.29 and 6.5.31, with
///   the kernel `x^a e^(−x) / Γ(a) = √(a/2π) exp(−δ(a) − D(a, x))` of Loader (2000).
public func regularisedUpperGamma(_ shape: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  guard x.isFinite else { return 0 }
  let kernel =
    (shape / (2 * Double.pi)).squareRoot() * exp(-stirlingError(shape) - deviance(shape, x))
  if x < shape + 1 {
    var term = 1 / shape
    var sum = term
    for step in 1...100_000 {
      term *= x / (shape + Double(step))
      sum += term
      if term < sum * 1e-17 { break }
    }
    return max(0, 1 - kernel * sum)
  }
  var denominator = x + 1 - shape
  var forward = 1e300
  var backward = 1 / denominator
  var fraction = backward
  for step in 1...100_000 {
    let m = Double(step)
    let numerator = m * (shape - m)
    denominator += 2
    let below = denominator + numerator * backward
    backward = 1 / (below == 0 ? 1e-300 : below)
    let above = denominator + numerator / forward
    forward = above == 0 ? 1e-300 : above
    let change = forward * backward
    fraction *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return kernel * fraction
}
