internal import TamgaNumerics

/// How the thousands and decimals of a text number are marked.
enum DecimalMark: Hashable, Sendable {
  /// A point marks the decimals.
  case point
  /// A comma marks the decimals.
  case comma
}

/// A number written as text, before its grammar is settled.
///
/// `12 345,6` has one reading; a lone `3.286` has two, and the other cells of its column decide.
struct TextNumber: Hashable, Sendable {
  /// The readings by the mark taken as decimal; one entry when the text decides alone.
  let readings: [DecimalMark: ExactDecimal]
  /// The reading that holds whatever the grammar, if the text decides alone.
  let certain: ExactDecimal?
  /// The decimal mark the text proves, if it proves one.
  let proves: DecimalMark?
  /// The last mark in the text, if it has one.
  let mark: DecimalMark?
  /// Whether it is `0,0` as offices print what is below half a unit; programs write `0.0` for zero.
  let isBelowUnit: Bool

  /// Reads a text; nil when it is no number.
  init?(_ text: String) {
    guard var body = TextNumber.unsigned(text) else { return nil }
    let isNegative = body.isNegative
    guard let grouped = TextNumber.withoutSpaces(&body.digits) else { return nil }
    let marks = body.digits.filter { $0 == "." || $0 == "," }
    let parts = body.digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
      return nil
    }
    func number(_ whole: some StringProtocol, _ fraction: some StringProtocol) -> ExactDecimal? {
      ExactDecimal((isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction))
    }
    let whole = parts.dropLast().joined()
    let tail = parts.last ?? ""
    let mark: DecimalMark = marks.last == "," ? .comma : .point
    let other: DecimalMark = mark == .comma ? .point : .comma
    self.mark = marks.isEmpty ? nil : mark
    isBelowUnit = body.digits.contains(",") && body.digits.allSatisfy { $0 == "0" || $0 == "," }
    switch Shape(
      marks: Array(marks), parts: parts.map(\.count), first: parts.first, grouped: grouped)
    {
    case .integer:
      guard let value = number(tail, "") else { return nil }
      (readings, certain, proves) = ([:], value, nil)
    case .decimal:
      guard let value = number(whole, tail) else { return nil }
      (readings, certain, proves) = ([mark: value], value, mark)
    case .thousands:
      guard let value = number(parts.joined(), "") else { return nil }
      (readings, certain, proves) = ([other: value], value, other)
    case .ambiguous:
      guard let decimal = number(whole, tail), let thousands = number(parts.joined(), "") else {
        return nil
      }
      (readings, certain, proves) = ([mark: decimal, other: thousands], nil, nil)
    case .none: return nil
    }
  }

  /// What the marks of a number prove.
  private enum Shape {
    case integer, decimal, thousands, ambiguous

    init?(marks: [Character], parts: [Int], first: Substring?, grouped: Bool) {
      let inner = parts.dropFirst().dropLast()
      let groupsOfThree = inner.allSatisfy { $0 == 3 } && (parts.first ?? 0) <= 3
      switch (marks.count, Set(marks).count) {
      case (0, _): self = .integer
      case (1, _):
        let startsWithZero = first?.first == "0"
        let open = parts[1] == 3 && parts[0] <= 3 && !startsWithZero && !grouped
        self = open ? .ambiguous : .decimal
      case (_, 1):
        guard groupsOfThree, parts.last == 3, !grouped else { return nil }
        self = .thousands
      case (_, 2):
        let leading = marks.dropLast()
        guard groupsOfThree, !grouped, Set(leading).count == 1, leading.first != marks.last else {
          return nil
        }
        self = .decimal
      default: return nil
      }
    }
  }

  /// Takes off sign, brackets and a percent mark.
  private static func unsigned(_ text: String) -> (digits: String, isNegative: Bool)? {
    var body = text.trimmedSpaces
    var isNegative = false
    if body.hasPrefix("("), body.hasSuffix(")"), body.count > 2 {
      body = String(body.dropFirst().dropLast()).trimmedSpaces
      isNegative = true
    } else if let first = body.first, "-−–+".contains(first) {
      isNegative = first != "+"
      body = String(body.dropFirst()).trimmedSpaces
    }
    if body.hasSuffix("%") { body = String(body.dropLast()).trimmedSpaces }
    guard let first = body.first, first.isASCII, first.isNumber, body.utf8.count <= 48 else {
      return nil
    }
    return (body, isNegative)
  }

  /// Removes spaces and apostrophes between groups of three; nil when they stand elsewhere.
  ///
  /// The result says whether there were any.
  private static func withoutSpaces(_ digits: inout String) -> Bool? {
    let groups = digits.split(omittingEmptySubsequences: false) {
      $0.isWhitespace || $0 == "'" || $0 == "’" || $0 == "\u{2009}" || $0 == "\u{202F}"
    }
    guard groups.count > 1 else { return false }
    for (index, group) in groups.enumerated() {
      let whole = group.prefix { $0 != "." && $0 != "," }
      let isLast = index == groups.count - 1
      guard index == 0 ? (1...3).contains(whole.count) : whole.count == 3 else { return nil }
      guard isLast || whole.count == group.count else { return nil }
    }
    digits = groups.joined()
    return true
  }
}

extension StringProtocol {
  /// The text without spaces of any kind at its ends.
  var trimmedSpaces: String {
    var view = self[...]
    while let first = view.first, first.isSpaceLike { view = view.dropFirst() }
    while let last = view.last, last.isSpaceLike { view = view.dropLast() }
    return String(view)
  }
}

extension Character {
  /// Whether the character is a space, a line break, a zero-width space or a byte-order mark.
  var isSpaceLike: Bool { isWhitespace || self == "\u{200B}" || self == "\u{FEFF}" }
}
