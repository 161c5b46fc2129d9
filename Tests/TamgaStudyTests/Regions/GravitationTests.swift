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

  /// Regions with GRP, population and three kinds of distance, an area for two of three.
  private static let whole = """
    origin,destination,country_i,country_j,grp_i,grp_j,population_i,population_j,area_i,area_j,line,road,hours
    KZ-15,KZ-27,KAZ,KAZ,30,10,4,2,28.274333882308138,,100,120,2
    KZ-15,RU-ORE,KAZ,RUS,30,20,4,5,28.274333882308138,314.1592653589793,50,60,1

    """

  private func run(_ parameters: String, _ table: String = whole) throws -> AnalysisResult {
    try AnalysisCase(
      id: "region.gravitation", parameters: parameters, points: [:], files: ["pairs.csv": table]
    ).step().run(Tables([:]))
  }

  private func value(_ result: AnalysisResult, _ path: String, _ key: String) -> Double? {
    result.values.first { $0.id.path == "gravitation.\(path)" && $0.id.keys["of"] == key }?
      .value.double
  }

  @Test("without kinds named all 45 runs are made, and waiting goes to the hours") func fan() throws
  {
    func runs(_ result: AnalysisResult) -> MessageArgument? {
      result.introduction?.arguments["runs"]
    }
    #expect(try runs(run("data: pairs.csv\n")) == .count(45))
    let waiting = Self.whole.replacing("hours\n", with: "hours,border_minutes\n")
      .replacing(",2\n", with: ",2,0\n").replacing(",1\n", with: ",1,60\n")
    let found = try run("data: pairs.csv\n", waiting)
    #expect(runs(found) == .count(60))
    // In force: GRP over hours with waiting, 300/2² against 600/(1 + 1)².
    #expect(abs((value(found, "share", "kz-15-kz-27") ?? 0) - 100.0 / 3) < 1e-9)
    #expect(
      try runs(run("data: pairs.csv\nmass: [\"grp_i,grp_j\"]\ndistance: [road]\n"))
        == .count(5))
    // √(30 · 4) √(10 · 2) / 120² against √(30 · 4) √(20 · 5) / 60².
    let mixed = try run(
      "data: pairs.csv\nmass: [\"grp_i,grp_j,population_i,population_j\"]\ndistance: [road]\n")
    let (near, far) = (20.0.squareRoot() / 14_400, 10.0 / 3_600)
    #expect(abs((value(mixed, "share", "kz-15-kz-27") ?? 0) - 100 * near / (near + far)) < 1e-9)
  }

  @Test("a place with an area counts itself at two thirds of its radius, in hours at the speed")
  func itself() throws {
    let shared = "data: pairs.csv\nmass: [\"grp_i,grp_j\"]\ndistance: [road, hours]\nspan: 120\n"
    let on = try run(shared)
    let off = try run(shared + "self: off\n")
    /// Pareto with a half at the span and β = 2.
    func f(_ spans: Double) -> Double {
      let root = 1 + (2.0.squareRoot() - 1) * spans
      return 1 / (root * root)
    }
    // Of KZ-15: 10 at 120 km, 20 at 60 km, itself 30 at 2 km; 120 km are two hours at 60 km/h.
    let others = 10 * f(1) + 20 * f(0.5)
    let whole = others + 30 * f(1.0 / 60)
    #expect(abs((value(off, "potential", "road-kz-15") ?? 0) - others) < 1e-9)
    #expect(abs((value(on, "potential", "road-kz-15") ?? 0) - whole) < 1e-9)
    #expect(abs((value(on, "potential", "hours-kz-15") ?? 0) - whole) < 1e-9)
    #expect(value(on, "potential", "road-kz-27") == value(off, "potential", "road-kz-27"))
    #expect(
      try code("data: pairs.csv\n", Self.whole.replacing("314.1592653589793", with: "-1")) == "T820"
    )
  }

  @Test("what the table cannot bear has its code") func refusals() throws {
    let whole = AnalysisCase.gravitation.parameters + "\n"
    #expect(try code(whole + "top: 0\n") == "T824")
    #expect(try code(whole + "speed: 0\n") == "T824")
    #expect(try code("data: pairs.csv\nmass: [grp_i]\ndistance: [line]\n") == "T824")
    #expect(
      try code("data: pairs.csv\n", AnalysisCase.pairs.replacing("grp_", with: "income_")) == "T130"
    )
    #expect(
      try code("data: pairs.csv\n", AnalysisCase.pairs.replacing("line,road", with: "x,y"))
        == "T130")
    #expect(try code(whole + "self: perhaps\n") == "T010")
    #expect(try code("data: other.csv\n") == "T660")
    let twice = AnalysisCase.pairs + "KZ-27,KZ-15,KAZ,KAZ,10,30,2,4,100,120\n"
    #expect(try code(whole, twice) == "T823")
    #expect(try code(whole, AnalysisCase.pairs.replacing("30,10,4,2", with: ",10,4,2")) == "T133")
    #expect(try code(whole, AnalysisCase.pairs.replacing("30,10,4,2", with: "31,10,4,2")) == "T834")
  }

  @Test("waiting that is missing, and a place that changes, are said as they are") func changes()
    throws
  {
    let waiting = Self.whole.replacing("hours\n", with: "hours,border_minutes\n")
      .replacing(",2\n", with: ",2,0\n").replacing(",1\n", with: ",1,\n")
    #expect(try code("data: pairs.csv\n", waiting) == "T133")
    func found(_ old: String, _ new: String) throws -> Diagnostic? {
      try diagnostic {
        _ = try run("data: pairs.csv\n", Self.whole.replacing(old, with: new))
      }
    }
    let moved = try found("KZ-15,RU-ORE,KAZ", "KZ-15,RU-ORE,KGZ")
    #expect(moved?.code == "T837" && moved?.arguments["what"] == "KZ-15")
    #expect(moved?.arguments["now"] == "KGZ" && moved?.arguments["before"] == "KAZ")
    let grown = try found("5,28.274333882308138", "5,29")
    #expect(grown?.code == "T837" && grown?.arguments["column"] == "area")
    #expect(grown?.place?.line == 3)
  }

  @Test("the decay is named in the reader's words, with a span where it has one") func decay()
    throws
  {
    for language in Language.allCases {
      let localiser = try Localiser(language: language)
      func note(_ decay: String) throws -> String {
        let result = try run("data: pairs.csv\nself: off\ndecay: \(decay)\nspan: 120\n")
        let table = try #require(result.tables.first { $0.id == "made.potential" })
        return localiser.text(try #require(table.notes.first))
      }
      #expect(try note("pareto").contains("120"))
      #expect(try note("exponential").contains("120"))
      let stewart = try note("stewart")
      #expect(!stewart.contains("120") && !stewart.contains("stewart"))
    }
  }
}
