internal import TamgaNumerics
internal import TamgaPresent

/// The quality rules a single table can break, as warnings that leave every value as printed.
struct TableRules {
  let table: Table
  let plan: TablePlan
  let outcomes: [RowOutcome]
  let sums: TableSums
  let place: SheetPlace

  /// Returns all warnings of a table.
  func warnings() -> [Diagnostic] {
    closure() + repeats() + turnover() + grammar() + formulas() + unknownMarks()
      + SeriesRules(table: table, plan: plan, sums: sums, place: place).warnings()
      + ShareRules(table: table, plan: plan, outcomes: outcomes, place: place).warnings()
  }

  /// Q7: a labelled sum that its rows do not add up to keeps its residual.
  private func closure() -> [Diagnostic] {
    sums.sums.flatMap { sum -> [Diagnostic] in
      let open = sum.residuals.indices.filter { sum.residuals[$0] != 0 }
      if plan.kind == .products, !open.isEmpty, sum.residuals.allSatisfy({ $0 >= 0 }) {
        return [selection(sum)]
      }
      return open.map { position in
        let column = sums.columns[position]
        return place.warning(
          "T207",
          [
            "label": table.labels[sum.row].shown, "period": column.period.description,
            "flow": column.flow, "unit": column.unit.id, "count": "\(sum.children.count)",
            "residual": sums.scaled.decimal(sum.residuals[position]).description,
          ], at: table.address(sum.row, column.index))
      }
    }
  }

  /// A list of main goods covers a part of its total only.
  private func selection(_ sum: AggregateFinder.Sum) -> Diagnostic {
    let last = sums.columns.count - 1
    let total = sums.scaled.rows[sum.row][last]
    let share = total == 0 ? 0 : Int(clamping: (total - sum.residuals[last]) * 100 / total)
    return place.warning(
      "T217",
      [
        "label": table.labels[sum.row].shown, "share": "\(share)",
        "period": sums.columns[last].period.description,
      ], at: table.address(sum.row, sums.columns[last].index))
  }

  /// A row that repeats the cell of the sum it belongs to, where other rows add to that sum.
  private func repeats() -> [Diagnostic] {
    sums.sums.filter { $0.children.count >= 2 }.flatMap { sum in
      sum.residuals.indices.filter { sum.residuals[$0] != 0 }.flatMap { position in
        sum.children.filter { child in
          let value = sums.scaled.rows[child][position]
          return value != 0 && value == sums.scaled.rows[sum.row][position]
        }.map { child in
          let column = sums.columns[position]
          return place.warning(
            "T213",
            [
              "label": table.labels[child].shown, "parent": table.labels[sum.row].shown,
              "period": column.period.description,
              "cell": table.address(sum.row, column.index).a1,
            ], at: table.address(child, column.index),
            excerpt: table.readings[child][column.index].raw)
        }
      }
    }
  }

  /// Q7: turnover = exports + imports, row by row.
  private func turnover() -> [Diagnostic] {
    TurnoverIdentity.all(plan, table).flatMap { identity in
      table.labels.indices.compactMap { row in
        identity.residual(table, row).map { residual in
          place.warning(
            "T208", ["label": table.labels[row].shown, "residual": residual.description],
            at: table.address(row, identity.turnover))
        }
      }
    }
  }

  /// Q4: a column of text numbers with both decimal marks.
  private func grammar() -> [Diagnostic] {
    guard let column = table.mixedColumns.first else { return [] }
    let row = table.region.dataRows.first ?? 0
    return [
      place.warning(
        "T204", ["count": "\(table.mixedColumns.count)"],
        at: CellAddress(row: row, column: column))
    ]
  }

  /// Q21: a stored result that its own formula does not give.
  private func formulas() -> [Diagnostic] {
    let check = FormulaCheck(table.sheet.grid)
    return table.region.dataRows.flatMap { row in
      table.region.valueColumns.compactMap { column in
        let address = CellAddress(row: row, column: column)
        guard let cell = table.sheet.grid.cells[address], cell.formula != nil,
          let computed = check.difference(at: address)
        else { return nil }
        return place.warning(
          "T219", ["formula": cell.formula ?? "", "stored": cell.raw, "computed": "\(computed)"],
          at: address)
      }
    }
  }

  /// Q20: a mark on a label or header that no note of the sheet explains.
  private func unknownMarks() -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for label in table.labels {
      for mark in label.marks where !table.footnotes.defines(mark) {
        warnings.append(
          place.warning("T218", ["mark": mark, "label": label.shown], at: label.parts.first?.cell))
      }
    }
    for column in table.columns {
      for mark in column.marks where !table.footnotes.defines(mark) {
        warnings.append(
          place.warning("T218", ["mark": mark, "label": column.header], at: column.cell))
      }
    }
    return warnings
  }
}
