import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Poles of growth in a study") struct PoleTests {
  private func result() throws -> AnalysisResult {
    try AnalysisCase.poles.step().run(Tables([:]))
  }

  private func code(_ parameters: String, _ files: [String: String] = [:]) throws -> String? {
    let example = AnalysisCase(
      id: "region.poles", parameters: parameters, points: [:],
      files: AnalysisCase.poles.files.merging(files) { $1 })
    return try diagnostic { try example.step().run(Tables([:])) }?.code
  }

  private func cells(_ result: AnalysisResult, _ table: String) -> [[TableCell]] {
    result.tables.first { $0.id == "made.\(table)" }?.rows ?? []
  }

  @Test("a place far from both poles lies beyond influence, with its nearest pole's distance")
  func beyond() throws {
    let result = try result()
    let rows = cells(result, "beyond")
    #expect(rows.map { $0[0] } == [.text("C")])
    #expect(rows[0][2] == .label(Message("poles.part.core")))
    guard case .value(let distance) = rows[0][4] else {
      Issue.record("no distance")
      return
    }
    #expect(result.values.first { $0.id == distance }?.value == .exact(12))
    let core = result.values.first {
      $0.id.path == "poles.coverage.share" && $0.id.keys["of"] == "core"
    }
    // 50 of 450 people.
    #expect(abs((core?.value.double ?? 0) - 100 * 50.0 / 450) < 1e-9)
  }

  @Test("the plan is judged, zones are given, all stages have a table") func stages() throws {
    let result = try result()
    #expect(cells(result, "plan")[0][4] == .label(Message("poles.verdict.holds")))
    let ids = ["plan", "scores", "zones", "coverage", "beyond", "programme", "risks", "places"]
    #expect(result.tables.map(\.id) == ids.map { "made.\($0)" })
    let places = cells(result, "places")
    #expect(places[0] == [.text("A"), .text("East"), .text("East"), .text("East")])
    #expect(places[2][3] == .label(Message("poles.none")))
  }

  @Test("risks are graded among the regions, the gravest first") func risks() throws {
    let result = try result()
    let rows = cells(result, "risks")
    let grades = rows.compactMap { row -> Double? in
      guard case .value(let id) = row[8] else { return nil }
      return result.values.first { $0.id == id }?.value.double
    }
    // Likelihood 3, 2, 1 and impact 1, 2, 3.
    #expect(grades == [4, 3, 3])
    #expect(rows[0][0] == .entity("KZ-39"))
  }

  @Test("low growth is the graver risk, shown with its sign and unit; two directions are refused")
  func growth() throws {
    func register(_ rows: String) -> [String: String] {
      ["risks.csv": "region,group,indicator,likelihood,direction,impact\n" + rows]
    }
    let low = register(
      "KZ-15,economic,growth.rate.chain,-1.5,lower,5\nKZ-27,economic,growth.rate.chain,7,lower,5\n")
    let example = AnalysisCase(
      id: "region.poles", parameters: AnalysisCase.poles.parameters, points: [:],
      files: AnalysisCase.poles.files.merging(low) { $1 })
    let result = try example.step().run(Tables([:]))
    let row = try #require(cells(result, "risks").first)
    #expect(row[0] == .entity("KZ-15") && row[3] == .label(Message("poles.worse.lower")))
    guard case .value(let id) = row[4] else {
      Issue.record("no value")
      return
    }
    let record = result.values.first { $0.id == id }
    #expect(record?.value == .exact(ExactDecimal("-1.5") ?? 0) && record?.unit == "pct")
    let whole = AnalysisCase.poles.parameters
    #expect(
      try code(whole, register("A,economic,a.b.c,1,lower,5\nB,economic,a.b.c,1,higher,5\n"))
        == "T873")
    #expect(try code(whole, register("A,economic,a.b.c,1,lowest,5\n")) == "T866")
  }

  @Test("a pole is at no distance from its own place, named so in both tables") func ownPlace()
    throws
  {
    let example = AnalysisCase(
      id: "region.poles", parameters: AnalysisCase.poles.parameters, points: [:],
      files: AnalysisCase.poles.files.merging([
        "places.csv": "name,area,population\nA,10,100\nB,30,300\nC,60,50\nWest,5,7\n",
        "poles.csv":
          "name,population,grp,growth\nEast,500,80,104\nWest,300,1,101\nSouth,100,20,99\n",
      ]) { $1 })
    let result = try example.step().run(Tables([:]))
    #expect(!cells(result, "beyond").contains { $0[0] == .text("West") })
    let own = try #require(cells(result, "places").first { $0[0] == .text("West") })
    #expect(own == [TableCell](repeating: .text("West"), count: 4))
    let notes = result.tables.first { $0.id == "made.programme" }?.notes ?? []
    #expect(notes.contains { $0.key == "poles.note.covered" })
  }

  @Test("without areas none are shown") func areas() throws {
    let example = AnalysisCase(
      id: "region.poles", parameters: AnalysisCase.poles.parameters, points: [:],
      files: AnalysisCase.poles.files.merging([
        "places.csv": "name,population\nA,100\nB,300\nC,50\n"
      ]) { $1 })
    let result = try example.step().run(Tables([:]))
    let table = try #require(result.tables.first { $0.id == "made.coverage" })
    #expect(!table.columns.contains { $0.key == "area" })
    #expect(table.notes.contains { $0.key == "poles.note.area" })
  }

  @Test("what the tables cannot bear has its code") func refusals() throws {
    let whole = AnalysisCase.poles.parameters
    #expect(try code(whole.replacing("[East, West]", with: "[East, Wset]")) == "T825")
    #expect(try code(whole.replacing("budget: 1", with: "budget: 9")) == "T824")
    #expect(try code(whole, ["places.csv": "name,population\nA,1\nA,2\n"]) == "T823")
    #expect(try code(whole, ["places.csv": "name,population\nA,1\nB,\nC,2\n"]) == "T133")
    #expect(try code(whole, ["distances.csv": "place,pole,hours\nX,East,1\n"]) == "T825")
    #expect(
      try code(
        whole, ["risks.csv": "region,group,indicator,likelihood,impact\nA,trnasport,a.b.c,1,1\n"])
        == "T838")
    #expect(
      try code(
        whole, ["risks.csv": "region,group,indicator,likelihood,impact\nA,transport,,1,1\n"])
        == "T825")
    #expect(try code(whole.replacing("above: 100", with: "abvoe: 100")) != nil)
  }
}
