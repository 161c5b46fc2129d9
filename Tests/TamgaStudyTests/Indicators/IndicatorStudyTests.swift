import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Indicators of the catalogue in a study") struct IndicatorStudyTests {
  private func code(_ parameters: String) throws -> String? {
    try diagnostic { try PreparedStep.reading("indicators.compute", parameters) }?.code
  }

  private func value(
    _ result: AnalysisResult, _ id: String, _ subject: [MessageArgument], _ year: Int
  ) -> ValueRecord? {
    let row = result.tables[0].rows.first { row in
      guard case .label(let words) = row[1] else { return false }
      return row[7] == .text(id) && row[2] == .period(Period(year: year))
        && subject.allSatisfy(words.arguments.values.contains)
    }
    guard case .value(let value)? = row?[3] else { return nil }
    return result.values.first { $0.id == value }
  }

  @Test("a share rests on the two cells without which it would be another number")
  func dependence() throws {
    let result = try AnalysisCase.indicators.step().run(Tables(AnalysisCase.indicators.points))
    let exports = MessageArgument.message(Message("flow.X"))
    let share = try #require(
      value(result, "flow.share.level", [.entity("KGZ"), exports], 2019))
    // 150 of 1,200.
    #expect(share.value == .real(12.5) && share.unit == "pct")
    let inputs = share.inputs.compactMap { input -> [String]? in
      guard case .value(let id) = input else { return nil }
      return [id.keys["partner"] ?? "", id.keys["flow"] ?? "", id.keys["t"] ?? ""]
    }
    #expect(Set(inputs) == [["KGZ", "X", "2019"], ["WLD", "X", "2019"]])
    #expect(share.sources == ["office.trade@2024-07-25"])
  }

  @Test("a gap is told in words and is no zero") func gap() throws {
    var points = AnalysisCase.flows
    points = points.map { point in
      point.partner.text == "KGZ" && point.flow == "X" && point.period.year == 2019
        ? point.withoutValue : point
    }
    let result = try AnalysisCase.indicators.step().run(Tables(["flows": points]))
    let exports = MessageArgument.message(Message("flow.X"))
    let share = try #require(
      value(result, "flow.share.level", [.entity("KGZ"), exports], 2019))
    #expect(share.value == .missing("missing-input"))
    #expect(
      result.tables[0].rows.contains { $0[6] == .label(Message("missing.missing-input")) })
  }

  @Test("a tidy text beside the study: a location quotient by hand, from its cells") func file()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-lq-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "region,industry,employment\nA,mine,30\nA,farm,70\nB,mine,10\nB,farm,90\n"
    try text.write(
      to: folder.appendingPathComponent("work.csv"), atomically: true, encoding: .utf8)
    let step = try PreparedStep.reading(
      "indicators.compute", "indicators: [lq.ratio.plain]\ndata: work.csv\n", folder: folder)
    let result = try step.run(Tables([:]))
    let quotients = result.values.filter { $0.id.path == "indicators.value" }
    // (30 / 100) / (40 / 200).
    #expect(quotients.contains { abs(($0.value.double ?? 0) - 1.5) < 1e-12 })
    let cells = result.values.filter { $0.id.path == "indicators.cell" }
    #expect(cells.count == 4)
    guard case .cell(let cell)? = cells.first?.inputs.first else {
      Issue.record("no cell")
      return
    }
    #expect(cell.file == "work.csv" && cell.line == 2 && cell.raw == "30")
  }

  @Test("an average over regions takes those named") func regions() throws {
    let step = try PreparedStep.reading(
      "indicators.compute",
      """
      indicators: [inequality.gini.n]
      regions: {dataset: office.numbers, value: grp, regions: [KZ-15, KZ-27]}
      """)
    let points = [("KZ-15", "30"), ("KZ-27", "10"), ("KZ-39", "5")].map {
      Made.number(EntityCode($0), "grp", "2022", $1, unit: "MKZT")
    }
    let result = try step.run(Tables(["values": points]))
    let gini = try #require(result.values.first { $0.id.path == "indicators.value" })
    // Σ Σ |x − y| / (2 n² μ) = 40 / (2 · 4 · 20).
    #expect(gini.value == .real(0.25))
    let mixed = points + [Made.number("KZ-27", "grp", "2021", "1", unit: "MUSD")]
    #expect(try diagnostic { try step.run(Tables(["values": mixed])) }?.code == "T072")
  }

  @Test("what cannot be understood has its code") func refusals() throws {
    let flows = "flows: {dataset: office.trade}\n"
    #expect(try code("indicators: [flow.share.levle]\n" + flows) == "T800")
    #expect(try code("indicators: [concentration.hhi]\n" + flows) == "T801")
    #expect(try code("indicators: [concentration.hhi]\nas: world\n" + flows) == "T809")
    #expect(
      try code("indicators: [flow.share.level]\nchoices: {depth: 3}\n" + flows) == "T803")
    #expect(try code("indicators: [flow.share.level]\n") == "T063")
    #expect(try code("indicators: [flow.share.level]\ndata: no.csv\n") == "T660")
    #expect(try code("indicators: [concentration.hhi]\nas: wits\n" + flows) == nil)
  }
}
