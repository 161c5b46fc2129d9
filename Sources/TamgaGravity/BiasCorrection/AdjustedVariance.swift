internal import TamgaNumerics

/// The pair-clustered variance with the leverage of the effects taken out.
///
///     Q = x̃A⁻¹x̃ᵀ + dS⁻dᵀ,  q = (I − HQ)⁻¹ e,  Ω = Σ (x̃ᵀq)(eᵀx̃),  V = A⁻¹ΩA⁻¹ P/(P − 1)
///
/// with H, S as in ``EffectInverse``; V is made symmetric. The leave-one-out form has q on both sides,
/// Ω = Σ (x̃ᵀq)(qᵀx̃): a linear jackknife over pairs, which takes the second order of the leverage too
/// and is larger.
///
/// - Source: Weidner and Zylkin (2021), section 3.3 and the appendix on the two-way model.
struct AdjustedVariance {
  /// V, row by row.
  private(set) var matrix: [Double]
  /// Pairs whose leverage is 1 within rounding, left as they are.
  private(set) var leverageOnePairs: Int
  private static let worstCondition = 1e8

  init(
    _ panel: DyadicPanel, inverse: [Double], isThreeWay: Bool, leavesOneOut: Bool, threads: Int
  ) {
    let k = panel.regressorCount
    let parts =
      isThreeWay
      ? Self.threeWay(panel, inverse, leavesOneOut, threads)
      : Self.twoWay(panel, inverse, leavesOneOut, threads)
    var omega = [Double](repeating: 0, count: k * k)
    leverageOnePairs = 0
    for part in parts {
      for index in omega.indices { omega[index] += part.omega[index] }
      leverageOnePairs += part.leverageOne
    }
    let pairs = Double(panel.pairs.count)
    let left = Self.product(inverse, omega, k)
    let full = Self.product(left, inverse, k)
    matrix = full
    for a in 0..<k {
      for b in 0..<k {
        matrix[a * k + b] = 0.5 * (full[a * k + b] + full[b * k + a]) * pairs / (pairs - 1)
      }
    }
  }

  private struct Part {
    var omega: [Double]
    let leavesOneOut: Bool
    var leverageOne = 0
  }

  private static func threeWay(
    _ panel: DyadicPanel, _ inverse: [Double], _ leavesOneOut: Bool, _ threads: Int
  ) -> [Part] {
    let swaps = panel.importerCount > panel.exporterCount
    let cells = panel.pairs.map { pair in
      EffectInverse.Cell(
        eliminated: swaps ? pair.importer : pair.exporter,
        kept: swaps ? pair.exporter : pair.importer, total: pair.total,
        periods: Array(panel.periods[pair.rows]), fitted: Array(panel.fitted[pair.rows]))
    }
    let effects = EffectInverse(
      cells, eliminated: max(panel.exporterCount, panel.importerCount),
      kept: min(panel.exporterCount, panel.importerCount), periods: panel.periodCount,
      isProfiled: true, threads: threads)
    let size = panel.regressorCount * panel.regressorCount
    let empty = Part(
      omega: [Double](repeating: 0, count: size), leavesOneOut: leavesOneOut)
    return collect(count: effects.members.count, threads: threads, empty: empty) { country in
      var part = empty
      for (index, block) in zip(effects.members[country], effects.blocks(ofCountry: country)) {
        add(panel.pairs[index], panel, inverse, isThreeWay: true, to: &part) { t, s in
          block[t * panel.periodCount + s]
        }
      }
      return part
    }
  }

  private static func twoWay(
    _ panel: DyadicPanel, _ inverse: [Double], _ leavesOneOut: Bool, _ threads: Int
  ) -> [Part] {
    var byPeriod = [[(pair: Int, row: Int)]](repeating: [], count: panel.periodCount)
    for (index, pair) in panel.pairs.enumerated() {
      for row in pair.rows { byPeriod[panel.periods[row]].append((index, row)) }
    }
    var leverage = [Double](repeating: 0, count: panel.fitted.count)
    for entries in byPeriod {
      let cells = entries.map { entry in
        EffectInverse.Cell(
          eliminated: panel.pairs[entry.pair].exporter, kept: panel.pairs[entry.pair].importer,
          total: panel.fitted[entry.row], periods: [0], fitted: [panel.fitted[entry.row]])
      }
      let effects = EffectInverse(
        cells, eliminated: panel.exporterCount, kept: panel.importerCount, periods: 1,
        isProfiled: false, threads: threads)
      for country in effects.members.indices {
        for (index, block) in zip(effects.members[country], effects.blocks(ofCountry: country)) {
          leverage[entries[index].row] = block[0]
        }
      }
    }
    let size = panel.regressorCount * panel.regressorCount
    var part = Part(
      omega: [Double](repeating: 0, count: size), leavesOneOut: leavesOneOut)
    for pair in panel.pairs {
      let ofPeriod = Dictionary(
        uniqueKeysWithValues: pair.rows.map { (panel.periods[$0], leverage[$0]) })
      add(pair, panel, inverse, isThreeWay: false, to: &part) { t, s in
        t == s ? ofPeriod[t] ?? 0 : 0
      }
    }
    return [part]
  }

  /// Adds (x̃ᵀq)(eᵀx̃) of a pair.
  private static func add(
    _ pair: DyadicPanel.Pair, _ panel: DyadicPanel, _ inverse: [Double], isThreeWay: Bool,
    to part: inout Part, effect: (Int, Int) -> Double
  ) {
    let k = panel.regressorCount
    let rows = Array(pair.rows)
    let count = rows.count
    var leverage = [Double](repeating: 0, count: count * count)
    for (a, one) in rows.enumerated() {
      let weighted = (0..<k).map { m in
        (0..<k).reduce(0.0) { $0 + panel.regressors[one * k + $1] * inverse[$1 * k + m] }
      }
      for (b, other) in rows.enumerated() {
        var sum = effect(panel.periods[one], panel.periods[other])
        for m in 0..<k { sum += weighted[m] * panel.regressors[other * k + m] }
        leverage[a * count + b] = sum
      }
    }
    var system = [Double](repeating: 0, count: count * count)
    for b in 0..<count {
      var mean = 0.0
      if isThreeWay {
        for (a, row) in rows.enumerated() { mean += panel.fitted[row] * leverage[a * count + b] }
        mean /= pair.total
      }
      for (a, row) in rows.enumerated() {
        system[a * count + b] =
          (a == b ? 1 : 0) - panel.fitted[row] * (leverage[a * count + b] - mean)
      }
    }
    let scores = rows.map { panel.residuals[$0] }
    let adjusted: [Double]
    if let inverted = SmallInverse(system, size: count, worstCondition: worstCondition) {
      adjusted = inverted.times(scores)
    } else {
      adjusted = scores
      part.leverageOne += 1
    }
    let others = part.leavesOneOut ? adjusted : scores
    for a in 0..<k {
      var one = 0.0
      for (place, row) in rows.enumerated() {
        one += panel.regressors[row * k + a] * adjusted[place]
      }
      for b in 0..<k {
        var other = 0.0
        for (place, row) in rows.enumerated() {
          other += panel.regressors[row * k + b] * others[place]
        }
        part.omega[a * k + b] += one * other
      }
    }
  }

  /// The values of a function of 0..<count, computed on several threads, in order.
  private static func collect(
    count: Int, threads: Int, empty: Part, _ body: (Int) -> Part
  ) -> [Part] {
    var parts = [Part](repeating: empty, count: count)
    unsafe parts.withUnsafeMutableBufferPointer { buffer in
      // Each block writes its own element.
      forEachBlock(count: count, threads: threads) { unsafe buffer[$0] = body($0) }
    }
    return parts
  }

  private static func product(_ a: [Double], _ b: [Double], _ k: Int) -> [Double] {
    (0..<(k * k)).map { index in
      (0..<k).reduce(0.0) { $0 + a[index / k * k + $1] * b[$1 * k + index % k] }
    }
  }
}
