import TamgaIndicators
import TamgaNumerics
import Testing

/// The table of definitions: what each source has, cell by cell.
@Suite("Profiles") struct ProfileTests {
  private static let cells: [(family: String, profile: IndicatorProfile, ids: [String])] = [
    ("concentration.hhi", .wits, ["concentration.hhi.sum-squares"]),
    ("concentration.hhi", .unctad, ["concentration.hhi.root-normalised"]),
    (
      "concentration.hhi", .reat, ["concentration.hhi.sum-squares", "concentration.hhi.normalised"]
    ),
    ("flow.openness", .wits, ["flow.openness.sum"]),
    ("flow.openness", .unctad, ["flow.openness.half"]),
    ("growth.average", .wits, ["growth.average.cagr"]),
    ("growth.average", .unctad, ["growth.average.least-squares"]),
    ("growth.average", .reat, ["growth.average.mean-chain"]),
    ("inequality.theil", .reat, ["inequality.theil.l"]),
    ("inequality.gini", .reat, ["inequality.gini.n", "inequality.gini.n1"]),
    ("special.krugman", .reat, ["special.krugman.sum"]),
    ("inequality.cv", .reat, ["inequality.cv.sample"]),
    ("complexity.eci", .harvard, ["complexity.eci.eigen"]),
    ("complexity.pci", .harvard, ["complexity.pci.eigen"]),
    ("bilateral.tii", .wits, ["bilateral.tii.gross"]),
    ("cif-fob.model", .harvard, ["cif-fob.model.growth-lab"]),
    ("potential.field", .reat, ["potential.field.power"]),
  ]

  @Test("each cell of the table chooses its variants", arguments: cells.indices)
  func variants(_ place: Int) {
    let cell = Self.cells[place]
    guard
      case .found(let found, let overrides) = IndicatorCatalogue.resolve(
        cell.family, as: cell.profile)
    else {
      Issue.record("\(cell.family) under \(cell.profile)")
      return
    }
    #expect(found.map(\.id) == cell.ids && !overrides)
  }

  private func result(
    _ id: String, _ csv: String, _ context: IndicatorContext
  ) throws -> IndicatorResult {
    let indicator = try #require(IndicatorCatalogue.indicator(id))
    return try #require(
      try indicator.compute(IndicatorTables([try TidyTable(csv: csv)]), context).first)
  }

  /// A degree of the equator on a sphere of 6,378 km.
  @Test("reat: distance on a sphere of 6,378 km, printed as a choice; an explicit one wins")
  func sphere() throws {
    let places = """
      place,period,x,y,weight
      a,2020,60,0,1
      b,2020,61,0,0
      a,2021,60,0,0
      b,2021,61,0,1
      """
    let id = "centroid.drift.weighted"
    let own = try result(id, places, IndicatorContext())
    let reat = try result(id, places, IndicatorContext(profile: .reat))
    #expect(own.choices == [:] && reat.choices == ["radius": "6378"])
    #expect(abs((reat.value ?? 0) - 6378 * Double.pi / 180) < 1e-9)
    let chosen = try result(
      id, places, IndicatorContext(choices: ["radius": "6371"], profile: .reat))
    #expect(abs((chosen.value ?? 0) - 6371 * Double.pi / 180) < 1e-9)
    let wits = try result(id, places, IndicatorContext(profile: .wits))
    #expect(wits.value == own.value && wits.choices == [:])
  }

  @Test("reat: decay by a power of distance") func decay() throws {
    let pairs = "origin,destination,distance,mass_i,mass_j\na,b,2,2,3\na,c,4,2,4\nb,c,3,3,4"
    let found = try result("potential.field.power", pairs, IndicatorContext(profile: .reat))
    #expect(found.subject == "a" && abs((found.value ?? 0) - 1) < 1e-12)
  }

  @Test("reat: σ-convergence keeps the divisor n, the variation of a sample has n − 1")
  func divisors() throws {
    let panel = "region,period,value\na,2000,1\nb,2000,3\na,2010,2\nb,2010,3"
    let sigma = try result("convergence.sigma.cv", panel, IndicatorContext(profile: .reat))
    #expect(sigma.choices == [:] && abs((sigma.value ?? 0) - 0.5) < 1e-12)
    let sample = try result(
      "inequality.cv.sample", "region,value\na,1\nb,3", IndicatorContext(profile: .reat))
    #expect(abs((sample.value ?? 0) - 0.5.squareRoot()) < 1e-12)
  }

  /// Each of two countries with equal shares has an advantage of exactly one in both products.
  @Test("harvard: an advantage of exactly one is presence; rows with one key are added up")
  func harvard() throws {
    let even = """
      reporter,product,flow,value
      KAZ,p,X,1
      KAZ,p,X,2
      KAZ,q,X,3
      KGZ,p,X,3
      KGZ,q,X,3
      """
    let found = try result(
      "complexity.diversity.rca1", even, IndicatorContext(profile: .harvard))
    #expect(found.value == 2 && found.flags.contains(.duplicates))
    #expect(found.choices == [:])
  }
}
