// ρ = r of average ranks;  t = ρ √((n − 2) / (1 − ρ²))            Spearman (1904)

public import TamgaNumerics

/// How a p-value was found.
public enum ProbabilityMethod: String, Sendable, Codable, CaseIterable {
  /// Every ordering of one side was counted.
  case permutations
  /// Student's t approximation.
  case studentApproximation = "student-approximation"
  /// The exact distribution of the statistic without ties.
  case exactDistribution = "exact-distribution"
  /// The normal approximation with a variance corrected for ties.
  case normalApproximation = "normal-approximation"
}

/// Spearman's rank correlation.
public struct SpearmanCorrelation: Hashable, Sendable {
  /// The number of complete pairs.
  public let observations: Int
  /// The coefficient, `−1...1`; missing below three pairs or when a side does not vary.
  public let coefficient: Outcome<Double>
  /// The two-sided p-value; missing below four pairs.
  public let probability: Outcome<Double>
  /// How the p-value was found: by permutations up to nine pairs, by Student's t above.
  public let method: ProbabilityMethod
  /// Whether a side has equal values.
  public let hasTies: Bool

  init(_ sample: Sample) {
    observations = sample.count
    method = sample.count <= 9 ? .permutations : .studentApproximation
    hasTies = !tieSizes(sample.x).isEmpty || !tieSizes(sample.y).isEmpty
    guard sample.count >= 3 else {
      coefficient = .missing(.tooFewObservations)
      probability = .missing(.tooFewObservations)
      return
    }
    let moments = PairedMoments(x: averageRanks(sample.x), y: averageRanks(sample.y))
    coefficient = moments.correlation
    guard case .value(let rho) = moments.correlation else {
      probability = .missing(.noVariation)
      return
    }
    guard sample.count >= 4 else {
      probability = .missing(.tooFewObservations)
      return
    }
    probability =
      method == .permutations
      ? permutationShare(moments.deviationsX, moments.deviationsY)
      : PearsonCorrelation.test(rho, degreesOfFreedom: sample.count - 2).probability
  }
}

/// Returns Spearman's rank correlation of the complete rows of a table.
///
/// - Parameter pairs: rows in any order; those with a missing measure are left out.
/// - Returns: the coefficient with average ranks for ties, and its two-sided p-value.
/// - Throws: ``CorrelationError/notFinite(row:)``.
/// - Source: Spearman (1904); Kendall (1970), Rank Correlation Methods.
public func spearmanCorrelation(of pairs: [LabelledPair]) throws(CorrelationError)
  -> SpearmanCorrelation
{ SpearmanCorrelation(try Sample(pairs)) }
