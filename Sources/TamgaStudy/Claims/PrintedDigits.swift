internal import Foundation
internal import TamgaAudit
internal import TamgaPresent

/// Writes numbers in the digits of a document.
struct PrintedDigits {
  /// What is printed.
  let printed: String
  /// The decimals it is printed with.
  let decimals: Int
  /// The marks it is printed with.
  let style: NumberStyle

  /// The digits of what a cell prints; nil when it holds no number.
  init?(_ cell: AuditCell, reading: Int, style: NumberStyle) {
    guard cell.readings.indices.contains(reading) else { return nil }
    let chosen = cell.readings[reading]
    printed = cell.printed
    decimals = chosen.decimals
    self.style =
      chosen.kind == .otherStyle
      ? NumberStyle(decimal: style.decimal == "," ? "." : ",", group: style.decimal) : style
  }

  init(printed: String, decimals: Int, style: NumberStyle) {
    self.printed = printed
    self.decimals = decimals
    self.style = style
  }

  private static let minuses: Set<Character> = ["-", "−", "–"]

  /// The printed number without unit signs: its sign and its digits with their marks.
  private var core: (sign: Character?, digits: String) {
    let digits = printed.trimming { !DocumentText.isDigit($0) }
    let before = printed.prefix { !$0.isNumber }.last { !$0.isWhitespace }
    return (before.flatMap { Self.minuses.contains($0) ? $0 : nil }, digits)
  }

  /// Another number with the decimals, marks and grouping of the printed one.
  func text(_ value: Double) -> String {
    let plain = NumberFormat.plain(value, digits: decimals)
    let isNegative = plain.hasPrefix("-")
    let parts = plain.split(separator: ".").map(String.init)
    let whole = isNegative ? String(parts[0].dropFirst()) : parts[0]
    let fraction = parts.count > 1 ? String(style.decimal) + parts[1] : ""
    let sign = isNegative ? String(core.sign ?? "−") : ""
    return sign + grouped(whole) + fraction
  }

  /// Groups digits where the printed number does, or where it had too few to show.
  private func grouped(_ whole: String) -> String {
    guard let group = style.group, whole.count > 3 else { return whole }
    let before = core.digits.prefix { $0 != style.decimal }
    let isSeen = before.contains { !$0.isNumber }
    guard isSeen || before.count < 4 else { return whole }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text.append(group) }
      text.append(digit)
    }
    return text
  }

  /// A sentence with another number in the place of the printed one; nil where the printed number
  /// does not stand in it exactly once.
  func replaced(by value: Double, in sentence: String) -> String? {
    let (sign, digits) = core
    guard !digits.isEmpty else { return nil }
    let spaces: [Character] = ["\u{A0}", "\u{202F}", "\u{2009}"]
    let plain = String(sentence.map { spaces.contains($0) ? " " : $0 })
    let wanted = String((sign.map(String.init) ?? "") + digits).map {
      spaces.contains($0) ? " " : $0
    }
    let places = Self.places(of: Array(wanted), in: Array(plain))
    guard places.count == 1, let place = places.first else { return nil }
    let characters = Array(sentence)
    return String(characters[..<place]) + text(value)
      + String(characters[(place + wanted.count)...])
  }

  /// Where a number stands as a whole: no digit, and no mark with a digit behind it, touches it.
  private static func places(of wanted: [Character], in text: [Character]) -> [Int] {
    guard wanted.count <= text.count else { return [] }
    func isDigit(_ index: Int) -> Bool { text.indices.contains(index) && text[index].isNumber }
    func isMark(_ index: Int) -> Bool {
      text.indices.contains(index) && [".", ",", "'"].contains(text[index])
    }
    return (0...(text.count - wanted.count)).filter { start in
      guard text[start..<start + wanted.count].elementsEqual(wanted) else { return false }
      let end = start + wanted.count
      let isTouched =
        isDigit(start - 1) || isDigit(end) || (isMark(start - 1) && isDigit(start - 2))
        || (isMark(end) && isDigit(end + 1))
      return !isTouched
    }
  }
}
