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
    let table = result.tables.first { $0.id == "made.\(slug(id))" }
    let row = table?.rows.first { row in
      guard case .label(let words) = row[0] else { return false }
      return row[1] == .period(Period(year: year))
        && subject.allSatisfy(words.arguments.values.contains)
    }
    guard case .value(let value)? = row?[2] else { return nil }
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
      result.tables[0].rows.contains { $0.last == .label(Message("missing.missing-input")) })
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

  private func step(_ parameters: String, files: [String: String]) throws -> PreparedStep {
    try AnalysisCase(
      id: "indicators.compute", parameters: parameters, points: [:], files: files
    ).step()
  }

  private func values(_ result: AnalysisResult) -> [String: Double] {
    var found: [String: Double] = [:]
    for record in result.values where record.id.path == "indicators.value" {
      found[record.id.keys["of"] ?? ""] = record.value.double
    }
    return found
  }

  /// Six regions in two rows of three that share edges: I = 0.2.
  private static let six = (1...6).map {
    Made.number(EntityCode("KZ-1\($0)"), "wage", "2022", "\($0)", unit: "kKZT")
  }
  private static let edges =
    "i,j,w\n"
    + [(1, 2), (2, 3), (4, 5), (5, 6), (1, 4), (2, 5), (3, 6)].flatMap {
      ["KZ-1\($0),KZ-1\($1),1", "KZ-1\($1),KZ-1\($0),1"]
    }.joined(separator: "\n")

  @Test("numbers of the warehouse beside a table of neighbours: Moran's I by hand, from both")
  func neighbours() throws {
    let step = try step(
      """
      indicators: [spatial.moran.row-standardised, inequality.cv.population]
      regions: {dataset: office.numbers, value: wage}
      data: links.csv
      """, files: ["links.csv": Self.edges])
    let result = try step.run(Tables(["values": Self.six]))
    let moran = try #require(
      result.values.first { $0.id.keys["of"] == "spatial.moran.row-standardised" })
    #expect(abs((moran.value.double ?? 0) - 0.2) < 1e-12)
    let paths = moran.inputs.map { input -> String in
      if case .value(let id) = input { id.path } else { "" }
    }
    // Six values and fourteen links.
    #expect(paths.count { $0 == "indicators.region" } == 6)
    #expect(paths.count { $0 == "indicators.cell" } == 14)
    #expect(result.values.contains { $0.id.path == "indicators.p" })
    #expect(result.findings.contains { $0.message.key == "indicators.finding.test" })
    let absent = try diagnostic { try step.run(Tables(["values": []])) }
    #expect(absent?.code == "T052")
  }

  @Test("several texts: each indicator takes the first that has its columns") func texts() throws {
    let parameters = """
      indicators: [spatial.moran.row-standardised]
      data: [wages.csv, links.csv]
      """
    let wages =
      "region,value\n" + (1...6).map { "KZ-1\($0),\($0)" }.joined(separator: "\n")
    let result = try step(parameters, files: ["wages.csv": wages, "links.csv": Self.edges])
      .run(Tables([:]))
    #expect(abs((values(result).values.first ?? 0) - 0.2) < 1e-12)
    let files = result.values.flatMap(\.inputs).compactMap { input -> String? in
      if case .cell(let cell) = input { cell.file } else { nil }
    }
    #expect(Set(files) == ["wages.csv", "links.csv"])
    let alone = try diagnostic {
      try step(
        "indicators: [spatial.moran.row-standardised]\ndata: wages.csv\n",
        files: [
          "wages.csv": wages
        ]
      ).run(Tables([:]))
    }
    #expect(alone?.code == "T802")
    let twice = try diagnostic {
      try step(
        "indicators: [inequality.gini.n]\ndata: [wages.csv, wages.csv]\n",
        files: [
          "wages.csv": wages
        ])
    }
    #expect(twice?.code == "T843")
  }

  @Test("groups, periods, and a region counted within the one it was split from") func groups()
    throws
  {
    let step = try PreparedStep.reading(
      "indicators.compute",
      """
      indicators: [inequality.theil.between]
      regions:
        dataset: office.numbers
        value: grp
        periods: ["2022"]
        within: {KZ-10: KZ-63}
        groups: {border: [KZ-15, KZ-63], interior: [KZ-11, KZ-35]}
      """)
    let points = [
      ("KZ-15", "2022", "1"), ("KZ-63", "2022", "2"), ("KZ-10", "2022", "1"),
      ("KZ-11", "2022", "4"), ("KZ-35", "2022", "8"), ("KZ-75", "2022", "90"),
      ("KZ-15", "2021", "70"),
    ].map { Made.number(EntityCode($0), "grp", $1, $2, unit: "MKZT") }
    let result = try step.run(Tables(["values": points]))
    // Values 1, 2 + 1 and 4, 8: 0.25 ln 0.5 + 0.75 ln 1.5.
    #expect(abs((values(result).values.first ?? 0) - 0.130_812_035_941_136_97) < 1e-12)
    #expect(values(result).count == 1)
  }

  @Test("a pair for each region: a coefficient by hand, small samples and changes said")
  func pairs() throws {
    let parameters = """
      indicators: [corr.pearson.pairs]
      pairs:
        x: {dataset: office.numbers, indicator: wage, period: 2022-Q4}
        y: {dataset: office.numbers, indicator: grp, period: "2022", since: "2021"}
      """
    let wages = [2, 1, 4, 3, 5].enumerated().map {
      Made.number(EntityCode("KZ-1\($0)"), "wage", "2022-Q4", "\($1)", unit: "kKZT")
    }
    let product = (0..<5).flatMap { place in
      [("2021", 100), ("2022", 101 + place)].map {
        Made.number(EntityCode("KZ-1\(place)"), "grp", $0, "\($1)", unit: "MKZT")
      }
    }
    let step = try PreparedStep.reading("indicators.compute", parameters)
    let result = try step.run(Tables(["x": wages, "y": product]))
    // Growth of 1, 2, 3, 4, 5 per cent against 2, 1, 4, 3, 5.
    #expect(abs((values(result).values.first ?? 0) - 0.8) < 1e-12)
    let finding = try #require(result.findings.first)
    #expect(finding.message.key == "indicators.finding.interval")
    #expect(
      finding.message.arguments["verdict"] == .message(Message("indicators.verdict.chance")))
    #expect(
      finding.message.arguments["sample"]
        == .message(Message("indicators.sample.small", ["n": .count(5)])))
    let inputs = result.values.first { $0.id.path == "indicators.value" }?.inputs.count
    #expect(inputs == 15)
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
    #expect(try code("indicators: [flow.share.level]\ndata: [no.csv]\n") == "T660")
    let regions = "indicators: [inequality.gini.n]\nregions: {dataset: d, value: v, "
    #expect(try code(regions + "periods: [2022-13]}\n") == "T010")
    #expect(try code(regions + "groups: {a: [KZ-15], b: [KZ-15]}}\n") == "T843")
    #expect(try code(regions + "regions: [KZ-15], groups: {a: [KZ-15]}}\n") == "T848")
    #expect(try code(regions + "wieght: w}\n") == "T012")
    let pairs = "indicators: [corr.pearson.pairs]\npairs: {x: {dataset: d, indicator: i, "
    #expect(try code(pairs + "period: soon}, y: {}}\n") == "T010")
    #expect(try code(pairs + "period: '2022'}}\n") == "T011")
    #expect(try code("indicators: [concentration.hhi]\nas: wits\n" + flows) == nil)
  }

  @Test("a flow of a text that no indicator knows is refused with its line") func unknownFlow()
    throws
  {
    let found = try diagnostic {
      _ = try step(
        "indicators: [flow.share.level]\ndata: f.csv\n",
        files: [
          "f.csv":
            "reporter,partner,product,flow,period,value\nA,B,TOTAL,X,2022,1\nA,WLD,TOTAL,export,2022,2\n"
        ])
    }
    #expect(found?.code == "T819" && found?.place?.line == 3)
  }
}
