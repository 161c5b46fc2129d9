import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Intervals") struct IntervalTests {
  @Test(
    "no figures that round to the printed ones leave the rounding interval",
    arguments: UInt64(0)..<20)
  func rounding(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let printed = (0..<5).map { _ in ExactDecimal(mantissa: Int128(random.below(90) + 10), scale: 1)
    }
    let ids = [
      "concentration.hhi.sum-squares", "concentration.hhi.root-normalised",
      "concentration.entropy.nat", "concentration.cr.3", "flow.share.level",
    ]
    func table(_ numbers: [ExactDecimal]) throws -> IndicatorTables {
      IndicatorTables([
        try TidyTable(
          header: ["reporter", "partner", "flow", "value"],
          records: numbers.enumerated().map { ["K", "P\($0.offset)", "X", "\($0.element)"] })
      ])
    }
    for id in ids {
      let indicator = try #require(IndicatorCatalogue.indicator(id))
      let result = try #require(try indicator.compute(try table(printed)).first)
      let interval = try #require(result.interval)
      #expect(interval.kind == "rounding" && interval.lower < interval.upper)
      for _ in 0..<20 {
        let true4 = try printed.map {
          try $0 + ExactDecimal(mantissa: Int128(random.below(101)) - 50, scale: 3)
        }
        let value = try #require(
          try indicator.compute(try table(true4), IndicatorContext(intervals: false)).first?.value)
        #expect(
          interval.lower - 1e-12 <= value && value <= interval.upper + 1e-12, "\(id) \(seed)")
      }
    }
  }

  @Test("the rounding interval of a quotient is the exact one") func quotient() throws {
    let table = try TidyTable(csv: "reporter,partner,flow,value\nK,A,X,10.0\nK,A,M,4.0")
    let indicator = try #require(IndicatorCatalogue.indicator("flow.coverage.ratio"))
    let interval = try #require(try indicator.compute(IndicatorTables([table])).first?.interval)
    #expect(agree(interval.lower, 9.95 / 4.05, 1e-15) && agree(interval.upper, 10.05 / 3.95, 1e-15))
  }

  @Test("the bootstrap interval agrees with an independent BCa of 400,000 draws") func bootstrap()
    throws
  {
    let numbers = (1...60).map { String($0 * $0 % 37 + 1) }
    let table = try TidyTable(
      header: ["region", "value"],
      records: numbers.enumerated().map { ["R\($0.offset)", $0.element] })
    let indicator = try #require(IndicatorCatalogue.indicator("inequality.gini.n"))
    let result = try #require(try indicator.compute(IndicatorTables([table])).first)
    let interval = try #require(result.interval)
    #expect(abs((result.value ?? 0) - 0.340_357_653_791_130_2) < 1e-8)
    #expect(interval.kind == "bca-95")
    // numpy, the same formulas; ends by 1,999 draws scatter with standard errors of 0.002.
    #expect(abs(interval.lower - 0.284_180) < 0.008)
    #expect(abs(interval.upper - 0.405_867) < 0.01)
    let other = try indicator.compute(IndicatorTables([table]), IndicatorContext(seed: 5))
    #expect(other.first?.value == result.value && other.first?.interval != interval)
  }

  @Test("HC3 errors agree with matrix algebra by numpy") func regression() throws {
    // ln x = a + b t: the slope and its HC3 error of a made series, against numpy.
    let years = [1, 2, 3, 4, 5, 7, 9, 10]
    let logs = [2.1, 3.9, 6.2, 7.8, 10.5, 13.2, 19.1, 18.0]
    let table = try TidyTable(
      header: ["product", "tariff"], records: years.map { ["P\($0)", "\($0)"] })
    let scale = 1e12
    let flows = try TidyTable(
      header: ["reporter", "partner", "product", "flow", "value"],
      records: zip(years, logs).flatMap { year, log in
        [
          ["C", "K", "P\(year)", "X", "\(scale)"],
          ["K", "C", "P\(year)", "M", "\(scale / exponential(log))"],
        ]
      })
    let indicator = try #require(IndicatorCatalogue.indicator("gap.tariff-elasticity.slope"))
    let result = try #require(try indicator.compute(IndicatorTables([flows, table])).first)
    #expect(abs((result.value ?? 0) - 1.901_836_39) < 1e-8)
    let interval = try #require(result.interval)
    let t = 2.4469118511449692
    #expect(abs((interval.upper - interval.lower) / (2 * t) - 0.204_715_92) < 1e-8)
  }

  /// e^x by its series, so that the test leans on no mathematical library.
  private func exponential(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for n in 1..<80 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }

  @Test("permutation: exact p of a chain of regions, and draws near it") func permutation() throws {
    let small = try TidyTable(csv: "region,value\nA,1\nB,2\nC,6")
    let links = try TidyTable(csv: "i,j,w\nA,B,1\nB,C,1")
    let indicator = try #require(
      IndicatorCatalogue.indicator("inequality.gini-spatial.neighbour"))
    let result = try #require(try indicator.compute(IndicatorTables([small, links])).first)
    // Sums over six arrangements: 5, 5, 6, 6, 9, 9; the observed 5 is a lowest: 2 · 2/6.
    #expect(agree(result.probability ?? .nan, 2.0 / 3))
    let many = (0..<12).map { ["R\($0 + 10)", "\($0 * $0 + 1)"] }
    let table = try TidyTable(header: ["region", "value"], records: many)
    let chain = try TidyTable(
      header: ["i", "j", "w"], records: (0..<11).map { ["R\($0 + 10)", "R\($0 + 11)", "1"] })
    let drawn = try indicator.compute(
      IndicatorTables([table, chain]), IndicatorContext(choices: ["permutations": "999"]))
    #expect((drawn.first?.probability ?? 1) < 0.05)
  }
}
