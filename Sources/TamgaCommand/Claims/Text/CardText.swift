internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// What `tamga claims card` prints: one page a document.
struct CardText {
  let cards: [ReportCard]
  let words: ClaimsWords

  func text(_ style: TableStyle) -> String {
    switch style {
    case .table: cards.map { page($0, isMarkdown: false) }.joined(separator: "\n\n")
    case .md: cards.map { page($0, isMarkdown: true) }.joined(separator: "\n\n")
    case .csv, .jsonl: summary.text(style)
    }
  }

  /// The numbers of all cards, a row a document.
  private var summary: TerminalTable {
    let header =
      [words.column("document")] + Verdict.allCases.map { words.verdict($0) }
      + ["weak", "derivable-share", "reproducibility"].map { words.word("card", $0) }
    let rows = cards.map { card in
      [card.audit.document.id]
        + Verdict.allCases.map { String(card.audit.report.summary[$0] ?? 0) }
        + [
          String(card.weak.count), words.share(card.derivableShare),
          words.share(card.audit.report.reproducibility),
        ]
    }
    return TerminalTable(header: header, rows: rows)
  }

  private func page(_ card: ReportCard, isMarkdown: Bool) -> String {
    let document = card.audit.document
    let title = words.title(of: document)
    let parts: [(title: String, body: String)] = [
      (words.word("card", "verdicts"), table(verdicts(card), isMarkdown)),
      (words.word("card", "shares"), list(shares(card), isMarkdown)),
      (words.word("card", "consequential"), table(consequential(card), isMarkdown)),
      (words.word("card", "tainted"), table(tainted(card), isMarkdown)),
      (words.word("card", "weak"), list(weak(card), isMarkdown)),
      (words.word("card", "units"), table(repairs(card.units), isMarkdown)),
      (words.word("card", "repairs"), table(repairs(ranked(card)), isMarkdown)),
    ]
    let sections = parts.filter { !$0.body.isEmpty }.map { part in
      (isMarkdown ? "## \(part.title)\n\n" : words.paint(part.title, .bold) + "\n")
        + part.body.trimmedEnd
    }
    return ([isMarkdown ? "# \(title)" : words.paint(title, .bold)] + sections)
      .joined(separator: "\n\n")
  }

  private func table(_ table: TerminalTable, _ isMarkdown: Bool) -> String {
    guard !table.rows.isEmpty else { return "" }
    return isMarkdown ? table.markdown() : table.text()
  }

  private func list(_ lines: [String], _ isMarkdown: Bool) -> String {
    lines.map { (isMarkdown ? "- " : "  ") + $0 }.joined(separator: "\n")
  }

  private func verdicts(_ card: ReportCard) -> TerminalTable {
    let claims = card.audit.report.claims
    let rows = Verdict.allCases.map { verdict in
      let own = claims.filter { $0.verdict == verdict }
      let relations = own.count { $0.isIdentity }
      return [words.verdict(verdict), String(own.count - relations), String(relations)]
    }
    return TerminalTable(header: ["verdict", "claims", "relations"].map(words.column), rows: rows)
  }

  private func shares(_ card: ReportCard) -> [String] {
    var lines = [
      words.text("claims.card.derivable", ["share": words.share(card.derivableShare)]),
      words.text(
        "claims.card.reproduced", ["share": words.share(card.audit.report.reproducibility)]),
    ]
    if let coverage = card.audit.coverage {
      lines.append(
        words.localiser.text(
          Message(
            "claims.card.coverage",
            [
              "share": .text(words.share(coverage.share)), "count": .count(coverage.numerals),
            ])))
    }
    return lines
  }

  private func consequential(_ card: ReportCard) -> TerminalTable {
    let columns = ["cell", "printed", "repaired", "status", "claims", "conclusions"]
    let rows = card.consequential.map { error in
      [
        error.address, error.printed, error.repaired ?? "",
        error.status.map { words.word("repair.status", $0.rawValue) } ?? "",
        String(error.claims.count), String(error.conclusions.count),
      ]
    }
    return TerminalTable(header: columns.map(words.column), rows: rows)
  }

  private func tainted(_ card: ReportCard) -> TerminalTable {
    TerminalTable(
      header: ["cell", "claims"].map(words.column),
      rows: card.tainting.map { [$0.address, $0.claims.joined(separator: ", ")] })
  }

  private func weak(_ card: ReportCard) -> [String] {
    card.weak.map { claim in
      let reasons = claim.weak.map { words.word("weak", $0.rawValue) }
      return "\(claim.id): \(reasons.joined(separator: "; "))"
    }
  }

  /// The best repairs of cells; what a sentence should print stands beside its claim.
  private func ranked(_ card: ReportCard) -> [Repair] {
    card.repairs.filter { $0.kind == .digits && $0.rank == 1 }
  }

  private func repairs(_ repairs: [Repair]) -> TerminalTable {
    let columns = ["cell", "printed", "repaired", "edit", "status", "relations"]
    let rows = repairs.flatMap { repair in
      repair.changes.map { change in
        [
          change.address, change.printed, change.repaired,
          words.word("edit", change.edit.rawValue),
          words.word("repair.status", repair.status.rawValue), String(repair.satisfied.count),
        ]
      }
    }
    return TerminalTable(header: columns.map(words.column), rows: rows)
  }
}
