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

  @Test(
    "A regressor that only separated rows told from another leaves its part to that one",
    arguments: SeparationOptions.Route.allCases)
  func lostRegressor(route: SeparationOptions.Route) throws {
    var stream = RandomStream(seed: 11, purpose: "test.separation.lost")
    let count = 240
    let (a, b) = ((0..<count).map { Int32($0 % 8) }, (0..<count).map { Int32($0 / 8 % 6) })
    let gone = Set([5, 60, 111, 170])
    let x = (0..<count).map { _ in stream.normal() }
    let y = (0..<count).map { row in
      gone.contains(row) || stream.uniform() < 0.2
        ? 0 : exp(0.5 * x[row] + 0.1 * Double(a[row])) * stream.gamma(shape: 2, scale: 0.5)
    }
    // Equal to x but for level means of a, and for rows with y = 0.
    let twin = (0..<count).map { 2 * x[$0] + Double(a[$0]) + (gone.contains($0) ? 3 : 0) }
    func design(_ rows: [Int], _ columns: [(String, [Double])]) throws -> Design {
      func factor(_ name: String, _ codes: [Int32], _ levels: Int) throws -> FixedEffect {
        FixedEffect(
          try #require(
            FactorColumn(name: name, codes: rows.map { codes[$0] }, levelCount: levels)))
      }
      return Design(
        outcome: NumericColumn(name: "y", values: rows.map { y[$0] }),
        regressors: columns.map { name, values in
          NumericColumn(name: name, values: rows.map { values[$0] })
        }, effects: [try factor("a", a, 8), try factor("b", b, 6)])
    }
    let all = Array(0..<count)
    let (truth, _) = try design(all.filter { !gone.contains($0) }, [("x", x)])
      .fitWithSeparation(.poisson)
    var options = SeparationOptions()
    options.route = route
    for columns in [[("x", x), ("twin", twin)], [("twin", twin), ("x", x)]] {
      let (fit, found) = try design(all, columns).fitWithSeparation(.poisson, separation: options)
      #expect(Set(found.separatedRows).isSuperset(of: gone))
      #expect(fit.rowsKept == truth.rowsKept && fit.coefficients.count == 1)
      let own = fit.coefficients[0] * (columns[0].0 == "x" ? 1 : 2)
      #expect(abs(own - truth.coefficients[0]) < 1e-8 * abs(own), "\(route): \(own)")
      // The effects recovered go with that coefficient: together they give the fitted means.
      let place = fit.order.indices.first { fit.order[$0] == 0 } ?? 0
      let values = columns[0].1
      let levels = try fit.fixedEffects.effects.map { effect in
        try #require(effect.values[Int(effect.name == "a" ? a[0] : b[0])])
      }
      let predictor = fit.coefficients[0] * values[0] + levels.reduce(0, +)
      #expect(abs(predictor - log(fit.mu[place])) < 1e-7)
    }
  }
}
