// BB = ½ΣΣ w_ij b_i b_j;  WW = ½ΣΣ w_ij (1 − b_i)(1 − b_j);  BW = ½ΣΣ w_ij (b_i − b_j)²
// Cliff and Ord (1981), section 1.4, with binary weights

public import TamgaNumerics

/// One count of joins.
public struct JoinCount: Hashable, Sendable {
  /// The joins; a link in one direction only counts half.
  public let count: Double
  /// The mean over arrangements.
  public let expected: Double
  /// The two-sided p-value.
  public let probability: Double
}

/// Joins between regions with and without a mark.
public struct JoinCounts: Hashable, Sendable {
  /// The regions that take part.
  public let regions: Int
  /// Those with the mark.
  public let marked: Int
  /// Joins of two marked regions; missing when all or none are marked, or fewer than three take part.
  public let both: Outcome<JoinCount>
  /// Joins of two regions without the mark.
  public let neither: Outcome<JoinCount>
  /// Joins of a marked region and one without.
  public let mixed: Outcome<JoinCount>
  /// The arrangements counted or drawn.
  public let arrangements: Int
  /// How.
  public let method: ArrangementMethod
  /// Regions without neighbours, which take no part.
  public let islands: [String]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns whether marked regions lie side by side.
///
/// - Parameters:
///   - marks: whether each region has the mark, by key; every region of the weights once.
///   - weights: neighbours; every positive weight counts as one.
///   - draws: arrangements drawn when there are more than ``exactArrangements``.
///   - seed: the seed that is printed with the result.
///   - threads: of the computation; no bit depends on them.
/// - Returns: the three counts with permutation tests.
/// - Throws: ``SpatialError``.
/// - Source: Moran (1948); Cliff and Ord (1981).
public func joinCounts(
  _ marks: [(region: String, isMarked: Bool)], weights: SpatialWeights,
  draws: Int = permutationDraws, seed: UInt64, threads: Int = 1
) throws(SpatialError) -> JoinCounts {
  guard draws >= 1, draws <= 10_000_000 else { throw .outOfRange(what: "draws") }
  let sample = try SpatialSample(
    marks.map { RegionValue(region: $0.region, value: $0.isMarked ? 1 : 0) }, weights.binary())
  let flags = sample.values.map { $0 > 0 }
  let marked = flags.count { $0 }
  guard flags.count >= 3, marked > 0, marked < flags.count else {
    let reason: MissingReason = flags.count < 3 ? .tooFewObservations : .noVariation
    return JoinCounts(
      regions: flags.count, marked: marked, both: .missing(reason), neither: .missing(reason),
      mixed: .missing(reason), arrangements: 0, method: .exact, islands: sample.islands,
      warnings: SampleWarning.ordered(sample.warnings))
  }
  let tally = JoinTally(sample.weights)
  let observed = tally.count(flags)
  let expected = tally.expected(marked: marked, of: flags.count)
  let possible = binomial(flags.count, marked)
  let isExact = possible <= Double(exactArrangements)
  var asFar = [0, 0, 0]
  let arrangements: Int
  if isExact {
    var every = 0
    var current = flags.indices.map { $0 < marked }
    repeat {
      every += 1
      let counts = tally.count(current)
      for kind in 0..<3 where isAsFar(counts[kind], observed[kind], expected[kind]) {
        asFar[kind] += 1
      }
    } while nextArrangement(&current)
    arrangements = every
  } else {
    arrangements = draws
    let far = mapped(draws, threads: threads) { draw -> [Bool] in
      var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.joins")
      var current = flags
      for place in 0..<(current.count - 1) {
        current.swapAt(place, place + stream.below(current.count - place))
      }
      let counts = tally.count(current)
      return (0..<3).map { isAsFar(counts[$0], observed[$0], expected[$0]) }
    }
    for draw in far { for kind in 0..<3 where draw[kind] { asFar[kind] += 1 } }
  }
  func result(_ kind: Int) -> Outcome<JoinCount> {
    .value(
      JoinCount(
        count: observed[kind], expected: expected[kind],
        probability: isExact
          ? Double(asFar[kind]) / Double(arrangements)
          : Double(asFar[kind] + 1) / Double(arrangements + 1)))
  }
  return JoinCounts(
    regions: flags.count, marked: marked, both: result(0), neither: result(1), mixed: result(2),
    arrangements: arrangements, method: isExact ? .exact : .drawn, islands: sample.islands,
    warnings: SampleWarning.ordered(sample.warnings))
}

private func isAsFar(_ count: Double, _ observed: Double, _ expected: Double) -> Bool {
  abs(count - expected) >= abs(observed - expected) - 1e-9
}

/// The next arrangement of marks in the order of places; false after the last.
private func nextArrangement(_ marks: inout [Bool]) -> Bool {
  // The last mark that can move right does, and those after it follow it closely.
  guard
    let place = (0..<(marks.count - 1)).last(where: { marks[$0] && !marks[$0 + 1] })
  else { return false }
  let after = marks[(place + 1)...].count { $0 }
  for position in place..<marks.count { marks[position] = false }
  for step in 0...after { marks[place + 1 + step] = true }
  return true
}

/// Counts joins.
private struct JoinTally: Sendable {
  let weights: SpatialWeights

  init(_ weights: SpatialWeights) { self.weights = weights }

  /// Joins of two marked, of two unmarked, of one each.
  func count(_ marks: [Bool]) -> [Double] {
    var kinds = [0, 0, 0]
    for region in marks.indices {
      for place in weights.starts[region]..<weights.starts[region + 1] {
        let other = marks[weights.places[place]]
        kinds[marks[region] == other ? (other ? 0 : 1) : 2] += 1
      }
    }
    return kinds.map { Double($0) / 2 }
  }

  func expected(marked: Int, of count: Int) -> [Double] {
    let (b, n) = (Double(marked), Double(count))
    let joins = Double(weights.links) / 2
    let pairs = n * (n - 1)
    return [
      joins * b * (b - 1) / pairs, joins * (n - b) * (n - b - 1) / pairs,
      joins * 2 * b * (n - b) / pairs,
    ]
  }
}
