internal import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// A formula by which a printed number should follow from other printed numbers.
public enum ClaimFormula: String, Sendable, Codable, CaseIterable {
  /// The flow itself: x_t.
  case level
  /// The difference of two numbers: a − b.
  case difference
  /// The sum of numbers: Σ x.
  case sum
  /// The growth index: 100 · x_t / x_0.
  case growthIndex = "growth-index"
  /// The growth rate: 100 · (x_t / x_0 − 1).
  case growthRate = "growth-rate"
  /// The share of the partner in the flow with the world: 100 · x_t / w_t.
  case share
  /// The change of that share in percentage points.
  case shareChange = "share-change-pp"
  /// The compound annual growth rate over t − 0 intervals.
  case compoundGrowth = "cagr"
  /// The growth index of imports over that of exports, in percent.
  case advance
  /// One printed number as a percentage of another: 100 · a / b.
  case ratio
  /// The sum of printed numbers as a percentage of another: 100 · Σ a / b.
  case sumRatio = "sum-ratio"

  /// The unit of the result; nil when it is the unit of the flow.
  var unit: MeasureUnit? {
    switch self {
    case .level, .difference, .sum: nil
    case .shareChange: .percentagePoint
    default: .percent
    }
  }

  /// The formula as readers know it.
  var text: String {
    switch self {
    case .level: "x_t"
    case .difference: "a − b"
    case .sum: "Σ x"
    case .growthIndex: "100 · x_t / x_0"
    case .growthRate: "100 · (x_t / x_0 − 1)"
    case .share: "100 · x_t / w_t"
    case .shareChange: "100 · x_t / w_t − 100 · x_0 / w_0"
    case .compoundGrowth: "100 · ((x_t / x_0)^(1/(t − 0)) − 1)"
    case .advance: "100 · (M_t / M_0) / (X_t / X_0)"
    case .ratio: "100 · a / b"
    case .sumRatio: "100 · Σ a / b"
    }
  }

  /// The value of the formula.
  ///
  /// - Parameters:
  ///   - x: the inputs in the order of ``text``.
  ///   - years: t − 0, for the compound rate.
  /// - Returns: the value; nil where the inputs are too few or a denominator is zero.
  func value(_ x: [Double], years: Int) -> Double? {
    switch self {
    case .level: x.count == 1 ? x[0] : nil
    case .difference: x.count == 2 ? x[0] - x[1] : nil
    case .sum: x.isEmpty ? nil : x.reduce(0, +)
    case .growthIndex, .share, .ratio: quotient(x, 0, 1).map { 100 * $0 }
    case .growthRate: quotient(x, 0, 1).map { 100 * ($0 - 1) }
    case .shareChange:
      if let now = quotient(x, 0, 1), let then = quotient(x, 2, 3) {
        100 * now - 100 * then
      } else {
        nil
      }
    case .compoundGrowth:
      if let index = quotient(x, 0, 1), index > 0, years > 0 {
        100 * (pow(index, 1 / Double(years)) - 1)
      } else {
        nil
      }
    case .advance:
      if let imports = quotient(x, 0, 1), let exports = quotient(x, 2, 3), exports != 0 {
        100 * imports / exports
      } else {
        nil
      }
    case .sumRatio:
      if let whole = x.last, whole != 0, x.count > 1 {
        100 * x.dropLast().reduce(0, +) / whole
      } else {
        nil
      }
    }
  }

  private func quotient(_ x: [Double], _ above: Int, _ below: Int) -> Double? {
    guard x.indices.contains(above), x.indices.contains(below), x[below] != 0 else { return nil }
    return x[above] / x[below]
  }
}

/// How a printed number stands to its recomputation.
enum PrintedVerdict: String, Sendable {
  /// The recomputation rounds to the printed digits.
  case agrees
  /// It does not, but values that round to the printed inputs could give it.
  case rounding
  /// No values that round to the printed inputs give it.
  case differs
  /// The inputs are not there.
  case notDerivable = "not-derivable"

  /// Judges a printed number.
  ///
  /// - Parameters:
  ///   - printed: the printed value.
  ///   - decimals: the decimals it is printed with.
  ///   - recomputed: the recomputation from the inputs as printed.
  ///   - range: the smallest and largest recomputation over the rounding intervals of the inputs.
  /// - Returns: the verdict.
  static func judge(
    printed: Double, decimals: Int, recomputed: Double?, range: ClosedRange<Double>?
  ) -> PrintedVerdict {
    guard let recomputed else { return .notDerivable }
    let half = 0.5 * pow(10, -Double(decimals)) * (1 + 1e-9)
    if abs(recomputed - printed) <= half { return .agrees }
    guard let range else { return .differs }
    let overlaps = range.lowerBound - half <= printed && printed <= range.upperBound + half
    return overlaps ? .rounding : .differs
  }
}

/// The range of a formula over the rounding intervals of its inputs: for formulas that are monotone
/// in each input the extremes stand at the corners.
func cornerRange(
  _ inputs: [(value: Double, decimals: Int)], _ formula: ([Double]) -> Double?
) -> ClosedRange<Double>? {
  guard inputs.count <= 12 else { return nil }
  var low = Double.infinity
  var high = -Double.infinity
  for corner in 0..<(1 << inputs.count) {
    let values = inputs.enumerated().map { index, input in
      let half = 0.5 * pow(10, -Double(input.decimals))
      return corner >> index & 1 == 1 ? input.value + half : input.value - half
    }
    guard let value = formula(values) else { return nil }
    low = min(low, value)
    high = max(high, value)
  }
  return low <= high ? low...high : nil
}
