import Foundation
import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Other families")
struct FamilyTests {
  private func binary(_ seed: UInt64) -> Design {
    var design = Panels.trade(8, 6, seed: seed)
    var stream = RandomStream(seed: seed, purpose: "binary")
    design.outcome.values = design.regressors[1].values.map {
      stream.uniform() < 0.3 + 2 * $0 ? 1 : 0
    }
    design.effects.removeFirst(2)
    return design
  }

  @Test("Least squares with effects equal a regression on dummies")
  func leastSquares() throws {
    var design = Panels.trade(6, 4)
    design.outcome.values = design.outcome.values.map { $0 / 100 }
    design.weights = design.outcome.values.indices.map { 1 + Double($0 % 4) }
    let trend = NumericColumn(
      name: "x", values: design.outcome.values.indices.map { Double($0 % 9) - 4 })
    design.effects.append(
      FixedEffect(
        try Panels.factor("s", design.outcome.values.indices.map { $0 % 3 }), slope: trend))
    let fit = try design.fit(.gaussian)
    let dense = try Panels.withDummies(Panels.rows(design, fit.order.map { Int($0) }))
      .fit(.gaussian)
    // A regressor the effects absorb stands for one of the dummies there.
    #expect(fit.names == ["tariff", "border_t"])
    let same = fit.names.compactMap { dense.names.firstIndex(of: $0) }
    #expect(Panels.isClose(same.map { dense.coefficients[$0] }, fit.coefficients, 1e-8))
    #expect(abs(dense.deviance / fit.deviance - 1) < 1e-9)
    #expect(
      Panels.isClose(
        fit.mu,
        dense.order.indices.map { place in
          dense.mu[dense.order.firstIndex(of: Int32(place)) ?? 0]
        }, 1e-7))
  }

  @Test("Logit with effects equals logit on dummies", arguments: UInt64(1)...3)
  func logit(seed: UInt64) throws {
    let design = binary(seed)
    let fit = try design.fit(.logit)
    let dense = try Panels.withDummies(Panels.rows(design, fit.order.map { Int($0) })).fit(.logit)
    let count = fit.names.count
    #expect(Panels.isClose(Array(dense.coefficients.prefix(count)), fit.coefficients, 1e-7))
    #expect(abs((dense.logLikelihood ?? 0) / (fit.logLikelihood ?? 1) - 1) < 1e-10)
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-10 })
  }

  @Test("Gamma and negative binomial: scores vanish, θ is a maximum")
  func skewed() throws {
    var design = Panels.trade(8, 5)
    design.outcome.values = design.outcome.values.map { ($0 / 50).rounded() }
    // Zeros in so small a panel leave the gamma estimate without a finite maximum.
    var positive = design
    positive.outcome.values = design.outcome.values.map { $0 + 1 }
    let gamma = try positive.fit(.gamma)
    #expect(Panels.scores(gamma).allSatisfy { abs($0) < 1e-9 })
    #expect(
      zip(gamma.residuals, gamma.order).enumerated().allSatisfy { place, row in
        abs(row.0 - (positive.outcome.values[Int(row.1)] / gamma.mu[place] - 1)) < 1e-7
      })
    // Without pair effects the likelihood falls from the Poisson limit here, but to rise again.
    design.effects.removeLast()
    let negative = try design.fit(.negativeBinomial)
    #expect(Panels.scores(negative).allSatisfy { abs($0) < 1e-8 })
    let theta = try #require(negative.theta)
    func likelihood(_ theta: Double) -> Double {
      negative.order.enumerated().reduce(0) { sum, row in
        let (y, mu) = (design.outcome.values[Int(row.element)], negative.mu[row.offset])
        return sum + logGamma(y + theta) - logGamma(theta) - logGamma(y + 1)
          - (y + theta) * log1p(mu / theta) + y * (log(mu) - log(theta))
      }
    }
    let best = likelihood(theta)
    #expect(abs(best - (negative.logLikelihood ?? 0)) < 1e-6 * abs(best))
    #expect(best > likelihood(theta * 1.01) && best > likelihood(theta / 1.01))
  }

  /// Red mites on 150 apple leaves: k = 1.02459 and mean 1.14667 (Bliss and Fisher 1953, Biometrics 9:
  /// 176–200).
  @Test("Negative binomial without effects: the mites of Bliss and Fisher")
  func mites() throws {
    let design = Design(
      outcome: NumericColumn(name: "mites", values: [0, 1, 2, 3, 4, 5, 6, 7]), regressors: [],
      effects: [])
    var weighted = design
    weighted.weights = [70, 38, 17, 10, 9, 3, 2, 1]
    let fit = try weighted.fit(.negativeBinomial)
    #expect(abs((fit.theta ?? 0) - 1.02459) < 5e-6)
    #expect(abs(exp(fit.coefficients[0]) - 172.0 / 150) < 1e-10)
    // The score in θ at the sample mean, by sums of 1/(θ+k) instead of the digamma function.
    let theta = fit.theta ?? 0
    var score = 0.0
    for (count, leaves) in zip(0..<8, weighted.weights ?? []) {
      score += leaves * (0..<count).reduce(0) { $0 + 1 / (theta + Double($1)) }
    }
    #expect(abs(score - 150 * log1p(172.0 / 150 / theta)) < 1e-8)
  }

  @Test("Negative binomial: θ drawn is found, whatever the threads", arguments: [1.5, 5, 40])
  func drawnTheta(theta: Double) throws {
    var stream = RandomStream(seed: 5, purpose: "negative binomial")
    let count = 4_000
    let x = (0..<count).map { _ in stream.normal() }
    let codes = (0..<count).map { $0 % 20 }
    let y = (0..<count).map { row in
      let mean = 5 * exp(0.5 * x[row] + 0.05 * Double(codes[row]))
      let rate = mean * stream.gamma(shape: theta, scale: 1 / theta)
      // A Poisson count: arrivals at unit rate before `rate`.
      var (arrivals, clock) = (0.0, -log(stream.uniform()))
      while clock < rate {
        arrivals += 1
        clock -= log(stream.uniform())
      }
      return arrivals
    }
    let design = Design(
      outcome: NumericColumn(name: "y", values: y),
      regressors: [NumericColumn(name: "x", values: x)],
      effects: [FixedEffect(try Panels.factor("group", codes))])
    let fit = try design.fit(.negativeBinomial)
    let found = try #require(fit.theta)
    #expect(abs(log(found / theta)) < 0.15 && abs(fit.coefficients[0] - 0.5) < 0.1)
    #expect(fit.overdispersion == .estimated(theta: found))
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-9 })
    // ∂ log L/∂ log θ per row by sums of 1/(θ+k): none is left at the estimate.
    var (score, size) = (0.0, 0.0)
    for (place, row) in fit.order.enumerated() {
      let (y, mu) = (y[Int(row)], fit.mu[place])
      let sum = (0..<Int(y)).reduce(0.0) { $0 + 1 / (found + Double($1)) }
      score += sum - log1p(mu / found) + (mu - y) / (mu + found)
      size += abs((mu - y) / (mu + found))
    }
    #expect(abs(score) < 1e-8 * size)
    var options = FitOptions(threads: 2)
    options.chunkRows = 1_000
    let two = try design.fit(.negativeBinomial, options: options)
    options.threads = 1
    let one = try design.fit(.negativeBinomial, options: options)
    #expect(one.theta == two.theta && one.coefficients == two.coefficients && one.mu == two.mu)
  }

  @Test("Without excess variance the negative binomial is Poisson and says so")
  func underdispersed() throws {
    var stream = RandomStream(seed: 6, purpose: "binomial")
    let x = (0..<400).map { _ in stream.normal() }
    // Binomial counts of 10 trials vary less than Poisson ones.
    let y = x.map { x in
      Double((0..<10).count { _ in stream.uniform() < 1 / (1 + exp(-0.3 * x)) })
    }
    let design = Design(
      outcome: NumericColumn(name: "y", values: y),
      regressors: [NumericColumn(name: "x", values: x)], effects: [])
    let fit = try design.fit(.negativeBinomial)
    #expect(fit.theta == nil && fit.overdispersion == Overdispersion.none)
    let poisson = try design.fit(.poisson)
    #expect(poisson.overdispersion == nil)
    #expect(Panels.isClose(fit.coefficients, poisson.coefficients, 1e-9))
    let (own, other) = (fit.logLikelihood ?? 0, poisson.logLikelihood ?? 1)
    #expect(abs(own - other) < 1e-9 * abs(other))
  }

  @Test(
    "Gamma with zeros: scores vanish on a panel where a maximum exists", arguments: UInt64(1)...3)
  func gammaZeros(seed: UInt64) throws {
    var design = Panels.trade(10, 8, seed: seed)
    design.effects.removeLast()
    let fit = try design.fit(.gamma)
    #expect(design.outcome.values.contains(0))
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-9 })
    #expect(fit.workingWeights.allSatisfy { $0 == 1 })
  }

  @Test("A regressor as its own instrument is least squares")
  func ownInstrument() throws {
    let design = Panels.trade(8, 5)
    let ols = try design.fit(.gaussian)
    var iv = design
    iv.endogenous = [iv.regressors.remove(at: 1)]
    iv.instruments = [NumericColumn(name: "z", values: iv.endogenous[0].values)]
    let fit = try iv.fit(.gaussian)
    #expect(fit.names == ["rta", "border_t", "tariff"])
    let order = [0, 2, 1].map { ols.coefficients[$0] }
    #expect(Panels.isClose(fit.coefficients, order, 1e-9))
    #expect(abs(fit.deviance / ols.deviance - 1) < 1e-10)
    #expect(fit.instrumental?.sargan == nil)
  }

  /// y = 1 + 2x + u, x = z₁ + z₂ + v, u and v share a part: least squares is biased, 2SLS not.
  @Test("Instruments remove the bias; the tests see what they should")
  func instruments() throws {
    var stream = RandomStream(seed: 11, purpose: "instruments")
    let count = 3_000
    let (z1, z2) = (
      (0..<count).map { _ in stream.normal() }, (0..<count).map { _ in stream.normal() }
    )
    let shared = (0..<count).map { _ in stream.normal() }
    let x = (0..<count).map { z1[$0] + z2[$0] + shared[$0] + 0.5 * stream.normal() }
    let y = (0..<count).map { 1 + 2 * x[$0] + 2 * shared[$0] + stream.normal() }
    var design = Design(outcome: NumericColumn(name: "y", values: y), regressors: [], effects: [])
    design.endogenous = [NumericColumn(name: "x", values: x)]
    design.instruments = [
      NumericColumn(name: "z1", values: z1), NumericColumn(name: "z2", values: z2),
    ]
    let fit = try design.fit(.gaussian)
    #expect(abs(fit.coefficients[1] - 2) < 0.1 && abs(fit.coefficients[0] - 1) < 0.2)
    let tests = try #require(fit.instrumental)
    #expect((tests.firstStage.first?.statistic ?? 0) > 500)
    #expect((tests.wuHausman?.statistic ?? 0) > 100)
    let (sargan, hansen) = (try #require(tests.sargan), try #require(tests.hansen))
    #expect(sargan.freedom == 1 && sargan.statistic < 10 && hansen.statistic < 10)
    #expect(abs(sargan.statistic - hansen.statistic) < 1)
    // X̂'e = 0 in the second stage.
    #expect(Panels.scores(fit).allSatisfy { abs($0) < 1e-10 })
    design.instruments = []
    #expect(throws: GravityError.tooFewInstruments(endogenous: 1, instruments: 0)) {
      try design.fit(.gaussian)
    }
    #expect(throws: GravityError.instrumentsNeedLeastSquares) { try design.fit(.poisson) }
  }
}
