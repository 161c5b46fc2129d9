internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// What `tamga claims check` prints: what needs attention in full, the rest in one line each.
struct CheckText {
  let chosen: [(audit: AuditedClaims, claims: [ClaimResult])]
  let words: ClaimsWords
  let style: TableStyle

  init(chosen: [(AuditedClaims, [ClaimResult])], options: GlobalOptions) throws {
    self.chosen = chosen
    words = try ClaimsWords(options)
    style = options.format
  }

  var text: String {
    guard style == .table else { return table.text(style) }
    return chosen.map { document($0.audit, $0.claims) }.joined(separator: "\n\n")
  }

  private var table: TerminalTable {
    let columns = [
      "document", "id", "verdict", "published", "recomputed", "unit", "where", "quote",
    ]
    let rows = chosen.flatMap { audit, claims in
      claims.map { claim in
        [
          audit.document.id, claim.id, words.verdict(claim), claim.published ?? "",
          words.number(claim.recomputed, printed: audit.printedDecimals(of: claim)),
          claim.unit.shown, claim.place, claim.isIdentity ? claim.expression : claim.quote,
        ]
      }
    }
    return TerminalTable(header: columns.map(words.column), rows: rows)
  }

  private func document(_ audit: AuditedClaims, _ claims: [ClaimResult]) -> String {
    var parts = [words.paint(words.title(of: audit.document), .bold)]
    var lines: [String] = []
    let width = claims.filter { !$0.isIdentity }.map(\.id.count).max() ?? 0
    var holding = 0
    for claim in claims {
      let block = ClaimBlock(claim: claim, audit: audit, words: words)
      if words.isVerbose || claim.needsAttention {
        lines.append("\n" + block.block + "\n")
      } else if claim.isIdentity, claim.verdict != .notDerivable {
        holding += 1
      } else {
        lines.append(block.line(idWidth: width))
      }
    }
    parts.append(lines.joined(separator: "\n").replacing("\n\n\n", with: "\n\n"))
    if holding > 0 {
      parts.append(
        "✓ " + words.localiser.text(Message("claims.holding", ["count": .count(holding)])))
    }
    let repairs = RepairText(cards: [ReportCard(audit)], words: words).best
    if !repairs.isEmpty, !claims.isEmpty { parts.append(repairs) }
    parts.append(counts(claims))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
      .replacing("\n\n\n", with: "\n\n")
  }

  private func counts(_ claims: [ClaimResult]) -> String {
    let parts = Verdict.allCases.compactMap { verdict -> String? in
      let count = claims.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(words.verdict(verdict))" : nil
    }
    let weak = claims.count { !$0.weak.isEmpty }
    let all = weak > 0 ? parts + ["\(weak) \(words.text("claims.weak"))"] : parts
    return all.joined(separator: " · ")
  }
}
