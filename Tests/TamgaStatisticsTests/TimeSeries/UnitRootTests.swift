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
    let chosen = try dickeyFullerTest((1...12).map(Double.init), lags: .bic(upTo: 2))
    #expect(chosen.statistic == .missing(.noVariation))
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

  @Test("a criterion chooses lags that have a statistic", arguments: UInt64(0)..<20)
  func chosenHasOne(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, purpose: "twelve")
    let series = (0..<12).map { _ in stream.normal() }
    for terms in [DeterministicTerms.none, .constant, .trend] {
      for choice in [LagChoice.bic(upTo: 9), .aic(upTo: 9)] {
        #expect(try dickeyFullerTest(series, terms: terms, lags: choice).statistic.value != nil)
      }
    }
  }

  /// mackinnoncrit of statsmodels 0.15 for 28 observations, 1, 5 and 10 %.
  @Test(
    "critical values are those of so many observations",
    arguments: [
      (DeterministicTerms.none, [-2.650216275510204, -1.9534626184402333, -1.6096405903790088]),
      (.constant, [-3.6889256286443146, -2.9719894897959187, -2.6252957653061224]),
      (.trend, [-4.3244664923469385, -3.580882474489796, -3.2254187317784258]),
    ])
  func critical(_ row: (DeterministicTerms, [Double])) throws {
    let series = Array(ChickensAndEggs.chickens.prefix(29))
    let test = try dickeyFullerTest(series, terms: row.0, lags: .fixed(0))
    #expect(test.observations == 28)
    for (level, expected) in zip(SignificanceLevel.allCases, row.1) {
      #expect(isNear(test.critical(level).value, expected, 1e-12))
    }
    #expect(test.rejects == test.statistic.value.map { $0 < row.1[1] })
  }

  @Test("the critical value decides where the asymptotic p-value says otherwise")
  func decision() throws {
    var between = 0
    for seed in UInt64(0)..<400 {
      var stream = RandomStream(seed: seed, purpose: "decision")
      var series = [0.0]
      for _ in 0..<14 { series.append(0.4 * series[series.count - 1] + stream.normal()) }
      let test = try dickeyFullerTest(series, lags: .fixed(0))
      guard let tau = test.statistic.value, let p = test.probability.value, p < 0.05,
        tau > (try #require(test.criticalValue.value))
      else { continue }
      between += 1
      #expect(test.rejects == false)
    }
    #expect(between > 0)
  }

  @Test("a constant series has no order of integration; gaps only at the ends")
  func constant() throws {
    #expect(throws: SeriesError.zeroVariance(series: 0)) {
      try integrationOrder([Double](repeating: 2, count: 30))
    }
    let known = ChickensAndEggs.chickens.map { Optional($0) }
    let flat = known.map { _ in Optional(7.0) }
    #expect(throws: SeriesError.zeroVariance(series: 1)) {
      try precedenceReport(x: known, y: flat, lags: .fixed(1))
    }
    #expect(throws: SeriesError.zeroVariance(series: 0)) {
      try precedenceReport(x: flat, y: known, lags: .fixed(1))
    }
    let trimmed = try integrationOrder([nil] + known + [nil, nil])
    #expect(trimmed.leftOut == 3 && trimmed.observations == known.count)
    #expect(trimmed.warnings.contains(.rowsLeftOut))
    #expect(throws: SeriesError.gap(row: 2)) {
      try integrationOrder([1, 2, nil, 4, 3, 5, 4, 6, 1, 2, 3])
    }
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
