import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Concentration") struct ConcentrationTests {
  @Test("1/n ≤ H ≤ 1 and the largest shares rise to one", arguments: UInt64(0)..<50)
  func bounds(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let flows = (0..<(1 + random.below(20))).map { _ in
      ExactDecimal(mantissa: Int128(random.below(1 << 30) + 1), scale: 3)
    }
    let index = try #require(herfindahlIndex(of: flows).value)
    #expect(index >= 1 / Double(flows.count) - 1e-15)
    #expect(index <= 1 + 1e-15)
    let shares = try (1...flows.count).map { try #require(shareOfLargest($0, of: flows).value) }
    #expect(shares == shares.sorted())
    #expect(shares.last == 1)
    // The largest share bounds the index from below by its square and from above by itself.
    #expect(shares[0] * shares[0] <= index + 1e-15)
    #expect(index <= shares[0] + 1e-15)
  }

  @Test("equal flows give 1/n, one flow gives 1, zeros change nothing") func plain() throws {
    #expect(try herfindahlIndex(of: [5, 5, 5, 5]) == .value(0.25))
    #expect(try herfindahlIndex(of: [7]) == .value(1))
    #expect(try herfindahlIndex(of: [1, 3]) == .value(0.625))
    #expect(try herfindahlIndex(of: [1, 0, 3, 0]) == .value(0.625))
    #expect(try shareOfLargest(2, of: [1, 2, 3, 4]) == .value(0.7))
    #expect(try shareOfLargest(9, of: [1, 2]) == .value(1))
  }

  @Test("what has no share is coded") func coded() throws {
    #expect(try herfindahlIndex(of: []) == .missing(.tooFewObservations))
    #expect(try herfindahlIndex(of: [0, 0]) == .missing(.zeroDenominator))
    #expect(try shareOfLargest(0, of: [1]) == .missing(.tooFewObservations))
    #expect(throws: IndicatorError.negativeFlow(row: 2)) { try herfindahlIndex(of: [1, 2, -3]) }
    #expect(throws: IndicatorError.arithmetic(.overflow)) {
      try herfindahlIndex(of: [ExactDecimal(mantissa: .max), ExactDecimal(mantissa: .max)])
    }
  }
}
