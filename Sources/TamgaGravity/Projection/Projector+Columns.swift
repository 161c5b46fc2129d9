/// A column less its projection on all effects, and the coefficients of the projection.
package struct ColumnProjection: Sendable {
  /// What is left of each row, in solver order.
  package let residuals: [Double]
  /// The coefficient of each level of the terms, by ``LevelNumbers``.
  package let levels: [Double]
  /// The coefficient of each group of the eliminated effect.
  package let groups: [Double]
}

/// What inference, bias correction and separation ask of the projection.
extension Projector {
  /// Projects columns on all effects with given weights.
  ///
  /// - Parameters:
  ///   - columns: in solver order, a value for each kept row.
  ///   - weights: in solver order, at least 0; nil for the panel's present ones.
  ///   - tolerance: relative, in the energy norm of the absorbed part.
  /// - Returns: the residuals by column, in solver order. The panel keeps the new weights.
  /// - Throws: ``GravityError/projectionNotConverged(iterations:residual:)``.
  package func residuals(
    of columns: [[Double]], weights: [Double]?, tolerance: Double
  ) throws(GravityError) -> [[Double]] {
    try projections(of: columns, weights: weights, tolerance: tolerance).map(\.residuals)
  }

  /// Projects columns on all effects and tells the coefficients of the levels too.
  ///
  /// - Parameters: as of ``residuals(of:weights:tolerance:)``.
  /// - Returns: a projection for each column. The panel keeps the new weights.
  /// - Throws: ``GravityError/projectionNotConverged(iterations:residual:)``.
  package func projections(
    of columns: [[Double]], weights: [Double]?, tolerance: Double
  ) throws(GravityError) -> [ColumnProjection] {
    if let weights {
      for row in 0..<panel.rowCount { panel.weights[row] = weights[row] }
      weightsChanged(refactor: true)
    }
    var results: [ColumnProjection] = []
    let means = Buffer<Double>(repeating: 0, count: 4 * panel.groupCount)
    for first in stride(from: 0, to: columns.count, by: 4) {
      let some = Array(columns[first..<min(first + 4, columns.count)])
      let lanes = interleave(some)
      let gamma = Buffer<Double>(repeating: 0, count: 4 * panel.levelCount)
      let norms = gram([lanes], nil, means: [means])
      let result = solve(lanes, gamma) { start in
        (0..<4).map { max(tolerance * tolerance * start[$0], 1e-24 * norms[5 * $0]) }
      }
      guard result.isConverged else {
        throw .projectionNotConverged(
          iterations: iterations, residual: result.residual.max() ?? 0)
      }
      demean(lanes, gamma, means: means, into: lanes)
      for lane in some.indices {
        results.append(
          ColumnProjection(
            residuals: (0..<panel.rowCount).map { lanes[4 * $0 + lane] },
            levels: (0..<panel.levelCount).map { gamma[4 * $0 + lane] },
            groups: (0..<panel.groupCount).map { means[4 * $0 + lane] }))
      }
    }
    return results
  }

  /// Solves Sγ = b for many right-hand sides in the range of S, S = D'W(I - M)D at the panel's
  /// present weights.
  ///
  /// - Parameters:
  ///   - rightHandSides: each with a number for each level of ``LevelNumbers``.
  ///   - tolerance: relative, in the energy norm.
  /// - Returns: a solution each; any other differs by a null vector of S.
  /// - Throws: ``GravityError/projectionNotConverged(iterations:residual:)``.
  package func solveLevels(
    _ rightHandSides: [[Double]], tolerance: Double
  ) throws(GravityError) -> [[Double]] {
    var results: [[Double]] = []
    for first in stride(from: 0, to: rightHandSides.count, by: 4) {
      let some = Array(rightHandSides[first..<min(first + 4, rightHandSides.count)])
      let gamma = try solveLevels(lanes: interleaveLevels(some), tolerance: tolerance)
      for lane in some.indices {
        results.append((0..<panel.levelCount).map { gamma[4 * $0 + lane] })
      }
    }
    return results
  }

  private func interleaveLevels(_ columns: [[Double]]) -> Buffer<Double> {
    let lanes = Buffer<Double>(repeating: 0, count: 4 * panel.levelCount)
    for (lane, column) in columns.enumerated() {
      for level in 0..<min(column.count, panel.levelCount) {
        lanes[4 * level + lane] = column[level]
      }
    }
    return lanes
  }

  /// Four columns of rows side by side, missing ones 0.
  func interleave(_ columns: [[Double]]) -> Buffer<Double> {
    let lanes = Buffer<Double>(repeating: 0, count: 4 * panel.rowCount)
    for (lane, column) in columns.enumerated() { place(column.span, lane, lanes) }
    return lanes
  }
}

private func place(_ column: Span<Double>, _ lane: Int, _ lanes: Buffer<Double>) {
  for row in 0..<min(column.count, lanes.count / 4) { lanes[4 * row + lane] = column[row] }
}
