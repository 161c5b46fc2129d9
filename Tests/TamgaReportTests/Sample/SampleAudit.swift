import TamgaNumerics
import TamgaPresent

/// A made-up audit of a publication: one claim of every standing, and a weak one.
enum SampleAudit {
  static let cell = CellReference(
    file: "claims.yml", sha256: SampleRun.sha, line: 12, column: "T1.m[a]", raw: "541",
    printed: "P, Table 1")

  static func number(_ id: ValueID, _ value: Double, interval: Interval? = nil) -> ValueRecord {
    ValueRecord(
      id: id, value: .real(value), unit: "pct", digits: 3, interval: interval,
      formula: "100 × (541 / 345.6 − 1)", inputs: [.cell(cell)], sources: ["claims.P"])
  }

  static func interval(_ lower: Double, _ upper: Double) -> Interval {
    Interval(lower: lower, upper: upper, level: 1, method: "rounding of inputs")
  }

  private static func id(_ name: String, _ claim: String) -> ValueID {
    ValueID("claim.\(name)", ["of": claim])
  }

  static let verdicts: [(standing: AuditStanding, key: String)] = [
    (.reproduced, "reproduced"), (.rounding, "rounding.inputs"),
    (.contradicted, "contradicted.arithmetic"), (.tainted, "tainted"),
    (.notDerivable, "not-derivable"), (.reproduced, "reproduced"),
  ]

  static let cards: [AuditCard] = verdicts.enumerated().map { place, verdict in
    let claim = "P-0\(place + 1)"
    var card = AuditCard(
      id: claim, quote: "imports <grew> by \(place) & more", place: "section \(place)",
      standing: verdict.standing, verdict: Message("claims.verdict.\(verdict.key)"),
      isWeak: place == 5)
    guard verdict.standing != .notDerivable else {
      card.wording = Message("claims.word.doubled")
      return card
    }
    card.published = id("printed", claim)
    card.recomputed = id("own", claim)
    card.formula = "100 × (541 / 345.6 − 1)"
    guard card.needsAttention else { return card }
    card.strip = AuditStrip(
      printed: interval(56.45, 56.55), value: 56.539, range: interval(56.502, 56.576),
      official: 31.337, digits: 3)
    card.notes = AuditNotes.Subject.allCases.map { subject in
      AuditNotes(
        subject,
        [
          Message("audit.note.if-repaired", ["value": .value(id("own", claim))]),
          Message("audit.note.missing", ["cells": .text("T1.m[b]")]),
        ])
    }
    return card
  }

  static let result: AnalysisResult = {
    let values = cards.flatMap { card -> [ValueRecord] in
      guard let published = card.published, let own = card.recomputed else { return [] }
      return [number(published, 56.5), number(own, 56.539, interval: interval(56.502, 56.576))]
    }
    let rows = cards.map { card -> [TableCell] in
      [
        .text(card.id), card.published.map { .value($0) } ?? .blank,
        card.recomputed.map { .value($0) } ?? .blank, .label(card.verdict),
      ]
    }
    let table = ResultTable(
      id: "audit.claims", title: Message("claims.repairs"),
      columns: [
        .init(key: "id", header: Message("claims.column.id")),
        .init(key: "published", header: Message("claims.column.published")),
        .init(key: "recomputed", header: Message("claims.column.recomputed")),
        .init(key: "verdict", header: Message("claims.column.verdict")),
      ], rows: rows, display: .download)
    return AnalysisResult(
      step: "audit", title: Message("audit.title", ["document": .text("P")]), values: values,
      tables: [table], cards: cards)
  }()

  static func run(_ language: Language = .en) -> RunResult {
    var run = SampleRun.make(language)
    run.results.append(result)
    return run
  }
}
