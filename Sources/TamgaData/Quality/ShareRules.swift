internal import TamgaNumerics
internal import TamgaPresent

/// Columns of shares beside columns of values: recomputed, never stored.
struct ShareRules {
  let table: Table
  let plan: TablePlan
  let outcomes: [RowOutcome]
  let place: SheetPlace

  /// Q7: a printed share is 100 · value / total within one unit of its last place.
  func warnings() -> [Diagnostic] {
    guard let world = worldRow else { return [] }
    return plan.derived.flatMap { index -> [Diagnostic] in
      let share = table.columns[index]
      guard share.role == .share, let value = valueColumn(of: share, at: index),
        let total = table.readings[world][value.index].value, !total.isZero
      else { return [] }
      let places = ScaledTable.printedPlaces(table.readings.map { $0[index].value })
      let bound = ExactDecimal(mantissa: 1, scale: min(places, 12)).double
      return table.labels.indices.compactMap { row in
        guard let printed = table.readings[row][index].value,
          let number = table.readings[row][value.index].value,
          let computed = number.ratio(to: total).value,
          abs(100 * computed - printed.double) > bound * 1.000001
        else { return nil }
        return place.warning(
          "T212",
          [
            "label": table.labels[row].shown, "printed": printed.description,
            "computed": "\((100 * computed * 100_000).rounded() / 100_000)",
          ], at: table.address(row, index))
      }
    }
  }

  private var worldRow: Int? {
    outcomes.indices.first { row in
      outcomes[row].entity?.code == "WLD" || TotalLabel.matches(table.labels[row])
        || plan.kind == .regions && outcomes[row].entity?.kind == .country
    }
  }

  /// The column of values a share belongs to: of its flow and period, or else the one before it.
  private func valueColumn(of share: ColumnMeaning, at index: Int) -> TablePlan.Column? {
    let period = table.caption.period.completed(by: share.period).period
    let same = plan.columns.filter { column in
      (share.flow == nil || column.flow == share.flow) && (period == nil || column.period == period)
    }
    return same.last { $0.index < index } ?? same.first
  }
}
