import Testing

@testable import TamgaStudy

@Suite("Verdicts on printed coefficients") struct PrintedVerdictTests {
  /// A printed number, its decimals, the recomputation and the verdict.
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
      PrintedVerdict.judge(printed: printed, decimals: decimals, recomputed: recomputed) == verdict)
  }
}
