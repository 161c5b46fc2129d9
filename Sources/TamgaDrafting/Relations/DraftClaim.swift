internal import TamgaAudit

/// A number a sentence states, on its way to a claim.
struct DraftClaim {
  var id = ""
  var numeral: Numeral
  /// The last numeral of a range such as 100–150.
  var upper: Numeral?
  /// The index of its sentence.
  var sentence: Int
  /// Its place in the sentence.
  var range: Range<Int>
  var quote: String
  var place: String
  var unit: String {
    didSet { auditUnit = AuditUnit.parse(unit) ?? .pure }
  }
  private(set) var auditUnit: AuditUnit
  var hedge: Hedge?
  var isCoefficient = false
  /// The number in the printed unit with half its last place; nil where it cannot be read.
  var value: DraftValue?
  var expression: String?
  /// Expressions that reproduce the number as well, or were expected to.
  var comments: [String] = []

  init(
    numeral: Numeral, sentence: Int, range: Range<Int>, quote: String, place: String, unit: String,
    hedge: Hedge?
  ) {
    self.numeral = numeral
    self.sentence = sentence
    self.range = range
    self.quote = quote
    self.place = place
    self.unit = unit
    self.hedge = hedge
    auditUnit = AuditUnit.parse(unit) ?? .pure
  }

  /// The digits that count: 3 for `0.0845`.
  var significantDigits: Int {
    numeral.text.filter(\.isPlainDigit).drop { $0 == "0" }.count
  }

  /// The number in base units.
  var base: DraftValue? {
    value.map { value in
      let factor = powerOfTen(auditUnit.power)
      return DraftValue(value: value.value * factor, half: value.half * factor)
    }
  }
}

/// Makes claims of the numerals that sentences state.
struct ClaimBuilder {
  let text: DraftText
  let sentences: [DraftSentence]
  let style: NumberStyle
  let document: String
  /// The most claims a draft holds.
  static let most = 2_000

  /// The claims in reading order.
  func claims(_ numerals: [Numeral]) -> [DraftClaim] {
    let cutter = QuoteCutter(sentences)
    let headings = HeadingFinder(text)
    var byLine: [Int: [Int]] = [:]
    for (index, sentence) in sentences.enumerated() {
      for line in Set(sentence.places.map(\.line)) { byLine[line, default: []].append(index) }
    }
    var claims: [DraftClaim] = []
    for numeral in numerals where numeral.kind == .claim && claims.count < Self.most {
      if let last = claims.last, joins(last, numeral) {
        claims[claims.count - 1].upper = numeral
        claims[claims.count - 1].unit = unit(numeral)
        continue
      }
      for index in byLine[numeral.line] ?? [] {
        guard let range = sentences[index].range(of: numeral) else { continue }
        let place = "line \(numeral.line + 1)" + headings.suffix(numeral.line)
        claims.append(claim(numeral, index, range, cutter, place))
        break
      }
    }
    return numbered(claims).map { sharingCurrency($0, among: claims) }
  }

  /// A scale word alone takes the currency another number of its sentence has: lines of two columns
  /// part `million US` from `dollars`.
  private func sharingCurrency(_ claim: DraftClaim, among claims: [DraftClaim]) -> DraftClaim {
    let unit = claim.auditUnit
    guard unit.dimension.isEmpty, unit.power > 0 else { return claim }
    let others = claims.filter { $0.sentence == claim.sentence }
    guard let currency = others.lazy.compactMap({ UnitGuess.currency(of: $0.unit) }).first else {
      return claim
    }
    var claim = claim
    claim.unit += " \(currency)"
    return claim
  }

  private func claim(
    _ numeral: Numeral, _ index: Int, _ range: Range<Int>, _ cutter: QuoteCutter, _ place: String
  ) -> DraftClaim {
    let sentence = sentences[index]
    let (before, after) = around(sentence, range)
    let reading = NumberReader(style: style).readings(of: numeral.text).first
    let words = String(before.suffix(60)).lowerWords
    let isCoefficient = DraftWords.any(sentence.text.lowerWords, DraftWords.correlation)
    let unit = UnitGuess.unit(before: before, after: after)
    var claim = DraftClaim(
      numeral: numeral, sentence: index, range: range, quote: cutter.quote(sentence, around: range),
      place: place, unit: unit,
      hedge: DraftWords.hedge(before: words, after: String(after.prefix(50)).lowerWords))
    claim.value = reading.map {
      DraftValue(value: $0.value(power: 0), half: scaled(1, -$0.decimals) / 2)
    }
    claim.isCoefficient =
      isCoefficient && unit.isEmpty && (claim.value?.value.magnitude ?? 2) <= 1
    return claim
  }

  private func around(_ sentence: DraftSentence, _ range: Range<Int>) -> (String, String) {
    let end = sentence.characters.count
    return (
      String(sentence.characters[Swift.max(0, range.lowerBound - 60)..<range.lowerBound]),
      String(sentence.characters[range.upperBound..<Swift.min(end, range.upperBound + 60)])
    )
  }

  private func unit(_ numeral: Numeral) -> String {
    let line = text.lines[numeral.line]
    return UnitGuess.unit(
      before: line.slice(0..<numeral.range.lowerBound),
      after: line.slice(numeral.range.upperBound..<line.characters.count))
  }

  /// Whether a numeral ends the range a claim begins: 100–150 km.
  private func joins(_ last: DraftClaim, _ numeral: Numeral) -> Bool {
    guard last.upper == nil, last.unit.isEmpty, last.numeral.line == numeral.line else {
      return false
    }
    let gap = text.lines[numeral.line].slice(
      last.numeral.range
        .upperBound..<Swift.max(last.numeral.range.upperBound, numeral.range.lowerBound))
    return gap == "-" || gap == "–" || gap == "—"
  }

  private func numbered(_ claims: [DraftClaim]) -> [DraftClaim] {
    let width = Swift.max(2, String(claims.count).count)
    return claims.enumerated().map { index, claim in
      var claim = claim
      let number = String(index + 1)
      claim.id =
        "\(document)-" + String(repeating: "0", count: width - number.count) + number
      return claim
    }
  }
}

/// The nearest heading or caption above each line.
struct HeadingFinder {
  private let headings: [(line: Int, title: String)]

  private static let words: Set<String> = [
    "abstract", "introduction", "methodology", "methods", "results", "discussion", "conclusions",
    "conclusion", "аннотация", "введение", "методы", "результаты", "обсуждение", "выводы",
    "заключение", "аңдатпа", "кіріспе", "нәтижелер", "қорытынды", "киришүү", "корутунду",
    "жыйынтык", "аннотациясы", "тұжырым",
  ]

  init(_ text: DraftText) {
    var found: [(line: Int, title: String)] = []
    for (index, line) in text.lines.enumerated() {
      if let title = Self.title(line) { found.append((index, title)) }
    }
    headings = found
  }

  private static func title(_ line: DraftText.Line) -> String? {
    let trimmed = String(line.trimmed.drop { "#■*• ".contains($0) })
    guard !trimmed.isEmpty else { return nil }
    let words = trimmed.lowerWords
    guard let first = words.first else { return nil }
    if let number = TableFinder.caption(line) { return "Table \(number)" }
    let number = trimmed.drop { !$0.isPlainDigit }.prefix(while: \.isPlainDigit)
    if DraftWords.has(first, DraftWords.figures), trimmed.first?.isUppercase == true {
      let gap = trimmed.prefix { !$0.isPlainDigit }
      let next = trimmed.dropFirst(gap.count + number.count).first ?? "."
      return gap.count <= 9 && !number.isEmpty && ".:—–-".contains(next) ? "Figure \(number)" : nil
    }
    let bare = trimmed.drop { $0.isPlainDigit || ". ".contains($0) }
    guard bare.first?.isUppercase == true else { return nil }
    if Self.words.contains(first)
      || (words.count <= 4 && Self.words.contains(words[words.count - 1]))
    {
      let head = bare.prefix { !".:".contains($0) }
      return head.lowerWords.count <= 4 ? String(head).collapsed : nil
    }
    let isNumbered =
      trimmed.hasPrefix(number) && (1...2).contains(number.count)
      && trimmed.dropFirst(number.count).hasPrefix(". ")
    let isMarked = line.trimmed.hasPrefix("#") || line.trimmed.hasPrefix("■")
    let isTitle = trimmed.count <= 80 && words.count >= 2 && !".,;:".contains(trimmed.last ?? ".")
    return (isNumbered || isMarked) && isTitle ? String(trimmed.prefix(60)) : nil
  }

  /// `, Table 1`; empty above the first heading.
  func suffix(_ line: Int) -> String {
    var low = 0
    var high = headings.count
    while low < high {
      let middle = (low + high) / 2
      if headings[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? ", \(headings[low - 1].title)" : ""
  }
}
