internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// Repairs on a terminal: cells with what is printed and what should stand, and the sentences.
struct RepairText {
  let cards: [ReportCard]
  let words: ClaimsWords

  func text(_ style: TableStyle) -> String {
    guard style == .table else { return table(cards.flatMap(rows)).text(style) }
    let parts = cards.filter { !$0.repairs.isEmpty }.map { card in
      words.paint(card.audit.document.id, .bold) + "\n"
        + text(of: card.repairs, card.audit)
    }
    return parts.isEmpty ? words.text("claims.repairs.none") : parts.joined(separator: "\n\n")
  }

  /// Some repairs of a document, each with the sentences it corrects.
  func text(of repairs: [Repair], _ audit: AuditedClaims) -> String {
    repairs.map { block($0, audit) }.joined(separator: "\n")
  }

  /// The best repair of each component, one line each, sentences left out.
  var best: String {
    let lines = cards.flatMap { card in
      card.repairs.filter { $0.rank == 1 && $0.kind != .sentence && $0.kind != .reading }
        .map { head($0) }
    }
    return lines.isEmpty
      ? "" : words.paint(words.text("claims.repairs"), .bold) + "\n" + lines.joined(separator: "\n")
  }

  private func head(_ repair: Repair) -> String {
    let changes = repair.changes.map { change in
      let admissible = change.admissible.map { words.interval($0) } ?? ""
      let meant = [change.repaired, admissible].filter { !$0.isEmpty }.joined(separator: " ")
      return "\(change.address)  \(words.oneLine(change.printed)) → \(meant)"
    }
    let edits = repair.changes.map { words.word("edit", $0.edit.rawValue) }
    let met = words.localiser.text(
      Message("claims.repair.met", ["count": .count(repair.satisfied.count)]))
    let remarks = [words.word("repair.status", repair.status.rawValue)] + edits + [met]
    return "  " + changes.joined(separator: ", ") + "   " + remarks.joined(separator: " · ")
  }

  private func block(_ repair: Repair, _ audit: AuditedClaims) -> String {
    var lines = ["\(repair.component).\(repair.rank)" + head(repair)]
    for corrected in audit.report.corrections(of: repair) {
      let value = words.number(corrected.value)
      lines.append(
        "       \(corrected.id): "
          + (corrected.sentence.map { words.quote($0) } ?? value))
    }
    return lines.joined(separator: "\n")
  }

  private func table(_ rows: [[String]]) -> TerminalTable {
    let columns = [
      "document", "rank", "cell", "printed", "repaired", "edit", "status", "relations",
    ]
    return TerminalTable(header: columns.map(words.column), rows: rows)
  }

  private func rows(_ card: ReportCard) -> [[String]] {
    card.repairs.flatMap { repair in
      repair.changes.map { change in
        [
          card.audit.document.id, "\(repair.component).\(repair.rank)", change.address,
          change.printed, change.repaired, words.word("edit", change.edit.rawValue),
          words.word("repair.status", repair.status.rawValue), String(repair.satisfied.count),
        ]
      }
    }
  }
}
