/// Some cells with other numbers, and what that costs.
struct Hypothesis {
  /// A changed cell and its number at the cell's decimals.
  struct Change: Hashable {
    var cell: Int
    var mantissa: Int
    var decimals: Int
    var edit: DigitEdit
  }

  var changes: [Change]
  /// Changed cells, edits and what stays contradicted.
  var cost: Double
  /// How far the values stand from the middle of what the relations allow, to order equals.
  var residual: Double

  /// The cells changed.
  var cells: [Int] { changes.map(\.cell).sorted() }
}

/// Scores hypotheses against the statements over the changed cells.
struct HypothesisScore {
  let model: AuditModel
  /// The numbers as printed.
  let printed: PrintedNumbers
  /// The fit of each statement at the printed numbers.
  let before: [Fit]

  /// The number of a change in base units.
  func value(_ change: Hypothesis.Change) -> PrintedValue {
    let cell = model.cells[change.cell]
    return PrintedValue(
      value: scaled(change.mantissa, cell.unit.power - change.decimals),
      lastPlace: scaled(1, cell.unit.power - change.decimals), hedge: cell.hedge)
  }

  /// The numbers with changes.
  func evaluator(_ changes: [Hypothesis.Change]) -> Evaluator {
    Evaluator(numbers: printed, changes: changes.map { ($0.cell, value($0)) })
  }

  /// What a statement adds to the cost where it fits so.
  ///
  /// Identities must hold on the repaired numbers. A claim may hold on the printed or the repaired
  /// ones: its author may have computed from the wrong cell.
  func penalty(_ index: Int, _ fit: Fit) -> Double {
    let isStructural = model.statements[index].isStructural
    let now = RepairCost.penalty(fit, isStructural: isStructural)
    if isStructural { return now }
    return min(now, RepairCost.penalty(before[index], isStructural: false))
  }

  /// The statements over some cells.
  func affected(_ cells: [Int]) -> [Int] {
    cells.count == 1 ? model.readers[cells[0]] : Set(cells.flatMap { model.readers[$0] }).sorted()
  }
}
