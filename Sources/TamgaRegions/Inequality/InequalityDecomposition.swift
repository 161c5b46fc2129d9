// T = Σ w (x/μ) ln(x/μ);  between Σ s_g ln(μ_g/μ), within Σ s_g T_g            Theil (1967)
// L = Σ w ln(μ/x);        between Σ w_g ln(μ/μ_g), within Σ w_g L_g              Shorrocks (1980)
// ½CV² = ½Σ w (x/μ − 1)²; between ½Σ w_g (μ_g/μ − 1)², within Σ w_g (μ_g/μ)² ½CV_g²

public import TamgaNumerics
public import TamgaStatistics

/// A measure of inequality that splits into groups.
public enum InequalityMeasure: String, Sendable, Codable, CaseIterable {
  /// Theil's T; zeros add nothing.
  case theilT = "theil-t"
  /// Theil's L, the mean logarithmic deviation; needs positive values.
  case theilL = "theil-l"
  /// Half the squared coefficient of variation.
  case halfSquaredVariation = "half-squared-cv"
}

/// A region with its group, as border or interior.
public struct GroupedRegion: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The group's key.
  public let group: String
  /// The measure, as income per person, not negative.
  public let value: Double
  /// The weight, as population, positive.
  public let weight: Double

  /// Creates a region.
  public init(region: String, group: String, value: Double, weight: Double = 1) {
    self.region = region
    self.group = group
    self.value = value
    self.weight = weight
  }
}

/// The part of one group.
public struct InequalityGroup: Hashable, Sendable {
  /// The group's key.
  public let group: String
  /// Its regions.
  public let regions: Int
  /// Its share of the weights.
  public let weightShare: Double
  /// Its mean over the mean of all.
  public let relativeMean: Double
  /// The inequality inside it.
  public let inequality: Double
  /// What it adds to the within part.
  public let contribution: Double
}

/// Inequality split into a part between groups and a part within them.
public struct InequalityDecomposition: Hashable, Sendable {
  /// The measure.
  public let measure: InequalityMeasure
  /// The whole.
  public let total: Double
  /// The part between groups.
  public let between: Double
  /// The part within groups.
  public let within: Double
  /// between/total; missing without inequality.
  public let betweenShare: Outcome<Double>
  /// The groups, sorted by key.
  public let groups: [InequalityGroup]
  /// The share of relabellings of regions with a between part as large; missing without inequality or
  /// with one group.
  public let probability: Outcome<Double>
  /// The relabellings drawn.
  public let draws: Int
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns inequality between and within groups of regions.
///
///     total = between + within
///
/// - Parameters:
///   - regions: one row for each region; by default of the house border and interior.
///   - measure: the measure.
///   - draws: relabellings for the test of the between part; 0 for none.
///   - seed: of the draws.
/// - Returns: the parts; `missing(zeroDenominator)` when the mean is zero,
///   `missing(nonpositiveInLog)` of L with a zero, `missing(tooFewObservations)` below two regions.
/// - Throws: ``RegionError`` for negative or infinite numbers and repeated keys.
/// - Source: Theil (1967); Shorrocks (1980); Shorrocks and Wan (2005) for regions.
public func inequalityDecomposition(
  _ regions: [GroupedRegion], measure: InequalityMeasure = .theilT, draws: Int = 9999,
  seed: UInt64 = 0
) throws(RegionError) -> Outcome<InequalityDecomposition> {
  let sorted = regions.sorted { $0.region < $1.region }
  for (row, next) in zip(sorted, sorted.dropFirst()) where row.region == next.region {
    throw .duplicateKey(region: row.region, other: row.group)
  }
  for row in sorted {
    guard row.value.isFinite, row.weight.isFinite else {
      throw .notFinite(region: row.region, other: row.group)
    }
    guard row.value >= 0, row.weight > 0 else {
      throw .negative(region: row.region, other: row.group)
    }
  }
  guard sorted.count >= 2 else { return .missing(.tooFewObservations) }
  if measure == .theilL, sorted.contains(where: { $0.value <= 0 }) {
    return .missing(.nonpositiveInLog)
  }
  let weights = sorted.map(\.weight)
  let values = sorted.map(\.value)
  let whole = WeightedInequality(values, weights, measure)
  guard whole.mean > 0, whole.mean.isFinite else { return .missing(.zeroDenominator) }
  let keys = Set(sorted.map(\.group)).sorted()
  let place = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
  let labels = sorted.map { place[$0.group] ?? 0 }
  let split = whole.split(by: labels, groups: keys.count)
  var probability: Outcome<Double> = .missing(.missingInput)
  let drawn = max(0, min(draws, 1_000_000))
  if whole.inequality <= 1e-15 || keys.count < 2 {
    probability = .missing(.noVariation)
  } else if drawn > 0 {
    var asLarge = 0
    for draw in 0..<drawn {
      var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.between")
      var other = labels
      for index in 0..<(other.count - 1) {
        other.swapAt(index, index + stream.below(other.count - index))
      }
      if whole.between(other, groups: keys.count) >= split.between - 1e-12 * whole.inequality {
        asLarge += 1
      }
    }
    probability = .value(Double(asLarge + 1) / Double(drawn + 1))
  }
  var found: Set<SampleWarning> = sorted.count < 10 ? [.smallSample] : []
  if split.groups.contains(where: { $0.regions < 3 }) { found.insert(.fewRegions) }
  return .value(
    InequalityDecomposition(
      measure: measure, total: whole.inequality, between: split.between, within: split.within,
      betweenShare: whole.inequality > 0
        ? .value(split.between / whole.inequality) : .missing(.noVariation),
      groups: zip(keys, split.groups).map { key, group in
        InequalityGroup(
          group: key, regions: group.regions, weightShare: group.weightShare,
          relativeMean: group.relativeMean, inequality: group.inequality,
          contribution: group.contribution)
      }, probability: probability, draws: drawn, warnings: SampleWarning.ordered(found)))
}
