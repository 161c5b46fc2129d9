import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

@Suite("Unit roots") struct UnitRootTests {
  /// Statistics and p-values by statsmodels 0.15 (adfuller, lags fixed at 2).
  @Test(
    "τ and its p-value",
    arguments: [
      (DeterministicTerms.none, -0.5596948000979558, 0.47143782062547274),
      (.constant, -1.9686288984974354, 0.30049531424426934),
      (.trend, -2.547203213492845, 0.3047778068976592),
    ])
  func reference(_ row: (DeterministicTerms, Double, Double)) throws {
    let test = try dickeyFullerTest(ChickensAndEggs.chickens, terms: row.0, lags: .fixed(2))
    #expect(isNear(test.statistic.value, row.1))
    #expect(isNear(test.probability.value, row.2, 1e-8))
    #expect(test.observations == 51)
  }

  @Test("lags by the criteria") func choice() throws {
    let aic = try dickeyFullerTest(ChickensAndEggs.chickens, lags: .aic(upTo: 4))
    #expect(aic.lags == 2)
    let bic = try dickeyFullerTest(ChickensAndEggs.chickens, lags: .bic(upTo: 4))
    #expect(bic.lags == 0 && isNear(bic.statistic.value, -2.013268141872936))
    #expect(isNear(bic.criticalValue.value, -2.9178502070837))
  }

  @Test("stationarity by statsmodels") func stationarity() throws {
    let chickens = try stationarityTest(ChickensAndEggs.chickens)
    #expect(isNear(chickens.statistic.value, 0.46186303751441976))
    #expect(isNear(chickens.probability.value, 0.050490070036888046, 1e-8))
    #expect(chickens.lags == 4 && !chickens.isBound)
    let eggs = try stationarityTest(ChickensAndEggs.eggs, terms: .trend)
    #expect(isNear(eggs.statistic.value, 0.2310490677660862))
    #expect(eggs.isBound && eggs.probability == .value(0.01))
  }

  @Test("constants, lines and short series have no statistic") func limits() throws {
    let flat = try dickeyFullerTest([Double](repeating: 2, count: 30), lags: .bic(upTo: 3))
    #expect(flat.statistic == .missing(.noVariation))
    let line = try dickeyFullerTest((0..<30).map(Double.init), lags: .fixed(0))
    #expect(line.statistic == .missing(.noVariation))
    let short = try dickeyFullerTest([1, 2, 1], lags: .bic(upTo: 3))
    #expect(short.statistic == .missing(.tooFewObservations))
    #expect(try stationarityTest([1, 2, 3]).statistic == .missing(.tooFewObservations))
    #expect(
      try stationarityTest([Double](repeating: 1, count: 20)).statistic == .missing(.noVariation))
    #expect(throws: SeriesError.lagOutOfRange(lags: -1, allowed: 0)) {
      try dickeyFullerTest([1, 2, 3], lags: .fixed(-1))
    }
    let order = try integrationOrder([1, 2, 1, 2, 3])
    #expect(order.level == .untested && order.warnings.contains(.undeterminedIntegration))
  }

  @Test("noise is stationary, a walk is not, mostly") func simulation() throws {
    var noise = 0
    var walks = 0
    for seed in UInt64(0)..<40 {
      var stream = RandomStream(seed: seed, purpose: "test")
      let steps = (0..<150).map { _ in stream.normal() }
      var walk: [Double] = []
      for step in steps { walk.append((walk.last ?? 0) + step) }
      if try integrationOrder(steps).order == 0 { noise += 1 }
      if try integrationOrder(walk).order == 1 { walks += 1 }
    }
    #expect(noise >= 34 && walks >= 32)
  }
}
