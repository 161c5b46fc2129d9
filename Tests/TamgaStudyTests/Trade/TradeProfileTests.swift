import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

/// Four years of invented trade, in millions.
///
///     year   X world  M world  X KGZ  M KGZ
///     2018     1000      800    100     25
///     2019     1200      800    150     10
///     2020     1250     1000    125     50
///     2021     1600     1000    200     40
@Suite("The trade profile") struct TradeProfileTests {
  private func profile(
    _ points: [DataPoint] = AnalysisCase.flows,
    _ change: (inout TradeProfileParameters) -> Void = { _ in }
  ) throws -> TradeProfile {
    var parameters = TradeProfileParameters(reporter: "KAZ", partner: "KGZ")
    change(&parameters)
    return try TradeProfile(points: points, parameters: parameters)
  }

  private func numbers(_ profile: TradeProfile, _ measure: String) -> [Double?] {
    profile.years.map { profile.record(measure, $0)?.value.double }
  }

  private func expect(
    _ profile: TradeProfile, _ measure: String, _ expected: [Double?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = numbers(profile, measure)
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    for (found, expected) in zip(found, expected) {
      switch (found, expected) {
      case (let found?, let expected?):
        #expect(
          abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(measure)",
          sourceLocation: sourceLocation)
      default: #expect(found == expected, "\(measure)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test("turnover and balance are exact sums and differences") func flows() throws {
    let profile = try profile()
    let exact = profile.years.map { year in
      ["turnover", "balance"].map { profile.record($0, year)?.value }
    }
    #expect(
      exact
        == [("125", "75"), ("160", "140"), ("175", "75"), ("240", "160")].map {
          [ResultValue.exact(ExactDecimal($0) ?? .zero), .exact(ExactDecimal($1) ?? .zero)]
        })
  }

  @Test("thousands of dollars become millions without losing a digit") func units() throws {
    let points = [
      Made.flow("KAZ:KGZ", "X", "2022", "792951.72644", unit: "kUSD"),
      Made.flow("KAZ:KGZ", "M", "2022", "453925.25315", unit: "kUSD"),
    ]
    let million = try profile(points)
    let turnover = try #require(million.record("turnover", million.years[0]))
    #expect(turnover.value == .exact(ExactDecimal("1246.87697959") ?? .zero))
    #expect(turnover.unit == "MUSD" && turnover.formula == "X + M")
    let imports = try #require(million.record("imports", million.years[0]))
    #expect(imports.value == .exact(ExactDecimal("453.92525315") ?? .zero))
    #expect(imports.steps == ["parse number", "unit kUSD → MUSD"])
    #expect(imports.id.text == "v:trade.imports@partner=KGZ,t=2022,u=MUSD,who=KAZ")
    let dollars = try profile(points) { $0.unit = "USD" }
    #expect(
      dollars.record("turnover", dollars.years[0])?.value
        == .exact(ExactDecimal("1246876979.59") ?? .zero))
  }

  @Test("shares are of the trade with the world, in percent") func shares() throws {
    let profile = try profile()
    expect(profile, "share-of-exports", [10, 12.5, 10, 12.5])
    expect(profile, "share-of-imports", [3.125, 1.25, 5, 4])
    expect(profile, "share-of-turnover", [12_500.0 / 1_800, 8, 17_500.0 / 2_250, 24_000.0 / 2_600])
  }

  @Test("a change of a share is two numbers: percentage points and percent") func changes() throws {
    let profile = try profile()
    expect(profile, "share-change-pp-exports", [nil, 2.5, -2.5, 2.5])
    expect(profile, "share-change-pct-exports", [nil, 25, -20, 25])
    expect(profile, "share-change-pp-imports", [nil, -1.875, 3.75, -1])
    expect(profile, "share-change-pct-imports", [nil, -60, 300, -20])
    let units = ["pp", "pct"].map {
      profile.record("share-change-\($0)-exports", profile.years[1])?.unit
    }
    #expect(units == ["pp", "pct"])
  }

  @Test("chain rates are against the year before, base rates against the first year")
  func growth() throws {
    let profile = try profile()
    expect(profile, "growth-exports", [nil, 50, -100.0 / 6, 60])
    expect(profile, "growth-imports", [nil, -60, 400, -20])
    expect(profile, "growth-turnover", [nil, 28, 9.375, 100 * 65.0 / 175])
    expect(profile, "base-growth-exports", [nil, 50, 25, 100])
    expect(profile, "base-growth-imports", [nil, -60, 100, 60])
  }

  @Test("asymmetry is the balance over the turnover") func asymmetry() throws {
    expect(try profile(), "asymmetry", [0.6, 0.875, 75.0 / 175, 160.0 / 240])
  }

  @Test("average growth: three intervals between four years") func averages() throws {
    let profile = try profile()
    func span(_ key: String) -> Double? {
      profile.span[key].flatMap { profile.record(id: $0) }?.value.double
    }
    func near(_ key: String, _ expected: Double) {
      #expect(abs((span(key) ?? .infinity) - expected) < 1e-10, "\(key): \(span(key) ?? .nan)")
    }
    near("cagr-exports", 100 * (cbrt(2.0) - 1))
    near("cagr-imports", 100 * (cbrt(1.6) - 1))
    near("mean-chain-exports", (50 - 100.0 / 6 + 60) / 3)
    // b = Σ (t − 1.5) ln x / 5 for x = 100, 150, 125, 200.
    let slope = (1.5 * log(2.0) + 0.5 * log(125.0 / 150)) / 5
    near("least-squares-exports", 100 * (exp(slope) - 1))
    // Imports grew to 1.6, exports to 2 times their first value.
    near("advance", 80)
  }

  @Test("a year that is missing between two gives no chain rate") func gaps() throws {
    let profile = try profile(AnalysisCase.flows.filter { $0.period != Period(year: 2019) })
    #expect(profile.years.map(\.period.year) == [2018, 2020, 2021])
    expect(profile, "growth-exports", [nil, nil, 60])
    expect(profile, "share-change-pp-exports", [nil, nil, 2.5])
    expect(profile, "base-growth-exports", [nil, 25, 100])
    func span(_ key: String) -> ResultValue? {
      profile.span[key].flatMap { profile.record(id: $0) }?.value
    }
    #expect(span("mean-chain-exports") == .missing("missing-input"))
    #expect(abs((span("cagr-exports")?.double ?? 0) - 100 * (cbrt(2.0) - 1)) < 1e-10)
  }

  @Test("a profile that begins later keeps its chain rates and names its base") func later() throws
  {
    let whole = try profile()
    let later = try profile { $0.from = 2020 }
    #expect(later.years.map(\.period.year) == [2020, 2021])
    expect(later, "growth-exports", [-100.0 / 6, 60])
    expect(later, "share-change-pct-imports", [300, -20])
    expect(later, "base-growth-exports", [nil, 60])
    #expect(
      later.years[1].ids["base-growth-exports"]?.text
        == "v:trade.growth-exports@base=2020,partner=KGZ,t=2021,u=pct,who=KAZ")
    let known = Dictionary(uniqueKeysWithValues: whole.records.map { ($0.id, $0.value) })
    for year in later.years {
      for id in year.ids.values {
        guard let other = known[id] else { continue }
        #expect(later.record(id: id)?.value == other, "\(id) stands for two numbers")
      }
    }
    #expect(try profile { $0.to = 2019 }.years.map(\.period.year) == [2018, 2019])
  }
}
