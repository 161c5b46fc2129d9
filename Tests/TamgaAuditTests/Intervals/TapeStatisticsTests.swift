import Testing

@testable import TamgaAudit

@Suite("Statistics of printed numbers") struct TapeStatisticsTests {
  static let invested = [36_581.40, 81_845.50, 127_900.80, 117_547.80, 107_162.10]
  static let exported = [170.5, 382, 411, 559, 559]

  @Test("Anscombe (1973), first set: r = 0.816, slope 0.500")
  func anscombe() throws {
    let x: [Double] = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    // Σdxdy = 55.01, Σdx² = 110, Σdy² = 41.2726909
    #expect(try abs(#require(Tape.statistic(.pearson, x, y)) - 0.8164205163) < 1e-9)
    #expect(try abs(#require(Tape.statistic(.slope, x, y)) - 0.5000909091) < 1e-9)
  }

  @Test("Spearman's ρ of Wikipedia's example: −29/165")
  func spearman() throws {
    let intelligence: [Double] = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113]
    let hours: [Double] = [2, 20, 28, 27, 50, 29, 7, 17, 6, 12]
    let found = try #require(Tape.statistic(.spearman, intelligence, hours))
    #expect(abs(found + 29.0 / 165) < 1e-12)
  }

  @Test("Two-sided p by the tables of Student and Fisher, 5 % and 1 %")
  func probabilities() throws {
    let student = [
      (12.7062, 1.0, 0.05), (2.77645, 4, 0.05), (3.16927, 10, 0.01), (2.04227, 30, 0.05),
    ]
    for (t, degrees, p) in student {
      #expect(try abs(#require(Tape.studentP(t, degrees: degrees)) - p) < 2e-6)
      #expect(try abs(#require(Tape.studentP(-t, degrees: degrees)) - p) < 2e-6)
    }
    // F tables: 4.7472 (1, 12), 3.8853 (2, 12), 6.9266 (2, 12) at 1 %
    for (f, above, below, p) in [
      (4.74723, 1.0, 12.0, 0.05), (3.88529, 2, 12, 0.05), (6.92661, 2, 12, 0.01),
    ] {
      #expect(try abs(#require(Tape.fisherP(f, above, below)) - p) < 2e-6)
    }
    // Critical r at 5 %: 0.878 for five pairs, 0.632 for ten
    #expect(try abs(#require(Tape.correlationP(0.878339, observations: 5)) - 0.05) < 2e-6)
    #expect(try abs(#require(Tape.correlationP(-0.631897, observations: 10)) - 0.05) < 2e-6)
    // t² with d degrees is F with 1 and d.
    #expect(
      try abs(
        #require(Tape.fisherP(2.5 * 2.5, 1, 7)) - #require(Tape.studentP(2.5, degrees: 7))) < 1e-12)
  }

  @Test("Seed 001: r = 0.839, p = 0.075 from the printed 0.84")
  func seed() throws {
    let r = try #require(Tape.statistic(.pearson, Self.invested, Self.exported))
    #expect(abs(r - 0.839) < 5e-4)
    #expect(try abs(#require(Tape.correlationP(r, observations: 5)) - 0.075) < 1e-3)
  }

  @Test("Undefined ones are nil")
  func undefined() {
    #expect(Tape.statistic(.pearson, [1, 1, 1], [1, 2, 3]) == nil)
    #expect(Tape.statistic(.slope, [1, 1, 1], [1, 2, 3]) == nil)
    #expect(Tape.statistic(.pearson, [1, 2], [1]) == nil)
    #expect(Tape.correlationP(1.2, observations: 9) == nil)
    #expect(Tape.correlationP(0.5, observations: 2) == nil)
    #expect(Tape.correlationP(1, observations: 9) == 0)
    #expect(Tape.studentP(1, degrees: 0) == nil)
    #expect(Tape.fisherP(-1, 1, 1) == nil)
  }

  @Test("The range of a statistic holds its value and is reached at printed ends")
  func range() throws {
    var tape = Tape()
    let x = Self.invested.indices.map { tape.leaf(.cell($0)) }
    let y = Self.exported.indices.map { tape.leaf(.cell(5 + $0)) }
    _ = tape.append(.statistic(.pearson, x, y))
    let values = Self.invested + Self.exported
    let halves = [Double](repeating: 0.05, count: 5) + [0.05, 0.5, 0.5, 0.5, 0.5]
    let box = zip(values, halves).map { RealInterval($0 - $1, $0 + $1) }
    let range = try #require(tape.range(over: box))
    #expect(range.isSampled)
    let value = try #require(tape.value(at: values))
    #expect(range.interval.contains(value))
    // All 1,024 corners: the climb must reach the extremes of this nearly linear case.
    let corners = (0..<1_024).compactMap { bits in
      tape.value(at: box.indices.map { bits >> $0 & 1 == 0 ? box[$0].low : box[$0].high })
    }
    #expect(try abs(range.interval.low - #require(corners.min())) < 1e-9)
    #expect(try abs(range.interval.high - #require(corners.max())) < 1e-9)
    let points = values.map { RealInterval(point: $0) }
    #expect(tape.range(over: points)?.isSampled == false)
  }

  @Test("GRIM: Brown and Heathers (2017), n = 28 cannot print 5.19")
  func grim() {
    func mean(_ mantissa: Int) -> PrintedValue {
      PrintedValue(
        PrintedReading(mantissa: mantissa, decimals: 2, kind: .printed, cost: 0), power: 0)
    }
    #expect(!Tape.isPossibleMean(mean(519), of: 28))
    #expect(Tape.isPossibleMean(mean(518), of: 28))
    #expect(Tape.isPossibleMean(mean(521), of: 28))
    #expect(Tape.isPossibleMean(mean(519), of: 100))
    #expect(!Tape.isPossibleMean(mean(519), of: 0))
    #expect(!Tape.isPossibleMean(mean(519), of: 2.5))
  }
}
