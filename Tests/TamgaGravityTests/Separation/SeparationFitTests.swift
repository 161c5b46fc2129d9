import Foundation
import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Separation: in the course of a fit")
struct SeparationFitTests {
  private func onlyFit() -> SeparationOptions {
    var options = SeparationOptions()
    options.route = .fit
    options.doubtfulRows = 0
    return options
  }

  /// A panel with rows that the planted regressor and the effects separate jointly.
  private func panel(_ countries: Int, _ periods: Int, rows: Int) -> (Design, [Int]) {
    var options = GravityPanel.Options(countries: countries, periods: periods)
    options.plantedRows = rows
    let panel = GravityPanel(options)
    var design = panel.design
    // Nothing of the rows shows in the regressor by itself: effects of exporters are added to it.
    let codes = design.effects[0].factor.codes
    design.regressors[3].values = panel.planted.indices.map {
      panel.planted[$0] * (1 + Double($0 % 3)) + sin(Double(codes[$0]))
    }
    return (design, panel.planted.indices.filter { panel.planted[$0] == 1 })
  }

  @Test("Planted rows are found exactly, with proofs in both directions, by the fit alone")
  func planted() throws {
    let (design, rows) = panel(14, 6, rows: 20)
    let (fit, found) = try design.fitWithSeparation(.poisson, separation: onlyFit())
    let own = try SeparationDesign(design, family: .poisson)
    try ProofCheck(design: own).expectProved(found)
    let pruned = Set(found.certificates.filter { $0.method == .levels }.flatMap(\.rows))
    #expect(found.separatedRows == Array(pruned.union(rows)).sorted())
    #expect(found.methods.contains(.signature))
    #expect(fit.coefficients.count == 3)
    #expect(fit.rowsKept + found.separatedRows.count + found.singletonRows.count == fit.rowsRead)
  }

  @Test(
    "A gamma estimate with zeros is proved to exist by its own equations", arguments: [1, 2, 3])
  func gamma(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, purpose: "test.gamma.zeros")
    let count = 120
    let x = (0..<count).map { _ in stream.normal() }
    let codes = (0..<count).map { Int32($0 % 6) }
    let y = x.indices.map { row in
      row % 5 == 0 ? 0 : exp(0.5 * x[row]) * stream.gamma(shape: 2, scale: 0.5)
    }
    let factor = try #require(FactorColumn(name: "f", codes: codes, levelCount: 6))
    let design = Design(
      outcome: NumericColumn(name: "y", values: y),
      regressors: [NumericColumn(name: "x", values: x)], effects: [FixedEffect(factor)])
    let (fit, found) = try design.fitWithSeparation(.gamma)
    #expect(found.status == .certified && found.doubt == nil && found.undecidedRows == 0)
    let proof = try #require(found.existence)
    #expect(proof.method == .signature)
    // v = ω(1 − y/μ) is 1 on every zero and below 1 elsewhere.
    for (place, row) in fit.order.enumerated() {
      let v = -fit.residuals[place]
      #expect(y[Int(row)] == 0 ? abs(v - 1) < 1e-12 : v < 1)
    }
  }

  @Test("The fit without separated rows is the fit of the other rows")
  func sameFit() throws {
    let (design, rows) = panel(10, 5, rows: 10)
    let (fit, found) = try design.fitWithSeparation(.poisson, separation: onlyFit())
    #expect(found.status == .certified)
    let gone = Set(rows)
    let kept = (0..<design.rowCount).filter { !gone.contains($0) }
    var other = Design(
      outcome: NumericColumn(name: "y", values: kept.map { design.outcome.values[$0] }),
      regressors: design.regressors.prefix(3).map { column in
        NumericColumn(name: column.name, values: kept.map { column.values[$0] })
      },
      effects: [])
    other.effects = design.effects.compactMap { effect in
      FactorColumn(
        name: effect.name, codes: kept.map { effect.factor.codes[$0] },
        levelCount: effect.factor.levelCount
      ).map { FixedEffect($0) }
    }
    other.hasConstant = false
    let plain = try other.fit(.poisson)
    expectClose(fit.coefficients, plain.coefficients, 1e-8)
  }

  @Test(
    "The small public files by the fit alone: what it proves is marked, and nothing else",
    .needsSeparationFiles, arguments: ["01.csv", "05.csv", "08.csv", "10.csv", "12.csv", "17.csv"])
  func files(_ name: String) throws {
    let file = try SeparationFile(named: name)
    let found = findSeparation(in: file.design, options: onlyFit())
    #expect(Set(found.separatedRows).isSubset(of: file.separated))
    #expect(file.design.verify(found.certificates) != nil)
    if found.status == .certified {
      try ProofCheck(design: file.design).expectProved(found)
      #expect(found.separatedRows == file.separated)
    } else {
      #expect(found.undecidedRows > 0)
    }
  }

  @Test("A sample without separation is proved to have none, with and without the programme")
  func none() throws {
    var options = GravityPanel.Options(countries: 8, periods: 4)
    options.missingShare = 0.1
    let design = GravityPanel(options).design
    let own = try SeparationDesign(design, family: .poisson)
    let found = findSeparation(in: own, options: onlyFit())
    try ProofCheck(design: own).expectProved(found)
    #expect(found.methods.last == .signature)
  }

  @Test("Least squares is not asked")
  func leastSquares() throws {
    let design = GravityPanel(.init(countries: 5, periods: 3)).design
    let (_, found) = try design.fitWithSeparation(.gaussian)
    #expect(found.status == .notApplicable)
    #expect(found.rowCount == 75)
  }
}
