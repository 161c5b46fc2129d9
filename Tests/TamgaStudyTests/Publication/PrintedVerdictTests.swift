import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Verdicts on printed numbers") struct PrintedVerdictTests {
  /// A printed number, its decimals, the recomputation and the verdict without a range of inputs.
  static let edges: [(Double, Int, Double, PrintedVerdict)] = [
    (12.3, 1, 12.35, .agrees), (12.3, 1, 12.25, .agrees), (12.3, 1, 12.3501, .differs),
    (12.3, 1, 12.2499, .differs), (12.3, 1, 12.3, .agrees), (541, 0, 541.5, .agrees),
    (541, 0, 540.5, .agrees), (541, 0, 541.501, .differs), (541, 0, 540.499, .differs),
    (-4.2, 1, -4.25, .agrees), (-4.2, 1, -4.251, .differs), (0.84, 2, 0.845, .agrees),
    (0.84, 2, 0.8451, .differs), (0, 0, 0.5, .agrees), (0, 0, -0.51, .differs),
    (1200, -2, 1250, .agrees), (1200, -2, 1251, .differs),
  ]

  @Test("a recomputation agrees up to half a unit of the last printed place", arguments: edges)
  func halfUnit(printed: Double, decimals: Int, recomputed: Double, verdict: PrintedVerdict) {
    #expect(
      PrintedVerdict.judge(
        printed: printed, decimals: decimals, recomputed: recomputed, range: nil) == verdict)
  }

  @Test("beyond it, the range of the inputs decides between rounding and differs")
  func range() {
    func judge(_ range: ClosedRange<Double>) -> PrintedVerdict {
      .judge(printed: 10, decimals: 0, recomputed: 11, range: range)
    }
    #expect(judge(10.5...12) == .rounding)
    #expect(judge(10.51...12) == .differs)
    #expect(judge(8...9.5) == .rounding)
    #expect(judge(8...9.49) == .differs)
    #expect(judge(9...12) == .rounding)
  }

  @Test("without a recomputation a number is not derivable") func missing() {
    #expect(
      PrintedVerdict.judge(printed: 1, decimals: 0, recomputed: nil, range: 0...2)
        == .notDerivable)
  }

  @Test("the range of a sum adds the halves of its parts") func sum() throws {
    let range = try #require(cornerRange([(10, 0), (2.5, 1)]) { $0[0] + $0[1] })
    #expect(abs(range.lowerBound - 11.95) < 1e-12 && abs(range.upperBound - 13.05) < 1e-12)
  }

  /// Formula, inputs with decimals, and its extremes by hand: every input half a unit up or down.
  static let corners: [(ClaimFormula, [(Double, Int)], Int, Double, Double)] = [
    (.level, [(5, 0)], 0, 4.5, 5.5),
    (.difference, [(10, 0), (4, 0)], 0, 5, 7),
    (.sum, [(10, 0), (4, 0), (1, 0)], 0, 13.5, 16.5),
    (.growthIndex, [(20, 0), (10, 0)], 0, 100 * 19.5 / 10.5, 100 * 20.5 / 9.5),
    (.growthRate, [(20, 0), (10, 0)], 0, 100 * (19.5 / 10.5 - 1), 100 * (20.5 / 9.5 - 1)),
    (.share, [(20, 0), (100, 0)], 0, 100 * 19.5 / 100.5, 100 * 20.5 / 99.5),
    (.ratio, [(20, 0), (100, 0)], 0, 100 * 19.5 / 100.5, 100 * 20.5 / 99.5),
    (
      .shareChange, [(20, 0), (100, 0), (10, 0), (100, 0)], 0,
      100 * 19.5 / 100.5 - 100 * 10.5 / 99.5, 100 * 20.5 / 99.5 - 100 * 9.5 / 100.5
    ),
    (.compoundGrowth, [(40, 0), (10, 0)], 2, 93.95630337539333, 106.4741604835056),
    (
      .advance, [(20, 0), (10, 0), (30, 0), (10, 0)], 0,
      100 * (19.5 / 10.5) / (30.5 / 9.5), 100 * (20.5 / 9.5) / (29.5 / 10.5)
    ),
    (.sumRatio, [(20, 0), (30, 0), (100, 0)], 0, 100 * 49 / 100.5, 100 * 51 / 99.5),
  ]

  @Test("the corners of every formula", arguments: ClaimFormula.allCases)
  func corner(formula: ClaimFormula) throws {
    let example = try #require(Self.corners.first { $0.0 == formula })
    let inputs = example.1.map { (value: $0.0, decimals: $0.1) }
    let range = try #require(cornerRange(inputs) { formula.value($0, years: example.2) })
    #expect(abs(range.lowerBound - example.3) < 1e-10 * abs(example.3))
    #expect(abs(range.upperBound - example.4) < 1e-10 * abs(example.4))
    let middle = try #require(formula.value(inputs.map(\.value), years: example.2))
    #expect(range.contains(middle))
  }

  @Test(
    "formulas by hand",
    arguments: [
      (ClaimFormula.growthIndex, [1147.2, 581.0], 0, 197.4526678141136),
      (.growthRate, [541, 345.6], 0, 56.53935185185185),
      (.advance, [541, 267.6, 1147.2, 581], 0, 102.38778553306105),
      (.compoundGrowth, [1688.1, 848.6], 3, 25.766521003668874),
      (.difference, [1688.1, 848.6], 0, 839.5),
      (.shareChange, [1688.1, 139_551, 1246.9, 135_527.4], 0, 0.2896299254960004),
      (.share, [848.6, 86_469.8], 0, 0.9813830956010074), (.sumRatio, [3, 4, 50], 0, 14),
    ]) func values(formula: ClaimFormula, inputs: [Double], years: Int, expected: Double) throws
  {
    let value = try #require(formula.value(inputs, years: years))
    #expect(abs(value - expected) < 1e-9 * abs(expected), "\(value)")
  }

  @Test("too few inputs or a zero below give no value", arguments: ClaimFormula.allCases)
  func undefined(formula: ClaimFormula) {
    #expect(formula.value([], years: 1) == nil)
    if ![ClaimFormula.level, .difference, .sum].contains(formula) {
      #expect(formula.value([1], years: 1) == nil)
      #expect(formula.value([1, 0, 1, 0], years: 1) == nil)
    }
    #expect(ClaimFormula.compoundGrowth.value([2, 1], years: 0) == nil)
    #expect(ClaimFormula.compoundGrowth.value([-2, 1], years: 2) == nil)
  }
}
