/// Reads printed numbers, with the alternatives that scanning and style leave open.
public struct NumberReader: Sendable {
  /// The style of the document.
  public var style: NumberStyle
  /// The decimals of the column, if it has a grid.
  public var grid: Int?
  /// How far the digits can be trusted.
  public var trust: LiteralTrust

  /// Creates a reader.
  public init(style: NumberStyle, grid: Int? = nil, trust: LiteralTrust = .print) {
    self.style = style
    self.grid = grid
    self.trust = trust
  }

  /// The readings of a text, the cheapest first; empty when it holds no number.
  ///
  /// Costs: the document's style 0, the other style 0.3, a lost separator or letters for digits 0.7;
  /// labels of charts 0.5 more for every alternative.
  public func readings(of text: String) -> [PrintedReading] {
    let body = Self.body(text)
    guard !body.isEmpty else { return [] }
    var found: [PrintedReading] = []
    let extra = trust == .chart ? 0.5 : 0
    func add(_ digits: (Int, Int)?, _ kind: PrintedReading.Kind, _ cost: Double) {
      guard let digits else { return }
      let isKnown = found.contains {
        scaled($0.mantissa, -$0.decimals) == scaled(digits.0, -digits.1)
      }
      if isKnown { return }
      found.append(
        PrintedReading(
          mantissa: digits.0, decimals: digits.1, kind: kind, cost: cost == 0 ? 0 : cost + extra))
    }
    add(Self.parse(body, style), .printed, 0)
    for other in Self.otherStyles(than: style) {
      add(Self.parse(body, other), .otherStyle, found.isEmpty ? 0 : 0.3)
    }
    for places in lostPlaces(body) {
      add(Int(body).map { ($0, places) }, .lostSeparator, 0.7)
    }
    if Self.isMostlyDigits(text) {
      let mended = Self.body(Self.mendingLetters(text))
      add(Self.parse(mended, style), .letters, found.isEmpty ? 0 : 0.7)
    }
    return found.sorted { $0.cost < $1.cost }
  }

  /// The decimals a lost separator may have stood before.
  private func lostPlaces(_ body: String) -> [Int] {
    let digits = body.drop { $0 == "-" }
    guard digits.count >= 2, digits.allSatisfy(\.isWholeNumber), Int(body) != nil else { return [] }
    if let grid { return grid > 0 && grid < digits.count ? [grid] : [] }
    return trust == .print ? [] : Array(1...Swift.min(3, digits.count - 1))
  }

  /// The number of a text without sign words, units and brackets around it; blanks are one kind.
  package static func body(_ text: String) -> String {
    let unified = text.map { character -> Character in
      if ["\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\t", "\n"].contains(character) {
        return " "
      }
      return ["−", "–", "—"].contains(character) ? "-" : character
    }
    guard var first = unified.firstIndex(where: \.isWholeNumber),
      let last = unified.lastIndex(where: \.isWholeNumber)
    else { return "" }
    // A mark before the digits is theirs, as in `.5`, unless it ends a word, as in `approx.5`.
    if first > 0, [".", ","].contains(unified[first - 1]),
      first == 1 || !unified[first - 2].isLetter
    {
      first -= 1
    }
    let sign = unified[..<first].last { $0 != " " } == "-" ? "-" : ""
    return sign + String(unified[first...last])
  }

  /// Digits and decimals of a text in a style; nil where it does not follow the style.
  package static func parse(_ body: String, _ style: NumberStyle) -> (Int, Int)? {
    let isNegative = body.hasPrefix("-")
    let unsigned = isNegative ? body.dropFirst() : body[...]
    let halves = unsigned.split(separator: style.decimal, omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first, !unsigned.isEmpty else { return nil }
    let fraction = halves.count == 2 ? halves[1] : ""
    guard fraction.allSatisfy(Self.isDigit), halves.count == 1 || !fraction.isEmpty else {
      return nil
    }
    var digits = String(whole)
    if let group = style.group, whole.contains(group) {
      let groups = whole.split(separator: group, omittingEmptySubsequences: false)
      guard let first = groups.first, (1...3).contains(first.count),
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
      digits = groups.joined()
    }
    guard digits.allSatisfy(Self.isDigit), !(digits.isEmpty && fraction.isEmpty),
      digits.count + fraction.count <= 18, let mantissa = Int(digits + fraction)
    else { return nil }
    return (isNegative ? -mantissa : mantissa, fraction.count)
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  static func otherStyles(than style: NumberStyle) -> [NumberStyle] {
    let marks: [NumberStyle] = [
      NumberStyle(decimal: ".", group: ","), NumberStyle(decimal: ".", group: " "),
      NumberStyle(decimal: ",", group: " "), NumberStyle(decimal: ",", group: "."),
    ]
    return marks.filter { $0 != style }
  }

  private static let digitLike: [Character: Character] = [
    "O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1", "|": "1", "З": "3", "з": "3",
    "S": "5", "B": "8", "В": "8",
  ]

  static func mendingLetters(_ body: String) -> String {
    String(body.map { digitLike[$0] ?? $0 })
  }

  /// Whether a text is a number in which letters stand for some digits.
  private static func isMostlyDigits(_ text: String) -> Bool {
    let letters = text.filter { $0.isLetter || $0 == "|" }
    return !letters.isEmpty && letters.allSatisfy { digitLike[$0] != nil }
      && letters.count <= text.filter(\.isWholeNumber).count
  }
}
