import TamgaGravity
import TamgaNumerics
import TestSupport
import Testing

@Suite("Poisson pseudo-maximum likelihood")
struct PoissonTests {
  @Test("Scores vanish on regressors and levels", arguments: UInt64(1)...5)
  func scores(seed: UInt64) throws {
    let design = Panels.trade(10, 5, seed: seed)
    let fit = try design.fit(.poisson)
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-11 })
    for (column, name) in fit.names.enumerated() {
      let regressor = try #require(design.regressors.first { $0.name == name })
      var (sum, size) = (0.0, 0.0)
      for (place, row) in fit.order.enumerated() {
        sum += regressor.values[Int(row)] * fit.residuals[place]
        size += abs(regressor.values[Int(row)] * fit.residuals[place])
      }
      #expect(abs(sum) < 1e-9 * size, "column \(column)")
    }
    for effect in 0..<3 {
      var sums = [Double](repeating: 0, count: 200)
      for (row, level) in fit.levels(ofEffect: effect).enumerated() {
        sums[Int(level)] += fit.residuals[row]
      }
      let total = fit.mu.reduce(0, +)
      #expect(sums.allSatisfy { abs($0) < 1e-10 * total })
    }
  }

  @Test("Effects as dummy columns give the same coefficients and bread")
  func dummies() throws {
    let design = Panels.trade(5, 4, seed: 3)
    let fit = try design.fit(.poisson)
    let kept = Panels.rows(design, fit.order.map { Int($0) })
    let dense = try Panels.withDummies(kept).fit(.poisson)
    #expect(Array(dense.names.prefix(3)) == fit.names)
    #expect(Panels.isClose(Array(dense.coefficients.prefix(3)), fit.coefficients, 1e-8))
    let width = dense.names.count
    for k in 0..<3 {
      #expect(abs(dense.bread[k * width + k] / fit.bread[k * 3 + k] - 1) < 1e-7)
    }
    #expect(abs(dense.deviance / fit.deviance - 1) < 1e-10)
    #expect(
      dense.droppedRegressors.contains { if case .collinear = $0.reason { true } else { false } })
  }

  @Test("A change of unit leaves coefficients and scales the rest")
  func unit() throws {
    let design = Panels.trade()
    var scaled = design
    scaled.outcome.values = scaled.outcome.values.map { $0 * 1_024 }
    let (a, b) = (try design.fit(.poisson), try scaled.fit(.poisson))
    #expect(Panels.isClose(a.coefficients, b.coefficients, 1e-12))
    #expect(Panels.isClose(a.mu.map { $0 * 1_024 }, b.mu, 1e-11))
    #expect(Panels.isClose(a.bread, b.bread.map { $0 * 1_024 }, 1e-11))
    #expect(abs(b.deviance / a.deviance / 1_024 - 1) < 1e-12)
  }

  @Test("Rows in another order give the same bits")
  func order() throws {
    let design = Panels.trade()
    var random = SplitMix(seed: 4)
    let order = Array(design.outcome.values.indices).shuffled(using: &random)
    let (a, b) = (try design.fit(.poisson), try Panels.rows(design, order).fit(.poisson))
    #expect(a.coefficients == b.coefficients && a.bread == b.bread)
    #expect(a.order.map { Int($0) } == b.order.map { order[Int($0)] })
  }

  @Test("A row of weight two is two rows")
  func weights() throws {
    let design = Panels.trade(8, 4)
    var weighted = design
    weighted.weights = design.outcome.values.indices.map { $0 % 3 == 0 ? 2 : 1 }
    let rows = design.outcome.values.indices.flatMap { $0 % 3 == 0 ? [$0, $0] : [$0] }
    let (a, b) = (try weighted.fit(.poisson), try Panels.rows(design, rows).fit(.poisson))
    #expect(Panels.isClose(a.coefficients, b.coefficients, 1e-9))
    #expect(Panels.isClose(a.bread, b.bread, 1e-8))
    #expect(abs(a.deviance / b.deviance - 1) < 1e-10)
    let (left, right) = (try #require(a.logLikelihood), try #require(b.logLikelihood))
    #expect(abs(left / right - 1) < 1e-10)
  }

  @Test("Constants of levels in the offset leave the coefficients")
  func offset() throws {
    let design = Panels.trade(8, 4)
    var shifted = design
    let pairs = design.effects[2].factor.codes
    shifted.offset = pairs.map { Double($0 % 7) - 3 }
    let (a, b) = (try design.fit(.poisson), try shifted.fit(.poisson))
    #expect(Panels.isClose(a.coefficients, b.coefficients, 1e-9))
    #expect(Panels.isClose(a.mu, b.mu, 1e-8))
  }

  @Test("One and two threads give equal bits on several chunks")
  func threads() throws {
    let design = Panels.trade(32, 8)
    var options = FitOptions(threads: 1)
    options.chunkRows = 1_500
    let a = try design.fit(.poisson, options: options)
    options.threads = 2
    let b = try design.fit(.poisson, options: options)
    #expect(a.projector.panel.chunks.count > 3)
    #expect(a.coefficients == b.coefficients && a.bread == b.bread && a.mu == b.mu)
    #expect(a.residuals == b.residuals && a.projected == b.projected)
  }

  /// Counts of a trial.
  ///
  /// Dobson (1990), An Introduction to Generalized Linear Models, p. 93, as printed by R's
  /// `example(glm)`: coefficients -0.4543 (0.2022) and -0.2930 (0.1927), deviance 5.1291, AIC 56.76
  /// with five coefficients.
  @Test("Published counts of a randomised trial")
  func dobson() throws {
    let counts: [Double] = [18, 17, 15, 20, 10, 20, 25, 13, 12]
    let treatment = try Panels.factor("treatment", [0, 0, 0, 1, 1, 1, 2, 2, 2])
    let outcomes = [1, 2].map { level in
      NumericColumn(
        name: "outcome\(level + 1)", values: (0..<9).map { $0 % 3 == level ? 1 : 0 })
    }
    let fit = try Design(
      outcome: NumericColumn(name: "counts", values: counts), regressors: outcomes,
      effects: [FixedEffect(treatment)]
    ).fit(.poisson)
    #expect(abs(fit.coefficients[0] + 0.4543) < 5e-5 && abs(fit.coefficients[1] + 0.2930) < 5e-5)
    #expect(abs(fit.bread[0].squareRoot() - 0.2022) < 5e-5)
    #expect(abs(fit.bread[3].squareRoot() - 0.1927) < 5e-5)
    #expect(abs(fit.deviance - 5.1291) < 5e-5)
    #expect(abs(2 * 5 - 2 * (fit.logLikelihood ?? 0) - 56.76) < 5e-3)
  }

  @Test("Likelihood and measure of fit of a constant")
  func likelihood() throws {
    // y = 1, 2, 3: μ = 2; Σ(y log 2 - 2 - log y!) = 6 log 2 - 6 - log 2 - log 6.
    let design = Design(
      outcome: NumericColumn(name: "y", values: [1, 2, 3]), regressors: [], effects: [])
    let fit = try design.fit(.poisson)
    #expect(Panels.isClose(fit.coefficients, [0.693_147_180_559_945_3], 1e-12))
    #expect(abs((fit.logLikelihood ?? 0) + 4.326_023_566_428_33) < 1e-11)
    #expect(abs(fit.pseudoRSquared?.value ?? 1) < 1e-12)
  }

  @Test("A regressor that cannot be told is dropped with its reason")
  func collinear() throws {
    var design = Panels.trade(8, 4)
    let pairs = design.effects[2].factor.codes
    design.regressors.append(
      NumericColumn(name: "distance", values: pairs.map { Double($0) * 0.7 }))
    let sum = design.outcome.values.indices.map {
      design.regressors[0].values[$0] - 2 * design.regressors[1].values[$0]
    }
    design.regressors.append(NumericColumn(name: "sum", values: sum))
    let fit = try design.fit(.poisson)
    #expect(fit.names == ["rta", "tariff", "border_t"])
    #expect(
      fit.droppedRegressors == [
        DroppedRegressor(name: "distance", reason: .absorbedByEffects),
        DroppedRegressor(name: "sum", reason: .collinear(with: ["rta", "tariff"])),
      ])
    var none = design
    none.regressors = []
    let empty = try none.fit(.poisson)
    #expect(empty.coefficients.isEmpty && empty.mu.count == empty.rowsKept)
  }

  @Test("Rows dropped in mid-fit give the fit without them")
  func dropping() throws {
    let design = Panels.trade(12, 6)
    var calls = 0
    var gone: Set<Int32> = []
    let fit = try design.fit(.poisson) { view in
      calls += 1
      guard calls == 2 else { return .proceed }
      let rows = (0..<view.panel.rowCount).filter { $0 % 17 == 3 }
      gone = Set(rows.map { view.panel.order[$0] })
      return .drop(rows)
    }
    #expect(!gone.isEmpty && fit.droppedRows.contains { $0.reason == .separated })
    let rest = design.outcome.values.indices.filter { !gone.contains(Int32($0)) }
    let other = try Panels.rows(design, rest).fit(.poisson)
    #expect(fit.rowsKept == other.rowsKept)
    #expect(Panels.isClose(fit.coefficients, other.coefficients, 1e-9))
    #expect(Panels.isClose(fit.bread, other.bread, 1e-8))
  }

  @Test("Predictions of rows of the sample are their means; others say why not")
  func prediction() throws {
    let design = Panels.trade(8, 4)
    let fit = try design.fit(.poisson)
    for place in stride(from: 0, to: fit.rowsKept, by: 13) {
      let row = Int(fit.order[place])
      let input = PredictionRow(
        regressors: design.regressors.map { $0.values[row] },
        levels: design.effects.map { $0.factor.codes[row] })
      guard case .value(let mean, _) = fit.predict(input) else {
        Issue.record("no prediction of row \(row)")
        continue
      }
      #expect(abs(mean / fit.mu[place] - 1) < 1e-8)
    }
    var input = PredictionRow(regressors: [0, 0, 0], levels: [0, 0, 9_999])
    #expect(fit.predict(input) == .unseenLevel(effect: "exporter^importer"))
    input.levels = [0, 1, 1]
    #expect(fit.predict(input) == .otherComponent)
    input.regressors[1] = nil
    #expect(fit.predict(input) == .missingInput)
  }

  @Test("Weights over twelve orders of magnitude converge")
  func extreme() throws {
    var design = Panels.trade(8, 5)
    design.outcome.values = design.outcome.values.enumerated().map { row, value in
      value * (row % 11 == 0 ? 1e6 : row % 7 == 0 ? 1e-6 : 1)
    }
    let fit = try design.fit(.poisson)
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-8 })
    #expect(fit.coefficients.allSatisfy { $0.isFinite })
  }
}
