public import TamgaNumerics

/// Returns how far a region's income lies from that of the regions around it, the nearer ones more.
///
///     gap_i = y_i / (Σ_{j ≠ i} w_ij y_j / Σ w_ij) − 1,  w = 1 / d
///
/// - Parameters:
///   - incomes: per head, above zero; nil where it is not known.
///   - distances: regions × regions by rows, above zero off the diagonal; nil where there is no way.
/// - Returns: below 0 for the poorer; `missing(unreachable)` without any neighbour.
/// - Throws: ``PoleError``.
/// - Source: Moroshkina (2018), on the periphery of border regions.
public func incomeGaps(_ incomes: [Double?], distances: [Double?]) throws(PoleError)
  -> [Outcome<Double>]
{
  let count = incomes.count
  guard distances.count == count * count else {
    throw .wrongSize(what: "distances", expected: count * count, given: distances.count)
  }
  try checkPole("income", incomes.map { $0 ?? 0 })
  var gaps: [Outcome<Double>] = []
  for region in 0..<count {
    guard let own = incomes[region] else {
      gaps.append(.missing(.missingInput))
      continue
    }
    var (sum, weights) = (CompensatedSum(), CompensatedSum())
    for other in 0..<count where other != region {
      guard let income = incomes[other], let distance = distances[region * count + other] else {
        continue
      }
      guard distance > 0, distance.isFinite else {
        throw .notFinite(what: "distance", row: region * count + other)
      }
      sum.add(income / distance)
      weights.add(1 / distance)
    }
    if weights.total == 0 {
      gaps.append(.missing(.unreachable))
    } else if sum.total == 0 {
      gaps.append(.missing(.zeroDenominator))
    } else {
      let value = own / (sum.total / weights.total) - 1
      gaps.append(value.isFinite ? .value(value) : .missing(.undefined))
    }
  }
  return gaps
}

/// How well a core and a periphery explain who is tied to whom.
public struct CoreFit: Hashable, Sendable {
  /// The correlation of ties with the ideal pattern, `−1...1`.
  public let correlation: Outcome<Double>
  /// The part of relabellings that fit as well or better, with the one observed.
  public let probability: Outcome<Double>
  /// The core that was fitted.
  public let isCore: [Bool]
}

/// Returns the fit of the discrete core–periphery model.
///
///     ρ = corr(a_ij, δ_ij), δ = 1 where i or j is in the core, over pairs i < j
///
/// The core is made greedily from the strongest regions on: the first k by total ties, for the best k.
/// The test gives ties to pairs anew at random and fits a core to each.
///
/// - Parameters:
///   - ties: regions × regions by rows, symmetric, none below zero; the diagonal is not read.
///   - count: regions.
///   - permutations: draws of the test.
///   - seed: of the draws.
/// - Returns: `missing(noVariation)` when all ties are alike, `missing(tooFewObservations)` under three
///   regions.
/// - Throws: ``PoleError``.
/// - Source: Borgatti and Everett (1999), Models of Core/Periphery Structures.
public func coreFit(
  _ ties: [Double], count: Int, permutations: Int = 999, seed: UInt64 = 20_260_101
) throws(PoleError) -> CoreFit {
  guard count >= 0, ties.count == count * count else {
    throw .wrongSize(what: "ties", expected: max(0, count) * max(0, count), given: ties.count)
  }
  guard (0...1_000_000).contains(permutations) else { throw .choiceOutOfRange("permutations") }
  try checkPole("tie", ties)
  guard count >= 3 else {
    return CoreFit(
      correlation: .missing(.tooFewObservations), probability: .missing(.tooFewObservations),
      isCore: [Bool](repeating: false, count: count))
  }
  var upper: [Double] = []
  for one in 0..<count {
    for other in (one + 1)..<count { upper.append(ties[one * count + other]) }
  }
  let (best, isCore) = bestCore(upper, count)
  guard let best else {
    return CoreFit(
      correlation: .missing(.noVariation), probability: .missing(.noVariation), isCore: isCore)
  }
  var asGood = 1
  for draw in 0..<permutations {
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "core.fit")
    var shuffled = upper
    shuffled.shuffle(using: &stream)
    if let fit = bestCore(shuffled, count).fit, fit >= best - 1e-12 { asGood += 1 }
  }
  return CoreFit(
    correlation: .value(best),
    probability: permutations == 0
      ? .missing(.tooFewObservations) : .value(Double(asGood) / Double(permutations + 1)),
    isCore: isCore)
}

private func bestCore(_ upper: [Double], _ count: Int) -> (fit: Double?, isCore: [Bool]) {
  var strength = [Double](repeating: 0, count: count)
  var pair = 0
  for one in 0..<count {
    for other in (one + 1)..<count {
      strength[one] += upper[pair]
      strength[other] += upper[pair]
      pair += 1
    }
  }
  let order = strength.indices.sorted { (-strength[$0], $0) < (-strength[$1], $1) }
  var isCore = [Bool](repeating: false, count: count)
  var best: (fit: Double, isCore: [Bool])?
  for size in 1..<(count - 1) {
    isCore[order[size - 1]] = true
    var ideal: [Double] = []
    for one in 0..<count {
      for other in (one + 1)..<count { ideal.append(isCore[one] || isCore[other] ? 1 : 0) }
    }
    if let fit = PairedMoments(x: upper, y: ideal).correlation.value,
      best.map({ fit > $0.fit }) ?? true
    {
      best = (fit, isCore)
    }
  }
  return (best?.fit, best?.isCore ?? [Bool](repeating: false, count: count))
}
