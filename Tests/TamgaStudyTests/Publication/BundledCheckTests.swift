import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Kuanshaliev (2025) and Adamkulova et al. (2025) against their own tables")
struct BundledCheckTests {
  private func recomputed(_ result: AnalysisResult, _ indicator: String, _ period: String)
    -> Double?
  {
    result.values.first {
      $0.id.path == "check.recomputed" && $0.id.keys["of"] == indicator
        && $0.id.keys["t"] == period && $0.id.keys["basis"] == "own"
    }?.value.double
  }

  /// Printed numbers of the text and their recomputation from Table 1, by hand.
  static let numbers: [(String, String, Double)] = [
    ("published.growth-index.exports.kgz.2023-2020", "2023", 197.45),
    ("published.growth-index.imports.kgz.2023-2020", "2023", 202.17),
    ("published.advance-index.imports-over-exports.kgz.2023-2020", "2023", 102.39),
    ("published.change.turnover.kgz.2023-2020", "2023", 839.5),
    ("published.growth-average.turnover.kgz.2023-2020", "2023", 25.77),
    ("published.growth.imports.kgz.2022-2021", "2022", 56.54),
    ("published.growth.turnover.kgz.2023-2022", "2023", 35.38),
    ("published.growth.exports.kgz.2023-2022", "2023", 44.67),
    ("published.share-change.turnover.kgz.2023-2022", "2023", 0.29),
    ("published.share-change.exports.kgz.2023-2022", "2023", 0.51),
    ("published.share-of-imports.kgz", "2022", 1.06),
  ]

  @Test("Table 1 gives these numbers", arguments: numbers)
  func derives(indicator: String, period: String, expected: Double) throws {
    let result = try BundledStudy.run("check-000")
    let found = try #require(recomputed(result, indicator, period))
    #expect(abs(found - expected) <= 0.005, "\(found)")
  }

  @Test("imports of 2022, the average growth and a share of imports do not follow") func differing()
    throws
  {
    let result = try BundledStudy.run("check-000")
    let ids = Set(result.findings.filter { $0.kind == .differs }.map(\.id))
    #expect(ids.contains("check-000.turnover-2022-kgz"))
    #expect(!ids.contains { $0.hasPrefix("check-000.turnover-2020") })
    #expect(!ids.contains("check-000.turnover-2023-kgz"))
    let claims = Set(ids.filter { $0.contains("published-kuanshaliev-2025-text") })
    #expect(
      claims == [
        "check-000.published-growth-average-turnover-kgz-2023-2020-2023-published-kuanshaliev-2025-text-cagr"
      ])
    let figures = ids.filter { $0.contains("published-kuanshaliev-2025-figures") }
    #expect(
      figures == [
        "check-000.published-share-of-imports-kgz-2022-published-kuanshaliev-2025-figures-share"
      ])
  }

  @Test("the official figures are set beside the printed ones and counted") func official() throws {
    let result = try BundledStudy.run("check-000")
    let finding = try #require(result.findings.first { $0.id == "check-000.official" })
    let table = try #require(result.tables.first { $0.id == "check-000.official" })
    let differing = table.rows.filter { $0.last == .label(Message("checked.official")) }
    #expect(finding.message.arguments["checked"] == .count(table.rows.count))
    #expect(finding.message.arguments["differs"] == .count(differing.count))
    #expect(!differing.isEmpty && differing.count < table.rows.count)
    #expect(
      differing.contains { row in
        row[0] == .period(Period(year: 2022)) && row[1] == .entity("KGZ")
          && row[2] == .label(Message("flow.M"))
      })
  }

  @Test(
    "every step of the study runs over its tables",
    arguments: [
      "trade", "mirror", "paper-000", "check-000", "investment", "paper-001", "structure-kaz",
      "structure-kgz", "check-001",
    ]) func steps(id: String) throws
  {
    let result = try BundledStudy.run(id)
    #expect(result.step == id && !result.values.isEmpty && !result.tables.isEmpty)
    let known = Set(result.values.map(\.id))
    #expect(ShownNumbers(result).ids.allSatisfy(known.contains))
    for language in Language.allCases {
      let localiser = try Localiser(language: language)
      #expect(ShownNumbers(result).messages.allSatisfy { localiser.has($0.key) })
    }
  }

  @Test("the coefficient 0.84 is reproduced over five years, and is weak") func coefficient() throws
  {
    let result = try BundledStudy.run("investment")
    let r = try #require(result.record("v:correlation.pearson.r@step=investment"))
    #expect(abs((r.value.double ?? 0) - 0.8392) < 0.0005)
    #expect(r.observations == 5 && r.marks == ["small-n"])
    #expect(result.record("v:correlation.pearson.n@step=investment")?.value == .exact(5))
    let p = try #require(result.record("v:correlation.pearson.p@step=investment")?.value.double)
    #expect(abs(p - 0.0755) < 0.001)
    let kinds = Dictionary(uniqueKeysWithValues: result.findings.map { ($0.id, $0.kind) })
    #expect(kinds["investment.printed"] == .reproduced)
    #expect(kinds["investment.strength"] == .weak)
  }

  @Test("the printed table of goods: named parts and remainder make the whole") func goods() throws
  {
    for id in ["structure-kaz", "structure-kgz"] {
      let result = try BundledStudy.run(id)
      let values = result.values.filter { $0.id.path == "structure.value" }.compactMap(
        \.value.double)
      let rest = result.values.first { $0.id.path == "structure.remainder" }?.value.double ?? .nan
      let total = result.values.first { $0.id.path == "structure.total" }?.value.double ?? .nan
      #expect(abs(values.reduce(0, +) + rest - total) < 1e-9)
      #expect(!values.isEmpty)
    }
  }
}
