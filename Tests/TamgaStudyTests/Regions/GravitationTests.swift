import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Gravitation of regions in a study") struct GravitationTests {
  private func result() throws -> AnalysisResult {
    try AnalysisCase.gravitation.step().run(Tables([:]))
  }

  private func code(_ parameters: String, _ table: String = AnalysisCase.pairs) throws -> String? {
    var example = AnalysisCase.gravitation
    example = AnalysisCase(
      id: example.id, parameters: parameters, points: [:], files: ["pairs.csv": table])
    return try diagnostic { try example.step().run(Tables([:])) }?.code
  }

  @Test("the share of a pair by hand, resting on its masses and its distance") func share() throws {
    let result = try result()
    let found = try #require(
      result.values.first {
        $0.id.path == "gravitation.share" && $0.id.keys["of"] == "kz-15-ru-ore"
      })
    let pulls = [
      300.0 / 10_000, 600.0 / 2_500, 1_200.0 / 40_000, 200.0 / 10_000, 400.0 / 62_500,
      800.0 / 22_500,
    ]
    #expect(abs((found.value.double ?? 0) - 100 * pulls[1] / pulls.reduce(0, +)) < 1e-9)
    let cells = found.inputs.compactMap { input -> String? in
      guard case .value(let id) = input else { return nil }
      return result.values.first { $0.id == id }?.inputs.compactMap { input -> String? in
        guard case .cell(let cell) = input else { return nil }
        return cell.column
      }.first
    }
    #expect(cells == ["grp_i", "grp_j", "pop_i", "pop_j", "line", "road"])
  }

  @Test("pairs over the border are ranked on the page; all are in the download") func tables()
    throws
  {
    let result = try result()
    #expect(result.tables.map(\.id) == ["made.pairs", "made.potential", "made.all"])
    #expect(result.tables[0].rows.count == 3 && result.tables[2].rows.count == 6)
    #expect(result.tables[2].display == .download)
  }

  @Test("the part of a potential from abroad by hand, and no road is no zero distance")
  func potential() throws {
    let result = try result()
    func share(_ key: String) -> Double? {
      result.values.first {
        $0.id.path == "gravitation.abroad-share" && $0.id.keys["of"] == key
      }?.value.double
    }
    // Pareto with a half at 100 and β = 2: f(d) = (1 + (√2 − 1) d / 100)^−2.
    func f(_ d: Double) -> Double {
      let x = 1 + (2.0.squareRoot() - 1) / 100 * d
      return 1 / (x * x)
    }
    let home = 10 * f(100) + 40 * f(200)
    let abroad = 20 * f(50)
    #expect(abs((share("line-kz-15") ?? 0) - 100 * abroad / (home + abroad)) < 1e-9)
    #expect(share("road-kz-39") == 0)
  }

  @Test("what the table cannot bear has its code") func refusals() throws {
    let whole = AnalysisCase.gravitation.parameters + "\n"
    #expect(try code(whole + "top: 0\n") == "T824")
    #expect(try code(whole + "speed: 0\n") == "T824")
    #expect(try code("data: pairs.csv\nmass: [grp_i]\ndistance: [line]\n") == "T824")
    #expect(try code("data: pairs.csv\n") == "T130")
    #expect(try code("data: other.csv\n") == "T660")
    let twice = AnalysisCase.pairs + "KZ-27,KZ-15,KAZ,KAZ,10,30,2,4,100,120\n"
    #expect(try code(whole, twice) == "T823")
    #expect(try code(whole, AnalysisCase.pairs.replacing("30,10,4,2", with: ",10,4,2")) == "T133")
    #expect(try code(whole, AnalysisCase.pairs.replacing("30,10,4,2", with: "31,10,4,2")) == "T834")
  }
}
