internal import TamgaNumerics
internal import TamgaPresent

/// Jumps along a row of years: breaks of series, and units that change on the way.
struct SeriesRules {
  let table: Table
  let plan: TablePlan
  let sums: TableSums
  let place: SheetPlace

  /// Q14: a tenfold change from one whole year to the next in a row that matters, one percent of
  /// the largest row or more; Q5: a thousandfold one, which looks like another unit.
  func warnings() -> [Diagnostic] {
    let flows = Set(plan.columns.map { $0.flow + $0.indicator })
    return flows.sorted().flatMap { flow in
      let columns = plan.columns
        .filter { $0.flow + $0.indicator == flow && $0.period.isWholeYear && $0.unit.isMoney }
        .sorted { $0.period.year < $1.period.year }
      let largest = columns.map(largest)
      return table.labels.indices.flatMap { row in
        columns.indices.dropFirst().compactMap { index in
          jump(row, columns[index - 1], columns[index], largest: largest[(index - 1)...index])
        }
      }
    }
  }

  private func jump(
    _ row: Int, _ earlier: TablePlan.Column, _ later: TablePlan.Column,
    largest: ArraySlice<Double>
  ) -> Diagnostic? {
    guard later.period.year == earlier.period.year + 1,
      let old = table.readings[row][earlier.index].value?.double, old > 0,
      let new = table.readings[row][later.index].value?.double, new > 0
    else { return nil }
    let ratio = new > old ? new / old : old / new
    guard ratio >= 10 else { return nil }
    let bounds = Array(largest)
    guard old >= bounds[0] / 100 || new >= bounds[1] / 100 else { return nil }
    return place.warning(
      ratio >= 300 ? "T205" : "T214",
      [
        "label": table.labels[row].shown, "from": earlier.period.description,
        "to": later.period.description, "before": table.readings[row][earlier.index].raw,
        "after": table.readings[row][later.index].raw,
      ], at: table.address(row, later.index))
  }

  private func largest(_ column: TablePlan.Column) -> Double {
    table.readings.reduce(0) { max($0, $1[column.index].value?.double ?? 0) }
  }
}
