internal import TamgaNumerics

/// A number as people write it, read in both grammars it may follow.
///
/// Thousands may be grouped by spaces (also U+00A0, U+202F, U+2009), apostrophes or the mark that is
/// not the decimal one; a minus is `-`, `−`, `–` or parentheses; an exponent is that of R and Stata.
struct PrintedNumber {
  /// The value if the point is the decimal mark; nil when the text is no number in that grammar.
  let point: ExactDecimal?
  /// The value if the comma is the decimal mark.
  let comma: ExactDecimal?
  /// Whether a zero is written with places after a comma, as in `0,0`.
  let isPrintedZero: Bool

  /// Whether both grammars read it and differ.
  var isAmbiguous: Bool {
    guard let point, let comma else { return false }
    return point != comma
  }

  /// Reads a text.
  init(_ text: String) {
    if let plain = PrintedNumber(plain: text) {
      self = plain
    } else {
      self.init(grouped: text)
    }
  }

  /// Reads the commonest form: ASCII digits, with at most one point among them and a minus before.
  ///
  /// Nil when the text is anything else, which says nothing about whether it is a number.
  private init?(plain text: String) {
    var mantissa: Int64 = 0
    var (digits, places) = (0, -1)
    var (isNegative, startsWithZero) = (false, false)
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 18 else { return nil }
        if digits == 0 { startsWithZero = byte == UInt8(ascii: "0") }
        mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
        digits += 1
        if places >= 0 { places += 1 }
      case UInt8(ascii: ".") where places < 0 && digits > 0: places = 0
      case UInt8(ascii: "-") where position == 0: isNegative = true
      default: return nil
      }
    }
    guard digits > 0, places != 0 else { return nil }
    if isNegative { mantissa = -mantissa }
    let whole = ExactDecimal(mantissa: Int128(mantissa))
    isPrintedZero = false
    guard places > 0 else {
      (point, comma) = (whole, whole)
      return
    }
    point = ExactDecimal(mantissa: Int128(mantissa), scale: places)
    // The other grammar takes the point for a mark of thousands.
    let isGrouped = places == 3 && (1...3).contains(digits - 3) && !startsWithZero
    comma = isGrouped ? whole : nil
  }

  /// Reads a text in any form.
  init(grouped text: String) {
    var body = Array(text.unicodeScalars)
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { Self.spaces.contains(scalar) }
    while let last = body.last, isSpace(last) { body.removeLast() }
    body = Array(body.drop(while: isSpace))
    var isNegative = false
    if body.first == "(", body.last == ")" {
      isNegative = true
      body = Array(body.dropFirst().dropLast())
    } else if let sign = body.first, Self.minuses.contains(sign) || sign == "+" {
      isNegative = sign != "+"
      body = Array(body.dropFirst().drop(while: isSpace))
    }
    let normal = String(String.UnicodeScalarView(body.map { isSpace($0) ? " " : $0 }))
    point = Self.read(normal, decimal: ".", other: ",", isNegative)
    comma = Self.read(normal, decimal: ",", other: ".", isNegative)
    isPrintedZero = normal.contains(",") && (comma.map { $0 == .zero } ?? false)
  }

  private static let spaces = Set<Unicode.Scalar>([" ", "\t", "\u{A0}", "\u{202F}", "\u{2009}"])
  private static let minuses = Set<Unicode.Scalar>(["-", "−", "–"])

  private static func read(
    _ text: String, decimal: Character, other: Character, _ isNegative: Bool
  ) -> ExactDecimal? {
    var body = Substring(text)
    var exponent = ""
    if let mark = body.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = "e" + body[body.index(after: mark)...]
      body = body[..<mark]
    }
    let parts = body.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    let places = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || !places.isEmpty, places.allSatisfy(isDigit) else { return nil }
    guard let whole = ungrouped(parts[0], other) else { return nil }
    if whole.isEmpty && parts.count == 1 { return nil }
    let neutral =
      (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole)
      + (places.isEmpty ? "" : "." + places) + exponent
    return ExactDecimal(neutral)
  }

  /// The digits of a whole part without its group marks; nil when groups are not of three.
  private static func ungrouped(_ whole: Substring, _ other: Character) -> String? {
    if whole.allSatisfy(isDigit) { return String(whole) }
    for mark in [" ", "'", "’", other] as [Character] where whole.contains(mark) {
      let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
      guard groups.allSatisfy({ $0.allSatisfy(isDigit) }), (1...3).contains(groups[0].count),
        groups[0].first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
      return groups.joined()
    }
    return nil
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
