import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Equilibrium: intervals by draws")
struct EquilibriumDrawTests {
  private let names = SampleEconomies.names(4)

  private func costs() throws -> TradeCosts {
    let border = (0..<16).map { $0 / 4 == $0 % 4 ? 0.0 : 1 }
    let distance = (0..<16).map { 1 + Double(($0 * 7) % 5) }
    return try TradeCosts(
      countries: names,
      terms: [
        CostTerm(variable: "border", coefficient: -1.5, values: border),
        CostTerm(variable: "distance", transform: .log, coefficient: -0.8, values: distance),
      ])
  }

  private func intervals(
    draws: Int = 40, seed: UInt64 = 7, threads: Int = 1, covariance: [Double] = [0.04, 0, 0, 0.01],
    law: DrawSettings.SigmaLaw = .fixed, closure: EquilibriumClosure = .deficitFixed
  ) throws -> EquilibriumIntervals {
    try EquilibriumModel(base: SampleEconomies.base(4, seed: 2), sigma: 5, closure: closure)
      .intervals(
        CostShock("border=0"), costs: costs(), covariance: covariance,
        settings: DrawSettings(draws: draws, seed: seed, sigmaLaw: law, threads: threads))
  }

  @Test("one and two threads give equal bits, another seed others")
  func threads() throws {
    let one = try intervals()
    let two = try intervals(threads: 2)
    #expect(one == two)
    #expect(one.successes == 40)
    #expect(try intervals(seed: 8).countries != one.countries)
  }

  @Test("without uncertainty every percentile is the estimate")
  func certain() throws {
    let result = try intervals(draws: 3, covariance: [0, 0, 0, 0])
    for (row, effect) in zip(result.countries, result.point.countries) {
      let real = try #require(row.realGDP.value)
      #expect(abs(real.lower - effect.realGDPPercent) < 1e-9)
      #expect(abs(real.upper - effect.realGDPPercent) < 1e-9)
      #expect(row.rankInterval.value?.median == Double(row.rank))
    }
    #expect(result.rebuiltBase)
  }

  @Test("percentiles are ordered, the estimate lies within, ranks are a permutation")
  func ordered() throws {
    let result = try intervals(draws: 60)
    for (row, effect) in zip(result.countries, result.point.countries) {
      let outcomes = [
        row.exports, row.conditionalExports, row.price, row.inwardResistance, row.realGDP,
      ]
      for outcome in outcomes {
        let value = try #require(outcome.value)
        #expect(value.lower <= value.median && value.median <= value.upper)
      }
      let real = try #require(row.realGDP.value)
      #expect(real.lower < effect.realGDPPercent && effect.realGDPPercent < real.upper)
    }
    #expect(result.countries.map(\.rank).sorted() == [1, 2, 3, 4])
  }

  @Test("draws that fail are counted by code")
  func failures() throws {
    let result = try intervals(law: .normal(mean: 1.2, standardDeviation: 1))
    let failed = try #require(result.failures["gravity.ge.sigma-out-of-range"])
    #expect(failed > 0 && failed < 40)
    #expect(result.successes == 40 - result.failures.values.reduce(0, +))
  }

  @Test("an observed base stays in every draw and needs no values beyond the changed pairs")
  func observed() throws {
    let base = try SampleEconomies.base(4, seed: 2)
    let fixed = try TradeBase(countries: names, flows: base.flows, source: .observed)
    var distance = [Double](repeating: .nan, count: 16)
    distance[1] = 10
    let costs = try TradeCosts(
      countries: names,
      terms: [CostTerm(variable: "hours", transform: .log, coefficient: -0.4, values: distance)])
    let settings = DrawSettings(draws: 5, seed: 1)
    let shock = try CostShock("hours*0.5 from C0 to C1")
    let result = try EquilibriumModel(base: fixed, sigma: 5).intervals(
      shock, costs: costs, covariance: [0.01], settings: settings)
    #expect(!result.rebuiltBase)
    #expect(result.successes == 5)
    #expect(
      throws: CounterfactualError.shock(
        .missingValue(variable: "hours", exporter: "C0", importer: "C0"))
    ) {
      try EquilibriumModel(base: base, sigma: 5).intervals(
        shock, costs: costs, covariance: [0.01], settings: settings)
    }
  }

  @Test("a covariance that is none, and settings out of range, are refused")
  func refused() throws {
    #expect(throws: CounterfactualError.equilibrium(.covarianceNotPositive)) {
      try intervals(covariance: [1, 2, 2, 1])
    }
    #expect(throws: CounterfactualError.equilibrium(.covarianceNotPositive)) {
      try intervals(covariance: [1, 0.5, 0, 1])
    }
    #expect(
      throws: CounterfactualError.equilibrium(
        .wrongSize(what: "covariance", expected: 4, found: 1))
    ) { try intervals(covariance: [1]) }
    #expect(throws: CounterfactualError.equilibrium(.invalidOption(name: "draws"))) {
      try intervals(draws: 0)
    }
    #expect(throws: CounterfactualError.equilibrium(.invalidOption(name: "sigmaLaw"))) {
      try intervals(law: .uniform(from: 4, to: 2))
    }
  }
}
