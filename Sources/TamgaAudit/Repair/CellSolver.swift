/// Solves a statement for one of its cells.
struct CellSolver {
  let model: AuditModel

  /// The number of a cell, in base units, at which a statement's value meets what is printed.
  ///
  /// Exact in two steps where the statement is linear in the cell; else by the secant method.
  ///
  /// - Parameters:
  ///   - statement: the relation.
  ///   - cell: the cell.
  ///   - evaluator: the other numbers.
  ///   - goal: the value to meet instead of the printed number; for holding ranges.
  /// - Returns: the number; nil where there is none, or the statement is no equation.
  func solve(
    _ statement: Statement, for cell: Int, at evaluator: Evaluator, goal: Double? = nil
  ) -> Double? {
    guard let start = evaluator[cell]?.value else { return nil }
    guard let residual = residual(statement, cell, evaluator, goal) else { return nil }
    var x0 = start
    guard var r0 = residual(x0) else { return nil }
    if r0 == 0 { return x0 }
    var x1 = x0 + Swift.max(x0.magnitude, 1) / 64
    guard var r1 = residual(x1) else { return nil }
    for _ in 0..<40 {
      guard r1 != r0 else { return nil }
      let next = x1 - r1 * (x1 - x0) / (r1 - r0)
      guard next.isFinite, let r = residual(next) else { return nil }
      (x0, r0, x1, r1) = (x1, r1, next, r)
      if r == 0 || (x1 - x0).magnitude <= 1e-13 * x1.magnitude { return x1 }
    }
    return nil
  }

  /// The difference of value and printed number as a function of the cell; nil for no equation.
  private func residual(
    _ statement: Statement, _ cell: Int, _ evaluator: Evaluator, _ goal: Double?
  ) -> ((Double) -> Double?)? {
    switch statement.target {
    case .printed(let result):
      guard let tape = statement.tape, let inputs = evaluator.inputs(of: tape),
        let printed = goal ?? evaluator[result]?.value
      else { return nil }
      let place = tape.leaves.firstIndex(of: .cell(cell))
      guard place != nil || result == cell else { return nil }
      let points = inputs.map(\.value)
      return { x in
        var leaves = points
        if let place { leaves[place] = x }
        return tape.value(at: leaves).map { $0 - (result == cell && goal == nil ? x : printed) }
      }
    case .conditions:
      guard statement.conditions.count == 1, let only = statement.conditions.first,
        only.relation == .equal, let inputs = evaluator.inputs(of: only.difference),
        let place = only.difference.leaves.firstIndex(of: .cell(cell))
      else { return nil }
      let points = inputs.map(\.value)
      return { x in
        var leaves = points
        leaves[place] = x
        return only.difference.value(at: leaves)
      }
    case .bound, .between, .word: return nil
    }
  }
}
