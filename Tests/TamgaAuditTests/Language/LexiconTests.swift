import Testing

@testable import TamgaAudit

@Suite("Words as intervals") struct LexiconTests {
  static let growths: [(LexiconWord, [Double], [Double])] = [
    (.unchanged, [0, 2, -2], [2.1, -2.1]), (.slightly, [5, -5, 0], [5.1, -5.1]),
    (.considerably, [20, -20, 300], [19.9, -19.9, 0]), (.doubled, [95, 105], [94.9, 105.1, 200]),
    (.nearlyDoubled, [90, 100], [89.9, 100.1]), (.tripled, [195, 205], [194.9, 205.1, 300]),
    (.halved, [-52.5, -47.5], [-52.6, -47.4, 50]),
  ]
  static let ratios: [(LexiconWord, [Double], [Double])] = [
    (.doubled, [1.95, 2.05], [1.94, 2.06]), (.nearlyDoubled, [1.9, 2], [1.89, 2.01]),
    (.tripled, [2.95, 3.05], [2.94, 3.06]), (.halved, [0.475, 0.525], [0.474, 0.526]),
  ]

  @Test("Thresholds of a growth, both ends", arguments: growths)
  func growth(word: LexiconWord, inside: [Double], outside: [Double]) {
    for value in inside { #expect(Self.fits(word, true, value), "\(value)") }
    for value in outside { #expect(!Self.fits(word, true, value), "\(value)") }
  }

  @Test("Thresholds of a ratio, both ends", arguments: ratios)
  func ratio(word: LexiconWord, inside: [Double], outside: [Double]) {
    for value in inside { #expect(Self.fits(word, false, value), "\(value)") }
    for value in outside { #expect(!Self.fits(word, false, value), "\(value)") }
  }

  /// A millionth of slack, for ends such as 100 (0.475 − 1) that binary numbers do not hit.
  static func fits(_ word: LexiconWord, _ isGrowth: Bool, _ value: Double) -> Bool {
    Evaluator.fits(word, isGrowth, RealInterval(value - 1e-6, value + 1e-6))
  }
}
