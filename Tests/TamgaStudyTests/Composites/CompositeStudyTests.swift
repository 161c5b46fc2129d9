import Foundation
import TamgaIndicators
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Composite indices in a study") struct CompositeStudyTests {
  private func result(_ parameters: String, _ files: [String: String]) throws -> AnalysisResult {
    try AnalysisCase(id: "composite.index", parameters: parameters, points: [:], files: files)
      .step().run(Tables([:]))
  }

  private func code(_ parameters: String, _ files: [String: String] = [:]) throws -> String? {
    try diagnostic { _ = try result(parameters, files) }?.code
  }

  private func value(_ result: AnalysisResult, _ path: String, _ unit: String) -> Double? {
    result.values.first { $0.id.path == "composite.\(path)" && $0.id.keys["of"] == unit }?
      .value.double
  }

  private static let units = [
    "units.csv": "place,income,poverty\na,10,10\nb,20,5\nc,30,0\nd,15,\n",
    "meta.csv":
      "indicator,direction,weight,name_en,name_ru\nincome,higher,1,income,доход\npoverty,lower,3,,\n",
  ]
  private static let named = "data: units.csv\nmeta: meta.csv\n"

  @Test("scores by hand; a unit without enough weights has no rank and is counted") func scores()
    throws
  {
    let result = try result(Self.named + "aggregation: arithmetic\n", Self.units)
    // Income scaled 1, 50.5, 100; poverty the same way round.
    #expect(value(result, "score", "a") == 1)
    #expect(abs((value(result, "score", "b") ?? 0) - 50.5) < 1e-12)
    #expect(value(result, "score", "c") == 100)
    #expect(value(result, "score", "d") == nil)
    #expect(value(result, "rank", "c") == 1 && value(result, "rank", "a") == 3)
    #expect(value(result, "weight", "poverty") == 75)
    #expect(result.findings.contains { $0.id == "made.unranked" })
    let table = try #require(result.tables.first { $0.id == "made.indicators" })
    #expect(
      table.rows[0][0]
        == .label(
          Message("indicators.subject.1", ["a": .name(["en": "income", "ru": "доход"])])))
  }

  @Test("the share of each choice and the ranks are those that the command prints") func shared()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-composite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.units {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    var choices = CompositeChoices()
    choices.seed = 7
    let files = try CompositeFiles(
      data: (folder.appendingPathComponent("units.csv"), "units.csv"),
      meta: (folder.appendingPathComponent("meta.csv"), "meta.csv"))
    let report = try choices.report(of: files.table(), file: "units.csv")
    let result = try result(Self.named + "seed: 7\n", Self.units)
    for unit in report.composite.scores {
      #expect(value(result, "score", unit.unit) == unit.score.value)
      #expect(
        value(result, "high", unit.unit) == report.intervals[unit.unit].map { Double($0.high) })
    }
    for share in report.robustness.value?.shares ?? [] {
      #expect(
        value(result, "share.total", share.choice.rawValue) == share.total.value.map { 100 * $0 })
    }
    #expect(report.ordered.last?.unit == "d")
  }

  @Test("a change rests on both its numbers, a gap stays one") func changes() throws {
    let example = AnalysisCase.composite
    let result = try example.step().run(Tables(example.points))
    let growth = try #require(
      result.values.first {
        $0.id.path == "composite.value" && $0.id.keys["of"] == slug("KZ-39 growth")
      })
    #expect(abs((growth.value.double ?? 0) - 50) < 1e-9)
    #expect(growth.inputs.count == 2 && growth.unit == "pct")
    let lacking = try #require(result.tables.first { $0.id == "made.lacking" })
    #expect(lacking.rows.count == 1)
    #expect(value(result, "score", "kz-55") == nil)
  }

  @Test("an index on a part of its factors says so, and is partial below its coverage")
  func partial() throws {
    func result(_ lacking: Int, _ coverage: String) throws -> AnalysisResult {
      let lacks = (0..<lacking).map { "  - {name: {en: l\($0)}, needs: {en: a book}}\n" }.joined()
      return try self.result(
        Self.named + "coverage: \(coverage)\n" + (lacking > 0 ? "lacking:\n" + lacks : ""),
        Self.units)
    }
    func first(_ result: AnalysisResult) -> Message? {
      result.findings.first { $0.id == "made.first" }?.message
    }
    let whole = try result(0, "0.9")
    #expect(first(whole)?.key == "composite.finding.first")
    #expect(whole.introduction?.key == "composite.introduction")
    let partial = try result(1, "0.9")
    #expect(first(partial)?.key == "composite.finding.first-part")
    #expect(first(partial)?.arguments["count"] == .count(2))
    #expect(first(partial)?.arguments["declared"] == .count(3))
    #expect(
      partial.title.arguments["name"]
        == .message(Message("composite.partial", ["name": .message(Message("composite.name"))])))
    #expect(partial.introduction?.key == "composite.introduction-part")
    // Two of three factors are enough where half is.
    let enough = try result(1, "0.5")
    #expect(enough.title.arguments["name"] == .message(Message("composite.name")))
    #expect(first(enough)?.key == "composite.finding.first-part")
  }

  @Test("what cannot be used has its code") func refusals() throws {
    #expect(try code(Self.named + "normalisation: min\n", Self.units) == "T010")
    #expect(try code(Self.named + "seed: -1\n", Self.units) == "T848")
    #expect(try code(Self.named + "top: 0\n", Self.units) == "T848")
    #expect(try code(Self.named + "draws: 3\n", Self.units) == "T848")
    #expect(try code("data: units.csv\n", Self.units) == "T011")
    var wrong = Self.units
    wrong["meta.csv"] = "indicator,direction\nincome,up\n"
    #expect(try code(Self.named, wrong) == "T866")
    wrong["meta.csv"] = "indicator,direction\nwages,higher\n"
    #expect(try code(Self.named, wrong) == "T130")
    for row in ["income,higher,1,0,", "income,higher,1,,5", "income,higher,-1,,"] {
      wrong["meta.csv"] = "indicator,direction,weight,lower,upper\npoverty,lower,1,,\n\(row)\n"
      let found = try diagnostic { _ = try result(Self.named, wrong) }
      #expect(found?.code == "T852" && found?.arguments["indicator"] == "income")
      #expect(found?.place?.file.hasSuffix("meta.csv") == true && found?.place?.line == 3)
    }
    wrong["meta.csv"] = "indicator,direction,weight\npoverty,lower,0\nincome,higher,0\n"
    let nothing = try diagnostic { _ = try result(Self.named, wrong) }
    #expect(nothing?.code == "T870" && nothing?.place?.file.hasSuffix("meta.csv") == true)
    wrong = Self.units
    wrong["units.csv"] = "place,income,poverty\na,10,10\na,20,5\n"
    #expect(try code(Self.named, wrong) == "T843")
    let column = "{id: a, dataset: d, indicator: i, period: '2022', direction: higher}"
    #expect(try code("indicators: [\(column), \(column)]\n") == "T843")
    #expect(try code(Self.named + "indicators: [\(column)]\n", Self.units) == "T848")
    #expect(try code("indicators: [\(column)]\n") == "T052")
    let light = column.replacing("direction", with: "weight: 0, direction")
    #expect(try code("indicators: [\(light)]\n") == "T870")
    #expect(
      try code("indicators: [{id: a, dataset: d, indicator: i, period: soon, direction: lower}]")
        == "T010")
  }
}
