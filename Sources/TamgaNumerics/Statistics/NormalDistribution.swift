#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability above a value, ½ erfc(z/√2).
  public static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z * 0.5.squareRoot()) }

  /// The probability up to a value.
  public static func cumulative(_ z: Double) -> Double { upperTail(-z) }

  /// The probability beyond ±z.
  public static func twoSided(_ z: Double) -> Double { erfc(abs(z) * 0.5.squareRoot()) }

  /// Returns the value with a given probability below it.
  ///
  /// - Parameter probability: strictly between 0 and 1.
  /// - Returns: z; or `missing(undefined)` outside the open interval.
  /// - Source: start by Abramowitz and Stegun (1964), 26.2.23; then Halley's method.
  public static func quantile(_ probability: Double) -> Outcome<Double> {
    guard probability > 0, probability < 1 else { return .missing(.undefined) }
    let tail = min(probability, 1 - probability)
    var z = tail < 0.5 ? start(tail) : 0
    for _ in 0..<4 { z = refined(z, tail) }
    return .value(probability < 0.5 ? -z : z)
  }

  /// A first value for the upper tail, off by less than 4.5e-4.
  private static func start(_ tail: Double) -> Double {
    let t = (-2 * log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return t - numerator / denominator
  }

  /// One step of Halley's method; near the centre it compares areas from zero.
  private static func refined(_ z: Double, _ tail: Double) -> Double {
    let density = exp(-0.5 * z * z) * 0.398_942_280_401_432_677_94
    let excess =
      tail > 0.25
      ? (0.5 - tail) - 0.5 * erf(z * 0.5.squareRoot()) : upperTail(z) - tail
    let step = excess / density
    return z + step / (1 - 0.5 * z * step)
  }
}
