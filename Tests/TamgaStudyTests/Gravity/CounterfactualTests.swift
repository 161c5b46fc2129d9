import Foundation
import TamgaGravity
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Counterfactual of a fitted model")
struct CounterfactualTests {
  @Test(
    "the same effects as the engine with the true coefficients",
    arguments: [EquilibriumClosure.deficitFixed, .deficitMultiplicative, .balanced],
    [TradeBase.Source.fitted, .observed])
  func engine(closure: EquilibriumClosure, base: TradeBase.Source) throws {
    let world = try GravityWorld()
    var request = world.request("border=0; rta=1 between AAA,FFF")
    request.closure = closure
    request.base = base
    let report = try CounterfactualRun(request).report()
    #expect(report.period == "2002" && report.absentPairs == 0 && report.diagnostics.isEmpty)
    for (row, truth) in zip(report.model.coefficients, [-1.2, -0.9, 0.4]) {
      #expect(abs(row.estimate - truth) < 1e-7, "\(row.name)")
    }
    let n = GravityWorld.countries.count
    let factors = (0..<(n * n)).map { cell -> Double in
      let (i, j) = (cell / n, cell % n)
      let old = world.rows.filter { $0.year == 2002 }[cell].rta
      let joins = (i == 0 && j == n - 1) || (i == n - 1 && j == 0)
      return i == j ? 1 : exp(0.9 + (joins ? 0.4 * (1 - old) : 0))
    }
    let expected = try EquilibriumModel(
      base: TradeBase(
        countries: GravityWorld.countries, flows: world.flows(of: 2002), source: base),
      sigma: 5, closure: closure
    ).solve(TradeCostChange(factors: factors, countries: GravityWorld.countries, label: ""))
    #expect(report.result.status.isConverged)
    for (found, wanted) in zip(report.result.countries, expected.countries) {
      #expect(found.country == wanted.country)
      #expect(abs(found.realGDPPercent - wanted.realGDPPercent) < 1e-5)
      #expect(abs(found.pricePercent - wanted.pricePercent) < 1e-5)
      let exports = try #require(found.full.exportsPercent.value)
      #expect(abs(exports - (wanted.full.exportsPercent.value ?? 0)) < 1e-4)
    }
  }

  @Test("a period is chosen by its name")
  func period() throws {
    let world = try GravityWorld()
    var request = world.request("border=0")
    request.period = "2001"
    let report = try CounterfactualRun(request).report()
    let output = report.result.countries.map(\.base.output).reduce(0, +)
    #expect(abs(output / world.flows(of: 2001).reduce(0, +) - 1) < 1e-9)
  }

  @Test("dummy variables of periods act in their own period alone")
  func periods() throws {
    let world = try GravityWorld()
    let formula = "trade ~ log(distance) + i(year, border) + rta | exporter^year + importer^year"
    let report = try CounterfactualRun(world.request("border=0", formula: formula)).report()
    #expect(report.model.coefficients.count == 4)
    #expect(report.terms.map(\.variable) == ["distance", "border", "rta"])
    #expect(report.covariance.count == 9)
    let plain = try CounterfactualRun(world.request("border=0")).report()
    for (found, wanted) in zip(report.result.countries, plain.result.countries) {
      #expect(abs(found.realGDPPercent - wanted.realGDPPercent) < 1e-5)
    }
  }

  @Test("a comparison of exporter and importer is a variable of its own name")
  func comparison() throws {
    let world = try GravityWorld()
    let formula =
      "trade ~ log(distance) + I(exporter != importer) + rta | exporter^year + importer^year"
    let report = try CounterfactualRun(world.request("border=0")).report()
    let name = try CounterfactualRun(
      world.request("rta=1", formula: formula)
    ).report().terms[1].variable
    let other = try CounterfactualRun(
      world.request("`\(name)`=0", formula: formula)
    ).report()
    for (found, wanted) in zip(other.result.countries, report.result.countries) {
      #expect(abs(found.realGDPPercent - wanted.realGDPPercent) < 1e-6)
    }
  }

  @Test("draws: intervals hold the estimate, any number of threads gives the same")
  func draws() throws {
    let world = try GravityWorld { rows in
      for index in rows.indices { rows[index].trade *= 1 + 0.3 * sin(Double(index)) }
    }
    var request = world.request("border=0.5")
    request.draws = .init(count: 60, seed: 11)
    request.model.clusters = ["exporter^importer"]
    let first = try CounterfactualRun(request).report()
    request.model.threads = 2
    let second = try CounterfactualRun(request).report()
    let intervals = try #require(first.intervals)
    #expect(intervals == second.intervals && intervals.successes == 60)
    #expect(first.json == second.json.replacing(seconds: first.json))
    for country in intervals.countries {
      let range = try #require(country.realGDP.value)
      #expect(range.lower < range.median && range.median < range.upper)
    }
  }

  @Test("a missing pair counts as 0 and is told, for fitted and observed flows")
  func absent() throws {
    let world = try GravityWorld { rows in
      rows.removeAll { $0.year == 2002 && $0.exporter == "AAA" && $0.importer == "CCC" }
    }
    for base in TradeBase.Source.allCases {
      var request = world.request("border=0")
      request.base = base
      let report = try CounterfactualRun(request).report()
      #expect(report.absentPairs == 1)
      #expect(report.diagnostics.map(\.code) == ["T587"])
      #expect(report.result.baseFlows[2] == 0)
    }
  }

  @Test(
    "the published loop is labelled: no equilibrium, with its rounds")
  func loop() throws {
    let world = try GravityWorld()
    var request = world.request("border=0.8")
    request.closure = .agtpaLoop
    request.reference = "CCC"
    let report = try CounterfactualRun(request).report()
    #expect(!report.result.status.isConverged)
    #expect(report.diagnostics.map(\.code) == ["T588"])
    let json = report.json
    #expect(json["converged"]?.bool == false)
    #expect(json["loop_rounds"]?.array?.isEmpty == false)
  }
}

extension JSONValue {
  /// The value with the times of another: they are the one thing that may differ.
  fileprivate func replacing(seconds other: JSONValue) -> JSONValue {
    guard case .object(var members) = self, case .object(var model)? = members["model"] else {
      return self
    }
    model["seconds"] = other["model"]?["seconds"]
    members["model"] = .object(model)
    return .object(members)
  }
}
