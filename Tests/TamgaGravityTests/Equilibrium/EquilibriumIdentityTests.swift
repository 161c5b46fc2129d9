import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Equilibrium: identities")
struct EquilibriumIdentityTests {
  static let closed: [EquilibriumClosure] = [.deficitFixed, .deficitMultiplicative, .balanced]

  @Test("no change of costs changes nothing", arguments: closed)
  func nothing(closure: EquilibriumClosure) throws {
    let base = try SampleEconomies.base(5, seed: 1)
    let result = try EquilibriumModel(base: base, sigma: 6, closure: closure)
      .solve(.none(countries: 5))
    #expect(result.status.isConverged)
    for effect in result.countries {
      #expect(abs(effect.pricePercent) < 1e-10)
      #expect(abs(effect.realGDPPercent) < 1e-10)
      #expect(abs(try #require(effect.full.exportsPercent.value)) < 1e-10)
      #expect(abs(effect.conditional.inwardResistancePercent) < 1e-10)
      #expect(abs(effect.conditional.outwardResistancePercent) < 1e-10)
    }
  }

  @Test("every market clears in random economies", arguments: UInt64(0)..<6)
  func residuals(seed: UInt64) throws {
    let n = 3 + Int(seed)
    let base = try SampleEconomies.base(n, seed: seed, zeros: seed % 2 == 0 ? 0 : 0.3)
    let change = try SampleEconomies.change(n, seed: seed)
    for closure in Self.closed {
      for reference in [nil, "C1"] {
        let result = try EquilibriumModel(
          base: base, sigma: 2 + Double(seed), closure: closure, reference: reference
        ).solve(change)
        let residuals = result.status.residuals
        #expect(result.status.isConverged)
        #expect(residuals.largest <= 1e-12)
        #expect(residuals.conditional <= 1e-12)
        // p̂/P̂ = (s'_jj/s_jj)^(1/(1-σ)).
        #expect(residuals.welfareIdentity < 1e-11)
        if let reference {
          let anchor = try result.effect(on: reference)
          #expect(abs(anchor.full.inwardResistancePercent) < 1e-10)
          #expect(abs(anchor.conditional.inwardResistancePercent) < 1e-10)
        } else {
          let world = result.countries.reduce(0) { $0 + $1.after.output }
          let before = result.countries.reduce(0) { $0 + $1.base.output }
          #expect(abs(world / before - 1) < 1e-12)
        }
      }
    }
  }

  @Test("the currency does not matter, nor does the reference for real output")
  func scale() throws {
    let base = try SampleEconomies.base(6, seed: 11)
    let scaled = try TradeBase(
      countries: base.countries, flows: base.flows.map { $0 * 4_096 }, source: .fitted)
    let change = try SampleEconomies.change(6, seed: 11)
    let first = try EquilibriumModel(base: base, sigma: 5).solve(change)
    let second = try EquilibriumModel(base: scaled, sigma: 5).solve(change)
    let third = try EquilibriumModel(base: base, sigma: 5, reference: "C3").solve(change)
    #expect(
      largestGap(first.countries.map(\.pricePercent), second.countries.map(\.pricePercent)) < 1e-10)
    #expect(
      largestGap(first.countries.map(\.realGDPPercent), third.countries.map(\.realGDPPercent))
        < 1e-10)
  }

  /// With two alike countries prices stay equal: s'_ii = a/(a + b t̂), P̂^(1-σ) = (a + b t̂)/(a + b).
  @Test("two alike countries follow the closed form", arguments: [0.5, 1.7, 12])
  func alike(factor: Double) throws {
    let sigma = 4.0
    let base = try TradeBase(countries: ["A", "B"], flows: [3, 1, 1, 3], source: .observed)
    let change = try TradeCostChange(
      factors: [1, factor, factor, 1], countries: base.countries, label: "both ways")
    for closure in Self.closed {
      let result = try EquilibriumModel(base: base, sigma: sigma, closure: closure).solve(change)
      let domestic = 3 / (3 + factor)
      for effect in result.countries {
        #expect(abs(effect.pricePercent) < 1e-11)
        let exports = try #require(effect.full.exportsPercent.value)
        #expect(abs(exports - 100 * ((1 - domestic) * 4 / 1 - 1)) < 1e-10)
        // (s'_jj/s_jj)^(1/(1-σ)) with σ = 4 is a cube root.
        let gain = 1 + effect.realGDPPercent / 100
        #expect(abs(gain * gain * gain * (domestic / 0.75) - 1) < 1e-12)
        #expect(abs(try #require(effect.partialExportsPercent.value) - 100 * (factor - 1)) < 1e-10)
      }
    }
  }

  @Test("balanced means balanced, and its base is solved again")
  func balanced() throws {
    let base = try SampleEconomies.base(5, seed: 4)
    let result = try EquilibriumModel(base: base, sigma: 3, closure: .balanced)
      .solve(SampleEconomies.change(5, seed: 4))
    for effect in result.countries {
      #expect(abs(effect.base.exports / effect.base.imports - 1) < 1e-11)
      #expect(abs(effect.after.exports / effect.after.imports - 1) < 1e-11)
    }
    #expect(result.baseFlows != base.flows)
  }

  @Test("fixed deficits stay fixed in units of world output")
  func deficits() throws {
    let base = try SampleEconomies.base(5, seed: 8)
    let result = try EquilibriumModel(base: base, sigma: 3)
      .solve(SampleEconomies.change(5, seed: 8))
    for effect in result.countries {
      let before = effect.base.expenditure - effect.base.output
      let after = effect.after.expenditure - effect.after.output
      #expect(abs(after - before) < 1e-10 * effect.base.output)
    }
  }

  @Test("a country without exports has no percent of them")
  func noExports() throws {
    let base = try TradeBase(
      countries: ["A", "B", "C"], flows: [5, 0, 0, 1, 5, 1, 1, 1, 5], source: .observed)
    let change = try TradeCostChange(
      factors: [1, 2, 2, 2, 1, 2, 2, 2, 1], countries: base.countries, label: "all")
    let result = try EquilibriumModel(base: base, sigma: 5).solve(change)
    #expect(result.countries[0].full.exportsPercent == .missing(.zeroDenominator))
    #expect(result.countries[0].partialExportsPercent == .missing(.zeroDenominator))
    #expect(result.countries[0].full.importsPercent.value != nil)
    #expect(result.status.isConverged)
  }
}
