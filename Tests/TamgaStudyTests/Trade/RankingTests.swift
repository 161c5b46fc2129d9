import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Ranking of partners in a study") struct RankingTests {
  private func run() throws -> AnalysisResult {
    try AnalysisCase.ranking.step().run(Tables(AnalysisCase.ranking.points))
  }

  private func value(_ result: AnalysisResult, _ path: String, _ partner: String, _ year: String)
    -> ResultValue?
  {
    result.values.first {
      $0.id.path == "ranking.\(path)" && $0.id.keys["partner"] == partner
        && $0.id.keys["t"] == year
    }?.value
  }

  @Test("place, share and cumulated share by hand; a group of countries is no partner")
  func numbers() throws {
    let result = try run()
    #expect(value(result, "rank", "RUS", "2021") == .exact(1))
    #expect(value(result, "rank", "CHN", "2021") == .exact(2))
    #expect(value(result, "rank", "EAEU", "2021") == nil)
    #expect(value(result, "share", "CHN", "2021") == .real(30))
    #expect(value(result, "cumulative", "KGZ", "2021") == .real(80))
    #expect(value(result, "cumulative", "RUS", "2022")?.double == 100 * 950.0 / 1200)
  }

  @Test("places won against the period before; a new partner has none") func change() throws {
    let result = try run()
    #expect(value(result, "change", "CHN", "2022") == .exact(1))
    #expect(value(result, "change", "RUS", "2022") == .exact(-1))
    #expect(value(result, "change", "UZB", "2022") == .missing("not-reported"))
    #expect(value(result, "change", "CHN", "2021") == nil)
  }

  @Test("a printed place that does not follow is told") func printed() throws {
    let result = try run()
    let finding = try #require(result.findings.first { $0.id == "made.printed" })
    #expect(finding.kind == .differs)
    #expect(finding.message.arguments["held"] == .count(1))
    #expect(finding.message.arguments["all"] == .count(2))
  }

  @Test("without a total there is no share, and never a zero") func noTotal() throws {
    let points = AnalysisCase.ranking.points["flows"]?.filter { $0.partner.text != "WLD" } ?? []
    let result = try AnalysisCase.ranking.step().run(Tables(["flows": points]))
    #expect(value(result, "share", "CHN", "2021") == .missing("missing-input"))
    #expect(result.tables[0].notes.contains { $0.key == "ranking.note-total" })
  }

  @Test("no flow, another currency, no place shown: each has its code") func refusals() throws {
    let other = [Made.flow("KAZ:KGZ", "X", "2021", "5", unit: "MEUR")]
    let step = try AnalysisCase.ranking.step()
    #expect(try diagnostic { try step.run(Tables(["flows": other])) }?.code == "T072")
    #expect(
      try diagnostic {
        try PreparedStep.reading(
          "trade.ranking", "reporter: KAZ\nflow: X\ndataset: a.b\ntop: 0\n")
      }?.code == "T824")
    #expect(
      try diagnostic {
        try PreparedStep.reading(
          "trade.ranking", "reporter: KAZ\nflow: X\ndataset: a.b\nprinted: {dataset: a}\n")
      } != nil)
  }
}
