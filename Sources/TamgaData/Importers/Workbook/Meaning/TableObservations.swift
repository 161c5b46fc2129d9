internal import TamgaNumerics

/// Writes the observations of a table.
struct TableObservations {
  let table: Table
  let plan: TablePlan
  let outcomes: [RowOutcome]
  let sums: TableSums

  /// Returns the observations of the accepted rows, row by row.
  func all() -> [Observation] {
    let implied = ImpliedZeros(table, plan: plan, sums: sums)
    var result: [Observation] = []
    result.reserveCapacity(outcomes.count * plan.columns.count)
    for row in outcomes.indices where !outcomes[row].isRejected {
      for column in plan.columns {
        result.append(observation(row, column, isImplied: implied.contains(row, column.index)))
      }
    }
    return result
  }

  private func observation(
    _ row: Int, _ column: TablePlan.Column, isImplied: Bool
  ) -> Observation {
    let reading = table.readings[row][column.index]
    let address = table.address(row, column.index)
    var result = Observation(
      reporter: plan.reporter ?? "", period: column.period, state: reading.state,
      value: reading.value, unit: column.unit, sheet: table.sheet.grid.index, row: address.row,
      column: address.column, raw: reading.raw)
    result.reason = reading.reason
    result.flags = reading.flags
    if isImplied { result.flags.append("implied_zero") }
    let isProvisional = table.labels[row].marks.contains { table.footnotes.isPreliminary($0) }
    if column.isProvisional || isProvisional { result.flags.append("provisional") }
    result.isAggregate = sums.isSum[row] || column.flow == "T"
    name(&result, row, column)
    return result
  }

  private func name(_ result: inout Observation, _ row: Int, _ column: TablePlan.Column) {
    result.flow = column.flow
    result.indicator = column.indicator
    result.priceBasis = column.priceBasis
    result.fact = column.flow.isEmpty ? .indicator : .flow
    switch outcomes[row] {
    case .entity(let code, let kind):
      if plan.kind == .regions {
        result.reporter = code
        if kind == .country, result.fact == .flow { result.isAggregate = true }
      } else {
        result.partner = code
        if kind == .group { result.isAggregate = true }
      }
    case .line(let label):
      if plan.kind == .products {
        let isTotal = TotalLabel.matches(table.labels[row])
        result.product = isTotal ? "TOTAL" : label
        result.nomenclature = isTotal ? "TOTAL" : "as-published"
        if isTotal { result.isAggregate = true }
      } else {
        result.indicator += "." + Slug.make(label)
      }
    case .rejected: break
    }
  }
}

/// Missing cells that an identity closes without: they are zero by implication.
struct ImpliedZeros {
  private var cells: Set<CellAddress> = []

  /// Looks for them in a table.
  init(_ table: Table, plan: TablePlan, sums: TableSums) {
    for sum in sums.sums where sum.children.count >= 2 {
      for (position, column) in sums.columns.enumerated() {
        let closes = sum.residuals.isEmpty || sum.residuals[position] == 0
        guard closes, table.readings[sum.row][column.index].state == .reported else { continue }
        for child in sum.children {
          cells.insert(CellAddress(row: child, column: column.index))
        }
      }
    }
    for identity in TurnoverIdentity.all(plan, table) {
      for row in table.readings.indices where identity.holds(table, row) {
        for index in [identity.exports, identity.imports] {
          cells.insert(CellAddress(row: row, column: index))
        }
      }
    }
    cells = cells.filter { table.readings[$0.row][$0.column].state == .notReported }
  }

  /// Whether a cell, by its positions in the table, is zero by implication.
  func contains(_ row: Int, _ column: Int) -> Bool {
    cells.contains(CellAddress(row: row, column: column))
  }
}
