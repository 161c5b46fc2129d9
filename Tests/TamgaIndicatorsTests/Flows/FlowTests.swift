import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func flow(_ random: inout SplitMix) -> ExactDecimal {
  ExactDecimal(mantissa: Int128(random.below(1 << 40) + 1), scale: 2)
}

@Suite("Flows, shares and growth") struct FlowTests {
  @Test(
    "turnover is imports twice over plus the balance; asymmetry is their quotient",
    arguments: UInt64(0)..<50)
  func identities(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (x, m) = (flow(&random), flow(&random))
    let total = try turnover(exports: x, imports: m)
    let net = try balance(exports: x, imports: m)
    #expect(try total == net + m + m)
    #expect(try asymmetry(exports: x, imports: m) == net.ratio(to: total))
    let turned = try #require(asymmetry(exports: m, imports: x).value)
    #expect(try asymmetry(exports: x, imports: m).value == -turned)
    let coverage = try #require(coverageRatio(exports: x, imports: m).value)
    #expect(abs((coverage - 1) / (coverage + 1) + turned) < 1e-12)
  }

  @Test("points and percent of a share are two numbers") func shareChange() throws {
    let before = PartOfWhole(9, of: 1000)
    let after = PartOfWhole(12, of: 1000)
    #expect(before.share == .value(0.9))
    #expect(try shareChangeInPoints(from: before, to: after) == .value(0.3))
    #expect(try shareChangeInPercent(from: before, to: after) == .value(100.0 / 3))
    let none = PartOfWhole(0, of: 0)
    #expect(try shareChangeInPoints(from: none, to: after) == .missing(.zeroDenominator))
    #expect(
      try shareChangeInPercent(from: PartOfWhole(0, of: 5), to: after)
        == .missing(.zeroDenominator))
    #expect(none.share == .missing(.zeroDenominator))
  }

  @Test("chain rates link up to the base rate", arguments: UInt64(0)..<50)
  func linking(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let series = (0..<6).map { _ in flow(&random) }
    var level = 1.0
    for (before, after) in zip(series, series.dropFirst()) {
      level *= 1 + (try #require(growthRate(from: before, to: after).value)) / 100
    }
    let base = try #require(growthRate(from: series[0], to: series[5]).value)
    #expect(abs(level - (1 + base / 100)) <= 1e-12 * level)
    let average = try #require(
      compoundGrowth(from: series[0], to: series[5], intervals: 5).value)
    let power = (0..<5).reduce(1.0) { product, _ in product * (1 + average / 100) }
    #expect(abs(power - level) <= 1e-12 * level)
  }

  @Test("2020 to 2023 are three intervals, not four") func intervals() throws {
    // Kuanshaliev (2025): 848.6 and 1688.1; four intervals would give 18.8 %.
    let rate = try #require(
      compoundGrowth(from: 848.6.exact, to: 1688.1.exact, intervals: 3).value)
    #expect((rate * 100).rounded() == 2577)
  }

  @Test("every average finds a constant rate of growth") func constantGrowth() throws {
    let series = try ["1000", "1100", "1210", "1331"].map { try ExactDecimal(parsing: $0) }
    let trend = try #require(
      logLinearTrend(of: series.enumerated().map { AnnualValue(year: 2020 + $0, value: $1) }).value)
    #expect(abs(trend.growth - 10) < 1e-12)
    #expect(abs(try #require(trend.standardError.value)) < 1e-14)
    #expect(abs(try #require(meanChainGrowth(of: series).value) - 10) < 1e-12)
    let rate = try compoundGrowth(from: series[0], to: series[3], intervals: 3)
    #expect(abs(try #require(rate.value) - 10) < 1e-12)
  }

  @Test("a trend keeps the distance of years and any order of them") func gaps() throws {
    let values = [
      AnnualValue(year: 2024, value: 1600), AnnualValue(year: 2018, value: 100),
      AnnualValue(year: 2020, value: 200), AnnualValue(year: 2022, value: 400),
    ]
    let trend = try #require(logLinearTrend(of: values).value)
    #expect(logLinearTrend(of: values.reversed()).value == trend)
    // By hand: years −3, −1, 1, 3 and ln 2 · (0, 1, 2, 4) give b = 13/20 ln 2.
    #expect(abs(trend.slope - 0.65 * 0.693147180559945309) < 1e-14)
    // The residuals are ln 2 · (0.2, −0.1, −0.4, 0.3): error² = ln² 2 · 0.3 / 2 / 20.
    let error = try #require(trend.standardError.value)
    #expect(abs(error - 0.693147180559945309 * 0.0075.squareRoot()) < 1e-14)
  }

  @Test("growth without a meaning is missing with its reason") func undefined() throws {
    #expect(try growthRate(from: 0, to: 5) == .missing(.zeroDenominator))
    #expect(try growthRate(from: -1, to: 5) == .missing(.undefined))
    #expect(try growthRate(from: 5, to: 0) == .value(-100))
    #expect(try compoundGrowth(from: 1, to: 0, intervals: 2) == .missing(.nonpositiveInLog))
    #expect(try compoundGrowth(from: 1, to: 2, intervals: 0) == .missing(.tooFewObservations))
    #expect(try meanChainGrowth(of: [1, 0, 2]) == .missing(.zeroDenominator))
    #expect(try meanChainGrowth(of: [1]) == .missing(.tooFewObservations))
    let year = { AnnualValue(year: $0, value: $1) }
    #expect(logLinearTrend(of: [year(2020, 1)]) == .missing(.tooFewObservations))
    #expect(logLinearTrend(of: [year(2020, 1), year(2021, 0)]) == .missing(.nonpositiveInLog))
    #expect(logLinearTrend(of: [year(2020, 1), year(2020, 2)]) == .missing(.noVariation))
    #expect(
      logLinearTrend(of: [year(2020, 1), year(2021, 2)]).value?.standardError
        == .missing(.tooFewObservations))
  }

  @Test("contributions add up to the growth of the whole") func contributions() throws {
    let north = try #require(contribution(from: 60, to: 75, ofWhole: 100).value)
    let south = try #require(contribution(from: 40, to: 35, ofWhole: 100).value)
    #expect(try growthRate(from: 100, to: 110) == .value(north + south))
    #expect(try contribution(from: 1, to: 2, ofWhole: 0) == .missing(.zeroDenominator))
  }

  @Test("the advance index names its direction; the two are reciprocal") func advance() throws {
    let exports = FlowChange(from: 581.0.exact, to: 1147.2.exact)
    let imports = FlowChange(from: 267.6.exact, to: 541.0.exact)
    let ahead = try advanceIndex(
      exports: exports, imports: imports, direction: .importsOverExports)
    let behind = try advanceIndex(
      exports: exports, imports: imports, direction: .exportsOverImports)
    #expect(ahead.direction == .importsOverExports)
    let index = try #require(ahead.index.value)
    #expect((index * 10).rounded() == 1024)
    #expect(abs(index * (try #require(behind.index.value)) - 10_000) < 1e-9)
    let none = FlowChange(from: 0, to: 1)
    for direction in AdvanceDirection.allCases {
      #expect(
        try advanceIndex(exports: none, imports: imports, direction: direction).index
          == .missing(.zeroDenominator))
    }
  }
}

extension Double {
  /// The decimal a test writes as a literal.
  fileprivate var exact: ExactDecimal { (try? ExactDecimal(shortest: self)) ?? .zero }
}
