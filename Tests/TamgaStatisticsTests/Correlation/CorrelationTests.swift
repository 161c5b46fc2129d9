import Foundation
import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

/// A table of `Fixtures/correlation.json` and its reference values.
struct CorrelationCase: Decodable, Sendable, CustomTestStringConvertible {
  let source: String
  let x: [Double]
  let y: [Double]
  let r: Double
  let t: Double
  let p: Double
  let low: Double
  let high: Double
  let permutationP: Double?
  let rho: Double
  let rhoP: Double
  let tau: Double
  let tauP: Double
  let leaveOneOut: [Double?]
  let differences: Double?
  var testDescription: String { source }

  var pairs: [LabelledPair] {
    zip(x, y).enumerated().map { LabelledPair(label: "\($0)", x: $1.0, y: $1.1) }
  }

  static let all: [CorrelationCase] = {
    struct File: Decodable { let cases: [CorrelationCase] }
    guard let file = fixture("correlation"), let data = try? Data(contentsOf: file) else {
      return []
    }
    return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
  }()
}

/// The place of a fixture of these tests.
func fixture(_ name: String) -> URL? {
  Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures")
}

private func agrees(_ value: Double?, _ expected: Double?) -> Bool {
  guard let value, let expected else { return value == nil && expected == nil }
  return abs(value - expected) <= 1e-10 * max(abs(expected), 1e-3)
}

@Suite("Correlations") struct CorrelationTests {
  @Test("the fixture is there") func present() { #expect(CorrelationCase.all.count == 8) }

  @Test("coefficients, tests and intervals of scipy", arguments: CorrelationCase.all)
  func reference(_ row: CorrelationCase) throws {
    let report = try correlationReport(of: row.pairs)
    #expect(agrees(report.pearson.coefficient.value, row.r))
    #expect(agrees(report.pearson.statistic.value, row.t))
    #expect(agrees(report.pearson.probability.value, row.p))
    #expect(agrees(report.pearson.interval.value?.lower, row.low))
    #expect(agrees(report.pearson.interval.value?.upper, row.high))
    #expect(agrees(report.pearson.permutationProbability.value, row.permutationP))
    #expect(agrees(report.spearman.coefficient.value, row.rho))
    #expect(agrees(report.spearman.probability.value, row.rhoP))
    #expect(agrees(report.kendall.coefficient.value, row.tau))
    #expect(agrees(report.kendall.probability.value, row.tauP))
    #expect(agrees(report.firstDifferences.coefficient.value, row.differences))
    #expect(report.leaveOneOut.count == row.leaveOneOut.count)
    for (own, other) in zip(report.leaveOneOut, row.leaveOneOut) {
      #expect(agrees(own.coefficient.value, other))
    }
  }

  @Test("Talas: r = 0.84 of five years is not distinguishable from zero") func talas() throws {
    let x = [36581.40, 81845.50, 127900.80, 117547.80, 107162.10]
    let y: [Double] = [170.5, 382, 411, 559, 559]
    let pairs = zip(2020..., zip(x, y)).map { LabelledPair(label: "\($0)", x: $1.0, y: $1.1) }
    let report = try correlationReport(of: pairs)
    let rounded = { (value: Double?, digits: Double) in
      value.map { ($0 * digits).rounded() / digits }
    }
    #expect(rounded(report.pearson.coefficient.value, 1000) == 0.839)
    #expect(rounded(report.pearson.statistic.value, 100) == 2.67)
    #expect(report.pearson.degreesOfFreedom == 3)
    #expect(rounded(report.pearson.probability.value, 1000) == 0.075)
    #expect(rounded(report.pearson.interval.value?.lower, 100) == -0.17)
    #expect(rounded(report.pearson.interval.value?.upper, 100) == 0.99)
    let lowest = report.leaveOneOut.min {
      ($0.coefficient.value ?? 1) < ($1.coefficient.value ?? 1)
    }
    #expect(lowest?.label == "2020")
    #expect(rounded(lowest?.coefficient.value, 100) == 0.34)
    #expect(report.firstDifferences.observations == 4)
    #expect(report.spearman.method == .permutations)
    #expect(report.spearman.hasTies)
    #expect(report.kendall.tiesY == [2])
    #expect(report.kendall.method == .normalApproximation)
    #expect(report.warnings == [.smallSample, .intervalThroughZero, .leaveOneOutHalf, .ties])
  }

  @Test("Hollander and Wolfe: R prints T = 26 and p = 0.1194") func hollander() throws {
    let table = try #require(CorrelationCase.all.first { $0.source.hasPrefix("Hollander") })
    let kendall = try kendallCorrelation(of: table.pairs)
    #expect(kendall.score == 2 * 26 - 36)
    #expect(kendall.method == .exactDistribution)
    #expect(kendall.probability.value.map { ($0 * 10_000).rounded() } == 1194)
  }

  @Test("no statistic depends on the order of the rows, to the last bit", arguments: UInt64(0)..<40)
  func order(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let count = random.below(2) == 0 ? 4 + random.below(4) : 10 + random.below(9)
    let pairs = (0..<count).map {
      LabelledPair(label: "\($0)", x: random.unit() * 1e6, y: Double(random.below(9)) + 1e7)
    }
    let shuffled = pairs.shuffled(using: &random)
    #expect(try pearsonCorrelation(of: pairs) == pearsonCorrelation(of: shuffled))
    #expect(try spearmanCorrelation(of: pairs) == spearmanCorrelation(of: shuffled))
    #expect(try kendallCorrelation(of: pairs) == kendallCorrelation(of: shuffled))
    let byLabel = { (report: CorrelationReport) in
      Dictionary(uniqueKeysWithValues: report.leaveOneOut.map { ($0.label, $0.coefficient) })
    }
    #expect(
      try byLabel(correlationReport(of: pairs)) == byLabel(correlationReport(of: shuffled)))
  }

  @Test(
    "coefficients lie in −1...1, change sign with a side, and are symmetric",
    arguments: UInt64(0)..<40)
  func laws(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let pairs = (0..<(5 + random.below(20))).map {
      LabelledPair(label: "\($0)", x: random.unit(), y: Double(random.below(6)))
    }
    let swapped = pairs.map { LabelledPair(label: $0.label, x: $0.y, y: $0.x) }
    let mirrored = pairs.map { LabelledPair(label: $0.label, x: $0.x, y: $0.y.map { -$0 }) }
    let report = try correlationReport(of: pairs)
    let other = try correlationReport(of: mirrored)
    let turned = try correlationReport(of: swapped)
    for (own, mirror, turn) in [
      (report.pearson.coefficient, other.pearson.coefficient, turned.pearson.coefficient),
      (report.spearman.coefficient, other.spearman.coefficient, turned.spearman.coefficient),
      (report.kendall.coefficient, other.kendall.coefficient, turned.kendall.coefficient),
    ] {
      let (a, b, c) = (
        try #require(own.value), try #require(mirror.value), try #require(turn.value)
      )
      #expect(abs(a) <= 1)
      #expect(abs(a + b) < 1e-14)
      #expect(abs(a - c) < 1e-14)
    }
  }
}
