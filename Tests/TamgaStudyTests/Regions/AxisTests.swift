import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Axes of development in a study") struct AxisTests {
  private func code(_ files: [String: String]) throws -> String? {
    let example = AnalysisCase(
      id: "region.axes", parameters: AnalysisCase.axes.parameters, points: [:],
      files: AnalysisCase.axes.files.merging(files) { $1 })
    return try diagnostic { try example.step().run(Tables([:])) }?.code
  }

  private func result() throws -> AnalysisResult {
    try AnalysisCase.axes.step().run(Tables([:]))
  }

  @Test("two starts are two ways; a branch without a start is listed apart") func ways() throws {
    let result = try result()
    let lists = try #require(result.tables.first { $0.id == "made.lists" })
    #expect(lists.rows.map { $0[1] } == [.text("A – C – D"), .text("B – C – D")])
    #expect(lists.rows[0][2] == .text("C → E"))
    let loose = try #require(result.tables.first { $0.id == "made.loose" })
    #expect(loose.rows.map { $0[2] } == [.text("F"), .text("Neighbours")])
  }

  @Test("length, gap and shared kilometres by hand") func measures() throws {
    let result = try result()
    func value(_ path: String, _ key: String) -> Double? {
      result.values.first { $0.id.path == "axes.\(path)" && $0.id.keys["of"] == key }?.value.double
    }
    #expect(value("length", "south-a-d") == 800 && value("length", "south-b-d") == 760)
    #expect(value("gap", "south-a-d") == 500)
    #expect(abs((value("continuity", "south-a-d") ?? 0) - 0.375) < 1e-12)
    #expect(value("density", "south-a-d") == 1_070_000.0 / 8)
    #expect(value("shared", "south-a-d-south-b-d") == 500)
  }

  @Test("a link without a length leaves the axis without one, in words") func broken() throws {
    let example = AnalysisCase(
      id: "region.axes", parameters: AnalysisCase.axes.parameters, points: [:],
      files: AnalysisCase.axes.files.merging([
        "links.csv": "from,to,km\nA,C,300\nB,C,260\nC,D,\nC,E,250\n"
      ]) { $1 })
    let result = try example.step().run(Tables([:]))
    let length = result.values.first {
      $0.id.path == "axes.length" && $0.id.keys["of"] == "south-a-d"
    }
    #expect(length?.value == .missing("unreachable"))
    #expect(result.findings.contains { $0.message.key == "axes.finding.broken" })
    #expect(result.figures.isEmpty)
  }

  @Test("an axis that returns to a city, or follows none, has its code") func refusals() throws {
    let head = "axis,order,role,after,place\n"
    #expect(try code(["axes.csv": head + "x,1,node,,A\nx,2,node,A; C,C\n"]) == "T872")
    #expect(try code(["axes.csv": head + "x,1,node,,A\nx,2,node,B,C\n"]) == "T825")
    #expect(try code(["axes.csv": head + "x,1,node,,A\n"]) == "T872")
    #expect(try code(["axes.csv": head + "x,1,node,,A\nx,2,node,A,Z\n"]) == "T825")
    #expect(try code(["links.csv": "from,to,km\nA,C,300\nC,A,300\n"]) == "T823")
    #expect(try code(["cities.csv": "name,latitude,longitude,population\nA,45,,1\n"]) == "T133")
  }
}
