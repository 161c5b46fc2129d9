public import TamgaNumerics

/// Turns numbers into text by the rules of a language: the one place in the house that does.
///
/// Numbers are rounded half away from zero, as spreadsheets show them, from their exact decimal;
/// a double counts as the shortest decimal that reads back to it. Spaces inside a number are
/// U+00A0, the minus is U+2212, and a value that rounds to zero has no sign.
public struct NumberFormat: Sendable {
  /// The language.
  public let language: Language
  let table: LocaleTable
  let alphabetPlaces: [Character: Int]

  /// Creates the format of a language.
  ///
  /// - Throws: `T170`, `T171` or `T921` when the locale tables cannot be read.
  public init(_ language: Language) throws {
    self.language = language
    table = try LocaleTable.table(of: language)
    let letters = table.alphabet.enumerated().map { ($1, $0) }
    alphabetPlaces = Dictionary(letters, uniquingKeysWith: { first, _ in first })
  }

  /// The decimal separator: `.` or `,`.
  public var decimalSeparator: String { table.decimalSeparator }

  /// The separator of groups of three digits: `,` or U+00A0.
  public var groupSeparator: String { table.groupSeparator }

  /// The minus shown to readers: U+2212.
  public var minus: String { table.minus }

  /// Formats an exact decimal with a number of decimal places, grouped.
  public func string(_ value: ExactDecimal, digits: Int) -> String {
    string(DecimalDigits(value), digits: digits)
  }

  /// Formats a double with a number of decimal places, grouped.
  public func string(_ value: Double, digits: Int) -> String {
    guard value.isFinite else {
      return value.isNaN ? "NaN" : (value < 0 ? table.minus : "") + "∞"
    }
    return string(DecimalDigits(value), digits: digits)
  }

  /// Formats a whole number, grouped.
  public func string(_ value: Int) -> String {
    string(ExactDecimal(mantissa: Int128(value)), digits: 0)
  }

  /// Formats a year or a code number: never grouped.
  public func year(_ value: Int) -> String {
    (value < 0 ? table.minus : "") + String(value.magnitude)
  }

  /// Formats a percentage: `23.5%`.
  public func percent(_ value: Double, digits: Int) -> String {
    fill(table.percent, ["n": string(value, digits: digits)])
  }

  /// Formats a difference of shares: `4.2 pp`.
  public func percentagePoints(_ value: Double, digits: Int) -> String {
    fill(table.percentagePoint, ["n": string(value, digits: digits)])
  }

  /// Formats a p-value for a table: `0.075`, `< 0.001`.
  public func pValue(_ value: Double) -> String {
    let rounded = DecimalDigits(value).rounded(to: 3)
    return rounded.isZero || value < 0.001
      ? "<\u{A0}" + string(0.001, digits: 3) : string(value, digits: 3)
  }

  /// Formats a p-value for a sentence: `p = 0.075`, `p < 0.001`.
  public func pStatement(_ value: Double) -> String {
    let text = pValue(value)
    return "p\u{A0}" + (text.hasPrefix("<") ? text : "=\u{A0}" + text)
  }

  /// Formats a large number shortly: `1.3K`, `1,3 млрд`; one decimal place, none when it is zero.
  public func compact(_ value: Double) -> String {
    guard value.isFinite else { return string(value, digits: 0) }
    let number = DecimalDigits(value)
    let tenth = number.rounded(to: 1)
    guard tenth.point > 3 else {
      return string(tenth, digits: min(1, tenth.fractionDigits))
    }
    var power = min(12, (number.point - 1) / 3 * 3)
    var short = number.scaled(byPowerOfTen: -power).rounded(to: 1)
    if short.point > 3, power < 12 {
      power += 3
      short = number.scaled(byPowerOfTen: -power).rounded(to: 1)
    }
    let text = string(short, digits: short.fractionDigits)
    guard let pattern = table.compact[String(power)] else { return text }
    return fill(pattern, ["n": text])
  }

  func string(_ value: DecimalDigits, digits: Int) -> String {
    let places = max(0, digits)
    let number = value.rounded(to: places)
    let sign = number.isNegative ? table.minus : ""
    let fraction =
      places > 0 ? table.decimalSeparator + number.fractionText(places: places) : ""
    return sign + grouped(number.integerText) + fraction
  }

  private func grouped(_ integer: String) -> String {
    let digits = Array(integer)
    guard digits.count >= table.minimumGrouped else { return integer }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += table.groupSeparator }
      text.append(digit)
    }
    return text
  }

  /// Puts values into `{name}` places of a pattern of the table.
  func fill(_ pattern: String, _ values: [String: String]) -> String {
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += values[String(rest[rest.index(after: open)..<close])] ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}

extension NumberFormat {
  /// The neutral text of a decimal for files: a point, no grouping, its own digits, `-` as minus.
  public static func plain(_ value: ExactDecimal) -> String {
    plain(DecimalDigits(value), places: value.scale)
  }

  /// The neutral text of a decimal rounded to decimal places.
  public static func plain(_ value: ExactDecimal, digits: Int) -> String {
    plain(DecimalDigits(value).rounded(to: max(0, digits)), places: max(0, digits))
  }

  /// The neutral text of a double rounded to decimal places; empty when it is not finite.
  public static func plain(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "" }
    return plain(DecimalDigits(value).rounded(to: max(0, digits)), places: max(0, digits))
  }

  private static func plain(_ number: DecimalDigits, places: Int) -> String {
    let fraction = places > 0 ? "." + number.fractionText(places: places) : ""
    return (number.isNegative ? "-" : "") + number.integerText + fraction
  }
}
