// P(F > f) = I_y(ν₂/2, ν₁/2),  y = ν₂ / (ν₂ + ν₁ f)
// P(χ² > x) = Q(ν/2, x/2): series below a + 1, continued fraction above (Abramowitz and Stegun 6.5)
// P(F′ > f) = Σ_j e^(−λ/2) (λ/2)^j / j! · I_y(ν₂/2, ν₁/2 + j)

internal import TamgaNumerics

/// Upper tails of the distributions that tests of several coefficients need.
package enum TailProbability {
  /// The probability of Fisher's F above a value; 1 for a value that is not positive.
  static func fisher(_ f: Double, _ numerator: Double, _ denominator: Double) -> Double {
    guard f > 0 else { return 1 }
    let part = numerator * f
    let whole = denominator + part
    guard whole.isFinite else { return 0 }
    return regularisedBeta(
      denominator / whole, complement: part / whole, denominator / 2, numerator / 2)
  }

  /// The probability of χ² above a value; 1 for a value that is not positive.
  package static func chiSquare(_ x: Double, _ degreesOfFreedom: Double) -> Double {
    guard x > 0 else { return 1 }
    let a = degreesOfFreedom / 2
    let half = x / 2
    let kernel = Elementary.exponential(a * Elementary.logarithm(half) - half - logGamma(a))
    return half < a + 1 ? max(0, 1 - kernel * series(a, half)) : min(1, kernel * fraction(a, half))
  }

  /// The probability of the noncentral F above a value.
  static func noncentralFisher(
    _ f: Double, _ numerator: Double, _ denominator: Double, noncentrality: Double
  ) -> Double {
    guard noncentrality > 0 else { return fisher(f, numerator, denominator) }
    guard f > 0 else { return 1 }
    let y = denominator / (denominator + numerator * f)
    let mean = noncentrality / 2
    var total = CompensatedSum()
    // The Poisson weights outside this range add less than 1e-15.
    let reach = 10 * mean.squareRoot() + 40
    for term in max(0, Int(mean - reach))...Int(min(mean + reach, 1e6)) {
      let j = Double(term)
      let weight = Elementary.exponential(
        j * Elementary.logarithm(mean) - mean - logGamma(j + 1))
      total.add(
        weight
          * regularisedBeta(y, complement: 1 - y, denominator / 2, numerator / 2 + j))
    }
    return min(1, max(0, total.total))
  }

  /// The value of F that is exceeded with a probability, by bisection to full precision.
  static func fisherQuantile(above probability: Double, _ numerator: Double, _ denominator: Double)
    -> Double
  {
    var low = 0.0
    var high = 1.0
    while fisher(high, numerator, denominator) > probability, high < 1e12 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if fisher(middle, numerator, denominator) > probability {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// The series of the lower incomplete gamma function over its kernel: Σ x^k / (a (a+1) … (a+k)).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for step in 1...100_000 {
      term *= x / (a + Double(step))
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum
  }

  /// The continued fraction of the upper incomplete gamma function over its kernel (Lentz).
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var result = d
    for step in 1...100_000 {
      let i = Double(step)
      let numerator = -i * (i - a)
      b += 2
      d = numerator * d + b
      d = 1 / (d == 0 ? 1e-300 : d)
      c = b + numerator / c
      if c == 0 { c = 1e-300 }
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
