internal import Foundation

/// How a printed coefficient stands to its recomputation.
enum PrintedVerdict: String, Sendable {
  /// The recomputation rounds to the printed digits.
  case agrees
  /// It does not.
  case differs

  /// Judges a printed number.
  ///
  /// - Parameters:
  ///   - printed: the printed value.
  ///   - decimals: the decimals it is printed with.
  ///   - recomputed: the recomputation from the inputs as printed.
  /// - Returns: the verdict.
  static func judge(printed: Double, decimals: Int, recomputed: Double) -> PrintedVerdict {
    let half = 0.5 * pow(10, -Double(decimals)) * (1 + 1e-9)
    return abs(recomputed - printed) <= half ? .agrees : .differs
  }
}
