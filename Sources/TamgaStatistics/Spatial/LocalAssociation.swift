// I_i = z_i Σ_j w_ij z_j / m₂,  m₂ = Σ z²/n                                       Anselin (1995)
// G_i = Σ_{j≠i} w_ij x_j / Σ_{j≠i} x_j;  G*_i with j = i among the neighbours    Getis and Ord (1992)
// as scores: (Σ w x − W x̄)/(s √((n S₁ − W²)/(n − 1)))                        Ord and Getis (1995)

public import TamgaNumerics

/// A measure of the likeness of one region and its neighbours.
public enum LocalStatistic: String, Sendable, Codable, CaseIterable {
  /// Local Moran (LISA).
  case moran = "lisa"
  /// Getis and Ord's G_i, without the region itself.
  case g
  /// Getis and Ord's G*_i, with the region itself.
  case gStar = "g-star"
}

/// Where a region stands in Moran's scatterplot.
public enum MoranClass: String, Sendable, Codable, CaseIterable {
  /// High among high.
  case highHigh = "high-high"
  /// Low among low.
  case lowLow = "low-low"
  /// High among low.
  case highLow = "high-low"
  /// Low among high.
  case lowHigh = "low-high"
}

/// A region with its neighbours.
public struct LocalAssociation: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The neighbours.
  public let neighbours: Int
  /// The statistic: I_i for Moran, a z score for G_i and G*_i.
  ///
  /// Missing for a region without neighbours
  /// (`undefined`) or without a value (`missingInput`).
  public let value: Outcome<Double>
  /// Where it stands, by the signs of the region and its neighbours' mean; missing for an exact zero.
  public let quadrant: Outcome<MoranClass>
  /// The two-sided p-value when the values of other regions are dealt out at random.
  public let probability: Outcome<Double>
  /// The p-value held against all regions by the false discovery rate.
  public let adjusted: Outcome<Double>
  /// The arrangements of neighbours counted or drawn.
  public let arrangements: Int
  /// How.
  public let method: ArrangementMethod
}

/// Local statistics of all regions.
public struct LocalAssociations: Hashable, Sendable {
  /// The statistic.
  public let statistic: LocalStatistic
  /// Each region of the weights, also those without neighbours, in the order of keys.
  public let regions: [LocalAssociation]
  /// Regions without neighbours.
  public let islands: [String]
  /// Regions without a value.
  public let leftOut: [String]
  /// Why there is none at all; nil when there are.
  public let reason: MissingReason?
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns local statistics with conditional permutation tests.
///
/// The region keeps its value, the values of all others are dealt out to its neighbours: every
/// arrangement is counted where there are at most ``exactArrangements``, else `draws` are drawn. One
/// set of drawn places serves all regions, which leaves every single test as it is.
///
/// - Parameters:
///   - statistic: which.
///   - values: a measure of regions.
///   - weights: neighbours; rows are standardised for Moran, taken as given for G_i and G*_i.
///   - draws: arrangements drawn.
///   - seed: the seed that is printed with the result.
///   - threads: of the computation; no bit depends on them.
/// - Returns: one entry for each region.
/// - Throws: ``SpatialError``.
/// - Source: Anselin (1995); Ord and Getis (1995); Benjamini and Hochberg (1995) for the false
///   discovery rate; Caldas de Castro and Singer (2006) for its use here.
public func localAssociations(
  _ statistic: LocalStatistic, of values: [RegionValue], weights: SpatialWeights,
  draws: Int = 9999, seed: UInt64, threads: Int = 1
) throws(SpatialError) -> LocalAssociations {
  guard draws >= 1, draws <= 1_000_000 else { throw .outOfRange(what: "draws") }
  let sample = try SpatialSample(values, weights)
  let kernel: LocalKernel
  switch LocalKernel.make(statistic, sample) {
  case .missing(let reason):
    return LocalAssociations(
      statistic: statistic,
      regions: weights.regions.map { LocalAssociation($0, missing: reason) },
      islands: sample.islands, leftOut: sample.leftOut, reason: reason,
      warnings: SampleWarning.ordered(sample.warnings))
  case .value(let made): kernel = made
  }
  let tests = kernel.tests(draws: draws, seed: seed, threads: threads)
  let adjusted = falseDiscoveryRates(tests.compactMap { $0.map(\.probability) })
  var next = adjusted.makeIterator()
  let rates = tests.map { $0 == nil ? nil : next.next() }
  let position = Dictionary(
    uniqueKeysWithValues: zip(sample.weights.regions, sample.weights.regions.indices))
  let islands = Set(sample.islands)
  let regions = weights.regions.map { key -> LocalAssociation in
    guard let place = position[key] else {
      return LocalAssociation(key, missing: islands.contains(key) ? .undefined : .missingInput)
    }
    guard let test = tests[place], let rate = rates[place] else {
      return LocalAssociation(key, missing: .undefined)
    }
    return LocalAssociation(
      region: key, neighbours: kernel.neighbours(of: place), value: kernel.value(of: place),
      quadrant: kernel.quadrant(of: place), probability: .value(test.probability),
      adjusted: .value(rate), arrangements: test.arrangements,
      method: test.isExact ? .exact : .drawn)
  }
  var found = sample.warnings
  if tests.contains(where: { $0 == nil }) { found.insert(.islands) }
  return LocalAssociations(
    statistic: statistic, regions: regions, islands: sample.islands, leftOut: sample.leftOut,
    reason: nil, warnings: SampleWarning.ordered(found))
}

extension LocalAssociation {
  fileprivate init(_ region: String, missing reason: MissingReason) {
    self.region = region
    neighbours = 0
    value = .missing(reason)
    quadrant = .missing(reason)
    probability = .missing(reason)
    adjusted = .missing(reason)
    arrangements = 0
    method = .exact
  }
}

/// p-values adjusted by Benjamini and Hochberg, in the same order.
func falseDiscoveryRates(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  var rates = probabilities
  var lowest = 1.0
  for (place, index) in order.enumerated().reversed() {
    lowest = min(
      lowest, probabilities[index] * Double(probabilities.count) / Double(place + 1))
    rates[index] = lowest
  }
  return rates
}
