internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// What `tamga claims impact` prints: the cells, then everything that rests on them.
struct ImpactText {
  let traced: [TracedChanges]
  let words: ClaimsWords

  func text(_ style: TableStyle) -> String {
    let items = traced.map { ($0, $0.items) }
    let rows = items.flatMap { traced, items in items.map { row($0, traced.audit) } }
    let columns = ["id", "effect", "published", "before", "after", "holds-while", "text"]
    let table = TerminalTable(header: columns.map(words.column), rows: rows)
    guard style == .table else { return table.text(style) }
    let heads = traced.flatMap { traced in traced.changes.map { head($0, traced.audit) } }
    if rows.isEmpty {
      return (heads + [words.text("claims.impact.none")]).joined(separator: "\n")
    }
    return heads.joined(separator: "\n") + "\n\n" + table.text() + "\n"
      + counts(items.flatMap(\.1))
  }

  private func head(_ change: (cell: Int, value: Double?), _ audit: AuditedClaims) -> String {
    let cell = audit.report.model.cells[change.cell]
    let printed = words.printed(cell.printed, cell.unit)
    let place = audit.place(ofCell: change.cell)
    let other = change.value.map { " → " + words.number($0) } ?? ""
    return words.paint(cell.address, .bold) + "  \(words.oneLine(printed))\(other)   "
      + words.oneLine(place)
  }

  private func row(_ item: ImpactItem, _ audit: AuditedClaims) -> [String] {
    let decimals = audit.claim(item.id).flatMap(audit.printedDecimals)
    return [
      item.id, words.word("impact", item.effect.rawValue), item.published ?? "",
      words.number(item.before, printed: decimals), words.number(item.after, printed: decimals),
      words.interval(item.holdsWhile), words.quote(item.text, width: 60),
    ]
  }

  private func counts(_ items: [ImpactItem]) -> String {
    ImpactEffect.allCases.compactMap { effect in
      let count = items.count { $0.effect == effect }
      return count > 0 ? "\(words.word("impact", effect.rawValue)): \(count)" : nil
    }.joined(separator: " · ")
  }
}
