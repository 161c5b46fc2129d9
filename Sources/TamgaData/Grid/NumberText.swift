internal import Foundation

/// Powers of ten that a double holds exactly.
private let exactPowers: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19,
]

/// The double nearest to a decimal number; nil when the bytes are none.
///
/// A significand below 2⁵³ and a power of ten up to 10¹⁹ are both exact, so one multiplication or
/// division is correctly rounded (Clinger 1990). Significands of up to nineteen digits go through
/// integers of 128 bits; everything else to the library.
func parseDouble(_ bytes: Span<UInt8>) -> Double? {
  var position = 0
  var isNegative = false
  if position < bytes.count, bytes[position] == 0x2d || bytes[position] == 0x2b {
    isNegative = bytes[position] == 0x2d
    position += 1
  }
  var significand: UInt64 = 0
  var digits = 0
  var scale = 0
  var seenPoint = false
  while position < bytes.count {
    let digit = bytes[position] &- 0x30
    if digit <= 9 {
      // Nineteen digits cannot overflow; a longer significand goes to the library anyway.
      if digits < 19 { significand = significand &* 10 &+ UInt64(digit) }
      digits += 1
      if seenPoint { scale -= 1 }
    } else if bytes[position] == 0x2e && !seenPoint {
      seenPoint = true
    } else {
      break
    }
    position += 1
  }
  guard digits > 0 else { return nil }
  if position < bytes.count {
    guard let exponent = parseExponent(bytes, from: position) else { return nil }
    scale += exponent
  }
  guard digits <= 19, abs(scale) <= 19 else { return libraryDouble(bytes) }
  let size = scaled(significand, byPowerOfTen: scale)
  return isNegative ? -size : size
}

/// `significand · 10^scale`, correctly rounded, for powers up to the nineteenth.
private func scaled(_ significand: UInt64, byPowerOfTen scale: Int) -> Double {
  if significand <= 1 << 53 {
    let whole = Double(significand)
    return scale < 0 ? whole / exactPowers[-scale] : whole * exactPowers[scale]
  }
  let power = UInt128(integerPowers[abs(scale)])
  var exponent = 0
  var exact = UInt128(significand) * power
  var isInexact = false
  if scale < 0 {
    // Shifted to the top, the quotient keeps at least 64 bits.
    exponent = -64 - significand.leadingZeroBitCount
    let shifted = UInt128(significand) << UInt128(-exponent)
    (exact, isInexact) = (shifted / power, shifted % power != 0)
  }
  // Down to 62 bits, the lowest telling whether anything was lost: nine more than a double keeps,
  // so that the conversion rounds as if it saw every bit.
  let excess = max(0, 66 - exact.leadingZeroBitCount)
  let kept = exact >> UInt128(excess)
  isInexact = isInexact || kept << UInt128(excess) != exact
  let rounded = Double(UInt64(truncatingIfNeeded: kept) | (isInexact ? 1 : 0))
  return rounded * Double(sign: .plus, exponent: exponent + excess, significand: 1)
}

/// Powers of ten that an integer of 64 bits holds.
private let integerPowers: [UInt64] = (0...19).map { power in
  (0..<power).reduce(1) { product, _ in product * 10 }
}

private func parseExponent(_ bytes: Span<UInt8>, from start: Int) -> Int? {
  guard bytes[start] | 0x20 == 0x65 else { return nil }
  var position = start + 1
  var isNegative = false
  if position < bytes.count, bytes[position] == 0x2d || bytes[position] == 0x2b {
    isNegative = bytes[position] == 0x2d
    position += 1
  }
  guard position < bytes.count else { return nil }
  var exponent = 0
  while position < bytes.count {
    let digit = bytes[position] &- 0x30
    guard digit <= 9 else { return nil }
    exponent = min(exponent * 10 + Int(digit), 99_999)
    position += 1
  }
  return isNegative ? -exponent : exponent
}

private func libraryDouble(_ bytes: Span<UInt8>) -> Double? {
  var text = ""
  for position in bytes.indices {
    text.unicodeScalars.append(Unicode.Scalar(bytes[position]))
  }
  return Double(text).flatMap { $0.isFinite ? $0 : nil }
}

/// The shortest decimal text that reads back as the same double, without an exponent where the
/// number has at most 21 digits before and 20 after the point.
func shortestText(_ number: Double) -> String {
  let text = "\(number)"
  guard let mark = text.firstIndex(of: "e") else {
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  guard let exponent = Int(text[text.index(after: mark)...]), abs(exponent) <= 20 else {
    return text
  }
  let sign = number < 0 ? "-" : ""
  let digits = text[..<mark].filter { $0 != "." && $0 != "-" }
  if exponent < 0 {
    return sign + "0." + String(repeating: "0", count: -exponent - 1) + plain(digits)
  }
  let missing = exponent + 1 - digits.count
  return sign + digits + String(repeating: "0", count: max(0, missing))
}

/// Digits without the zero that a whole significand carries after its point.
private func plain(_ digits: String) -> String {
  digits.count > 1 && digits.hasSuffix("0") ? String(digits.dropLast()) : digits
}
