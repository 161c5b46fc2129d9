extension NewtonIteration {
  /// Drops rows in mid-fit, then levels that have become singletons.
  func drop(_ rows: [Int], step: Int) throws(GravityError) {
    var isDropped = [Bool](repeating: false, count: panel.rowCount)
    for row in rows where row >= 0 && row < panel.rowCount { isDropped[row] = true }
    record(isDropped, reason: .separated, step: step)
    remove(isDropped)
    while let singles = singletons() {
      record(singles, reason: .singleton, step: step)
      remove(singles)
    }
    guard panel.rowCount > 0 else { throw .noRowsLeft(sample.pruning + separated) }
    sample.account()
    deviance = refresh()
    drift = .infinity
    // A regressor may have been told from the others by these rows alone.
    choice = nil
    norms = []
  }

  /// Gives the part of regressors that only dropped rows told from the others to those that stay.
  ///
  /// On the rows that are left such a regressor is Σ c of the kept ones and effects, c = A⁻¹ X̃'W x̃; its
  /// coefficient goes to them in these shares, and the linear predictor stays as it is.
  func foldLostRegressors(_ matrix: [Double]) {
    guard let kept = choice?.kept else { return }
    let lost = (0..<regressorCount).filter { beta[$0] != 0 && !kept.contains($0) }
    guard !lost.isEmpty else { return }
    let a = submatrix(matrix, side: side, rows: kept, columns: kept)
    let factor = SymmetricFactor(a, order: kept.count)
    var moved = [Double](repeating: 0, count: side)
    for column in lost {
      let shares = factor?.solve(kept.map { matrix[$0 * side + column] }) ?? []
      for (share, other) in zip(shares, kept) {
        moved[other] -= beta[column] * share
        beta[other] += beta[column] * share
      }
      moved[column] += beta[column]
      beta[column] = 0
    }
    let levels = combine(gammas, moved, count: panel.levelCount)
    let groups = combine(means, moved, count: panel.groupCount)
    for level in 0..<panel.levelCount { levelEffects[level] += levels[level] }
    for group in 0..<panel.groupCount { groupEffects[group] += groups[group] }
  }

  private func record(_ isDropped: [Bool], reason: PruneReason, step: Int) {
    let rows = isDropped.indices.filter { isDropped[$0] }.map { panel.order[$0] }.sorted()
    separated.append(DroppedRows(reason: reason, effect: nil, round: step, rows: rows))
  }

  private func remove(_ isDropped: [Bool]) {
    var columns = [(sample.y, 1), (sample.logY, 1), (eta, 1)]
    if let omega = sample.omega { columns.append((omega, 1)) }
    if let offset = sample.offset { columns.append((offset, 1)) }
    if let change { columns.append((change, 1)) }
    for lane in sample.lanes { columns.append((lane, 4)) }
    panel.drop(isDropped, columns: columns)
  }

  private func singletons() -> [Bool]? {
    var counts = [Int](repeating: 0, count: panel.levelCount)
    for level in panel.levels { for row in 0..<panel.rowCount { counts[Int(level[row])] += 1 } }
    var result = [Bool](repeating: false, count: panel.rowCount)
    var found = false
    for group in 0..<panel.groupCount {
      let rows = panel.rows(group..<(group + 1))
      for row in rows {
        let isSingle = panel.isEliminating && rows.count == 1
        if isSingle || panel.levels.contains(where: { counts[Int($0[row])] == 1 }) {
          result[row] = true
          found = true
        }
      }
    }
    return found ? result : nil
  }
}
