#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Student's t distribution.
public struct StudentDistribution: Hashable, Sendable {
  /// The degrees of freedom, positive, whole or not.
  public let degreesOfFreedom: Double

  /// Creates a distribution; nil when the degrees of freedom are not positive and finite.
  public init?(degreesOfFreedom: Double) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability beyond ±t.
  ///
  ///     P(|T| > t) = I_x(ν/2, ½),  x = ν / (ν + t²)
  public func twoSided(_ t: Double) -> Double {
    let (x, y) = parts(t)
    return regularisedBeta(x, complement: y, degreesOfFreedom / 2, 0.5)
  }

  /// The probability up to a value.
  public func cumulative(_ t: Double) -> Double {
    let tail = twoSided(t) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// Returns the value with a given probability below it.
  ///
  /// Newton's method in ln t, where both ln P(|T| > t) and ln P(|T| < t) are concave, so that it
  /// approaches the root from one side after its first step.
  ///
  /// - Parameter probability: strictly between 0 and 1.
  /// - Returns: t; or `missing(undefined)` outside the open interval.
  public func quantile(_ probability: Double) -> Outcome<Double> {
    guard probability > 0, probability < 1 else { return .missing(.undefined) }
    let tail = min(probability, 1 - probability)
    guard tail < 0.5 else { return .value(0) }
    let usesTail = tail < 0.25
    let target = log(usesTail ? 2 * tail : 1 - 2 * tail)
    var logarithm = 0.0
    for _ in 0..<200 {
      let t = exp(logarithm)
      let (x, y) = parts(t)
      let kernel = betaKernel(degreesOfFreedom / 2, 0.5, x: x, y: y)
      let area =
        usesTail
        ? regularisedBeta(x, complement: y, degreesOfFreedom / 2, 0.5)
        : regularisedBeta(y, complement: x, 0.5, degreesOfFreedom / 2)
      guard area > 0, kernel > 0 else {
        logarithm -= 0.5
        continue
      }
      // t · d/dt of either area is twice the kernel, with a minus for the tail.
      let step = (target - log(area)) * area / (usesTail ? -2 * kernel : 2 * kernel)
      logarithm += min(2, max(-2, step))
      if abs(step) < 1e-16 { break }
    }
    let t = exp(logarithm)
    return .value(probability < 0.5 ? -t : t)
  }

  /// `ν / (ν + t²)` and its complement, each to full precision, without overflow.
  private func parts(_ t: Double) -> (x: Double, y: Double) {
    let ratio = t / degreesOfFreedom.squareRoot()
    if abs(ratio) < 1 {
      let square = ratio * ratio
      return (1 / (1 + square), square / (1 + square))
    }
    let square = (1 / ratio) * (1 / ratio)
    return (square / (1 + square), 1 / (1 + square))
  }
}
