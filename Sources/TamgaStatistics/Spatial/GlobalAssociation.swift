// I = (n/S₀) Σ_i z_i Σ_j w_ij z_j / Σ z_i²,                 E[I] = −1/(n − 1)        Moran (1950)
// C = ((n − 1)/2S₀) ΣΣ w_ij (x_i − x_j)² / Σ z_i²,          E[C] = 1                 Geary (1954)
// G = ΣΣ w_ij x_i x_j / ΣΣ_{i≠j} x_i x_j, x > 0,            E[G] = S₀/(n(n − 1))  Getis, Ord (1992)

public import TamgaNumerics

/// A measure of the likeness of neighbours over all regions.
public enum SpatialStatistic: String, Sendable, Codable, CaseIterable {
  /// Moran's I.
  case moran
  /// Geary's C; below 1 neighbours are alike.
  case geary
  /// Getis and Ord's G of a positive measure.
  case generalG = "g"
}

/// How the p-value of a permutation test was found.
public enum ArrangementMethod: String, Sendable, Codable, CaseIterable {
  /// Every arrangement was counted.
  case exact
  /// Arrangements were drawn.
  case drawn
}

/// A global statistic with its permutation test.
public struct SpatialAssociation: Hashable, Sendable {
  /// The statistic.
  public let statistic: SpatialStatistic
  /// The regions that take part.
  public let regions: Int
  /// The value.
  ///
  /// `missing(noVariation)` for a constant, `missing(tooFewObservations)` below three regions with
  /// neighbours; for G `missing(undefined)` when a value is negative and `missing(zeroDenominator)`
  /// when the sum of products is zero.
  public let value: Outcome<Double>
  /// The expectation when values are dealt out at random.
  public let expected: Outcome<Double>
  /// The standard deviation over arrangements.
  public let deviation: Outcome<Double>
  /// (value − expected)/deviation.
  public let score: Outcome<Double>
  /// The two-sided p-value: arrangements as far from the expectation.
  public let probability: Outcome<Double>
  /// The arrangements counted or drawn.
  public let arrangements: Int
  /// How.
  public let method: ArrangementMethod
  /// Regions without neighbours, which take no part.
  public let islands: [String]
  /// Regions without a value.
  public let leftOut: [String]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns a global statistic of spatial association with a permutation test.
///
/// - Parameters:
///   - statistic: which.
///   - values: a measure of regions; those without a value take no part and are listed.
///   - weights: neighbours; rows are standardised unless `standardise` is false.
///   - standardise: whether the weights of each region are made to sum to 1.
///   - draws: arrangements drawn when there are more than ``exactArrangements``.
///   - seed: the seed that is printed with the result.
///   - threads: of the computation; no bit depends on them.
/// - Returns: value, expectation and p-value.
/// - Throws: ``SpatialError``.
/// - Source: Moran (1950); Geary (1954); Getis and Ord (1992); Cliff and Ord (1981).
public func spatialAssociation(
  _ statistic: SpatialStatistic, of values: [RegionValue], weights: SpatialWeights,
  standardise: Bool = true, draws: Int = permutationDraws, seed: UInt64, threads: Int = 1
) throws(SpatialError) -> SpatialAssociation {
  guard draws >= 1, draws <= 10_000_000 else { throw .outOfRange(what: "draws") }
  let sample = try SpatialSample(values, weights)
  let used = standardise ? sample.weights.rowStandardised() : sample.weights
  let kernel: AssociationKernel
  switch AssociationKernel.make(statistic, sample.values, used) {
  case .missing(let reason):
    return SpatialAssociation(statistic, sample, missing: reason)
  case .value(let made): kernel = made
  }
  let observed = kernel.evaluate(kernel.values)
  let expected = kernel.expected
  // Rounding alone must not part an arrangement from its mirror image.
  let tolerance = 1e-12 * (abs(observed) + abs(expected))
  let threshold = abs(observed - expected) - tolerance
  let summary: ArrangementSummary
  let method: ArrangementMethod
  if sample.values.count <= 9 {
    summary = kernel.exact(threshold)
    method = .exact
  } else {
    summary = kernel.drawn(threshold, draws: draws, seed: seed, threads: threads)
    method = .drawn
  }
  let spread = summary.deviation
  return SpatialAssociation(
    statistic: statistic, regions: sample.values.count, value: .value(observed),
    expected: .value(expected), deviation: .value(spread),
    score: spread > tolerance
      ? .value((observed - expected) / spread) : .missing(.noVariation),
    probability: .value(summary.probability(exact: method == .exact)),
    arrangements: summary.count, method: method, islands: sample.islands, leftOut: sample.leftOut,
    warnings: SampleWarning.ordered(sample.warnings))
}

extension SpatialAssociation {
  fileprivate init(
    _ statistic: SpatialStatistic, _ sample: SpatialSample, missing reason: MissingReason
  ) {
    self.statistic = statistic
    regions = sample.values.count
    value = .missing(reason)
    expected = .missing(reason)
    deviation = .missing(reason)
    score = .missing(reason)
    probability = .missing(reason)
    arrangements = 0
    method = .exact
    islands = sample.islands
    leftOut = sample.leftOut
    warnings = SampleWarning.ordered(sample.warnings)
  }
}
