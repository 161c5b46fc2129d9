import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

@Suite("Leads and lags") struct LeadLagTests {
  @Test("a series two steps ahead is found there") func lead() throws {
    var stream = RandomStream(seed: 4, purpose: "test")
    let x = (0..<40).map { _ in stream.normal() }
    let y = x.indices.map { $0 >= 2 ? x[$0 - 2] : stream.normal() }
    let report = try leadLagReport(x: x, y: y, reach: 4, seed: 1, draws: 199)
    #expect(report.strongest == 2)
    #expect(report.lags.map(\.lag) == Array(-4...4))
    #expect(report.lags[6].coefficient == .value(1))
    #expect(report.lags[6].observations == 38)
    let twice = try leadLagReport(x: x, y: y, reach: 4, seed: 1, draws: 199, threads: 2)
    #expect(twice == report)
  }

  @Test("few pairs and constants have no coefficient") func limits() throws {
    let report = try leadLagReport(x: [1, 2, nil, 4, 5], y: [1, 1, 1, 1, 1], reach: 3, seed: 1)
    #expect(report.strongest == nil)
    #expect(report.lags[3].coefficient == .missing(.noVariation))
    #expect(report.lags[0].coefficient == .missing(.tooFewObservations))
    #expect(report.warnings.contains(.rowsLeftOut))
    #expect(throws: SeriesError.lagOutOfRange(lags: 5, allowed: 4)) {
      try leadLagReport(x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5], reach: 5, seed: 1)
    }
  }

  @Test("below four effective pairs there is neither a p-value nor a band") func fewEffective()
    throws
  {
    let up = (0..<9).map { Double($0 * $0) }
    let report = try leadLagReport(x: up, y: up.map { $0 + 1 }, reach: 2, seed: 1, draws: 99)
    let worth = report.lags.map { $0.effectiveObservations.value ?? 0 }
    #expect(worth.contains { $0 < 4 } && worth.contains { $0 > 1 })
    for lag in report.lags where (lag.effectiveObservations.value ?? 9) < 4 {
      #expect(lag.coefficient.value != nil)
      #expect(lag.probability == .missing(.tooFewObservations))
      #expect(lag.interval == .missing(.tooFewObservations))
    }
  }

  /// n_eff = 10 (1 − ab)/(1 + ab), by hand.
  @Test("effective size") func effective() {
    let up = (0..<10).map { Double($0) }
    // The lag-1 autocorrelation of 0…9 is 0.7: Σ(x_t − 4.5)(x_{t−1} − 4.5) = 57.75 of 82.5.
    #expect(isNear(lagOneAutocorrelation(up).value, 0.7, 1e-12))
    #expect(isNear(effectiveSampleSize(up, up).value, 10 * (1 - 0.49) / 1.49, 1e-12))
    let zigzag = (0..<10).map { $0 % 2 == 0 ? 1.0 : -1.0 }
    #expect(effectiveSampleSize(zigzag, up).value == 10)
    #expect(effectiveSampleSize([1, 1, 1], up) == .missing(.undefined))
    #expect(effectiveSampleSize([1, 1, 1], [1, 2, 3]) == .missing(.noVariation))
  }

  /// Holm (1979): ordered p times n, n − 1, …, never falling.
  @Test("adjusted p-values") func holm() {
    let adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005])
    for (own, other) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(isNear(own, other, 1e-12))
    }
    #expect(holmAdjusted([]).isEmpty && holmAdjusted([0.9, 0.8]) == [1, 1])
  }
}
