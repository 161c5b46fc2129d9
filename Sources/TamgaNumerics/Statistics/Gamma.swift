// Γ and its relatives.
//
//     ln Γ(x + 1) = (x + ½) ln x − x + ½ ln 2π + δ(x)          δ: Stirling's error
//     x^a (1 − x)^b / B(a, b) = ab/n · b(a; n, x)              n = a + b
//     b(a; n, x) = √(n / 2πab) exp(δ(n) − δ(a) − δ(b) − D(a, nx) − D(b, n(1 − x)))
//     D(u, m) = u ln(u/m) + m − u                              deviance
//
// Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Returns ln Γ(x).
///
/// - Parameter x: a positive number.
/// - Returns: ln Γ(x), of either sign; relative error below 1e-14 away from its zeros 1 and 2.
public func logGamma(_ x: Double) -> Double { lgamma(x).0 }

/// Stirling's error δ(x) for positive x, whole or not.
func stirlingError(_ x: Double) -> Double {
  if x < 12 { return lgamma(x + 1).0 - (x + 0.5) * log(x) + x - halfLogTwoPi }
  let square = x * x
  // The coefficients are B(2k) / (2k (2k − 1)).
  let coefficients: [Double] = [
    1 / 156, -691 / 360_360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12,
  ]
  return coefficients.reduce(0) { $0 / square + $1 } / x
}

/// The deviance D(u, m), without cancellation near u = m.
func deviance(_ value: Double, _ mean: Double) -> Double {
  let difference = value - mean
  guard abs(difference) < 0.1 * (value + mean) else {
    return value * log(value / mean) - difference
  }
  // With v = (u − m)/(u + m): D = (u − m) v + 2 u Σ v^(2j+1) / (2j + 1).
  let ratio = difference / (value + mean)
  var sum = difference * ratio
  var power = 2 * value * ratio
  for odd in stride(from: 3.0, through: 99, by: 2) {
    power *= ratio * ratio
    let next = sum + power / odd
    if next == sum { break }
    sum = next
  }
  return sum
}

/// The kernel `x^a y^b / B(a, b)` with `y = 1 − x` given apart so that neither loses digits.
func betaKernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  guard x > 0, y > 0 else { return 0 }
  let n = a + b
  let exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b)
    - deviance(a, n * x) - deviance(b, n * y)
  return (a / n * b / (2 * Double.pi)).squareRoot() * exp(exponent)
}

private let halfLogTwoPi = 0.918_938_533_204_672_741_78
