import TamgaNumerics
import Testing

@testable import TamgaGravity

@Suite("Bootstrap over clusters") struct BootstrapTests {
  private func request(
    _ law: WildLaw, draws: Int = 999, seed: UInt64 = 7, _ column: FactorColumn = TinyPanel.unit
  ) -> BootstrapRequest {
    BootstrapRequest(cluster: column, law: law, draws: draws, seed: seed)
  }

  /// The restricted wild bootstrap row by row: draws errors, fits again, and studentises.
  private func slow(_ fit: TinyFit, signs: [Double]) -> Double {
    let x = [TinyPanel.y.map { _ in 1.0 }, TinyPanel.x1, TinyPanel.x2]
    let ones = TinyPanel.y.map { _ in 1.0 }
    let restricted = TinyFit.leastSquares([x[0], x[1]], TinyPanel.y, ones)
    let drawn = TinyPanel.y.indices.map { row in
      let fitted = restricted[0] * x[0][row] + restricted[1] * x[1][row]
      return fitted + signs[row / 4] * (TinyPanel.y[row] - fitted)
    }
    let beta = TinyFit.leastSquares(x, drawn, ones)
    let residuals = drawn.indices.map { row in
      drawn[row] - x.indices.reduce(0) { $0 + x[$1][row] * beta[$1] }
    }
    let direction = fit.scores.breadMatrix.times([0, 0, 1])
    var squares = 0.0
    for unit in 0..<6 {
      var sum = 0.0
      for row in (4 * unit)..<(4 * unit + 4) {
        sum += residuals[row] * x.indices.reduce(0) { $0 + direction[$1] * x[$1][row] }
      }
      squares += sum * sum
    }
    return beta[2] / squares.squareRoot()
  }

  @Test("all 64 signs give the p-value of the bootstrap done row by row")
  func enumerated() throws {
    let fit = try TinyPanel.leastSquares()
    let hypothesis = try LinearHypothesis("x2 = 0", names: ["1", "x1", "x2"])
    let found = try wildClusterBootstrap(
      of: fit.scores, estimates: fit.estimates, weights: fit.weights, hypothesis: hypothesis,
      request(.rademacher))
    #expect(found.isEnumerated && found.draws == 64 && found.method == "wild-restricted")
    let plain = try fit.variance(.cluster([TinyPanel.unit]))
    let t = fit.estimates[2] / plain.standardErrors[2]
    #expect(abs(found.statistic - t) < 1e-12)
    let far = (0..<64).count { draw in
      let signs = (0..<6).map { draw & (1 << $0) == 0 ? 1.0 : -1 }
      return abs(slow(fit, signs: signs)) >= abs(t) * (1 - 1e-10)
    }
    #expect(found.p == Double(far) / 64)
    #expect(far > 2 && far < 64)
  }

  @Test("the same seed gives the same p for one and two threads, another seed another")
  func seeds() throws {
    let fit = try TinyPanel.leastSquares()
    let hypothesis = try LinearHypothesis("x2", names: ["1", "x1", "x2"])
    for law in [WildLaw.mammen, .webb] {
      func run(_ seed: UInt64, threads: Int) throws -> BootstrapTest {
        try wildClusterBootstrap(
          of: fit.scores, estimates: fit.estimates, weights: fit.weights,
          hypothesis: hypothesis, request(law, seed: seed), threads: threads)
      }
      let one = try run(7, threads: 1)
      #expect(try run(7, threads: 2) == one)
      #expect(one.seed == 7 && !one.isEnumerated && one.draws == 999)
      let others = try (8..<12).map { try run($0, threads: 1).p }
      #expect(others.contains { $0 != one.p })
      #expect((others + [one.p]).allSatisfy { (0.01...0.6).contains($0) })
    }
  }

  @Test("weights have mean 0 and variance 1", arguments: WildLaw.allCases)
  func moments(law: WildLaw) {
    var stream = RandomStream(seed: 3, purpose: "test.wild")
    let draws = (0..<40_000).map { _ in law.draw(&stream) }
    let mean = draws.reduce(0, +) / 40_000
    let square = draws.reduce(0) { $0 + $1 * $1 } / 40_000
    #expect(abs(mean) < 0.02 && abs(square - 1) < 0.03)
    let cubes = draws.reduce(0) { $0 + $1 * $1 * $1 } / 40_000
    #expect(abs(cubes - (law == .mammen ? 1 : 0)) < 0.06)
  }

  @Test("the score bootstrap by hand: three clusters, all eight signs")
  func score() throws {
    let scores = try ScoreData(
      regressors: [1, 1, 1], residuals: [3, -1, -2], bread: [0.1], coefficientCount: 1)
    let hypothesis = try LinearHypothesis("a = 0", names: ["a"])
    let found = try scoreBootstrap(
      of: scores, estimates: [0.5], hypothesis: hypothesis,
      request(.rademacher, draws: 8, TinyPanel.column("g", [0, 1, 2])))
    // r = 0.3, −0.1, −0.2: T = 0.5 / √0.14. Signs + + + give sum 0, the largest sum is 0.6 with
    // deviations 0.1, −0.1, 0 about 0.2: 0.6 / √0.02 = 4.24 ≥ 1.34. Of the four sums up to sign —
    // 0, 0.2 (v₂), 0.4 (v₃), 0.6 — the ratios are 0, 0.2/√0.1267 = 0.56, 0.4/√0.0867 = 1.36, 4.24.
    #expect(abs(found.statistic - 0.5 / 0.14.squareRoot()) < 1e-12)
    #expect(found.p == 0.5 && found.isEnumerated && found.method == "score")
  }

  @Test("bad requests are refused by case")
  func refused() throws {
    let fit = try TinyPanel.leastSquares()
    let hypothesis = try LinearHypothesis("x2", names: ["1", "x1", "x2"])
    func run(_ request: BootstrapRequest) throws {
      _ = try scoreBootstrap(
        of: fit.scores, estimates: fit.estimates, hypothesis: hypothesis, request)
    }
    #expect(throws: InferenceError.draws(0)) { try run(request(.webb, draws: 0)) }
    let one = TinyPanel.column("all", TinyPanel.y.map { _ in 0 })
    #expect(throws: InferenceError.tooFewClusters(name: "all", count: 1)) {
      try run(request(.webb, one))
    }
    let short = TinyPanel.column("short", [0, 1])
    #expect(throws: InferenceError.shape(name: "short", found: 2, wanted: 24)) {
      try run(request(.webb, short))
    }
  }
}
