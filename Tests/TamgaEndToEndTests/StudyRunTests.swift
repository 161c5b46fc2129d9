import Foundation
import TamgaPresent
import TestSupport
import Testing

@Suite("The bundled study", .enabled(if: Program.isBuilt, "the release binary"))
struct StudyRunTests {
  static let study = Program.root.appendingPathComponent("Studies/kazakhstan-kyrgyzstan").path

  private func results(_ scratch: Scratch) throws -> JSONValue {
    let output = scratch.path("out")
    let run = try Program.run(
      "run", "--study", Self.study, "--output", output, "--no-drawings", "--json")
    #expect(run.exit == 0, "\(run.errors) \(run.output)")
    for name in ["report.html", "report.ru.html", "workbook.xlsx", "results.json", "study.duckdb"] {
      #expect(FileManager.default.fileExists(atPath: "\(output)/\(name)"), "\(name)")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: output + "/results.json"))
    return try JSONValue(parsing: [UInt8](data))
  }

  /// The members of a name of all steps.
  private func all(_ name: String, _ results: JSONValue) -> [JSONValue] {
    (results["results"]?.array ?? []).flatMap { $0[name]?.array ?? [] }
  }

  private func value(_ results: JSONValue, _ id: String) -> Double? {
    let record = all("values", results).first { $0["id"]?.string == id }
    return record?["value"]?.double ?? record?["value"]?.string.flatMap(Double.init)
  }

  @Test("Table 1 of Kuanshaliev (2025): printed turnover of 2022 is not exports plus imports")
  func table1() throws {
    let scratch = try Scratch()
    let results = try results(scratch)
    // 793 + 541 = 1,334 against 1,246.9 printed; the office's book gives imports of 453.9.
    let sum = value(results, "v:claim.000-T1.t[kg.2022]")
    #expect(sum == 1_334)
    let official = value(
      results, "v:trade.imports@partner=KGZ,src=bns.trade.partner,t=2022,u=MUSD,who=KAZ")
    #expect(official == 453.92525315)
    let cards = all("cards", results)
    func verdict(_ id: String) -> String? {
      cards.first { $0["id"]?.string == id }?["verdict"]?.string
    }
    #expect(verdict("000-T1.t[kg.2022]") == "contradicted")
    #expect(cards.contains { $0["verdict"]?.string == "tainted" })
    #expect(cards.contains { $0["verdict"]?.string == "reproduced" })
  }

  @Test("the coefficient of Adamkulova et al. (2025) is 0.84 and its sample does not bear it")
  func coefficient() throws {
    let scratch = try Scratch()
    let results = try results(scratch)
    let r = try #require(value(results, "v:correlation.pearson.r@step=investment"))
    #expect(abs(r - 0.8392) < 0.0005)
    let p = try #require(value(results, "v:correlation.pearson.p@step=investment"))
    #expect(abs(p - 0.0755) < 0.001)
    let kinds = all("findings", results)
      .filter { $0["id"]?.string?.hasPrefix("investment.") == true }
      .compactMap { $0["kind"]?.string }
    #expect(kinds.contains("reproduced"))
    #expect(kinds.contains("weak"))
  }

  @Test("every number of a table has a record, every record leads to a cell") func origins() throws
  {
    let scratch = try Scratch()
    let results = try results(scratch)
    let values = all("values", results)
    #expect(values.count > 200)
    let db = scratch.path("out/study.duckdb")
    for record in values.enumerated().filter({ $0.offset % 40 == 0 }).map(\.element) {
      let id = try #require(record["id"]?.string)
      let explained = try Program.run("explain", id, "--db", db, "--json")
      #expect(explained.exit == 0, "\(id): \(explained.errors)")
      if record["value"] != .null {
        #expect(explained.data?["cells"]?.array?.isEmpty == false, "\(id)")
      }
    }
  }

  @Test("a second run changes no byte and does nothing") func again() throws {
    let scratch = try Scratch()
    _ = try results(scratch)
    let names = ["report.html", "report.ru.html", "workbook.xlsx", "results.json"]
    func contents() throws -> [Data] {
      try names.map { try Data(contentsOf: scratch.url.appendingPathComponent("out/\($0)")) }
    }
    let first = try contents()
    let second = try Program.run(
      "run", "--study", Self.study, "--output", scratch.path("out"), "--no-drawings", "--json")
    #expect(second.data?["unchanged"] == .bool(true))
    let other = try Scratch()
    _ = try results(other)
    let third = try names.map {
      try Data(contentsOf: other.url.appendingPathComponent("out/\($0)"))
    }
    #expect(try contents() == first)
    #expect(third == first)
  }

  @Test("a report in another language leaves the main one in its place") func otherLanguage() throws
  {
    let scratch = try Scratch()
    _ = try results(scratch)
    let main = scratch.url.appendingPathComponent("out/report.html")
    let before = try Data(contentsOf: main)
    let outcome = try Program.run(
      "report", "--study", Self.study, "--output", scratch.path("out"), "--language", "kk",
      "--as", "html", "--no-drawings")
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let kazakh = try String(contentsOfFile: scratch.path("out/report.kk.html"), encoding: .utf8)
    #expect(kazakh.contains("<html lang=\"kk\""))
    #expect(try Data(contentsOf: main) == before)
  }

  @Test("--strict fails while printed figures do not follow") func strict() throws {
    let scratch = try Scratch()
    let outcome = try Program.run(
      "run", "--study", Self.study, "--output", scratch.path("out"), "--no-drawings", "--strict")
    #expect(outcome.exit == 1)
  }
}

@Suite(
  "The official books",
  .enabled(if: Program.isBuilt && SharedData.folder != nil, "the release binary and ../shared"))
struct OfficialBookTests {
  @Test("the 2023 book: imports from Kyrgyzstan in 2022 come from F11") func cellF11() throws {
    let scratch = try Scratch()
    let folder = try #require(SharedData.folder)
      .appendingPathComponent("data/official/kazakhstan-bns")
    let books = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .map { folder.appendingPathComponent($0).path }
    let db = scratch.path("x.duckdb")
    let added = try Program.run(["data", "add"] + books + ["--into", db, "--json"])
    #expect(added.exit == 0, "\(added.errors)")
    let profile = try Program.run(
      "trade", "profile", "--db", db, "--reporter", "KAZ", "--partner", "KGZ", "--json")
    let rows = try #require(profile.data?["rows"]?.array)
    #expect(rows.compactMap { $0["period"]?.string } == ["2020", "2021", "2022", "2023"])
    let row = rows[2]
    #expect(
      row["imports_usd"]?.string.flatMap { Decimal(string: $0) } == Decimal(string: "453925253.15"))
    let id = try #require(row["value_ids"]?["imports_usd"]?.string)
    let explained = try Program.run("explain", id, "--db", db, "--json")
    #expect(explained.data?["sheet"]?.string == "2022")
    #expect(explained.data?["cell"]?.string == "F11")
    #expect(explained.data?["raw"]?.string == "453925.25315")
  }
}

@Suite("Studies of regions", .enabled(if: Program.isBuilt, "the release binary"))
struct RegionStudyTests {
  private func results(_ study: String, _ scratch: Scratch) throws -> JSONValue {
    let output = scratch.path("out")
    let run = try Program.run(
      "run", "--study", Program.root.appendingPathComponent("Studies/\(study)").path, "--output",
      output, "--no-drawings", "--json")
    #expect(run.exit == 0, "\(run.errors) \(run.output)")
    let data = try Data(contentsOf: URL(fileURLWithPath: output + "/results.json"))
    return try JSONValue(parsing: [UInt8](data))
  }

  private func value(_ results: JSONValue, _ id: String) -> Double? {
    let records = (results["results"]?.array ?? []).flatMap { $0["values"]?.array ?? [] }
    let record = records.first { $0["id"]?.string == id }
    return record?["value"]?.double ?? record?["value"]?.string.flatMap(Double.init)
  }

  @Test("the Great Altai: places of Table 6, and a share that leads to its cell") func greatAltai()
    throws
  {
    let scratch = try Scratch()
    let results = try results("great-altai", scratch)
    let keys = "flow=T,partner=USA,step=xinjiang-ranking,t=2012"
    #expect(value(results, "v:ranking.rank@\(keys),u=count,who=CN-XJ") == 4)
    #expect(value(results, "v:ranking.change@\(keys),u=count,who=CN-XJ") == 4)
    let share = try #require(value(results, "v:ranking.share@\(keys),u=pct,who=CN-XJ"))
    #expect(abs(share - 100 * 1.020 / 25.171) < 1e-9)
    let explained = try Program.run(
      "explain", "v:ranking.share@\(keys),u=pct,who=CN-XJ", "--db",
      scratch.path("out/study.duckdb"), "--json")
    #expect(explained.exit == 0 && explained.data?["cells"]?.array?.count == 2)
  }

  @Test("growth poles: coverage, axes by road, and a score that leads to the candidates' cells")
  func growthPoles() throws {
    let scratch = try Scratch()
    let results = try results("growth-poles", scratch)
    let core = try #require(value(results, "v:poles.coverage.share@of=core,step=poles"))
    #expect(abs(core - 41.65) < 0.005)
    let length = try #require(value(results, "v:axes.length@of=northern,step=axes"))
    // 191.0 + 314.1 + 452.4 + 652.0 + 781.0 + 464.0.
    #expect(abs(length - 2_854.5) < 1e-9)
    let explained = try Program.run(
      "explain", "v:poles.score@of=astana,step=poles", "--db", scratch.path("out/study.duckdb"),
      "--json")
    let cells = explained.data?["cells"]?.array ?? []
    #expect(cells.contains { $0["column"]?.string == "grp" && $0["raw"]?.string == "10672480" })
  }

  @Test("growth poles: wages converge or not, neighbours, ranks, each from the office's cells")
  func wages() throws {
    let scratch = try Scratch()
    let results = try results("growth-poles", scratch)
    func indicator(_ id: String, _ step: String, _ period: String) -> Double? {
      value(results, "v:indicators.value@of=\(id),step=\(step),t=\(period),who=all")
    }
    // By numpy from the cells: least squares of ln(w22/w21) on ln w21 over 17 regions.
    let beta = try #require(
      indicator("convergence.beta.absolute", "wages-converge-before", "2021-Q1/2022-Q1"))
    #expect(abs(beta - (-0.058690)) < 5e-6)
    let moran = try #require(
      indicator("spatial.moran.row-standardised", "wages-neighbours", "2022-Q1"))
    #expect(abs(moran - 0.246046) < 5e-6)
    let r = try #require(indicator("corr.pearson.pairs", "wages-and-growth", "KZ-10/KZ-79"))
    #expect(abs(r - (-0.171522)) < 5e-6)
    // The Gini coefficient of 2022 counts Abai within East Kazakhstan.
    let gini = try #require(indicator("inequality.gini.n", "product-inequality", "2022"))
    #expect(abs(gini - 0.350465) < 5e-6)
    #expect(value(results, "v:composite.rank@of=kz-71,step=competitiveness") == 1)
    let explained = try Program.run(
      "explain",
      "v:indicators.value@of=corr.pearson.pairs,step=wages-and-growth,t=KZ-10/KZ-79,who=all",
      "--db",
      scratch.path("out/study.duckdb"), "--json")
    #expect(explained.data?["cells"]?.array?.count == 40)
    let russian = try String(contentsOfFile: scratch.path("out/report.ru.html"), encoding: .utf8)
    #expect(russian.contains("Усть-Каменогорск") && !russian.contains("Ust-Kamenogorsk</td>"))
  }

  @Test("regions of the Union: gravitation over the border, and a SWOT table of assertions")
  func union() throws {
    let scratch = try Scratch()
    let results = try results("kazakhstan-eaeu-regions", scratch)
    let abroad = try #require(value(results, "v:gravitation.abroad@of=pairs,step=gravitation"))
    #expect(abs(abroad - 33.84) < 0.005)
    let findings = (results["results"]?.array ?? []).flatMap { $0["findings"]?.array ?? [] }
    #expect(findings.contains { $0["id"]?.string == "swot.basis" })
  }
}
