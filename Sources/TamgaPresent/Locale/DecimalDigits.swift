internal import TamgaNumerics

/// A number as decimal digits, rounded by the rule a reader of spreadsheets expects.
///
///     value = ± 0.d₁d₂d₃… · 10^point
///
/// A double enters with the shortest digits that read back to it, so 0.285 shown with two places is
/// 0.29, as the reader sees it, and not 0.28, as its binary value would give.
struct DecimalDigits {
  var isNegative: Bool
  /// The digits `0...9`, the first not zero; empty for zero.
  var digits: [UInt8]
  /// Digits before the decimal point.
  var point: Int

  var isZero: Bool { digits.isEmpty }

  init(_ value: ExactDecimal) {
    isNegative = value.mantissa < 0
    digits = String(value.mantissa.magnitude).utf8.map { $0 - 0x30 }
    point = digits.count - value.scale
    normalise()
  }

  /// Reads the digits of a finite double.
  init(_ value: Double) {
    isNegative = value < 0
    digits = []
    point = 0
    var exponent = 0
    var sawPoint = false
    let text = value.magnitude.description
    let parts = text.split(separator: "e", maxSplits: 1)
    for byte in parts[0].utf8 {
      if byte == 0x2E {
        sawPoint = true
      } else {
        digits.append(byte - 0x30)
        if !sawPoint { point += 1 }
      }
    }
    if parts.count == 2 { exponent = Int(parts[1]) ?? 0 }
    point += exponent
    normalise()
  }

  private mutating func normalise() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      isNegative = false
      point = 0
    }
  }

  /// The number rounded to decimal places, half away from zero.
  func rounded(to places: Int) -> DecimalDigits {
    var result = self
    let kept = point + places
    guard kept < digits.count else { return result }
    if kept < 0 {
      result.digits = []
    } else {
      let roundsUp = digits[kept] >= 5
      result.digits.removeSubrange(kept...)
      if roundsUp { result.increment(places: kept) }
    }
    result.normalise()
    return result
  }

  /// Adds one unit of the last kept place.
  private mutating func increment(places kept: Int) {
    var index = kept - 1
    while index >= 0 {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
      index -= 1
    }
    digits.insert(1, at: 0)
    point += 1
  }

  /// The number multiplied by a power of ten.
  func scaled(byPowerOfTen power: Int) -> DecimalDigits {
    var result = self
    if !isZero { result.point += power }
    return result
  }

  /// The digits before the point; `0` when there are none.
  var integerText: String {
    guard point > 0 else { return "0" }
    let known = digits.prefix(point)
    return Self.text(known) + String(repeating: "0", count: point - known.count)
  }

  /// The digits after the point, filled with zeros to a number of places.
  func fractionText(places: Int) -> String {
    let zeros = String(repeating: "0", count: min(max(0, -point), places))
    let known = Self.text(digits.dropFirst(max(0, point)).prefix(places - zeros.utf8.count))
    let text = zeros + known
    return text + String(repeating: "0", count: max(0, places - text.utf8.count))
  }

  /// Decimal places needed to show every digit.
  var fractionDigits: Int { max(0, digits.count - point) }

  private static func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }
}
