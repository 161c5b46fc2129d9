import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The analysis claims.audit") struct ClaimsAuditAnalysisTests {
  private func result(_ yaml: String, _ points: [String: [DataPoint]] = [:]) throws
    -> AnalysisResult
  {
    let parameters = try ClaimsAuditParameters(claims: "audits/x/claims.yml", text: yaml)
    return try ClaimsAuditAnalysis.run(Tables(points), parameters, step: "made")
  }

  private func whole() throws -> AnalysisResult {
    try result(ClaimsSample.wrongCell, AnalysisCase.audit.points)
  }

  private func card(_ id: String, _ result: AnalysisResult) throws -> AuditCard {
    try #require(result.cards.first { $0.id == id })
  }

  private func sentences(_ subject: AuditNotes.Subject, _ card: AuditCard) -> [Message] {
    card.notes.first { $0.subject == subject }?.sentences ?? []
  }

  @Test("a claim on a wrong cell is tainted, with its value on the repaired numbers") func tainted()
    throws
  {
    let result = try whole()
    let card = try card("000-07", result)
    #expect(card.standing == .tainted && card.needsAttention)
    let own = try #require(result.record("v:claim.000-07"))
    #expect(abs((own.value.double ?? 0) - 56.539) < 0.001 && own.unit == "pct")
    let interval = try #require(own.interval)
    #expect(interval.lower < 56.539 && 56.539 < interval.upper)
    let repaired = try #require(result.record("v:claim.if-repaired@of=000-07"))
    #expect(abs((repaired.value.double ?? 0) - 31.337) < 0.001)
    #expect(sentences(.taint, card).contains { $0.key == "claims.tainted-by" })
    #expect(sentences(.challenge, card).contains { $0.key == "claims.challenge" })
  }

  @Test("inputs are the printed cells, with file, checksum, line and text") func cells() throws {
    let record = try #require(try whole().record("v:claim.000-07"))
    let lines = ClaimsSample.wrongCell.split(separator: "\n", omittingEmptySubsequences: false)
    var found: Set<String> = []
    for case .cell(let cell) in record.inputs {
      #expect(cell.file == "claims.yml")
      #expect(cell.sha256 == SHA256Digest(ofText: ClaimsSample.wrongCell).hexadecimal)
      let line = try #require(cell.line)
      #expect(lines[line - 1].contains(cell.raw), "\(cell)")
      found.insert(cell.column ?? "")
    }
    #expect(found == ["T1.m[kg.2022]", "T1.m[kg.2021]"])
  }

  @Test("the corrected table stands beside the printed one and marks the changed cell") func table()
    throws
  {
    let result = try whole()
    let table = try #require(result.tables.first { $0.id == "made.corrected-T1" })
    #expect(table.display == .download && table.rows.count == 36)
    let changed = table.rows.filter { $0[6] == .label(Message("audit.changed.yes")) }
    let names = changed.map { [$0[0], $0[1]] }
    #expect(names.contains([.text("kg.2022"), .text("m")]))
    for row in table.rows where row[6] == .label(Message("audit.changed.no")) {
      #expect(row[3] == row[4])
    }
  }

  @Test("a separator lost in scanning is listed with what it was read as") func readings() throws {
    let result = try whole()
    let table = try #require(result.tables.first { $0.id == "made.readings" })
    let row = try #require(table.rows.first { $0[0] == .text("T1.x[kg.2023]") })
    #expect(row[1] == .text("11472"))
    #expect(result.record("v:printed.cell@at=000:T1.x[kg.2023]")?.value.double == 1147.2)
  }

  @Test("official figures name data set, publication and cell") func official() throws {
    let result = try whole()
    let record = try #require(result.record("v:claim.official@of=000-07"))
    #expect(abs((record.value.double ?? 0) - 31.337) < 0.001)
    #expect(record.sources.contains("office.trade@2024-07-25"))
    let files = record.inputs.map { input -> String in
      if case .cell(let cell) = input { cell.file } else { "" }
    }
    #expect(files == ["made.csv", "made.csv"])
  }

  @Test("a coefficient from five points is weak, with n, p, interval and leave-one-out") func weak()
    throws
  {
    let result = try result(ClaimsSample.smallSample)
    let card = try card("001-01", result)
    #expect(card.isWeak && card.needsAttention)
    let keys = sentences(.fragility, card).map(\.key)
    #expect(keys.contains("claims.weak.n") && keys.contains("claims.weak.p"))
    #expect(keys.contains("audit.note.sample") && keys.contains("audit.note.interval"))
    #expect(keys.filter { $0 == "claims.evidence.without" }.count == 5)
    #expect(result.findings.contains { $0.kind == .weak })
  }

  @Test("a claim that holds has a short card and no drawing") func short() throws {
    let card = try card("000-09", try whole())
    #expect(card.standing == .reproduced && card.strip == nil)
    #expect(sentences(.challenge, card).isEmpty)
    #expect(card.published != nil && card.recomputed != nil)
  }

  @Test("the counts by verdict are those of the audit") func counts() throws {
    let result = try whole()
    let figure = try #require(result.figures.first)
    let sum = figure.table.rows.compactMap { row -> Double? in
      guard case .value(let id) = row[1] else { return nil }
      return result.record(id.text)?.value.double
    }.reduce(0, +)
    #expect(sum == 4)
    #expect(figure.table.rows.count == AuditStanding.allCases.count)
  }

  @Test("a changed text is another parameter, and parameters read back") func identity() throws {
    let first = try ClaimsAuditParameters(claims: "a.yml", text: ClaimsSample.wrongCell)
    let text = ClaimsSample.wrongCell.replacing("56.5%", with: "56.6%")
    let second = try ClaimsAuditParameters(claims: "a.yml", text: text)
    func step(_ parameters: ClaimsAuditParameters) throws -> String {
      try PreparedStep(analysis: ClaimsAuditAnalysis.self, parameters: parameters, step: "a")
        .identity
    }
    #expect(try step(first) != step(second))
    let read = try JSONDecoder().decode(
      ClaimsAuditParameters.self, from: JSONEncoder().encode(first))
    #expect(read.text == first.text && read.dataKeys == first.dataKeys)
  }

  @Test("a claims file that is not there is T660 with its place; a wrong one is told by its line")
  func refusals() throws {
    let absent = try diagnostic { try PreparedStep.reading("claims.audit", "claims: none.yml\n") }
    #expect(absent?.code == "T660" && absent?.place?.line == 1 && absent?.place?.column == 9)
    let wrong = try diagnostic {
      try ClaimsAuditParameters(
        claims: "a.yml", text: "tamga: claims/1\ndocument: {id: \"x\"}\nclams: []\n")
    }
    #expect(wrong?.place?.file == "a.yml" && wrong?.place?.line == 3)
  }
}
