internal import TamgaNumerics

/// Turnover, exports and imports of one period: T = X + M.
struct TurnoverIdentity: Hashable, Sendable {
  /// The position of the column of turnover.
  let turnover: Int
  /// The position of the column of exports.
  let exports: Int
  /// The position of the column of imports.
  let imports: Int
  /// Twice the largest gap that rounding explains: (k + 1) · ulp with k = 2.
  private let twiceBound: ExactDecimal

  /// The identities among a plan's columns.
  static func all(_ plan: TablePlan, _ table: Table) -> [TurnoverIdentity] {
    plan.columns.filter { $0.flow == "T" }.compactMap { turnover in
      func column(_ flow: String) -> Int? {
        plan.columns.first {
          $0.flow == flow && $0.period == turnover.period && $0.unit == turnover.unit
        }?.index
      }
      guard let exports = column("X"), let imports = column("M") else { return nil }
      let columns = [turnover.index, exports, imports]
      let places = columns.map { column in
        ScaledTable.printedPlaces(table.readings.map { $0[column].value })
      }
      return TurnoverIdentity(
        turnover: turnover.index, exports: exports, imports: imports,
        twiceBound: ExactDecimal(mantissa: 3, scale: min(places.max() ?? 0, 12)))
    }
  }

  /// Turnover less exports and imports of a row, missing ones as zero, when it is more than
  /// rounding; nil when turnover is missing or both of the others are.
  func residual(_ table: Table, _ row: Int) -> ExactDecimal? {
    guard let gap = gap(table, row), isBeyondRounding(gap) else { return nil }
    return gap
  }

  /// Whether the identity holds for a row with a published turnover.
  func holds(_ table: Table, _ row: Int) -> Bool {
    gap(table, row).map { !isBeyondRounding($0) } ?? false
  }

  private func isBeyondRounding(_ gap: ExactDecimal) -> Bool {
    guard let twice = try? gap.magnitude + gap.magnitude else { return true }
    return twice > twiceBound
  }

  private func gap(_ table: Table, _ row: Int) -> ExactDecimal? {
    let cells = table.readings[row]
    guard let total = cells[turnover].value else { return nil }
    let parts = [cells[exports].value, cells[imports].value].compactMap { $0 }
    guard !parts.isEmpty, let sum = try? ExactDecimal.sum(parts) else { return nil }
    return try? total - sum
  }
}
