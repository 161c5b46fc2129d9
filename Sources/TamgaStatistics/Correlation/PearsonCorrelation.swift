// r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²)
// t = r √((n − 2) / (1 − r²)),  df = n − 2                      Student (1908)
// tanh(artanh r ± z₀.₉₇₅ / √(n − 3))                            Fisher (1921)

public import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The product-moment correlation with what its sample allows to say about it.
public struct PearsonCorrelation: Hashable, Sendable {
  /// The number of complete pairs.
  public let observations: Int
  /// The coefficient, `−1...1`; missing below three pairs or when a side does not vary.
  public let coefficient: Outcome<Double>
  /// The degrees of freedom, n − 2; zero when there are fewer than two pairs.
  public let degreesOfFreedom: Int
  /// The test statistic; missing below four pairs or when |r| = 1.
  public let statistic: Outcome<Double>
  /// The two-sided p-value under normality; missing below four pairs.
  public let probability: Outcome<Double>
  /// The share of orderings of y with a coefficient as far from zero; for at most nine pairs.
  public let permutationProbability: Outcome<Double>
  /// The 95 % interval; missing below four pairs or when |r| = 1.
  public let interval: Outcome<Interval>

  init(_ sample: Sample) {
    let moments = PairedMoments(x: sample.x, y: sample.y)
    let size = sample.count
    observations = size
    degreesOfFreedom = max(0, size - 2)
    coefficient = size < 3 ? .missing(.tooFewObservations) : moments.correlation
    guard size >= 4, case .value(let r) = coefficient else {
      let reason = coefficient.reason ?? .tooFewObservations
      statistic = .missing(reason)
      probability = .missing(reason)
      permutationProbability = .missing(reason)
      interval = .missing(reason)
      return
    }
    (statistic, probability) = Self.test(r, degreesOfFreedom: degreesOfFreedom)
    permutationProbability = permutationShare(moments.deviationsX, moments.deviationsY)
    interval = fisherInterval(of: r, observations: size)
  }

  /// Student's statistic of a coefficient and its two-sided probability.
  package static func test(_ r: Double, degreesOfFreedom: Int)
    -> (statistic: Outcome<Double>, probability: Outcome<Double>)
  {
    guard let student = StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom)) else {
      return (.missing(.tooFewObservations), .missing(.tooFewObservations))
    }
    let unexplained = (1 - r) * (1 + r)
    guard unexplained > 0 else { return (.missing(.undefined), .value(0)) }
    let t = r * (Double(degreesOfFreedom) / unexplained).squareRoot()
    return (.value(t), .value(student.twoSided(t)))
  }
}

/// Returns the product-moment correlation of the complete rows of a table.
///
/// - Parameter pairs: rows in any order; those with a missing measure are left out.
/// - Returns: the coefficient, its test and its interval.
/// - Throws: ``CorrelationError/notFinite(row:)``.
/// - Source: Pearson (1896); Student (1908); Fisher (1921).
public func pearsonCorrelation(of pairs: [LabelledPair]) throws(CorrelationError)
  -> PearsonCorrelation
{ PearsonCorrelation(try Sample(pairs)) }

/// Returns the 95 % interval of a correlation by Fisher's transformation.
///
/// - Parameters:
///   - coefficient: r, `−1...1`.
///   - observations: n.
/// - Returns: the interval, within `−1...1`; `missing(tooFewObservations)` below four pairs,
///   `missing(undefined)` when |r| = 1.
/// - Source: Fisher (1921).
public func fisherInterval(of coefficient: Double, observations: Int) -> Outcome<Interval> {
  guard observations >= 4 else { return .missing(.tooFewObservations) }
  guard abs(coefficient) < 1 else { return .missing(.undefined) }
  let level = 0.95
  guard case .value(let z) = NormalDistribution.quantile((1 + level) / 2) else {
    return .missing(.undefined)
  }
  let half = z / Double(observations - 3).squareRoot()
  let centre = atanh(coefficient)
  return .value(
    Interval(
      lower: tanh(centre - half), upper: tanh(centre + half), level: level, method: "fisher-z"))
}
