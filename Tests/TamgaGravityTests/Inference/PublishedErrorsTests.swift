import TamgaNumerics
import Testing

@testable import TamgaGravity

/// Reference values: pyfixest 0.60.0 on the tiny panel, iterations to 1e-13.
///
/// With two fixed effects of which one is the cluster that program pairs names and columns by the
/// order of a set: in some processes it counts the other fixed effect as nested too (K = 3 for 6
/// here) and its standard errors are 7 % smaller. The values below are those of its stated rule.
@Suite("Standard errors of another program") struct PublishedErrorsTests {
  private func close(_ found: [Double], _ wanted: [Double], _ tolerance: Double = 1e-9) -> Bool {
    found.count == wanted.count
      && zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance * abs($1) }
  }

  @Test("least squares with a constant: iid, HC1, clusters one way and two ways")
  func leastSquares() throws {
    let fit = try TinyPanel.leastSquares()
    #expect(close(fit.estimates, [0.9789482655757277, 1.5751867950794054, 0.8514162334157208]))
    let iid = try fit.variance(.iid(residualSumOfSquares: fit.residualSquares), .pyfixest)
    #expect(
      close(iid.standardErrors, [0.35089073089206874, 0.20892130694639913, 0.44620224035051287]))
    #expect(iid.tag.law == .student(21))
    let hc1 = try fit.variance(.hc1, .pyfixest)
    #expect(
      close(hc1.standardErrors, [0.39011959725334283, 0.2620848930677599, 0.48559401660164275]))
    let unit = try fit.variance(.cluster([TinyPanel.unit]), .pyfixest)
    #expect(
      close(unit.standardErrors, [0.44361023772965624, 0.28268693823957924, 0.5188604995202464]))
    let both = try fit.variance(.cluster([TinyPanel.unit, TinyPanel.group]), .pyfixest)
    #expect(
      close(both.standardErrors, [0.6635418230921201, 0.17631878994667768, 0.788270859242977]))
    #expect(both.tag.law == .student(2))
    #expect(both.tag.clusters.map(\.count) == [6, 3])
    let rows = try unit.rows(names: ["1", "x1", "x2"], estimates: fit.estimates)
    let p = [0.07842205683731218, 0.0025638137365842084, 0.16173466400774306]
    #expect(close(rows.compactMap(\.p.value), p))
  }

  @Test("HC2 and HC3 with their leverages: the program multiplies by n/(n − K), the estimator not")
  func leverages() throws {
    let fit = try TinyPanel.leastSquares()
    let leverages = try fit.scores.leverages(weights: fit.weights)
    #expect(abs(leverages.reduce(0, +) - 3) < 1e-12)
    let factor = (24.0 / 21).squareRoot()
    let hc2 = try fit.variance(.hc2(leverages: leverages)).standardErrors.map { $0 * factor }
    #expect(close(hc2, [0.4364200271697056, 0.2963563172134547, 0.5399743208203259]))
    let hc3 = try fit.variance(.hc3(leverages: leverages)).standardErrors.map { $0 * factor }
    #expect(close(hc3, [0.4914030437747852, 0.33616209831055, 0.6031899826974617]))
  }

  @Test("the jackknife over clusters: the program has (n − 1)/(n − K) · G/(G − 1) for (G − 1)/G")
  func jackknife() throws {
    let fit = try TinyPanel.leastSquares()
    let found = try fit.variance(.jackknife(TinyPanel.unit, weights: fit.weights), .pyfixest)
    let factor = (23.0 / 21 * 36 / 25).squareRoot()
    #expect(
      close(
        found.standardErrors.map { $0 * factor },
        [0.6212056240166607, 0.3976513628810513, 0.7180860407439371]))
    #expect(found.tag.factors == [5.0 / 6] && found.tag.law == .student(5))
  }

  @Test("two fixed effects: nested ones leave the count of parameters")
  func nested() throws {
    let fit = try TinyPanel.twoWay()
    let iid = try fit.variance(.iid(residualSumOfSquares: fit.residualSquares), .fixest)
    #expect(close(iid.standardErrors, [0.27481612922113685, 0.628184632216434]))
    #expect(
      close(
        try fit.variance(.hc1, .fixest).standardErrors, [0.25804068026643834, 0.5689769799222347]
      ))
    let unit = try fit.variance(.cluster([TinyPanel.unit]), .fixest)
    #expect(close(unit.standardErrors, [0.30922983094766704, 0.5510992382650922]))
    // K = 2 + 6 + 4 − 1 − (6 − 1) = 6
    #expect(unit.tag.factors == [23.0 / 18, 6.0 / 5])
    let group = try fit.variance(.cluster([TinyPanel.group]), .fixest)
    #expect(close(group.standardErrors, [0.25479067601161115, 1.0760254203679092]))
    #expect(group.tag.factors == [23.0 / 13, 3.0 / 2])
    let both = try fit.variance(.cluster([TinyPanel.unit, TinyPanel.group]), .fixest)
    // The program's own numbers, got with K = 3, times √((24 − 3)/(24 − 6)).
    let scale = (21.0 / 18).squareRoot()
    let wanted = [0.2593880686718291, 0.749345415891209].map { $0 * scale }
    #expect(close(both.standardErrors, wanted))
  }

  @Test("Poisson: normal law, and a variance that is not positive is mended and says so")
  func poisson() throws {
    let fit = try TinyPanel.poisson()
    #expect(close(fit.estimates, [0.9583276524419713, 0.6176126599256025], 1e-8))
    let iid = try fit.variance(.iid(residualSumOfSquares: nil), .pyfixest)
    #expect(close(iid.standardErrors, [0.28919480762767313, 0.5049250491594588], 1e-7))
    let hc1 = try fit.variance(.hc1, .pyfixest)
    #expect(close(hc1.standardErrors, [0.1647606587041474, 0.2694400332065273], 1e-7))
    #expect(hc1.tag.law == .normal)
    let rows = try hc1.rows(names: ["x1", "x2"], estimates: fit.estimates)
    #expect(close([rows[1].p.value ?? 0], [0.021893630635829053], 1e-6))
    let unit = try fit.variance(.cluster([TinyPanel.unit]), .pyfixest)
    #expect(close(unit.standardErrors, [0.06618105031912425, 0.19320459019570166], 1e-7))
    // pyfixest gives NaN for x1 here.
    let both = try fit.variance(.cluster([TinyPanel.unit, TinyPanel.group]), .pyfixest)
    #expect(both.tag.psdFixed && both.warnings.contains(.psdFixed))
    #expect(both.standardErrors.allSatisfy { $0.isFinite && $0 >= 0 })
    let plain = try fit.variance(.cluster([TinyPanel.unit]), .stataPPMLHDFE)
    #expect(plain.tag.factors == [1, 6.0 / 5])
  }

  @Test("Newey–West and Driscoll–Kraay, one and two lags")
  func overTime() throws {
    let fit = try TinyPanel.leastSquares()
    let wanted: [(Int, [Double], [Double])] = [
      (
        1, [0.4977007239293457, 0.2911518802230558, 0.5800421078030885],
        [0.30588426078451986, 0.1786226617669579, 0.6109970862802782]
      ),
      (
        2, [0.4926690841209694, 0.3012554590180448, 0.5621755141613858],
        [0.2833594660163644, 0.13340661250321953, 0.5779186303179841]
      ),
    ]
    for (lags, newey, driscoll) in wanted {
      let nw = try fit.variance(
        .neweyWest(unit: TinyPanel.unit, time: TinyPanel.time, .fixed(lags)), .pyfixest)
      #expect(close(nw.standardErrors, newey))
      #expect(nw.tag.settings == [.lags(lags), .periodStep(1)])
      let dk = try fit.variance(
        .driscollKraay(time: TinyPanel.time, .fixed(lags)), .pyfixest)
      #expect(close(dk.standardErrors, driscoll))
    }
  }

  @Test("the same with a fixed effect")
  func overTimeWithEffect() throws {
    let fit = try TinyFit(
      y: TinyPanel.y, x: [TinyPanel.x1, TinyPanel.x2], effects: [TinyPanel.unit])
    let nw = try fit.variance(
      .neweyWest(unit: TinyPanel.unit, time: TinyPanel.time, .fixed(1)), .pyfixest)
    #expect(close(nw.standardErrors, [0.3063591507061912, 0.5806334155125813]))
    let dk = try fit.variance(
      .driscollKraay(time: TinyPanel.time, .fixed(2)), .pyfixest)
    #expect(close(dk.standardErrors, [0.07820438626623542, 0.3909970513741414]))
  }

  @Test("reghdfe: a nested fixed effect costs nothing but the constant")
  func reghdfe() throws {
    let fit = try TinyPanel.twoWay()
    // Not nested in grp: a = 6 + 4 − 1 component = 9, K = 11.
    let group = try fit.variance(.cluster([TinyPanel.group]), .stataREGHDFE)
    #expect(group.tag.factors == [23.0 / 13, 3.0 / 2] && group.tag.law == .student(2))
    // unit is nested: a = 4, K = 2 + 4, and 1 more for the constant it took.
    let unit = try fit.variance(.cluster([TinyPanel.unit]), .stataREGHDFE)
    #expect(unit.tag.factors == [23.0 / 17, 6.0 / 5] && unit.tag.law == .student(5))
    let hc1 = try fit.variance(.hc1, .stataREGHDFE)
    #expect(hc1.tag.factors == [24.0 / 13] && hc1.tag.law == .student(13))
    let ppml = try fit.variance(.hc1, .stataPPMLHDFE)
    #expect(ppml.tag.factors == [24.0 / 23] && ppml.tag.law == .normal)
  }
}
