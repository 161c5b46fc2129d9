internal import TamgaNumerics
internal import TamgaPresent

/// A table imported: its observations and everything said about it.
struct TableImport: Sendable {
  /// Where it stands.
  let region: TableRegion
  /// The id of its data set.
  let dataset: String
  /// The observations.
  let observations: [Observation]
  /// The rows rejected.
  let rejected: [RejectedRecord]
  /// The rows accepted.
  let accepted: Int
  /// Labels of rows that are sums.
  let aggregates: [String]
  /// Warnings.
  let warnings: [Diagnostic]
  /// The footnotes with the cells they hang on.
  let notes: [SourceNote]
  /// Cells of stored columns in rejected rows.
  let rejectedCells: Int
  /// The columns whose numbers were stored.
  let storedColumns: [Int]

  /// Imports a table; nil when it is no table of statistics.
  init?(
    _ table: Table, context: BookContext, resolver: some LabelResolving, place: SheetPlace
  ) throws {
    let names = TableNames(
      table, resolver: resolver, years: table.years, flow: context.options.flow)
    guard names.kind != .nothing else { return nil }
    var planner = TablePlanner(table, names: names, context: context, place: place)
    let plan = try planner.plan()
    let judge = RowJudge(table, names: names, plan: plan, place: place)
    let sums = TableSums(table, plan: plan, outcomes: judge.outcomes)
    let writer = TableObservations(
      table: table, plan: plan, outcomes: judge.outcomes, sums: sums)
    region = table.region
    dataset = plan.dataset
    observations = writer.all()
    rejected = TableImport.rejects(table, judge.outcomes, place)
    accepted = judge.outcomes.count { !$0.isRejected }
    aggregates = TableImport.aggregates(table, plan, judge.outcomes, sums)
    let rules = TableRules(
      table: table, plan: plan, outcomes: judge.outcomes, sums: sums, place: place)
    warnings = plan.warnings + judge.warnings + rules.warnings()
    notes = table.notes(stored: plan.columns.map(\.index))
    rejectedCells = judge.outcomes.indices.reduce(0) { sum, row in
      guard judge.outcomes[row].isRejected else { return sum }
      return sum + plan.columns.count { !table.readings[row][$0.index].raw.isEmpty }
    }
    storedColumns = plan.columns.map { table.region.valueColumns[$0.index] }
  }

  private static func rejects(
    _ table: Table, _ outcomes: [RowOutcome], _ place: SheetPlace
  ) -> [RejectedRecord] {
    outcomes.indices.compactMap { row in
      guard case .rejected(let diagnostic) = outcomes[row] else { return nil }
      let line = table.region.dataRows[row]
      let cells = table.sheet.columns[line].compactMap { table.sheet.grid[line, $0]?.raw }
      return RejectedRecord(
        sheet: place.sheet, line: line + 1, raw: cells.joined(separator: " | "),
        diagnostic: diagnostic)
    }
  }

  private static func aggregates(
    _ table: Table, _ plan: TablePlan, _ outcomes: [RowOutcome], _ sums: TableSums
  ) -> [String] {
    outcomes.indices.compactMap { row in
      let isGroup =
        outcomes[row].entity?.kind == .group
        || plan.isFlow && plan.kind == .regions && outcomes[row].entity?.kind == .country
      let isTotal = plan.kind == .products && TotalLabel.matches(table.labels[row])
      guard !outcomes[row].isRejected, sums.isSum[row] || isGroup || isTotal else { return nil }
      return table.labels[row].shown
    }
  }
}

extension Table {
  /// The years of all columns.
  var years: ClosedRange<Int>? {
    let years = columns.compactMap { $0.period.year ?? caption.period.year }
    guard let first = years.min(), let last = years.max() else { return nil }
    return first...last
  }

  /// The footnotes of the sheet with the cells of this table that they hang on.
  func notes(stored: [Int]) -> [SourceNote] {
    var cells: [String: [CellAddress]] = [:]
    for node in caption.nodes {
      for mark in node.marks { cells[mark, default: []].append(node.cell) }
    }
    for column in columns {
      for mark in column.marks {
        if let cell = column.cell { cells[mark, default: []].append(cell) }
        guard let index = region.valueColumns.firstIndex(of: column.column), stored.contains(index)
        else { continue }
        cells[mark, default: []] += region.dataRows.map {
          CellAddress(row: $0, column: column.column)
        }
      }
    }
    for (row, label) in labels.enumerated() {
      for mark in label.marks {
        cells[mark, default: []] += label.parts.map(\.cell)
        cells[mark, default: []] += stored.map { address(row, $0) }
      }
    }
    return footnotes.definitions.map { definition in
      SourceNote(
        mark: definition.mark, text: definition.text,
        cells: Array(Set(cells[definition.mark] ?? [])).sorted())
    }
  }
}
