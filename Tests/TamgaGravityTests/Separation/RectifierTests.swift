import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Separation: the iterative rectifier alone")
struct RectifierTests {
  private func alone() -> SeparationOptions {
    var options = SeparationOptions()
    options.route = .rectifier
    return options
  }

  @Test(
    "Each public file gives exactly the marked rows, with proofs in both directions",
    .needsSeparationFiles, arguments: ["01.csv", "05.csv", "08.csv", "10.csv", "12.csv", "17.csv"])
  func files(_ name: String) throws {
    let file = try SeparationFile(named: name)
    let found = findSeparation(in: file.design, options: alone())
    try ProofCheck(design: file.design).expectProved(found)
    #expect(found.separatedRows == file.separated)
    #expect(found.methods.allSatisfy { $0 == .levels || $0 == .rectifier })
  }

  @Test(
    "The tables of the guide",
    arguments: [
      SeparationGuideTests.first, SeparationGuideTests.second, SeparationGuideTests.third,
    ])
  func tables(_ text: String) throws {
    let file = try SeparationFile(text)
    let found = findSeparation(in: file.design, options: alone())
    try ProofCheck(design: file.design).expectProved(found)
    #expect(!found.separatedRows.isEmpty)
  }

  private func random(_ seed: Int) throws -> SeparationDesign {
    var stream = RandomNumbers(seed: UInt64(100 + seed))
    let count = 30 + stream.below(60)
    let levels = 2 + stream.below(6)
    let effects = (0..<stream.below(4)).map { index in
      Factor.column("f\(index)", (0..<count).map { _ in stream.below(levels) })
    }
    let regressors = (0..<(1 + stream.below(3))).map { index in
      SeparationDesign.Regressor(
        name: "x\(index)", values: (0..<count).map { _ in Double(stream.below(5) - 2) })
    }
    let isLogit = stream.below(3) == 0
    let outcome = (0..<count).map { _ in
      isLogit ? Double(stream.below(2)) : Double(max(0, stream.below(6) - 3))
    }
    return try SeparationDesign(
      outcome: outcome, regressors: regressors, effects: effects,
      family: isLogit ? .logit : .poisson)
  }

  @Test("Random designs are proved in both directions", arguments: 0..<40)
  func proved(_ seed: Int) throws {
    let design = try random(seed)
    try ProofCheck(design: design).expectProved(findSeparation(in: design, options: alone()))
  }

  @Test("Random designs agree with the linear programme", .needsHighs, arguments: 0..<40)
  func programme(_ seed: Int) throws {
    let design = try random(seed)
    var exact = SeparationOptions()
    exact.route = .linearProgramme
    let found = findSeparation(in: design, options: alone())
    #expect(found.separatedRows == findSeparation(in: design, options: exact).separatedRows)
  }

  @Test("Planted rows are found exactly, and a fit afterwards is the fit without them")
  func planted() throws {
    var options = GravityPanel.Options(countries: 10, periods: 5)
    options.plantedRows = 12
    let panel = GravityPanel(options)
    let rows = panel.planted.indices.filter { panel.planted[$0] == 1 }
    let (fit, found) = try panel.design.fitWithSeparation(.poisson, separation: alone())
    let own = try SeparationDesign(panel.design, family: .poisson)
    try ProofCheck(design: own).expectProved(found)
    let pruned = Set(found.certificates.filter { $0.method == .levels }.flatMap(\.rows))
    #expect(found.separatedRows == Array(pruned.union(rows)).sorted())
    #expect(found.methods.contains(.rectifier))
    #expect(fit.rowsKept + found.separatedRows.count + found.singletonRows.count == fit.rowsRead)
  }

  @Test("It decides what a fit leaves in doubt, without the linear programme")
  func doubt() throws {
    let file = try SeparationFile(SeparationGuideTests.third)
    var options = SeparationOptions()
    options.route = .fit
    options.doubtfulRows = 0
    options.rectifierRounds = 0
    let open = findSeparation(in: file.design, options: options)
    options.rectifierRounds = 400
    let decided = findSeparation(in: file.design, options: options)
    #expect(Set(open.separatedRows).isSubset(of: decided.separatedRows))
    try ProofCheck(design: file.design).expectProved(decided)
  }

  @Test("Without rounds it proves nothing and says so")
  func noRounds() throws {
    let file = try SeparationFile(SeparationGuideTests.first)
    var options = alone()
    options.rectifierRounds = 0
    let found = findSeparation(in: file.design, options: options)
    #expect(found.status == .undecided)
    #expect(found.undecidedRows > 0 && found.doubt == .unconfirmed)
  }
}
