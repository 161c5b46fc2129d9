internal import TamgaAudit
internal import TamgaPresent

extension ClaimsAuditPresentation {
  private typealias Column = ResultTable.Column

  private static func columns(_ names: [(key: String, header: String)]) -> [Column] {
    names.map { Column(key: $0.key, header: Message($0.header)) }
  }

  /// Every claim with its verdict: the sheet of the workbook; the page shows the cards' own list.
  mutating func claimsTable(_ cards: [AuditCard]) -> ResultTable {
    let rows = zip(shown, cards).map { row($0, $1) }
    return ResultTable(
      id: "\(step).claims", title: Message("audit.table.claims", ["document": name]),
      columns: Self.columns([
        ("id", "claims.column.id"), ("place", "claims.column.where"),
        ("quote", "claims.column.quote"), ("published", "claims.column.published"),
        ("recomputed", "claims.column.recomputed"), ("low", "audit.column.low"),
        ("high", "audit.column.high"), ("unit", "claims.column.unit"),
        ("verdict", "claims.column.verdict"), ("kind", "audit.column.kind"),
        ("weak", "audit.column.weak"), ("official", "audit.column.official"),
        ("tainted_by", "audit.column.tainted"), ("repair", "audit.column.repair"),
      ]), rows: rows, display: .download)
  }

  private mutating func row(_ claim: ClaimResult, _ card: AuditCard) -> [TableCell] {
    let ends = numbers.ends(claim)
    let kind = claim.isIdentity ? "relation" : Self.word(claim.kind.rawValue)
    let repair = report.repairs.first { repair in
      repair.rank == 1 && (repair.newlyMet + repair.tainted).contains(claim.statement)
    }
    let changes = repair?.changes.map { "\($0.address): \($0.repaired)" }.joined(separator: "; ")
    return [
      .text(claim.id), Self.text(claim.place), Self.text(claim.quote),
      card.published.map { .value($0) } ?? Self.wording(claim).map { .label($0) } ?? .blank,
      card.recomputed.map { .value($0) } ?? .blank, ends.map { .value($0.low) } ?? .blank,
      ends.map { .value($0.high) } ?? .blank, Self.text(claim.unit.shown),
      .label(card.verdict), .label(Message("audit.kind.\(kind)")),
      claim.weak.first.map { .label(Message("claims.weak.\(Self.word($0.rawValue))")) } ?? .blank,
      claim.external.map {
        .label(Message("claims.external.\(Self.word($0.verdict.rawValue))"))
      } ?? .blank,
      Self.text(claim.taintedBy.joined(separator: ", ")), Self.text(changes ?? ""),
    ]
  }

  private static func text(_ text: String) -> TableCell { text.isEmpty ? .blank : .text(text) }

  /// The repairs, ranked; nil where there are none.
  mutating func repairsTable() -> ResultTable? {
    var rows: [[TableCell]] = []
    for repair in card.repairs {
      for change in repair.changes {
        let should: TableCell =
          numbers.repaired(repair, change).map { .value($0) } ?? .text(change.repaired)
        rows.append([
          .text(change.address), .text(change.printed), should,
          .label(Message("claims.edit.\(Self.word(change.edit.rawValue))")),
          .label(Message("claims.repair.status.\(repair.status.rawValue)")),
          .text("\(repair.component).\(repair.rank)"),
          Self.text(audit.ids(repair.newlyMet).joined(separator: ", ")),
        ])
      }
    }
    guard !rows.isEmpty else { return nil }
    return ResultTable(
      id: "\(step).repairs", title: Message("claims.repairs"),
      columns: Self.columns([
        ("cell", "claims.column.cell"), ("printed", "claims.column.printed"),
        ("repaired", "claims.column.repaired"), ("edit", "claims.column.edit"),
        ("status", "claims.column.status"), ("rank", "claims.column.rank"),
        ("met", "audit.column.met"),
      ]), rows: rows, notes: [Message("audit.repairs.note")])
  }

  /// Cells that were read another way than printed; nil where there are none.
  mutating func readingsTable() -> ResultTable? {
    var rows: [[TableCell]] = []
    for (index, cell) in report.model.cells.enumerated() {
      let chosen = report.numbers.readings[index]
      guard cell.readings.indices.contains(chosen) else { continue }
      let kind = cell.readings[chosen].kind
      let isAmbiguous = report.ambiguous.contains(index)
      guard kind != .printed, let id = numbers.printed(index) else { continue }
      rows.append([
        .text(cell.address), .text(cell.printed), .value(id), Self.text(cell.unit.shown),
        .label(Message("claims.reading.\(Self.word(kind.rawValue))")),
        isAmbiguous && claimsThatDoubt(index)
          ? .label(Message("claims.modifier.ambiguous")) : .blank,
      ])
    }
    guard !rows.isEmpty else { return nil }
    return ResultTable(
      id: "\(step).readings", title: Message("audit.table.readings"),
      columns: Self.columns([
        ("cell", "claims.column.cell"), ("printed", "claims.column.printed"),
        ("read_as", "claims.column.read-as"), ("unit", "claims.column.unit"),
        ("reading", "claims.column.reading"), ("doubt", "audit.column.doubt"),
      ]), rows: rows)
  }

  /// Whether a claim over a cell is marked as ambiguous.
  private func claimsThatDoubt(_ cell: Int) -> Bool {
    report.claims.contains { claim in
      claim.modifiers.contains("ambiguous")
        && report.model.statements[claim.statement].cells.contains(cell)
    }
  }

  /// The official figures beside the printed ones; nil where none is at hand.
  mutating func officialTable() -> ResultTable? {
    var rows: [[TableCell]] = []
    for claim in report.claims {
      guard let external = claim.external, let id = numbers.official(claim) else { continue }
      // A relation of tables whose printed and official sides agree says nothing new.
      guard !claim.isIdentity || external.verdict != .match else { continue }
      let published = numbers.published(claim).map { TableCell.value($0) }
      rows.append([
        .text(claim.id), published ?? Self.wording(claim).map { .label($0) } ?? .blank, .value(id),
        Self.text(claim.unit.shown),
        .label(Message("claims.external.\(Self.word(external.verdict.rawValue))")),
        .text(external.datasets.joined(separator: ", ")), Self.text(external.vintage ?? ""),
        Self.text(external.figures.map(\.text).joined(separator: "; ")),
      ])
    }
    guard !rows.isEmpty else { return nil }
    return ResultTable(
      id: "\(step).official", title: Message("audit.table.official"),
      columns: Self.columns([
        ("id", "claims.column.id"), ("published", "claims.column.published"),
        ("official", "audit.column.official-value"), ("unit", "claims.column.unit"),
        ("verdict", "audit.column.official"), ("dataset", "audit.column.dataset"),
        ("vintage", "audit.column.vintage"), ("cells", "audit.column.cells"),
      ]), rows: rows, notes: [Message("audit.official.note")])
  }

  /// Tables with a repaired cell: what is printed beside what should stand, all cells in order.
  mutating func correctedTables() -> [ResultTable] {
    var changes: [Int: (repair: Repair, change: Repair.Change)] = [:]
    for repair in card.repairs.reversed() where repair.rank == 1 {
      for change in repair.changes {
        if let cell = change.cell { changes[cell] = (repair, change) }
      }
    }
    return audit.document.tables.enumerated().compactMap { index, table in
      let cells = report.model.cells.indices.filter { cell in
        if case .table(index, row: _, column: _) = report.model.cells[cell].owner {
          true
        } else {
          false
        }
      }
      guard cells.contains(where: { changes[$0] != nil }) else { return nil }
      let rows = cells.map { cell in correctedRow(cell, table, changes[cell]) }
      return ResultTable(
        id: "\(step).corrected-\(table.id)",
        title: Message("audit.table.corrected", ["table": .text(table.place)]),
        columns: Self.columns([
          ("row", "audit.column.row"), ("column", "audit.column.column"),
          ("printed", "claims.column.printed"), ("read_as", "claims.column.read-as"),
          ("corrected", "audit.column.corrected"), ("unit", "claims.column.unit"),
          ("changed", "audit.column.changed"), ("support", "claims.column.status"),
        ]), rows: rows, display: .download)
    }
  }

  private mutating func correctedRow(
    _ cell: Int, _ table: AuditTable, _ change: (repair: Repair, change: Repair.Change)?
  ) -> [TableCell] {
    guard case .table(_, let row, let column) = report.model.cells[cell].owner else { return [] }
    let description = report.model.cells[cell]
    let read = numbers.printed(cell).map { TableCell.value($0) } ?? .blank
    let corrected = change.flatMap { numbers.repaired($0.repair, $0.change) }
    return [
      .text(table.rows[row]), .text(table.columns[column].name), Self.text(description.printed),
      read, corrected.map { .value($0) } ?? read, Self.text(description.unit.shown),
      .label(Message(change == nil ? "audit.changed.no" : "audit.changed.yes")),
      change.map { .label(Message("claims.repair.status.\($0.repair.status.rawValue)")) } ?? .blank,
    ]
  }
}
