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
