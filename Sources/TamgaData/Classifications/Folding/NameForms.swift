/// Rewritten forms of a label: footnotes off, brackets, inverted names, formal words.
enum NameForms {
  /// A label without the footnote digits behind it, and the digits.
  ///
  /// `Всего 2`, `Бардыгы2`, `Total 1)` and `Всего 1,2` give the marks `2`, `2`, `1` and `1`, `2`.
  /// At most two digits a mark: `ЕС 2020` keeps its year.
  static func withoutFootnotes(_ text: String) -> (text: String, marks: [String])? {
    var rest = Array(text.unicodeScalars)
    var marks: [String] = []
    trimEnd(&rest)
    while let last = rest.last {
      let hasBracket = last == ")" || last == "]"
      if hasBracket { rest.removeLast() }
      var digits: [Unicode.Scalar] = []
      while let digit = rest.last, ("0"..."9").contains(digit) {
        digits.insert(digit, at: 0)
        rest.removeLast()
      }
      guard !digits.isEmpty, digits.count <= 2 else { return nil }
      var mark = String.UnicodeScalarView()
      mark.append(contentsOf: digits)
      marks.insert(String(mark), at: 0)
      if rest.last == "(" || rest.last == "[" { rest.removeLast() }
      trimEnd(&rest)
      guard rest.last == "," || rest.last == ";" else { break }
      rest.removeLast()
      trimEnd(&rest)
    }
    guard !rest.isEmpty, !marks.isEmpty else { return nil }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: rest)
    return (String(out), marks)
  }

  private static func trimEnd(_ scalars: inout [Unicode.Scalar]) {
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  }

  /// The text before the first bracket and behind its end, and the text inside.
  static func bracket(of text: String) -> (outside: String, inside: String)? {
    guard let open = text.firstIndex(where: { $0 == "(" || $0 == "[" }), open > text.startIndex
    else { return nil }
    let close = text.lastIndex { $0 == ")" || $0 == "]" } ?? text.endIndex
    guard close > open else { return nil }
    let behind = close < text.endIndex ? String(text[text.index(after: close)...]) : ""
    let inside = String(text[text.index(after: open)..<close])
    return (String(text[..<open]) + " " + behind, inside)
  }

  /// Whether a bracket only remarks on a name: `(incl. …)`, `(Брит.)`, `(...2010)`, lists of codes.
  static func isRemark(_ inside: String) -> Bool {
    let first = inside.prefix { $0 != " " && $0 != "." && $0 != "," && $0 != "…" }.lowercased()
    if remarkWords.contains(first) || !inside.contains(where: \.isLetter) { return true }
    if possessions.contains(NameFolding.fold(inside).key) { return true }
    let codes = inside.split { $0 == "," || $0 == " " }
    return codes.count > 1
      && codes.allSatisfy { code in
        let letters = code.prefix(2).utf8
        return letters.count == 2 && letters.allSatisfy { (65...90).contains($0) }
          && code.dropFirst(2).allSatisfy { !$0.isLetter }
      }
  }

  private static let remarkWords: Set<String> = [
    "incl", "including", "excl", "excluding", "from", "until", "before", "after", "since", "former",
    "вкл", "включая", "без", "кроме", "исключая", "до", "после", "бывшая", "бывший",
  ]

  /// Words that say whose territory it is, folded.
  ///
  /// `Ангилья (Брит.)` loses them; `Виргинские острова` without them stays ambiguous.
  private static let possessions: Set<String> = Set(
    """
    брит британия великобритания великобр сша нзел новаязеландия новзел фр франц франция нид \
    нидерл нидерланды дат дания норв норвегия австрал австралия \
    uk britain greatbritain us usa unitedstates france french neth netherlands denmark norway \
    australia newzealand nz ұлыбритания ақш улуубритания акш
    """.split(separator: " ").map(String.init))

  /// The parts of a label with one comma, trimmed; nil otherwise.
  static func inverted(_ text: String) -> (head: String, tail: String)? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: true)
    guard parts.count == 2 else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  /// The label without the words that lead a list in or out: `в том числе:`, `of which`.
  static func withoutLeadIn(_ text: String) -> String? {
    let lower = text.lowercased()
    guard lower.count == text.count else { return nil }
    for phrase in leadIns {
      if lower.hasPrefix(phrase + " ") || lower.hasPrefix(phrase + ":") {
        let rest = text.dropFirst(phrase.count).drop { $0 == ":" || $0.isWhitespace }
        return rest.isEmpty ? nil : String(rest)
      }
      if let ending = [phrase, phrase + ":"].first(where: { lower.hasSuffix(" " + $0) }) {
        return String(text.dropLast(ending.count))
      }
    }
    return nil
  }

  private static let leadIns = [
    "в том числе", "в т.ч.", "в т. ч.", "из них", "of which", "including", "оның ішінде",
    "олардан", "анын ичинде", "алардын ичинен",
  ]

  /// The short name inside a formal name of a state; nil if no formal word stands in it.
  static func shortName(of text: String) -> String? {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
    let kept = words.filter { !WordTable.formal.contains($0.lowercased()) }
    guard kept.count < words.count, !kept.isEmpty else { return nil }
    return kept.joined(separator: " ")
  }

  /// Nominative and noun of a Russian adjective: `Абайской` → `Абайская`, `Абай`.
  static func nouns(of key: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: key, as: UTF8.self)
    for ending in adjectiveEndings where text.hasSuffix(ending) && text.count > ending.count + 2 {
      let stem = String(text.dropLast(ending.count))
      return [stem + "ская", stem + "ский", stem, stem + "ск"].map { Array($0.utf8) }
    }
    return []
  }

  private static let adjectiveEndings = [
    "ского", "скому", "ская", "ской", "скую", "ский", "ском", "ским", "ское", "ские",
  ]
}
