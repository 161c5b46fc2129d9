internal import TamgaNumerics
internal import TamgaPresent

/// The sums found among the rows of a table.
struct TableSums: Sendable {
  /// The positions of the plan's columns that were added up.
  let columns: [TablePlan.Column]
  /// The numbers added up, of one scale.
  let scaled: ScaledTable
  /// The sums, in row order.
  let sums: [AggregateFinder.Sum]
  /// Whether a row is a sum.
  let isSum: [Bool]

  /// Looks for sums over the columns of money of a table.
  init(_ table: Table, plan: TablePlan, outcomes: [RowOutcome]) {
    let money = plan.columns.filter(\.unit.isMoney)
    let flows = Set(money.map(\.flow))
    // Turnover adds nothing where exports and imports stand beside it.
    columns = flows.isSuperset(of: ["X", "M"]) ? money.filter { $0.flow != "T" } : money
    let columns = columns
    scaled = ScaledTable(
      table.readings.map { row in columns.map { row[$0.index].value } })
    let hints = TableSums.hints(table, plan, outcomes)
    sums = columns.isEmpty ? [] : AggregateFinder.sums(in: scaled, hints: hints)
    var isSum = [Bool](repeating: false, count: table.labels.count)
    for sum in sums { isSum[sum.row] = true }
    self.isSum = isSum
  }

  private static func hints(
    _ table: Table, _ plan: TablePlan, _ outcomes: [RowOutcome]
  ) -> [AggregateFinder.Hint] {
    var hints = outcomes.indices.map { row -> AggregateFinder.Hint in
      switch (plan.kind, outcomes[row]) {
      case (.partners, .entity(let code, let kind)):
        if code == "WLD" || TotalLabel.matches(table.labels[row]) { return .world }
        return kind == .group ? .group : .leaf
      // A second row about a group that stands above is no sum of its own.
      case (.partners, .rejected(let diagnostic)):
        return ["T209", "T210"].contains(diagnostic.code) ? .leaf : .none
      case (.regions, .entity(_, let kind)) where plan.isFlow:
        return kind == .country ? .world : .none
      case (.products, .line): return TotalLabel.matches(table.labels[row]) ? .world : .none
      default: return .none
      }
    }
    // Rows of no country at the end of a list belong to no continent.
    for row in outcomes.indices.reversed() {
      guard plan.kind == .partners, outcomes[row].entity?.kind == .special else { break }
      hints[row] = .apart
    }
    return hints
  }
}

/// Labels of a row of totals.
enum TotalLabel {
  /// Whether a label in any language says that the row is the total.
  static func matches(_ label: RowLabel) -> Bool {
    label.parts.contains { part in
      let word = part.text.lowercased().filter { $0.isLetter }
      return ["всего", "итого", "total", "барлығы", "бардыгы", "жалпы", "баары", "жиыны"].contains(
        word)
    }
  }
}
