internal import TamgaIndicators
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// A power of real numbers; nil where it has no real value.
func realPower(_ base: Double, _ exponent: Double) -> Double? {
  if base < 0, exponent != exponent.rounded() { return nil }
  if base == 0, exponent < 0 { return nil }
  let result = pow(base, exponent)
  return result.isFinite ? result : nil
}

extension Tape {
  /// A statistic of one or two series; nil where it is undefined.
  static func statistic(_ kind: Statistic, _ x: [Double], _ y: [Double]) -> Double? {
    switch kind {
    case .pearson: correlation(x, y)
    case .spearman: correlation(averageRanks(x), averageRanks(y))
    case .slope: slope(of: y, on: x)
    case .rank: x.first.map { value in 1 + Double(y.filter { $0 > value }.count) }
    case .studentP: x.count == 2 ? studentP(x[0], degrees: x[1]) : nil
    case .correlationP: x.count == 2 ? correlationP(x[0], observations: x[1]) : nil
    case .fisherP: x.count == 3 ? fisherP(x[0], x[1], x[2]) : nil
    case .grim: nil
    }
  }

  /// Pearson's coefficient.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count else { return nil }
    return PairedMoments(x: x, y: y).correlation.value
  }

  /// The least-squares slope: Σ(x−x̄)(y−ȳ) / Σ(x−x̄)².
  static func slope(of y: [Double], on x: [Double]) -> Double? {
    guard x.count == y.count, x.count >= 2 else { return nil }
    let moments = PairedMoments(x: x, y: y)
    guard moments.squaresX > 0 else { return nil }
    return moments.products / moments.squaresX * moments.scaleY / moments.scaleX
  }

  /// The two-sided p of Student's t.
  static func studentP(_ t: Double, degrees: Double) -> Double? {
    StudentDistribution(degreesOfFreedom: degrees)?.twoSided(t)
  }

  /// The two-sided p of a correlation r of n pairs: t = r √((n−2)/(1−r²)), n − 2 degrees.
  static func correlationP(_ r: Double, observations n: Double) -> Double? {
    guard n > 2, r.magnitude <= 1 else { return nil }
    guard r.magnitude < 1 else { return 0 }
    return studentP(r * ((n - 2) / (1 - r * r)).squareRoot(), degrees: n - 2)
  }

  /// The upper tail of F: I_{d2/(d2 + d1 F)}(d2/2, d1/2).
  static func fisherP(_ f: Double, _ above: Double, _ below: Double) -> Double? {
    guard f >= 0, above > 0, below > 0 else { return nil }
    return regularisedBeta(below / (below + above * f), below / 2, above / 2)
  }

  /// Whether the mean of n whole numbers can print as given: GRIM, Brown and Heathers (2017).
  static func isPossibleMean(_ printed: PrintedValue, of n: Double) -> Bool {
    guard n >= 1, n == n.rounded() else { return false }
    let total = printed.value * n
    return [total.rounded(.down), total.rounded(.up)].contains {
      printed.rounding.contains($0 / n)
    }
  }
}
