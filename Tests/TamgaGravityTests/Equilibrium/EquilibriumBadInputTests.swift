import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Equilibrium: bad input")
struct EquilibriumBadInputTests {
  private func base(_ flows: [Double], _ names: [String] = ["A", "B"]) throws -> TradeBase {
    try TradeBase(countries: names, flows: flows, source: .observed)
  }

  @Test("flows are checked cell by cell")
  func flows() throws {
    #expect(throws: EquilibriumError.tooFewCountries(1)) { try base([1], ["A"]) }
    #expect(throws: EquilibriumError.duplicateCountry("A")) { try base([1, 1, 1, 1], ["A", "A"]) }
    #expect(throws: EquilibriumError.wrongSize(what: "flows", expected: 4, found: 3)) {
      try base([1, 1, 1])
    }
    #expect(throws: EquilibriumError.invalidFlow(exporter: "A", importer: "B")) {
      try base([1, -1, 1, 1])
    }
    #expect(throws: EquilibriumError.invalidFlow(exporter: "B", importer: "A")) {
      try base([1, 1, .nan, 1])
    }
    #expect(throws: EquilibriumError.missingInternalFlows(["B"])) { try base([1, 1, 1, 0]) }
    #expect(throws: EquilibriumError.notFinite) { try base([1e308, 1e308, 1e308, 1e308]) }
  }

  @Test("the elasticity, options, names and sizes are checked")
  func model() throws {
    let good = try base([3, 1, 1, 3])
    for sigma in [1, 0.5, .nan, .infinity] {
      #expect(throws: EquilibriumError.self) { try EquilibriumModel(base: good, sigma: sigma) }
    }
    #expect(throws: EquilibriumError.invalidOption(name: "tolerance")) {
      try EquilibriumModel(base: good, sigma: 4, options: EquilibriumOptions(tolerance: .nan))
    }
    let world = try TradeBase(
      countries: ["KAZ", "KGZ", "UZB"], flows: [5, 1, 1, 1, 5, 1, 1, 1, 5], source: .observed)
    #expect(throws: EquilibriumError.unknownCountry("KAS", nearest: ["KAZ"])) {
      try EquilibriumModel(base: world, sigma: 4, reference: "KAS")
    }
    #expect(throws: EquilibriumError.wrongSize(what: "cost factors", expected: 4, found: 9)) {
      try EquilibriumModel(base: good, sigma: 4).solve(.none(countries: 3))
    }
    #expect(throws: EquilibriumError.invalidCostChange(exporter: "A", importer: "B")) {
      try TradeCostChange(factors: [1, 0, 1, 1], countries: ["A", "B"], label: "")
    }
  }

  /// A exports 9 of its 10; when its exports are cut off, its price falls until Y' < its surplus.
  @Test("an expenditure that cannot stay positive names its country")
  func bankrupt() throws {
    let creditor = try base([1, 9, 1, 100])
    let change = try TradeCostChange(
      factors: [1, 1e-6, 1e-6, 1], countries: creditor.countries, label: "closed")
    #expect(throws: EquilibriumError.expenditureNotPositive(country: "A")) {
      try EquilibriumModel(base: creditor, sigma: 5).solve(change)
    }
    #expect(
      try EquilibriumModel(base: creditor, sigma: 5, closure: .deficitMultiplicative)
        .solve(change).status.isConverged)
  }

  /// A and B sell to A alone, which buys less than they sell.
  @Test("an infeasible pattern of zeros names both sides")
  func infeasible() throws {
    #expect(throws: EquilibriumError.infeasibleZeroPattern(exporters: ["B"], importers: ["B"])) {
      try TradeBase(
        countries: ["A", "B"], pattern: [1, 1, 0, 1], output: [4, 6], expenditure: [5, 5],
        source: .observed)
    }
    #expect(throws: EquilibriumError.invalidMargin(what: "output", country: "B")) {
      try TradeBase(
        countries: ["A", "B"], pattern: [1, 1, 1, 1], output: [4, 0], expenditure: [5, 5],
        source: .observed)
    }
    let feasible = try TradeBase(
      countries: ["A", "B"], pattern: [1, 1, 0, 1], output: [6, 4], expenditure: [5, 5],
      source: .observed)
    #expect(largestGap(feasible.flows, [5, 1, 0, 4]) < 1e-11)
  }

  @Test("rows become a matrix, absent pairs are counted, doubles refused")
  func pairs() throws {
    let names = ["A", "B"]
    let table = try PairTable(countries: names, exporter: [1, 0, 0], importer: [1, 0, 1])
    #expect(table.absentPairs == 1)
    #expect(try table.matrix([7, 5, 3], absent: 0) == [5, 3, 0, 7])
    #expect(throws: EquilibriumError.wrongSize(what: "values", expected: 3, found: 2)) {
      try table.matrix([7, 5], absent: 0)
    }
    #expect(throws: EquilibriumError.duplicatePair(exporter: "A", importer: "B")) {
      try PairTable(countries: names, exporter: [0, 0], importer: [1, 1])
    }
    #expect(throws: EquilibriumError.wrongSize(what: "country codes", expected: 2, found: 2)) {
      try PairTable(countries: names, exporter: [2], importer: [0])
    }
    #expect(throws: EquilibriumError.wrongSize(what: "importer", expected: 1, found: 0)) {
      try PairTable(countries: names, exporter: [0], importer: [])
    }
  }

  @Test("codes are distinct")
  func codes() {
    let errors: [EquilibriumError] = [
      .tooFewCountries(0), .duplicateCountry(""), .wrongSize(what: "", expected: 0, found: 0),
      .invalidFlow(exporter: "", importer: ""), .missingInternalFlows([]),
      .invalidMargin(what: "", country: ""), .worldTotalsDiffer(output: 0, expenditure: 0),
      .expenditureNotPositive(country: ""), .infeasibleZeroPattern(exporters: [], importers: []),
      .balancingNotConverged(residual: 0), .sigmaOutOfRange(0), .unknownCountry("", nearest: []),
      .invalidCostChange(exporter: "", importer: ""), .referenceRequired(closure: ""),
      .invalidOption(name: ""), .covarianceNotPositive, .notFinite,
      .duplicatePair(exporter: "", importer: ""),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    #expect(errors.allSatisfy { $0.code.hasPrefix("gravity.ge.") })
  }
}
