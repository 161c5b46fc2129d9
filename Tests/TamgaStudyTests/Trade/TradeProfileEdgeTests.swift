import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The trade profile at its edges") struct TradeProfileEdgeTests {
  private func profile(
    _ points: [DataPoint], _ change: (inout TradeProfileParameters) -> Void = { _ in }
  ) throws -> TradeProfile {
    var parameters = TradeProfileParameters(reporter: "KAZ", partner: "KGZ")
    change(&parameters)
    return try TradeProfile(points: points, parameters: parameters)
  }

  private func value(_ profile: TradeProfile, _ measure: String, year: Int = 0) -> ResultValue? {
    profile.record(measure, profile.years[year])?.value
  }

  @Test("without imports there is no turnover, unless turnover is printed") func imports() throws {
    let exports = [Made.flow("KAZ:KGZ", "X", "2023", "10")]
    let without = try profile(exports)
    for measure in ["imports", "turnover"] {
      #expect(value(without, measure) == .missing("not-reported"), "\(measure)")
    }
    for measure in ["balance", "asymmetry", "share-of-turnover"] {
      #expect(value(without, measure) == .missing("missing-input"), "\(measure)")
    }
    let printed = try profile(exports + [Made.flow("KAZ:KGZ", "T", "2023", "16")])
    #expect(value(printed, "turnover") == .exact(16))
    #expect(printed.record("turnover", printed.years[0])?.formula == nil)
    #expect(value(printed, "imports") == .missing("not-reported"))
    #expect(value(printed, "balance") == .missing("missing-input"))
  }

  @Test("turnover is the sum of its parts even where another is printed") func sum() throws {
    let profile = try profile([
      Made.flow("KAZ:KGZ", "X", "2022", "793"), Made.flow("KAZ:KGZ", "M", "2022", "541"),
      Made.flow("KAZ:KGZ", "T", "2022", "1246.9"),
    ])
    #expect(value(profile, "turnover") == .exact(1334))
  }

  @Test("a suppressed number is not a zero and not merely absent") func suppressed() throws {
    var hidden = Made.flow("KAZ:KGZ", "M", "2023", nil)
    hidden.state = "suppressed"
    let profile = try profile([Made.flow("KAZ:KGZ", "X", "2023", "10"), hidden])
    #expect(value(profile, "imports") == .missing("suppressed"))
    #expect(profile.record("imports", profile.years[0])?.inputs.count == 1)
  }

  @Test("zero is a number: shares are 0, growth from it is undefined") func zeros() throws {
    let points: [DataPoint] = [("2022", "0"), ("2023", "5")].flatMap { year, exports in
      [
        Made.flow("KAZ:KGZ", "X", year, exports), Made.flow("KAZ:KGZ", "M", year, "0"),
        Made.flow("KAZ:WLD", "X", year, "100"), Made.flow("KAZ:WLD", "M", year, "0"),
      ]
    }
    let profile = try profile(points)
    #expect(value(profile, "share-of-exports") == .real(0))
    #expect(value(profile, "share-of-imports") == .missing("zero-denominator"))
    #expect(value(profile, "growth-exports", year: 1) == .missing("zero-denominator"))
    #expect(value(profile, "asymmetry") == .missing("zero-denominator"))
    #expect(value(profile, "asymmetry", year: 1) == .real(1))
  }

  @Test("parts of a year are left out, counted and named") func partial() throws {
    let points =
      AnalysisCase.flows + [
        Made.flow("KAZ:KGZ", "X", "2022-YTD08", "90"), Made.flow("KAZ:KGZ", "M", "2022-YTD08", "9"),
        Made.flow("KAZ:KGZ", "X", "2022-Q1", "30"), Made.flow("KAZ:WLD", "X", "2022-03", "30"),
      ]
    let profile = try profile(points)
    #expect(profile.years.map(\.period.year) == [2018, 2019, 2020, 2021])
    let note = try #require(profile.diagnostics.first)
    #expect(note.code == "T054" && note.severity == .note)
    #expect(note.arguments == ["count": "3", "periods": "2022-03, 2022-Q1, 2022-YTD08"])
    #expect(try self.profile(AnalysisCase.flows).diagnostics.isEmpty)
    let only = try diagnostic { try self.profile([Made.flow("KAZ:KGZ", "X", "2022-YTD08", "90")]) }
    #expect(only?.code == "T052")
  }

  @Test("two official data sets are never mixed: T053 names both") func competing() throws {
    let other = Made.flow("KAZ:KGZ", "X", "2022", "7", dataset: "bank.trade")
    let points = AnalysisCase.flows + [other]
    let found = try diagnostic { try profile(points) }
    #expect(found?.code == "T053")
    #expect(found?.arguments == ["reporter": "KAZ", "datasets": "bank.trade, office.trade"])
    let world = Made.flow("KAZ:WLD", "X", "2022", "7", dataset: "office.goods")
    #expect(try profile(AnalysisCase.flows + [world]).dataset == "office.trade")
  }

  @Test("printed tables of papers never enter a profile unasked") func published() throws {
    let paper = Made.flow("KAZ:KGZ", "X", "2018", "999", dataset: "published.paper")
    let mixed = try profile(AnalysisCase.flows + [paper])
    #expect(mixed.dataset == "office.trade")
    #expect(value(mixed, "exports") == .exact(100))
    #expect(try diagnostic { try profile([paper]) }?.code == "T052")
    let asked = try profile([paper]) { $0.dataset = "published.paper" }
    #expect(value(asked, "exports") == .exact(999))
    #expect(
      asked.years[0].ids["exports"]?.text
        == "v:trade.exports@partner=KGZ,src=published.paper,t=2018,u=MUSD,who=KAZ")
  }

  @Test("a printed profile states no findings of its own") func printedFindings() throws {
    let points = AnalysisCase.flows.map { point in
      var point = point
      point.dataset = "published.paper"
      return point
    }
    let printed = try PreparedStep.reading(
      "trade.profile", "reporter: KAZ\npartner: KGZ\ndataset: published.paper\n")
    #expect(try printed.run(Tables(["flows": points])).findings.isEmpty)
    let official = try AnalysisCase.profile.step().run(Tables(["flows": AnalysisCase.flows]))
    #expect(
      official.findings.map(\.id)
        == ["turnover", "share", "advance", "balance"].map { "made.\($0)" })
  }

  @Test("one currency is never shown as another: T072") func currencies() throws {
    let points = [
      Made.flow("KAZ:KGZ", "X", "2022", "7", unit: "MKZT"),
      Made.flow("KAZ:KGZ", "M", "2022", "7", unit: "MUSD"),
    ]
    let found = try diagnostic { try profile(points) }
    #expect(found?.code == "T072")
    #expect(found?.arguments == ["reporter": "KAZ", "found": "MKZT", "wanted": "MUSD"])
    #expect(
      try value(profile([points[0]]) { $0.unit = "BKZT" }, "exports")
        == .exact(ExactDecimal("0.007") ?? .zero))
  }

  @Test("a date of publication and a data set stand in the value ids") func idKeys() throws {
    let profile = try profile(AnalysisCase.flows) {
      $0.asOf = "2024-12-31"
      $0.dataset = "office.trade"
    }
    #expect(
      profile.years[0].ids["exports"]?.text
        == "v:trade.exports@asof=2024-12-31,partner=KGZ,src=office.trade,t=2018,u=MUSD,who=KAZ")
  }

  @Test("marks of a cell are marks of everything that rests on it") func marks() throws {
    var points = AnalysisCase.flows
    points[2].marks = ["provisional"]
    let profile = try profile(points)
    for measure in ["exports", "turnover", "balance", "share-of-exports", "asymmetry"] {
      #expect(profile.record(measure, profile.years[0])?.marks == ["provisional"], "\(measure)")
    }
    #expect(profile.record("imports", profile.years[0])?.marks == [])
    #expect(profile.record("growth-exports", profile.years[1])?.marks == ["provisional"])
  }
}
