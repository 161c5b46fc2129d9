// classes by quantiles of y/mean of each period, or of all periods together
// Q = Σ_m Σ_i Σ_j (n_ij(m) − n_i(m) p_ij)² / (n_i(m) p_ij)
// LR = 2 Σ_m Σ_i Σ_j n_ij(m) ln(p_ij(m)/p_ij)                           Bickenbach and Bode (2003)

public import TamgaNumerics
public import TamgaStatistics

/// How classes are cut.
public enum ClassBounds: Hashable, Sendable {
  /// Quantiles of values over the mean of their period, of all periods together.
  case pooledQuantiles(classes: Int)
  /// Quantiles of each period by itself: ranks rather than levels.
  case periodQuantiles(classes: Int)
  /// Given upper bounds of relative values, ascending; the last class has none.
  case fixed([Double])
}

/// A test whether the moves depend on something.
public struct HomogeneityTest: Hashable, Sendable {
  /// Pearson's statistic Q.
  public let pearson: Double
  /// The likelihood ratio.
  public let likelihoodRatio: Double
  /// Degrees of freedom: moves that are possible, less those that sums fix.
  public let degreesOfFreedom: Int
  /// The p-value of Q; missing without a degree of freedom.
  public let pearsonProbability: Outcome<Double>
  /// The p-value of the likelihood ratio.
  public let likelihoodProbability: Outcome<Double>
  /// Cells with an expected count below five, where the p-values are rough.
  public let smallCells: Int
}

/// The mobility of regions between classes of a relative measure.
public struct RegionalMobility: Hashable, Sendable {
  /// The upper bounds of pooled or fixed classes, relative to the mean; empty for ranks by period.
  public let bounds: [Double]
  /// All moves.
  public let chain: MarkovChain
  /// Moves by the class of the neighbours' mean at the start; empty without weights.
  public let byNeighbours: [MarkovChain]
  /// Whether the moves depend on the neighbours; nil without weights.
  public let neighbourTest: HomogeneityTest?
  /// Whether the moves are those of all periods in each half of the time; nil below four periods.
  public let timeTest: HomogeneityTest?
  /// Regions without a value in some period, which take no part.
  public let leftOut: [String]
  /// Regions without neighbours, which take no part by neighbours.
  public let islands: [String]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns the mobility of regions between classes.
///
/// - Parameters:
///   - panel: a measure with a positive mean in each period.
///   - bounds: the classes.
///   - weights: neighbours for the spatial chain, over the same regions; nil for none.
/// - Returns: chains and tests; `missing(tooFewObservations)` below two periods or two complete
///   regions, `missing(zeroDenominator)` when the mean of a period is not positive,
///   `missing(noVariation)` when classes cannot be told apart.
/// - Throws: ``RegionError``.
/// - Source: Quah (1993); Rey (2001); Bickenbach and Bode (2003) for the tests.
public func regionalMobility(
  _ panel: RegionalPanel, bounds: ClassBounds = .pooledQuantiles(classes: 4),
  weights: SpatialWeights? = nil
) throws(RegionError) -> Outcome<RegionalMobility> {
  if let weights, weights.regions != panel.regions {
    throw .unknownRegion(Set(weights.regions).symmetricDifference(panel.regions).min() ?? "")
  }
  let complete = panel.completeRegions
  guard complete.count >= 2, panel.periods.count >= 2 else { return .missing(.tooFewObservations) }
  var relative = [[Double]](repeating: [], count: panel.regions.count)
  for time in panel.periods.indices {
    let values = complete.compactMap { panel.values[$0][time] }
    guard case .value(let mean) = mean(of: values), mean > 0 else {
      return .missing(.zeroDenominator)
    }
    for (place, region) in complete.enumerated() { relative[region].append(values[place] / mean) }
  }
  let cuts = try ClassCuts(bounds, complete.map { relative[$0] })
  guard cuts.isDistinct else { return .missing(.noVariation) }
  let classes = relative.map { row in row.indices.map { cuts.place(of: row[$0], time: $0) } }
  let size = cuts.count
  let steps = panel.periods.count - 1
  let all = moves(classes, complete, 0..<steps, size)
  var byNeighbours: [[[Int]]] = []
  var islands: [Int] = []
  if let weights {
    byNeighbours = (0..<size).map { _ in zeroCounts(size) }
    for region in complete {
      let near = weights.neighbours(of: region).filter { !relative[$0.region].isEmpty }
      let sum = compensatedTotal(of: near.map(\.weight))
      guard sum > 0 else {
        islands.append(region)
        continue
      }
      for time in 0..<steps {
        let lag = compensatedTotal(of: near.map { $0.weight * relative[$0.region][time] }) / sum
        byNeighbours[cuts.place(of: lag, time: time)][classes[region][time]][
          classes[region][time + 1]] += 1
      }
    }
  }
  let halves = [0..<(steps / 2), (steps / 2)..<steps].map { moves(classes, complete, $0, size) }
  let chain = MarkovChain(counts: all)
  var found: Set<SampleWarning> = []
  if complete.count < panel.regions.count { found.insert(.rowsLeftOut) }
  if complete.count < 30 { found.insert(.fewRegions) }
  if chain.probabilities.contains(where: { $0.value == nil }) { found.insert(.emptyClass) }
  if !islands.isEmpty { found.insert(.islands) }
  return .value(
    RegionalMobility(
      bounds: cuts.pooled, chain: chain, byNeighbours: byNeighbours.map { MarkovChain(counts: $0) },
      neighbourTest: weights == nil ? nil : HomogeneityTest(byNeighbours),
      timeTest: panel.periods.count >= 4 ? HomogeneityTest(halves) : nil,
      leftOut: panel.regions.indices.filter { !complete.contains($0) }.map { panel.regions[$0] },
      islands: islands.map { panel.regions[$0] }, warnings: SampleWarning.ordered(found)))
}

private func zeroCounts(_ size: Int) -> [[Int]] {
  [[Int]](repeating: [Int](repeating: 0, count: size), count: size)
}

private func moves(_ classes: [[Int]], _ regions: [Int], _ steps: Range<Int>, _ size: Int)
  -> [[Int]]
{
  var counts = zeroCounts(size)
  for region in regions {
    for time in steps { counts[classes[region][time]][classes[region][time + 1]] += 1 }
  }
  return counts
}

extension HomogeneityTest {
  /// The test that chains have the moves of their sum.
  init(_ parts: [[[Int]]]) {
    let size = parts.first?.count ?? 0
    var whole = zeroCounts(size)
    for part in parts {
      for i in 0..<size { for j in 0..<size { whole[i][j] += part[i][j] } }
    }
    var pearson = CompensatedSum()
    var likelihood = CompensatedSum()
    var freedom = 0
    var small = 0
    for i in 0..<size {
      let total = whole[i].reduce(0, +)
      let present = parts.filter { $0[i].reduce(0, +) > 0 }
      let possible = whole[i].count { $0 > 0 }
      if total > 0 { freedom += max(0, present.count - 1) * max(0, possible - 1) }
      for part in present {
        let rows = Double(part[i].reduce(0, +))
        for j in 0..<size where whole[i][j] > 0 {
          let share = Double(whole[i][j]) / Double(total)
          let expected = rows * share
          let count = Double(part[i][j])
          if expected < 5 { small += 1 }
          pearson.add((count - expected) * (count - expected) / expected)
          if count > 0 { likelihood.add(2 * count * Elementary.logarithm(count / expected)) }
        }
      }
    }
    self.pearson = max(0, pearson.total)
    likelihoodRatio = max(0, likelihood.total)
    degreesOfFreedom = freedom
    smallCells = small
    if freedom > 0 {
      pearsonProbability = .value(TailProbability.chiSquare(self.pearson, Double(freedom)))
      likelihoodProbability = .value(TailProbability.chiSquare(likelihoodRatio, Double(freedom)))
    } else {
      pearsonProbability = .missing(.tooFewObservations)
      likelihoodProbability = .missing(.tooFewObservations)
    }
  }
}

/// Bounds of classes for each period.
private struct ClassCuts {
  let pooled: [Double]
  let byPeriod: [[Double]]
  let count: Int

  init(_ bounds: ClassBounds, _ rows: [[Double]]) throws(RegionError) {
    switch bounds {
    case .pooledQuantiles(let classes):
      guard classes >= 2, classes <= 50 else { throw .outOfRange(what: "classes") }
      pooled = quantiles(rows.flatMap(\.self), classes)
      byPeriod = []
      count = classes
    case .periodQuantiles(let classes):
      guard classes >= 2, classes <= 50 else { throw .outOfRange(what: "classes") }
      pooled = []
      byPeriod = (rows.first?.indices ?? 0..<0).map { time in
        quantiles(rows.map { $0[time] }, classes)
      }
      count = classes
    case .fixed(let given):
      guard !given.isEmpty, given.count < 50, given.allSatisfy(\.isFinite),
        zip(given, given.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .outOfRange(what: "bounds") }
      pooled = given
      byPeriod = []
      count = given.count + 1
    }
  }

  /// Whether no two bounds are equal.
  var isDistinct: Bool {
    (byPeriod + [pooled]).allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } }
  }

  /// The class of a value: the first whose bound it does not exceed.
  func place(of value: Double, time: Int) -> Int {
    let cuts = byPeriod.isEmpty ? pooled : byPeriod[time]
    return cuts.firstIndex { value <= $0 } ?? cuts.count
  }
}

/// Inner quantiles by linear interpolation of the order statistics.
private func quantiles(_ values: [Double], _ classes: Int) -> [Double] {
  let sorted = values.sorted()
  return (1..<classes).map { step in
    let place = Double(step) / Double(classes) * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}
