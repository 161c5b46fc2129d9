import Foundation
import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Bias correction of Poisson gravity models")
struct DyadicBiasCorrectionTests {
  @Test(
    "Three-way: equals the formulas written out with whole matrices",
    arguments: [(5, 3, 1, 1.0), (6, 4, 2, 1.0), (6, 4, 2, 0.9)])
  func threeWayAgainstDense(_ countries: Int, _ periods: Int, _ regressors: Int, _ keep: Double)
    throws
  {
    let panel = SimulatedPanel(
      countries: countries, periods: periods, regressors: regressors, seed: 11, keep: keep)
    let (fit, dyadic) = panel.fit(isThreeWay: true)
    try #require(fit.hasConverged)
    for convention in BiasConvention.allCases {
      let correction = try DyadicBiasCorrection(dyadic, isThreeWay: true, convention: convention)
      let dense = DenseCorrection(
        dyadic, isThreeWay: true, countries: countries, periods: periods,
        withDomesticSums: convention != .wzPaper, leavesOneOut: convention == .wzJackknife)
      expectClose(correction.exporterBias, dense.exporterBias)
      expectClose(correction.importerBias, dense.importerBias)
      expectClose(correction.coefficientBias, dense.coefficientBias)
      expectClose(correction.variance, dense.variance.entries)
      #expect(correction.leverageOnePairs == 0)
      #expect(correction.exporters == countries)
      #expect(correction.periods == periods)
    }
  }

  @Test("Two-way: equals the formulas written out, and leaves coefficients alone")
  func twoWayAgainstDense() throws {
    let panel = SimulatedPanel(countries: 6, periods: 3, regressors: 2, seed: 3, keep: 0.9)
    let (_, dyadic) = panel.fit(isThreeWay: false)
    let correction = try DyadicBiasCorrection(dyadic, isThreeWay: false)
    let dense = DenseCorrection(
      dyadic, isThreeWay: false, countries: 6, periods: 3, withDomesticSums: true)
    expectClose(correction.variance, dense.variance.entries)
    let jackknife = try DyadicBiasCorrection(
      dyadic, isThreeWay: false, convention: .wzJackknife)
    expectClose(
      jackknife.variance,
      DenseCorrection(
        dyadic, isThreeWay: false, countries: 6, periods: 3, withDomesticSums: true,
        leavesOneOut: true
      ).variance.entries)
    for k in 0..<2 { #expect(jackknife.variance[k * 3] > correction.variance[k * 3]) }
    #expect(correction.coefficientBias == [0, 0])
    #expect(correction.corrected([1, 2]) == [1, 2])
    #expect(correction.corrected([1]) == nil)
  }

  @Test("More importers than exporters gives the transposed panel's numbers")
  func transposition() throws {
    var panel = SimulatedPanel(countries: 7, periods: 3, seed: 5)
    let rows = panel.exporter.indices.filter { panel.exporter[$0] < 5 }
    panel.outcome = rows.map { panel.outcome[$0] }
    panel.regressors = panel.regressors.map { column in rows.map { column[$0] } }
    panel.importer = rows.map { panel.importer[$0] }
    panel.time = rows.map { panel.time[$0] }
    panel.exporter = rows.map { panel.exporter[$0] }
    let (_, dyadic) = panel.fit(isThreeWay: true)
    var turned = dyadic
    (turned.exporter, turned.importer) = (dyadic.importer, dyadic.exporter)
    let one = try DyadicBiasCorrection(dyadic, isThreeWay: true)
    let other = try DyadicBiasCorrection(turned, isThreeWay: true)
    #expect(one.exporters == 5 && one.importers == 7)
    expectClose(one.coefficientBias, other.coefficientBias)
    expectClose(one.variance, other.variance, 1e-9)
    expectClose(one.exporterBias, other.importerBias)
  }

  @Test("Scaling outcomes changes nothing, the order of rows nothing but rounding")
  func invariance() throws {
    let panel = SimulatedPanel(countries: 6, periods: 3, seed: 8)
    let (_, dyadic) = panel.fit(isThreeWay: true)
    let base = try DyadicBiasCorrection(dyadic, isThreeWay: true)
    var scaled = dyadic
    scaled.fitted = scaled.fitted.map { $0 * 1e6 }
    scaled.residuals = scaled.residuals.map { $0 * 1e6 }
    let large = try DyadicBiasCorrection(scaled, isThreeWay: true)
    expectClose(base.coefficientBias, large.coefficientBias)
    expectClose(base.variance, large.variance)
    let order = Array(dyadic.fitted.indices.reversed())
    let turned = DyadicFit(
      fitted: order.map { dyadic.fitted[$0] }, residuals: order.map { dyadic.residuals[$0] },
      regressors: dyadic.regressors.map { column in order.map { column[$0] } },
      exporter: Factor.column("exporter", order.map { panel.exporter[$0] }),
      importer: Factor.column("importer", order.map { panel.importer[$0] }),
      time: Factor.column("time", order.map { panel.time[$0] }))
    let other = try DyadicBiasCorrection(turned, isThreeWay: true)
    expectClose(base.coefficientBias, other.coefficientBias)
    expectClose(base.variance, other.variance)
  }

  @Test("One and two threads give equal bits")
  func threads() throws {
    let panel = SimulatedPanel(countries: 12, periods: 12, regressors: 2, seed: 4)
    let (_, dyadic) = panel.fit(isThreeWay: true)
    let one = try DyadicBiasCorrection(dyadic, isThreeWay: true, threads: 1)
    let two = try DyadicBiasCorrection(dyadic, isThreeWay: true, threads: 2)
    #expect(one.variance.map(\.bitPattern) == two.variance.map(\.bitPattern))
    #expect(one.coefficientBias.map(\.bitPattern) == two.coefficientBias.map(\.bitPattern))
  }

  @Test("A pair that the effects fit by themselves is counted and left as it is")
  func leverageOne() throws {
    var panel = SimulatedPanel(countries: 5, periods: 3, seed: 9)
    // Exporter 5 sends to one importer only: its effects fit that pair exactly.
    for t in 0..<3 {
      panel.outcome.append(2 + Double(t))
      panel.regressors[0].append(Double(t * t))
      panel.exporter.append(5)
      panel.importer.append(0)
      panel.time.append(t)
    }
    let (_, dyadic) = panel.fit(isThreeWay: true)
    let correction = try DyadicBiasCorrection(dyadic, isThreeWay: true)
    #expect(correction.leverageOnePairs == 1)
    #expect(correction.variance.allSatisfy { $0.isFinite })
  }

  @Test("Rows with λ = 0 change nothing")
  func zeroMeans() throws {
    let panel = SimulatedPanel(countries: 5, periods: 3, seed: 12)
    let (_, dyadic) = panel.fit(isThreeWay: true)
    let base = try DyadicBiasCorrection(dyadic, isThreeWay: true)
    var longer = dyadic
    longer.fitted.append(0)
    longer.residuals.append(0)
    longer.regressors[0].append(7)
    longer.isDomestic = nil
    longer.exporter = Factor.column("exporter", panel.exporter + [99])
    longer.importer = Factor.column("importer", panel.importer + [0])
    longer.time = Factor.column("time", panel.time + [0])
    let other = try DyadicBiasCorrection(longer, isThreeWay: true)
    #expect(base.variance == other.variance)
    #expect(other.exporters == 5)
  }

  @Test("Bad input is told with its place")
  func badInput() throws {
    let panel = SimulatedPanel(countries: 4, periods: 2, seed: 1)
    let (_, good) = panel.fit(isThreeWay: true)
    func error(_ change: (inout DyadicFit) -> Void) -> BiasCorrectionError? {
      var fit = good
      change(&fit)
      do {
        _ = try DyadicBiasCorrection(fit, isThreeWay: true)
        return nil
      } catch { return error }
    }
    #expect(
      error { $0.residuals.removeLast() }
        == .lengthMismatch(
          column: "residuals", count: 31, expected: 32))
    #expect(error { $0.fitted[3] = -1 } == .badNumber(column: "fitted", row: 3))
    #expect(error { $0.residuals[2] = .nan } == .badNumber(column: "residuals", row: 2))
    #expect(error { $0.regressors[0][1] = .infinity } == .badNumber(column: "x1", row: 1))
    #expect(error { $0.time = nil } == .repeatedCell(firstRow: 0, secondRow: 1))
    #expect(error { $0.regressors[0] = $0.regressors[0].map { _ in 0 } } == .singularInformation)
    #expect(
      error { $0.fitted = $0.fitted.map { _ in 0 } }
        == .tooFew(exporters: 0, importers: 0, pairs: 0))
    var unmarked = good
    unmarked.isDomestic = nil
    #expect(throws: BiasCorrectionError.unmarkedDomestic) {
      try DyadicBiasCorrection(unmarked, isThreeWay: true, convention: .wzPaper)
    }
    #expect(throws: BiasCorrectionError.tooLarge(levels: 8)) {
      try DyadicBiasCorrection(good, isThreeWay: true, memoryLimit: 1_000)
    }
  }

  @Test("Leverage taken out on both sides is the variance of leaving out each pair in turn, nearly")
  func leaveOneOut() throws {
    let panel = SimulatedPanel(countries: 7, periods: 3, seed: 21, withDomestic: false)
    let (fit, dyadic) = panel.fit(isThreeWay: true)
    let correction = try DyadicBiasCorrection(
      dyadic, isThreeWay: true, convention: .wzJackknife)
    var square = 0.0
    for i in 0..<7 {
      for j in 0..<7 where i != j {
        var rest = panel
        let kept = panel.exporter.indices.filter {
          panel.exporter[$0] != i || panel.importer[$0] != j
        }
        rest.outcome = kept.map { panel.outcome[$0] }
        rest.regressors = panel.regressors.map { column in kept.map { column[$0] } }
        rest.exporter = kept.map { panel.exporter[$0] }
        rest.importer = kept.map { panel.importer[$0] }
        rest.time = kept.map { panel.time[$0] }
        let change = rest.fit(isThreeWay: true).fit.coefficients[0] - fit.coefficients[0]
        square += change * change
      }
    }
    // One Newton step against the whole refit: equal to some percent.
    #expect(abs((correction.variance[0] * 41 / 42 / square).squareRoot() - 1) < 0.1)
  }

  @Test("Monte Carlo: the correction centres the coefficient and widens the standard error")
  func monteCarlo() throws {
    let environment = ProcessInfo.processInfo.environment
    let draws = environment["TAMGA_GRAVITY_DRAWS"].flatMap(Int.init) ?? 12
    let countries = draws > 12 ? 20 : 6
    let periods = draws > 12 ? 5 : 3
    var raw: [Double] = []
    var corrected: [Double] = []
    var covered = 0
    for draw in 0..<draws {
      let panel = SimulatedPanel(
        countries: countries, periods: periods, seed: 2_026, draw: draw, withDomestic: false)
      let (fit, dyadic) = panel.fit(isThreeWay: true)
      try #require(fit.hasConverged)
      let correction = try DyadicBiasCorrection(dyadic, isThreeWay: true)
      let beta = try #require(correction.corrected(fit.coefficients)?.first)
      let error = try #require(correction.standardErrors[0])
      raw.append(fit.coefficients[0])
      corrected.append(beta)
      if abs(beta - 1) <= 1.959_963_984_540_054 * error { covered += 1 }
    }
    let mean = corrected.reduce(0, +) / Double(draws)
    let spread =
      (corrected.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(draws - 1)).squareRoot()
    let coverage = Double(covered) / Double(draws)
    if draws > 12 {
      print("draws", draws, "raw", raw.reduce(0, +) / Double(draws), "corrected", mean)
      print("sd", spread, "coverage", coverage)
    }
    #expect(abs(mean - 1) < 3 * spread / Double(draws).squareRoot())
    #expect(coverage > 0.95 - 3 * (0.95 * 0.05 / Double(draws)).squareRoot())
  }
}

/// Fails where two lists differ by more than a part of their largest.
func expectClose(
  _ one: [Double], _ other: [Double], _ tolerance: Double = 1e-8,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(one.count == other.count, sourceLocation: sourceLocation)
  let size = other.map(abs).max() ?? 0
  for (a, b) in zip(one, other) {
    #expect(abs(a - b) <= tolerance * size, "\(a) against \(b)", sourceLocation: sourceLocation)
  }
}
