internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The kept rows of a design in solver order, ready for estimation.
struct Sample {
  let panel: PanelRows
  let pruning: [DroppedRows]
  let rowsRead: Int
  let names: [String]
  let outcomeName: String
  let effects: [EffectLevels]
  let family: Family
  private(set) var y: Buffer<Double>
  private(set) var logY: Buffer<Double>
  let omega: Buffer<Double>?
  let offset: Buffer<Double>?
  /// Regressors in lanes; the very last lane is for the residual.
  let lanes: [Buffer<Double>]
  /// What y was divided by.
  let scale: Double
  let hasConstant: Bool
  /// The log-likelihood of μ = y (Poisson), in the outcome's own unit.
  private(set) var saturated = 0.0
  /// The deviance of a constant, in the outcome's own unit (Poisson).
  private(set) var nullDeviance = 0.0

  /// Prunes and sorts a design that was checked, and lets go of the design.
  init(
    _ design: Design, family: Family, extra: [NumericColumn], chunkRows: Int, isPruned: Bool = false
  ) throws(GravityError) {
    let pruning =
      isPruned ? Pruning(whole: design) : Pruning(design, rule: family.pruneRule)
    guard pruning.kept > 0 else { throw .noRowsLeft(pruning.dropped) }
    self.pruning = pruning.dropped
    self.family = family
    rowsRead = design.rowCount
    outcomeName = design.outcome.name
    panel = PanelRows(design, keep: pruning.keep, kept: pruning.kept, chunkRows: chunkRows)
    let counts = panel.numbers.levelCounts
    effects = design.effects.enumerated().map {
      EffectLevels(name: $1.name, levels: counts[$0], isSlope: $1.slope != nil)
    }
    let order = panel.order
    y = gather(design.outcome.values.span, order)
    omega = gathered(design.weights, order)
    offset = gathered(design.offset, order)
    hasConstant = design.hasConstant && !panel.isEliminating
    let columns = design.regressors + extra
    names = (hasConstant ? ["(constant)"] : []) + columns.map(\.name)
    let width = names.count + 1
    let groups = (width + 3) / 4
    let shift = hasConstant ? 1 : 0
    lanes = (0..<groups).map { group in
      interleaved(order) { lane in
        let place = 4 * group + lane - shift
        return columns.indices.contains(place) ? columns[place].values : nil
      }
    }
    if hasConstant { for row in 0..<order.count { lanes[0][4 * row] = 1 } }
    logY = Buffer(repeating: 0, count: order.count)
    let mean = weightedMean(y, omega)
    let canScale = family == .poisson || family == .gamma
    scale = canScale && (panel.isEliminating || hasConstant) && mean > 0 ? mean : 1
    if family != .gaussian { prepare() }
  }

  /// Lets go of outcomes and their logarithms.
  mutating func release() {
    y = Buffer(repeating: 0, count: 0)
    logY = y
  }

  /// Logarithms, the division by the mean, the likelihoods to compare with.
  private mutating func prepare() {
    let shift = log(scale)
    for row in 0..<y.count where y[row] > 0 {
      logY[row] = log(y[row]) - shift
      y[row] /= scale
    }
    account()
  }

  /// The likelihood of μ = y and the deviance of a constant over the present rows.
  mutating func account() {
    let half = 0.9189385332046727  // log(2π)/2
    let shift = log(scale)
    var totals = (saturated: 0.0, entropy: 0.0, sum: 0.0, offset: 0.0, exposure: 0.0)
    for row in 0..<y.count {
      let own = omega?[row] ?? 1
      let value = y[row] * scale
      if let offset {
        totals.exposure += own * exp(offset[row])
        totals.offset += own * value * offset[row]
      } else {
        totals.exposure += own
      }
      guard value > 0 else { continue }
      let logarithm = logY[row] + shift
      totals.saturated -= own * (half + 0.5 * logarithm + stirling(value, logarithm))
      totals.entropy += own * value * logarithm
      totals.sum += own * value
    }
    saturated = totals.saturated
    if totals.sum > 0, totals.exposure > 0 {
      let constant = log(totals.sum / totals.exposure)
      nullDeviance = 2 * (totals.entropy - totals.sum * constant - totals.offset)
    }
  }
}

/// A column in solver order, if there is one.
func gathered(_ values: [Double]?, _ order: Buffer<Int32>) -> Buffer<Double>? {
  guard let values else { return nil }
  return gather(values.span, order)
}

/// lnΓ(y+1) - (y log y - y + ½ log(2πy)).
private func stirling(_ y: Double, _ logarithm: Double) -> Double {
  if y < 16 { return logGamma(y + 1) - ((y + 0.5) * logarithm - y + 0.9189385332046727) }
  let inverse = 1 / y
  let square = inverse * inverse
  return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1_260 - square / 1_680)))
}

/// Four columns side by side in a given order of rows; 0 for a column that is not there.
private func interleaved(
  _ order: Buffer<Int32>, _ column: (_ lane: Int) -> [Double]?
) -> Buffer<Double> {
  let none = [0.0]
  let all = (0..<4).map { column($0) }
  // A column that is not there gives its one zero for every row.
  let mask = SIMD4<Int>(
    all[0] == nil ? 0 : -1, all[1] == nil ? 0 : -1, all[2] == nil ? 0 : -1,
    all[3] == nil ? 0 : -1)
  let (a, b, c, d) = (all[0] ?? none, all[1] ?? none, all[2] ?? none, all[3] ?? none)
  return interleaved(a.span, b.span, c.span, d.span, mask, order)
}

private func interleaved(
  _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>, _ d: Span<Double>, _ mask: SIMD4<Int>,
  _ order: Buffer<Int32>
) -> Buffer<Double> {
  unsafe Buffer(count: 4 * order.count) { result in
    for place in 0..<order.count {
      let row = Int(order[place])
      unsafe result[4 * place] = a[row & mask[0]]
      unsafe result[4 * place + 1] = b[row & mask[1]]
      unsafe result[4 * place + 2] = c[row & mask[2]]
      unsafe result[4 * place + 3] = d[row & mask[3]]
    }
  }
}

private func weightedMean(_ y: Buffer<Double>, _ omega: Buffer<Double>?) -> Double {
  var (sum, weight) = (0.0, 0.0)
  for row in 0..<y.count {
    let own = omega?[row] ?? 1
    sum += own * y[row]
    weight += own
  }
  return weight > 0 ? sum / weight : 0
}

extension Design {
  /// Checks lengths, finiteness and the family's range.
  func validate(_ family: Family) throws(GravityError) {
    let count = outcome.values.count
    guard count < Int(Int32.max) else { throw .tooManyRows(count) }
    var columns = [outcome] + regressors + endogenous + instruments
    columns += effects.compactMap(\.slope)
    if let weights { columns.append(NumericColumn(name: "weights", values: weights)) }
    if let offset { columns.append(NumericColumn(name: "offset", values: offset)) }
    for column in columns {
      guard column.values.count == count else {
        throw .lengthMismatch(column: column.name, expected: count, found: column.values.count)
      }
      if let row = firstNonFinite(column.values.span) {
        throw .nonFinite(column: column.name, row: inputRow(row))
      }
    }
    for factor in effects.map(\.factor) + clusters where factor.codes.count != count {
      throw .lengthMismatch(column: factor.name, expected: count, found: factor.codes.count)
    }
    if let rows, rows.count != count {
      throw .lengthMismatch(column: "rows", expected: count, found: rows.count)
    }
    if let weights, let row = weights.firstIndex(where: { $0 < 0 }) {
      throw .negativeWeight(row: inputRow(row))
    }
    if family != .gaussian, let row = outcome.values.firstIndex(where: { $0 < 0 }) {
      if family == .logit { throw .outcomeOutsideUnit(column: outcome.name, row: inputRow(row)) }
      throw .negativeOutcome(column: outcome.name, row: inputRow(row))
    }
    if family == .logit, let row = outcome.values.firstIndex(where: { $0 > 1 }) {
      throw .outcomeOutsideUnit(column: outcome.name, row: inputRow(row))
    }
  }
}

private func firstNonFinite(_ values: Span<Double>) -> Int? {
  var sums = SIMD8<Double>(repeating: 0)
  var row = 0
  while row + 8 <= values.count {
    for lane in 0..<8 { sums[lane] += values[row + lane] * 0 }
    row += 8
  }
  var total = sums.sum()
  while row < values.count {
    total += values[row] * 0
    row += 1
  }
  if total == 0 { return nil }
  return values.indices.first { !values[$0].isFinite }
}
