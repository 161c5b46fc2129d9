internal import TamgaAudit

/// The unit of a printed number, guessed from the words around it.
enum UnitGuess {
  private static let symbols: Set<String> = [
    "USD", "EUR", "KZT", "KGS", "RUB", "UZS", "CNY", "TJS", "TMT", "MNT", "GBP", "JPY", "%", "pp",
    "kg", "m", "h", "day", "person",
  ]

  private static let currencies: [Character: String] = [
    "$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB", "£": "GBP", "¥": "CNY",
  ]

  private static let shortWords: Set<String> = ["t", "т", "%", "$", "€", "₸", "₽"]

  /// The unit of a number between two texts of its line or sentence; empty for a pure number.
  static func unit(before: String, after: String) -> String {
    var behind = after.drop(while: \.isWhitespace)
    let clause = behind.prefix(60).prefix { !",;:()[]".contains($0) }
    let words = self.words(String(clause))
    if behind.first == "%" {
      behind = behind.dropFirst()
      let next = self.words(String(behind.prefix(24))).first ?? ""
      return DraftWords.has(next, ["points", "пункт", "тармақ"]) ? "pp" : "%"
    }
    let follows = longest(words)
    let lead = before.reversed().drop(while: \.isWhitespace)
    if let sign = lead.first, let currency = currencies[sign] {
      return joined(follows, currency)
    }
    let last = before.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    if let money = currencies.values.sorted().first(where: { last == $0 || last == "US" + $0 }) {
      return joined(follows, money)
    }
    return follows ?? ""
  }

  /// The unit named first in a caption or a header, if any.
  ///
  /// - Parameters:
  ///   - text: the caption or header.
  ///   - allowsScale: whether a scale word alone, such as `thousand`, is a unit.
  /// - Returns: the unit as text; nil where none is named.
  static func find(in text: String, allowsScale: Bool = false) -> String? {
    let words = self.words(text)
    var percent: String?
    for start in words.indices {
      guard let unit = longest(Array(words[start...].prefix(6))),
        let parsed = AuditUnit.parse(unit),
        !parsed.dimension.isEmpty || (allowsScale && parsed.power > 0)
      else { continue }
      if parsed.dimension != ["%": 1] { return unit }
      percent = percent ?? unit
    }
    return percent
  }

  private static func joined(_ scale: String?, _ currency: String) -> String {
    guard let scale, let unit = AuditUnit.parse(scale) else { return currency }
    return unit.dimension.isEmpty ? "\(scale) \(currency)" : scale
  }

  /// The longest beginning of some words that is a unit the language knows.
  private static func longest(_ words: [String]) -> String? {
    guard let first = words.first, isStart(first) else { return nil }
    for count in stride(from: Swift.min(5, words.count), to: 0, by: -1) {
      let text = words.prefix(count).joined(separator: " ")
      guard let unit = AuditUnit.parse(text), isKnown(unit, text)
      else { continue }
      let bare = String(text.dropLast())
      return text.hasSuffix(".") && AuditUnit.parse(bare) == unit ? bare : text
    }
    return nil
  }

  /// The currency of a unit, as in `USD` of `mln US dollars`.
  static func currency(of unit: String) -> String? {
    let money: Set<String> = symbols.subtracting(["%", "pp", "kg", "m", "h", "day", "person"])
    return AuditUnit.parse(unit)?.dimension.first { $0.value == 1 && money.contains($0.key) }?.key
  }

  /// Words that begin a unit and are none alone.
  private static let openers: Set<String> = [
    "us", "u.s", "u.s.", "percentage", "percent", "per", "metric", "basis", "ақш", "акш",
    "процентный", "процентных", "пайыздық", "пайыздык", "usd",
  ]

  private static func isStart(_ word: String) -> Bool {
    if openers.contains(word.lowercased()) || shortWords.contains(word) { return true }
    return word.count > 1 && AuditUnit.parse(word).map { isKnown($0, word) } == true
  }

  private static func isKnown(_ unit: AuditUnit, _ text: String) -> Bool {
    guard unit.dimension.keys.allSatisfy(symbols.contains), unit.dimension.count <= 1 else {
      return false
    }
    let isTimes = ["times", "fold", "раз", "раза", "есе", "эсе"].contains(text)
    return !unit.dimension.isEmpty || unit.power > 0 || isTimes
  }

  /// The words up to the end of the clause, signs of money and percent apart, commas and brackets off.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for piece in text.split(whereSeparator: { $0.isWhitespace || "()[];:\"«»“”,".contains($0) }) {
      var word = String(piece)
      if word.hasSuffix("."), word.dropLast().count > 4 { word = String(word.dropLast()) }
      if word.hasPrefix("-") { word = String(word.dropFirst()) }
      if !word.isEmpty { words.append(word.first == "%" ? "%" : word) }
    }
    return words
  }
}
