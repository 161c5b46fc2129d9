import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Export potential") struct ExportPotentialTests {
  private func input(distance: Double = 2, growth: Double = 1) -> PotentialInput {
    PotentialInput(
      flows: [
        PotentialFlow(exporter: "A", market: "J", product: "p", value: 30),
        PotentialFlow(exporter: "B", market: "J", product: "p", value: 10),
        PotentialFlow(exporter: "A", market: "L", product: "p", value: 10),
        PotentialFlow(exporter: "B", market: "L", product: "q", value: 50),
      ],
      exporters: [
        ExporterFacts(key: "A", growth: growth), ExporterFacts(key: "B", growth: 1),
      ], supply: [],
      markets: [
        MarketFacts(key: "J", population: 1, income: 1),
        MarketFacts(key: "L", population: 1, income: 1),
      ],
      access: [
        AccessFacts(exporter: "A", market: "J", distance: distance),
        AccessFacts(exporter: "B", market: "J", distance: 2),
        AccessFacts(exporter: "A", market: "L", distance: 2),
        AccessFacts(exporter: "B", market: "L", distance: 2),
      ])
  }

  /// By hand without growth, tariffs and distance: supply 40/50, demand 40, ease 30/(0.8 · 40).
  @Test("factors by hand") func hand() throws {
    let result = try exportPotentials(input())
    let cell = try #require(result.first { $0.market == "J" && $0.exporter == "A" })
    #expect(cell.product == "p" && isNear(cell.supply.value, 0.8, 1e-12))
    #expect(isNear(cell.demand.value, 40, 1e-12))
    #expect(isNear(cell.ease.value, 30 / 32, 1e-12))
    #expect(isNear(cell.potential.value, 30, 1e-12))
    #expect(cell.gap.value.map { abs($0) < 1e-9 } ?? false)
    #expect(isNear(cell.realised.value, 1, 1e-12))
    let none = try #require(result.first { $0.market == "J" && $0.product == "q" })
    #expect(none.demand == .missing(.zeroDenominator) && none.gap.reason == .zeroDenominator)
  }

  @Test("growth raises the share; balance and tariffs enter") func factors() throws {
    let grown = try exportPotentials(input(growth: 2))
    #expect(isNear(grown[0].supply.value, 80.0 / 90, 1e-12))
    let base = input()
    let taxed = PotentialInput(
      flows: base.flows, exporters: base.exporters,
      supply: [SupplyFacts(exporter: "A", product: "p", imports: 80)], markets: base.markets,
      access: base.access.map {
        AccessFacts(
          exporter: $0.exporter, market: $0.market, distance: $0.distance,
          tariffs: $0.exporter == "A" ? ["p": 0.25] : [:])
      })
    let cell = try exportPotentials(taxed)[0]
    #expect(isNear(cell.supply.value, 0.4, 1e-12))
    // t̄ = 0.75 · 0.25, over 1.25.
    #expect(isNear(cell.demand.value, 40 * 1.1875 / 1.25, 1e-12))
    let fan = try #require(cell.fan.value)
    let value = try #require(cell.potential.value)
    #expect(fan.lower <= value && value <= fan.upper && fan.lower < fan.upper)
    let free = try exportPotentials(taxed, form: PotentialForm(usesTariffs: false))[0]
    #expect(isNear(free.demand.value, 40, 1e-12))
  }

  @Test("regions' supplies sum to the nation's; a faster post raises the potential")
  func regional() throws {
    let parts = [
      RegionalSupply(region: "north", product: "p", exports: 30),
      RegionalSupply(region: "south", product: "p", exports: 10),
      RegionalSupply(region: "north", product: "q", employment: 1),
      RegionalSupply(region: "south", product: "q", employment: 3),
    ]
    func potentials(_ hours: Double) throws -> [ExportPotential] {
      try regionalExportPotentials(
        input(), nation: "A", supply: parts,
        access: [
          RegionalAccess(region: "north", market: "J", distance: 2),
          RegionalAccess(region: "south", market: "J", distance: hours),
        ])
    }
    let same = try potentials(2).filter { $0.product == "p" }
    let nation = try exportPotentials(input())[0]
    let sum = same.compactMap(\.supply.value).reduce(0, +)
    #expect(isNear(sum, try #require(nation.supply.value), 1e-12))
    let whole = same.compactMap(\.potential.value).reduce(0, +)
    #expect(isNear(whole, try #require(nation.potential.value), 1e-12))
    #expect(same.allSatisfy { !$0.isEstimate && $0.actual == nil })
    let slow = try #require(try potentials(4).last { $0.product == "p" }?.potential.value)
    let level = try #require(same.last?.potential.value)
    #expect(slow < level)
    #expect(try potentials(2).first { $0.product == "q" }?.isEstimate == true)
  }

  @Test("bad facts are typed errors") func wrongUse() throws {
    let base = input()
    func broken(_ flows: [PotentialFlow]) -> PotentialInput {
      PotentialInput(
        flows: flows, exporters: base.exporters, supply: [], markets: base.markets,
        access: base.access)
    }
    #expect(throws: PotentialError.duplicateKey("A – J – p")) {
      try exportPotentials(broken(base.flows + [base.flows[0]]))
    }
    #expect(throws: PotentialError.unknownKey("Z")) {
      try exportPotentials(
        broken([PotentialFlow(exporter: "Z", market: "J", product: "p", value: 1)]))
    }
    #expect(throws: PotentialError.badNumber(key: "A", field: "value")) {
      try exportPotentials(
        broken([PotentialFlow(exporter: "A", market: "J", product: "p", value: -1)]))
    }
    #expect(throws: PotentialError.badNumber(key: "A", field: "distance")) {
      try exportPotentials(input(distance: 0))
    }
    #expect(throws: PotentialError.unknownKey("N")) {
      try regionalExportPotentials(base, nation: "N", supply: [], access: [])
    }
    #expect(throws: PotentialError.badNumber(key: "r", field: "distance")) {
      try regionalExportPotentials(
        base, nation: "A", supply: [],
        access: [RegionalAccess(region: "r", market: "J", distance: .nan)])
    }
    #expect(try exportPotentials(broken([])).allSatisfy { $0.potential.value == nil })
  }

  @Test("internal and external factors") func composites() throws {
    let table = try CompositeTable(
      indicators: [
        CompositeIndicator(id: "ore", pillar: "resources"),
        CompositeIndicator(id: "school", pillar: "education"),
        CompositeIndicator(id: "market", pillar: "market-capacity"),
      ], rows: [("a", [1, 3, 1]), ("b", [2, 2, 2]), ("c", [3, 1, 3])])
    let result = try potentialFactors(table)
    #expect(result.internalFactors?.pillars == ["education", "resources"])
    #expect(result.externalFactors?.scores.map(\.rank) == [3, 2, 1])
    #expect(throws: CompositeError.outOfRange(what: "x")) {
      try potentialFactors(
        try CompositeTable(
          indicators: [CompositeIndicator(id: "x", pillar: "weather")], rows: [("a", [1])]))
    }
  }
}
