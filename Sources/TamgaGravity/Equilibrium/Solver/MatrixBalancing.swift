/// A matrix scaled to margins.
struct BalancedMatrix {
  /// a_i·t_ij·c_j by rows.
  let matrix: [Double]
  /// a_i.
  let rowFactors: [Double]
  /// c_j.
  let columnFactors: [Double]
  /// max |column sum / C_j - 1|; rows are met to rounding.
  let residual: Double
  /// Sweeps and Newton steps.
  let iterations: Int
}

/// Scales rows and columns of a matrix without negative entries to given sums.
///
///     a_i = R_i / Σ_j t_ij c_j,   c_j = C_j / Σ_i a_i t_ij
///
/// 40 sweeps, then Newton on log c with the rows eliminated,
///
///     (diag(C) - XᵀR⁻¹X) Δlog c = C - Xᵀ1,
///
/// and sweeps again where a Newton step does not help. Stops at 1e-15, or at 1e-12 once nothing
/// gets smaller.
///
/// - Parameters:
///   - pattern: t_ij ≥ 0 by rows, a positive entry in each row and column.
///   - rows: R_i > 0.
///   - columns: C_j > 0, with the same total.
///   - names: names of rows and of columns, for errors.
/// - Returns: the scaled matrix, its factors and how far it is from the columns' sums.
/// - Throws: ``EquilibriumError/infeasibleZeroPattern(exporters:importers:)`` or
///   ``EquilibriumError/balancingNotConverged(residual:)``.
/// - Source: Sinkhorn (1967); Knight and Ruiz (2013) for the Newton step.
func balanceMatrix(
  _ pattern: [Double], rows: [Double], columns: [Double], names: [String]
) throws(EquilibriumError) -> BalancedMatrix {
  if pattern.contains(0) {
    try checkMarginsFeasible(pattern, rows: rows, columns: columns, names: names)
  }
  var scaling = Scaling(pattern: pattern, rows: rows, columns: columns)
  for _ in 0..<40 where scaling.residual > 1e-15 { scaling.sweep() }
  var best = scaling
  var stalled = 0
  while best.residual > 1e-15, stalled < 3, scaling.iterations < 4_000 {
    if !scaling.newtonStep() {
      for _ in 0..<20 { scaling.sweep() }
    }
    guard scaling.residual.isFinite else { break }
    if scaling.residual < 0.9 * best.residual {
      stalled = 0
    } else if best.residual <= 1e-12 {
      stalled += 1
    }
    if scaling.residual < best.residual { best = scaling }
  }
  guard best.residual <= 1e-12 else { throw .balancingNotConverged(residual: best.residual) }
  return best.result()
}

/// The state of a scaling: c, and from it a and the columns' residual.
private struct Scaling {
  let pattern: [Double]
  let rows: [Double]
  let columns: [Double]
  let n: Int
  var c: [Double]
  var a: [Double]
  var columnSums: [Double]
  var residual = Double.infinity
  var iterations = 0

  init(pattern: [Double], rows: [Double], columns: [Double]) {
    self.pattern = pattern
    self.rows = rows
    self.columns = columns
    n = rows.count
    c = [Double](repeating: 1, count: n)
    a = c
    columnSums = c
    update()
  }

  /// Computes a, the column sums and the residual from c.
  mutating func update() {
    a = rowFactors(pattern.span, c.span, rows.span)
    columnSums = columnTotals(pattern.span, c.span, a.span)
    residual = 0
    for j in 0..<n {
      let gap = abs(columnSums[j] / columns[j] - 1)
      residual = gap.isFinite ? max(residual, gap) : .infinity
    }
  }

  mutating func sweep() {
    iterations += 1
    for j in 0..<n { c[j] *= columns[j] / columnSums[j] }
    update()
  }

  /// One Newton step; returns false, and changes nothing, when it does not make the residual smaller.
  mutating func newtonStep() -> Bool {
    iterations += 1
    let m = n - 1
    guard m > 0 else { return false }
    var system = [Double](repeating: 0, count: m * m)
    // B = R^-½ X, by columns, so that XᵀR⁻¹X is a product of contiguous stretches.
    var scaled = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      let factor = a[i] / rows[i].squareRoot()
      for j in 0..<n { scaled[j * n + i] = factor * pattern[i * n + j] * c[j] }
    }
    normalMatrix(scaled.span, n, m, &system)
    for j in 0..<m { system[j * m + j] += columnSums[j] }
    guard let factored = PivotedLU(system, order: m) else { return false }
    var step = (0..<m).map { columns[$0] - columnSums[$0] }
    factored.solve(&step)
    guard step.allSatisfy({ abs($0) < 20 }) else { return false }
    let kept = (c, a, columnSums, residual)
    for j in 0..<m { c[j] *= RealFunctions.exp(step[j]) }
    update()
    guard residual < kept.3 else {
      (c, a, columnSums, residual) = kept
      return false
    }
    return true
  }

  func result() -> BalancedMatrix {
    var matrix = pattern
    for i in 0..<n {
      for j in 0..<n { matrix[i * n + j] = a[i] * pattern[i * n + j] * c[j] }
    }
    return BalancedMatrix(
      matrix: matrix, rowFactors: a, columnFactors: c, residual: residual, iterations: iterations)
  }
}

private func rowFactors(
  _ t: borrowing Span<Double>, _ c: borrowing Span<Double>, _ rows: borrowing Span<Double>
) -> [Double] {
  let n = rows.count
  var a = [Double](repeating: 0, count: n)
  for i in 0..<n { a[i] = rows[i] / stretchProduct(t, i * n, c, 0, count: n) }
  return a
}

private func columnTotals(
  _ t: borrowing Span<Double>, _ c: borrowing Span<Double>, _ a: borrowing Span<Double>
) -> [Double] {
  let n = a.count
  var sums = [Double](repeating: 0, count: n)
  var out = sums.mutableSpan
  for i in 0..<n {
    let factor = a[i]
    for j in 0..<n { out[j] += factor * t[i * n + j] }
  }
  for j in 0..<n { out[j] *= c[j] }
  return sums
}

private func normalMatrix(
  _ scaled: borrowing Span<Double>, _ n: Int, _ m: Int, _ system: inout [Double]
) {
  var out = system.mutableSpan
  for j in 0..<m {
    for k in 0...j {
      let value = -stretchProduct(scaled, j * n, scaled, k * n, count: n)
      out[j * m + k] = value
      out[k * m + j] = value
    }
  }
}
