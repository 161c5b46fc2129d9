import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("A SWOT table in a study") struct SWOTStudyTests {
  private func code(_ text: String) throws -> String? {
    let example = AnalysisCase(
      id: "swot.table", parameters: "file: swot.yml\n", points: [:], files: ["swot.yml": text])
    return try diagnostic { try example.step().run(Tables([:])) }?.code
  }

  @Test("a line opens its value with line and source; one against its evidence says so")
  func lines() throws {
    let result = try AnalysisCase.swot.step().run(Tables([:]))
    let rows = result.tables[0].rows
    #expect(rows[0][2] == .label(Message("swot.basis.contradicted")))
    #expect(rows[1][2] == .label(Message("swot.basis.assertion")))
    #expect(Array(rows[1][3...6]) == [.blank, .blank, .blank, .blank])
    let own = try #require(
      result.record("v:swot.evidence@of=flow-share-level-kgz,step=made"))
    #expect(own.value == .real(1.2) && own.unit == "pct")
    guard case .cell(let cell)? = own.inputs.first else {
      Issue.record("no cell")
      return
    }
    #expect(cell.file == "swot.yml" && cell.line == 10)
    #expect(cell.printed == "Made (2024), table 1")
    let rank = try #require(result.record("v:swot.rank@of=flow-share-level,step=made"))
    #expect(rank.value == .real(3) && rank.inputs.count == 3)
  }

  @Test("priorities are group weight times local weight") func priorities() throws {
    let result = try AnalysisCase.swot.step().run(Tables([:]))
    let strength = try #require(result.record("v:swot.priority@of=strength-1,step=made"))
    let threat = try #require(result.record("v:swot.priority@of=threat-1,step=made"))
    #expect(abs((strength.value.double ?? 0) - 200.0 / 3) < 1e-9)
    #expect(abs((threat.value.double ?? 0) - 100.0 / 3) < 1e-9)
  }

  @Test("comparisons of other lines, an unknown indicator, a crooked matrix: codes")
  func refusals() throws {
    let text = try #require(AnalysisCase.swot.files["swot.yml"])
    #expect(
      try code(text.replacing("threat: [[1]]", with: "threat: [[1, 2], [\"1/2\", 1]]")) == "T863")
    #expect(
      try code(text.replacing("indicator: flow.share.level, s", with: "indicator: a.b.c, s"))
        == "T800")
    #expect(
      try code(
        text.replacing("indicator: flow.share.level, s", with: "indicator: flow.balance.net, s"))
        == "T855")
    #expect(try code(text.replacing("\"1/2\"", with: "2")) == "T853")
    #expect(try code("tamga: swot/2\n") != nil)
    #expect(
      try diagnostic { try PreparedStep.reading("swot.table", "file: none.yml\n") }?.code
        == "T660")
  }
}
