internal import TamgaAudit
internal import TamgaNumerics
internal import TamgaPresent

/// An audited document as tables, figures, findings and cards.
struct ClaimsAuditPresentation {
  let audit: AuditedClaims
  let step: String
  let shown: [ClaimResult]
  let card: ReportCard
  var numbers: ClaimsAuditNumbers

  init(audit: AuditedClaims, parameters: ClaimsAuditParameters, step: String) {
    self.audit = audit
    self.step = step
    shown = audit.report.claims.filter { !$0.isIdentity || $0.isOpen }
    card = ReportCard(audit)
    numbers = ClaimsAuditNumbers(
      audit: audit, file: parameters.fileName,
      sha256: SHA256Digest(ofText: parameters.text).hexadecimal)
  }

  var report: AuditReport { audit.report }

  /// The name of the document in sentences.
  var name: MessageArgument {
    .text(audit.document.title ?? audit.document.citation ?? audit.document.id)
  }

  /// The document as a source of figures.
  var source: SourceReference {
    SourceReference(
      dataset: numbers.source,
      citation: audit.document.citation ?? audit.document.title ?? audit.document.id)
  }

  /// The whole result.
  mutating func result() -> AnalysisResult {
    let cards = shown.map { self.card(of: $0) }
    var tables = [claimsTable(cards)]
    tables += [repairsTable(), readingsTable(), officialTable()].compactMap { $0 }
    tables += correctedTables()
    let figures = [verdictsFigure()]
    let findings = self.findings()
    return AnalysisResult(
      step: step, title: Message("audit.title", ["document": name]),
      introduction: Message("audit.introduction", ["citation": .text(source.citation)]),
      values: numbers.ledger.records, tables: tables, figures: figures, findings: findings,
      cards: cards, diagnostics: audit.diagnostics)
  }

  /// The key of a word of the audit's closed lists: `leave_one_out` is `leave-one-out`.
  static func word(_ code: String) -> String {
    code.replacing("_", with: "-").replacing(" ", with: "-")
  }

  /// The verdict of a claim in words.
  static func verdict(_ claim: ClaimResult) -> Message {
    let kind = claim.sub.map { "." + $0.rawValue } ?? ""
    let plain = Message("claims.verdict.\(word(claim.verdict.rawValue + kind))")
    guard !claim.weak.isEmpty else { return plain }
    return Message("claims.verdict.weak", ["verdict": .message(plain)])
  }

  /// What a claim prints where it is no single number: a bound, a range, a word of the lexicon.
  static func wording(_ claim: ClaimResult) -> Message? {
    guard let text = claim.published else { return nil }
    if let word = LexiconWord(rawValue: text) {
      return Message("claims.word.\(Self.word(word.rawValue))")
    }
    let signs = text.replacing("<=", with: "≤").replacing(">=", with: "≥")
    return Message("audit.quoted", ["text": .text(signs)])
  }

  /// A number with a unit that its record cannot carry.
  static func quantity(_ id: ValueID, _ unit: AuditUnit) -> MessageArgument {
    let rest = ClaimsAuditNumbers.remainder(unit)
    guard !rest.isEmpty else { return .value(id) }
    return .message(Message("audit.quantity", ["value": .value(id), "unit": .text(rest)]))
  }

  // MARK: Verdicts

  private mutating func verdictsFigure() -> Figure {
    var rows: [[TableCell]] = []
    for verdict in Verdict.allCases {
      let all = report.claims.filter { $0.verdict == verdict }
      let relations = all.count { $0.isIdentity }
      let code = Self.word(verdict.rawValue)
      rows.append([
        .label(Message("claims.verdict.\(code)")),
        .value(numbers.count(all.count - relations, "claim", code)),
        .value(numbers.count(relations, "relation", code)),
      ])
    }
    let table = ResultTable(
      id: "\(step).verdicts", title: Message("audit.table.verdicts"),
      columns: [
        .init(key: "verdict", header: Message("claims.column.verdict")),
        .init(key: "claims", header: Message("audit.column.claims"), unit: MeasureUnit.count.id),
        .init(
          key: "relations", header: Message("audit.column.relations"), unit: MeasureUnit.count.id),
      ], rows: rows)
    let summary = report.claims.filter { !$0.isIdentity }
    func count(_ verdict: Verdict) -> MessageArgument {
      .count(summary.count { $0.verdict == verdict })
    }
    let counts: [String: MessageArgument] = [
      "all": .count(summary.count), "document": name, "contradicted": count(.contradicted),
      "tainted": count(.tainted), "reproduced": count(.reproduced), "rounding": count(.rounding),
      "unknown": count(.notDerivable),
    ]
    return Figure(
      id: "fig:\(step).verdicts", kind: .bar,
      finding: Message("audit.figure.verdicts", counts),
      subtitle: Message("audit.subtitle.verdicts", counts), table: table, x: "verdict",
      y: ["claims", "relations"], xTitle: Message("claims.column.verdict"),
      yTitle: Message("audit.axis.count"), sources: [source],
      summary: Message("audit.summary.verdicts", counts))
  }

  // MARK: Findings

  private mutating func findings() -> [Finding] {
    var findings: [Finding] = []
    for (place, error) in card.consequential.enumerated() {
      findings.append(
        Finding(
          id: "\(step).error-\(place + 1)", kind: isExternal(error) ? .statement : .differs,
          message: self.error(error)))
    }
    for claim in weakest {
      findings.append(
        Finding(
          id: "\(step).weak-\(claim.id)", kind: .weak,
          message: Message(
            "audit.finding.weak",
            [
              "id": .text(claim.id), "quote": .text(claim.quote),
              "reason": .message(
                Message("claims.weak.\(Self.word(claim.weak.first?.rawValue ?? "n"))")),
              "more": .count(claim.weak.count),
            ])))
    }
    let claims = report.claims.filter { !$0.isIdentity }
    let derivable = claims.count { $0.verdict != .notDerivable }
    let held = claims.count { $0.verdict == .reproduced || $0.verdict == .rounding }
    findings.append(
      Finding(
        id: "\(step).held", kind: held == 0 ? .statement : .reproduced,
        message: Message(
          "audit.finding.held",
          [
            "held": .count(held), "derivable": .count(derivable), "all": .count(claims.count),
            "document": name,
          ])))
    return findings
  }

  /// The first claims that their own samples do not bear, each sentence once; what only rests on
  /// these is in the cards.
  private var weakest: [ClaimResult] {
    var quotes: Set<String> = []
    let own = shown.filter { claim in
      claim.weak.contains { $0 != .inherited } && claim.verdict != .contradicted
        && quotes.insert(claim.quote).inserted
    }
    return Array(own.prefix(Self.mostWeak))
  }

  /// The most weak claims among the findings.
  private static let mostWeak = 3

  /// Whether an error is one against the official source, not within the document.
  private func isExternal(_ error: ReportCard.Consequence) -> Bool {
    guard let sub = audit.claim(error.address)?.sub else { return false }
    return sub == .source || sub == .vintage
  }

  /// An error with what hangs on it.
  private mutating func error(_ error: ReportCard.Consequence) -> Message {
    var arguments: [String: MessageArgument] = [
      "cell": .text(error.address), "printed": .text(error.printed),
      "quote": .text(error.printed),
      "claims": .count(error.claims.count), "conclusions": .count(error.conclusions.count),
    ]
    let repair = report.repairs.first { repair in
      repair.rank == 1 && repair.changes.contains { $0.address == error.address }
    }
    if let repair, let change = repair.changes.first(where: { $0.address == error.address }) {
      arguments["repaired"] = repaired(repair, change)
      arguments["status"] = .message(Message("claims.repair.status.\(repair.status.rawValue)"))
      return Message("audit.finding.cell", arguments)
    }
    guard let claim = audit.claim(error.address) else {
      return Message("audit.finding.claim", arguments)
    }
    arguments["quote"] = .text(claim.quote)
    arguments["verdict"] = .message(Self.verdict(claim))
    if let wording = Self.wording(claim) { arguments["printed"] = .message(wording) }
    if isExternal(error), let official = numbers.official(claim) {
      arguments["official"] = Self.quantity(official, claim.unit)
      return Message("audit.finding.official", arguments)
    }
    guard let id = numbers.ledger.record(ClaimsAuditNumbers.id(claim.id))?.id else {
      return Message("audit.finding.claim", arguments)
    }
    arguments["recomputed"] = Self.quantity(id, claim.unit)
    return Message("audit.finding.number", arguments)
  }

  /// What should stand in a cell: a number, or the unit of a header.
  mutating func repaired(_ repair: Repair, _ change: Repair.Change) -> MessageArgument {
    guard let id = numbers.repaired(repair, change), let cell = change.cell else {
      return .text(change.repaired)
    }
    return Self.quantity(id, report.model.cells[cell].unit)
  }
}

extension ClaimResult {
  /// Whether a reader should look at it.
  var isOpen: Bool { verdict == .contradicted || verdict == .tainted || !weak.isEmpty }
}
