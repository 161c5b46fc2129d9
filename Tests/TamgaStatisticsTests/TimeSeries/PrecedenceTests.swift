import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

/// Thurman and Fisher (1988), Chickens, eggs, and causality: United States, 1930–1983.
enum ChickensAndEggs {
  static let chickens: [Double] = [
    468491, 449743, 436815, 444523, 433937, 389958, 403446, 423921, 389624, 418591, 438288, 422841,
    476935, 542047, 582197, 516497, 523227, 467217, 499644, 430876, 456549, 430988, 426555, 398156,
    396776, 390708, 383690, 391363, 374281, 387002, 369484, 366082, 377392, 375575, 382262, 394118,
    393019, 428746, 425158, 422096, 433280, 421763, 404191, 408769, 394101, 379754, 378361, 386518,
    396933, 400585, 392110, 384838, 378609, 364584,
  ]
  static let eggs: [Double] = [
    3581, 3532, 3327, 3255, 3156, 3081, 3166, 3443, 3424, 3561, 3640, 3840, 4456, 5000, 5366, 5154,
    5130, 5077, 5032, 5148, 5404, 5322, 5323, 5307, 5402, 5407, 5500, 5442, 5442, 5542, 5339, 5358,
    5403, 5345, 5435, 5474, 5540, 5836, 5777, 5629, 5704, 5806, 5742, 5502, 5461, 5382, 5377, 5408,
    5608, 5777, 5825, 5625, 5800, 5656,
  ]
}

@Suite("Precedence") struct PrecedenceTests {
  private let chickens = ChickensAndEggs.chickens
  private let eggs = ChickensAndEggs.eggs

  /// Printed with the data in Zeileis and Hothorn (2002), lmtest: F = 5.405, p = 0.002966 and
  /// F = 0.5916, p = 0.6238 at three lags.
  @Test("the egg came first") func published() throws {
    let forward = try precedenceTest(of: eggs, for: chickens, lags: .fixed(3))
    #expect(isNear(forward.statistic.value, 5.404984372335079))
    #expect(isNear(forward.probability.value, 0.002966397445576247))
    #expect(forward.denominatorFreedom == 44 && forward.numeratorFreedom == 3)
    let backward = try precedenceTest(of: chickens, for: eggs, lags: .fixed(3))
    #expect(isNear(backward.statistic.value, 0.5916153294546953))
    #expect(isNear(backward.probability.value, 0.623786200392404))
    let one = try precedenceTest(of: eggs, for: chickens, lags: .fixed(1))
    #expect(isNear(one.statistic.value, 1.2071001073095042))
    // scipy: power of F(3, 44) at f² = 0.15.
    #expect(isNear(forward.powerMedium.value, 0.5611083828627864))
  }

  @Test("Wald test with one more lag, by statsmodels") func todaYamamoto() throws {
    let test = try precedenceTest(of: eggs, for: chickens, lags: .fixed(2), extraLags: 1)
    #expect(isNear(test.wald.value, 10.802921759406885))
    #expect(isNear(test.waldProbability.value, 0.0045099875784132305))
    #expect(isNear(test.statistic.value, 5.401460879703443))
    #expect(isNear(test.probability.value, 0.007985041831072941))
    #expect(test.method == .todaYamamoto)
  }

  @Test("a report tests both directions after the pre-tests") func report() throws {
    let report = try precedenceReport(x: eggs, y: chickens, lags: .bic(upTo: 4))
    #expect(report.method == .todaYamamoto)
    #expect(report.integrationX.order >= 1)
    #expect(report.forward.extraLags == max(report.integrationX.order, report.integrationY.order))
    #expect(report.adjusted.count == 2)
    for (own, test) in zip(report.adjusted, [report.forward, report.backward]) {
      #expect(try #require(own) >= #require(test.probability.value))
    }
    #expect(report.forward.criteria.count == 4)
  }

  @Test("short, constant, copied and gappy series are refused by code") func refusals() throws {
    let short = try precedenceTest(of: [1, 2, 4, 3, 5], for: [2, 1, 3, 5, 4], lags: .fixed(1))
    #expect(short.refusal == .fewDegreesOfFreedom && short.statistic.value == nil)
    #expect(short.warnings.contains(.smallSample))
    let flat = try precedenceTest(
      of: [Double](repeating: 4, count: 30), for: Array(eggs[0..<30]), lags: .fixed(1))
    #expect(flat.refusal == .noVariation)
    let copy = try precedenceTest(of: eggs, for: eggs, lags: .fixed(2))
    #expect(copy.refusal == .collinear)
    #expect(throws: SeriesError.unequalLengths(2, 1)) {
      try precedenceTest(of: [1, 2], for: [1], lags: .fixed(1))
    }
    #expect(throws: SeriesError.gap(row: 1)) {
      try precedenceReport(x: [1, nil, 3], y: [1, 2, 3], lags: .fixed(1))
    }
    #expect(throws: SeriesError.lagOutOfRange(lags: 0, allowed: 16)) {
      try precedenceTest(of: eggs, for: chickens, lags: .fixed(0))
    }
    #expect(throws: SeriesError.lagOutOfRange(lags: 900, allowed: 16)) {
      try precedenceTest(of: eggs, for: chickens, lags: .fixed(900))
    }
    #expect(throws: SeriesError.notFinite(row: 0)) {
      try precedenceTest(of: [.infinity, 1], for: [1, 2], lags: .fixed(1))
    }
  }

  @Test("a series built to follow is found, an independent one seldom") func size() throws {
    var rejected = 0
    for seed in UInt64(0)..<100 {
      var stream = RandomStream(seed: seed, purpose: "test")
      let x = (0..<60).map { _ in stream.normal() }
      let noise = (0..<60).map { _ in stream.normal() }
      let follower = noise.indices.map { $0 > 0 ? x[$0 - 1] + 0.3 * noise[$0] : 0 }
      let found = try precedenceTest(of: x, for: follower, lags: .fixed(1))
      #expect(try #require(found.probability.value) < 1e-6)
      let none = try precedenceTest(of: x, for: noise, lags: .fixed(1))
      if try #require(none.probability.value) < 0.05 { rejected += 1 }
    }
    // Binomial(100, 0.05) exceeds 12 with a probability of 0.1 %.
    #expect(rejected <= 12)
  }
}
