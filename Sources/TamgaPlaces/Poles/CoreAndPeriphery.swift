public import TamgaNumerics
internal import TamgaStatistics

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
  /// The part of arrangements of the ties that fit as well or better, with the one observed.
  public let probability: Outcome<Double>
  /// The core that was fitted.
  public let isCore: [Bool]
}

/// Returns the fit of the discrete core–periphery model.
///
///     ρ = max_C corr(a_ij, δ_ij), δ = 1 where i or j is in the core C, over pairs i < j
///
/// Up to ``wholeSearch`` regions every core of one to n − 2 regions is tried; of cores that fit alike
/// the smallest is taken. Above that the eight best of the cores made of the first k regions by total
/// ties are improved by moving one region or swapping two until nothing helps: a local optimum.
/// The test gives ties to pairs anew and searches a core for each: all arrangements of the ties up to
/// four regions, drawn at random above.
///
/// - Parameters:
///   - ties: regions × regions by rows, symmetric, none below zero; the diagonal is not read.
///   - count: regions.
///   - permutations: draws of the test; none makes no test.
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
  let none = [Bool](repeating: false, count: count)
  func missing(_ reason: MissingReason) -> CoreFit {
    CoreFit(correlation: .missing(reason), probability: .missing(reason), isCore: none)
  }
  guard count >= 3 else { return missing(.tooFewObservations) }
  var upper: [Double] = []
  for one in 0..<count {
    for other in (one + 1)..<count { upper.append(ties[one * count + other]) }
  }
  guard let search = CoreSearch(upper, count) else { return missing(.noVariation) }
  let best = search.best(upper.indices.map(\.self))
  var ideal: [Double] = []
  for one in 0..<count {
    for other in (one + 1)..<count {
      ideal.append(best.isCore[one] || best.isCore[other] ? 1 : 0)
    }
  }
  let test = PermutationTest(seed: seed, entity: 0, draws: permutations)
  let probability =
    permutations == 0
    ? nil
    : test.upperTail(count: upper.count, observed: best.fit) { search.best($0).fit }
  return CoreFit(
    correlation: PairedMoments(x: upper, y: ideal).correlation,
    probability: probability.map { .value($0) } ?? .missing(.tooFewObservations),
    isCore: best.isCore)
}

/// The most regions of which ``coreFit(_:count:permutations:seed:)`` tries every core.
public let wholeSearch = 12

/// The search for the core that fits ties best, by a number that grows with the correlation.
///
/// With ties taken from their mean and S their sum over the m pairs of two peripheral regions, of M
/// pairs, the correlation is −S / √(m (M − m)) by a factor that no core changes.
struct CoreSearch: Sendable {
  typealias Core = (fit: Double, isCore: [Bool])

  private let count: Int
  /// Ties of pairs less their mean, over the largest of them.
  private let centred: [Double]
  /// The place of each pair among the pairs, count × count.
  private let pairs: [Int]
  private static let slack = 1e-12

  /// Nil where all ties are alike.
  init?(_ upper: [Double], _ count: Int) {
    let largest = upper.max() ?? 0
    guard let least = upper.min(), least < largest else { return nil }
    let scaled = upper.map { $0 / largest }
    let mean = compensatedTotal(of: scaled) / Double(scaled.count)
    centred = scaled.map { $0 - mean }
    var pairs = [Int](repeating: 0, count: count * count)
    var next = 0
    for one in 0..<count {
      for other in (one + 1)..<count {
        (pairs[one * count + other], pairs[other * count + one]) = (next, next)
        next += 1
      }
    }
    self.pairs = pairs
    self.count = count
  }

  /// The best core when pair `p` has the tie of pair `order[p]`.
  func best(_ order: [Int]) -> Core {
    var ties = [Double](repeating: 0, count: count * count)
    for one in 0..<count {
      for other in 0..<count where other != one {
        ties[one * count + other] = centred[order[pairs[one * count + other]]]
      }
    }
    return count <= wholeSearch ? whole(ties) : climbed(ties)
  }

  private func fit(_ inner: Double, periphery: Int) -> Double {
    let within = Double(periphery * (periphery - 1) / 2)
    return -inner / (within * (Double(centred.count) - within)).squareRoot()
  }

  /// Of every core; the ties within a set are those within it less its first region, and that one's.
  private func whole(_ ties: [Double]) -> Core {
    var inner = [Double](repeating: 0, count: 1 << count)
    var best: (fit: Double, size: Int, periphery: Int)?
    for set in 1..<(1 << count) {
      let first = set.trailingZeroBitCount
      let rest = set & (set - 1)
      var (sum, left) = (inner[rest], rest)
      while left != 0 {
        sum += ties[first * count + left.trailingZeroBitCount]
        left &= left - 1
      }
      inner[set] = sum
      let size = set.nonzeroBitCount
      guard size >= 2, size < count else { continue }
      let fit = fit(sum, periphery: size)
      if let known = best,
        fit < known.fit - Self.slack || fit <= known.fit + Self.slack && size <= known.size
      {
        continue
      }
      best = (fit, size, set)
    }
    let periphery = best?.periphery ?? 0
    return (best?.fit ?? 0, (0..<count).map { periphery >> $0 & 1 == 0 })
  }

  /// Of the cores made of the strongest regions, the eight best, each improved.
  private func climbed(_ ties: [Double]) -> Core {
    let strength = (0..<count).map { one in
      compensatedTotal(of: Array(ties[one * count..<(one + 1) * count]))
    }
    let order = strength.indices.sorted { (-strength[$0], $0) < (-strength[$1], $1) }
    var state = CoreState(ties, count)
    var starts: [(fit: Double, state: CoreState)] = []
    for region in order.dropLast(2) {
      state.move(region)
      starts.append((fit(state.inner, periphery: state.periphery), state))
    }
    let chosen = starts.enumerated().sorted {
      ($1.element.fit, $0.offset) < ($0.element.fit, $1.offset)
    }.prefix(8)
    var best: Core?
    for start in chosen {
      let found = improved(start.element.state)
      if best.map({ found.fit > $0.fit + Self.slack }) ?? true { best = found }
    }
    return best ?? (0, [Bool](repeating: false, count: count))
  }

  /// Takes the best move or swap until none is better.
  private func improved(_ start: CoreState) -> Core {
    var state = start
    var best = fit(state.inner, periphery: state.periphery)
    while true {
      var step: (fit: Double, regions: [Int])?
      func consider(_ inner: Double, _ periphery: Int, _ regions: [Int]) {
        guard (2..<count).contains(periphery) else { return }
        let fit = fit(inner, periphery: periphery)
        if fit > (step?.fit ?? best) + Self.slack { step = (fit, regions) }
      }
      for one in 0..<count {
        consider(state.inner(moving: one), state.periphery + (state.isCore[one] ? 1 : -1), [one])
        guard state.isCore[one] else { continue }
        for other in 0..<count where !state.isCore[other] {
          consider(state.inner(swapping: one, other), state.periphery, [one, other])
        }
      }
      guard let step else { return (best, state.isCore) }
      for region in step.regions { state.move(region) }
      best = step.fit
    }
  }
}

/// A core with the sums that its neighbours' fits are made of.
private struct CoreState {
  private let ties: [Double]
  private let count: Int
  private(set) var isCore: [Bool]
  /// Ties of each region to the periphery.
  private var outward: [Double]
  /// Ties within the periphery.
  private(set) var inner: Double
  private(set) var periphery: Int

  /// No core.
  init(_ ties: [Double], _ count: Int) {
    self.ties = ties
    self.count = count
    isCore = [Bool](repeating: false, count: count)
    outward = (0..<count).map { compensatedTotal(of: Array(ties[$0 * count..<($0 + 1) * count])) }
    inner = compensatedTotal(of: outward) / 2
    periphery = count
  }

  func inner(moving region: Int) -> Double {
    isCore[region] ? inner + outward[region] : inner - outward[region]
  }

  /// With a region of the core made peripheral, and a peripheral one core.
  func inner(swapping core: Int, _ other: Int) -> Double {
    inner + outward[core] - outward[other] - ties[core * count + other]
  }

  mutating func move(_ region: Int) {
    inner = inner(moving: region)
    let sign: Double = isCore[region] ? 1 : -1
    isCore[region].toggle()
    periphery += Int(sign)
    for other in 0..<count { outward[other] += sign * ties[region * count + other] }
  }
}
