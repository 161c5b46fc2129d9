/// Says what each numeral outside tables is, by its line.
struct NumeralClassifier {
  let text: DraftText
  /// Whether each line belongs to a list of sources.
  private let isSource: [Bool]
  /// Whether each line names a street or is a formula.
  private let isAddress: [Bool]

  init(_ text: DraftText) {
    self.text = text
    isSource = Self.sources(text)
    isAddress = text.lines.map { line in
      line.characters.contains(where: \.isPlainDigit)
        && Self.streets.contains(where: line.text.contains)
    }
  }

  private static let streets = [" Str.", " Street", " ул.", "вул.", " көш", "проспект", "$$"]

  func classify(_ numeral: Numeral) -> NumeralClass {
    let line = text.lines[numeral.line]
    let context = NumeralContext(line: line, numeral: numeral)
    if context.isAlone { return page(numeral, line) }
    if isAddress[numeral.line] || context.isInAddress { return .name }
    if isSource[numeral.line] { return .reference }
    if let kind = context.label ?? context.bracket { return kind }
    if context.opensItem { return .heading }
    if let kind = context.date { return kind }
    if context.isInName { return .name }
    if context.isPage { return .page }
    return context.isInSentence ? .claim : .todo
  }

  private func page(_ numeral: Numeral, _ line: DraftText.Line) -> NumeralClass {
    if numeral.year != nil { return .date }
    return numeral.text.allSatisfy(\.isPlainDigit) && numeral.text.count <= 4 ? .page : .todo
  }

  // MARK: Sources

  /// Marks the entries behind a heading such as References, to the first two paragraphs that look
  /// like none, and single entries that name pages or a volume.
  private static func sources(_ text: DraftText) -> [Bool] {
    var marks = [Bool](repeating: false, count: text.lines.count)
    var isInside = false
    var misses = 0
    for (index, line) in text.lines.enumerated() where !line.isBlank {
      let words = line.text.lowerWords
      if words.count <= 6, DraftWords.any(words, DraftWords.sources), !line.trimmed.hasSuffix("."),
        !line.text.contains(":"), !line.text.contains("http")
      {
        (isInside, misses) = (true, 0)
        continue
      }
      let isEntry = looksLikeEntry(line)
      if isInside {
        misses = isEntry ? 0 : misses + 1
        if misses > 2 { isInside = false }
      }
      marks[index] = isInside || (isEntry && hasPages(line))
    }
    return marks
  }

  private static func looksLikeEntry(_ line: DraftText.Line) -> Bool {
    let start = line.trimmed.drop { "-•– ".contains($0) }
    let isNumbered = start.first == "[" || start.first?.isPlainDigit == true
    let years = line.text.split { !$0.isPlainDigit }.contains { Numeral.year($0) != nil }
    return isNumbered || years || line.text.contains("http") || line.text.contains("n.d.")
  }

  private static func hasPages(_ line: DraftText.Line) -> Bool {
    let text = line.text
    let marks = [" pp. ", " p. ", "Vol. ", "doi", "https://", "Retrieved from", " с.", " С. "]
    let start = line.trimmed.drop { "-•– ".contains($0) }
    return (start.first == "[" || start.first?.isPlainDigit == true)
      && marks.contains(where: text.contains)
  }
}

/// A numeral with what stands around it in its line.
struct NumeralContext {
  private let line: DraftText.Line
  private let numeral: Numeral
  private let characters: [Character]
  let before: String
  let after: String

  init(line: DraftText.Line, numeral: Numeral) {
    self.line = line
    self.numeral = numeral
    characters = line.characters
    before = line.slice(0..<numeral.range.lowerBound)
    after = line.slice(numeral.range.upperBound..<line.characters.count)
  }

  private var previous: Character? { before.last }
  private var next: Character? { after.first }

  /// The word the numeral stands in, to the blanks around it.
  private var token: String {
    let head = before.reversed().prefix { !$0.isWhitespace }.reversed()
    return String(head) + numeral.text + after.prefix { !$0.isWhitespace }
  }

  private var wordsBefore: [String] { String(before.suffix(60)).lowerWords }
  private var wordsAfter: [String] { String(after.prefix(40)).lowerWords }

  /// Whether nothing else stands in the line.
  var isAlone: Bool {
    characters.allSatisfy { !$0.isLetter && $0 != "%" }
      && (before + after).allSatisfy { !$0.isPlainDigit } && (before + after).count <= 8
  }

  /// A web address, a mail address, a DOI, a formula.
  var isInAddress: Bool {
    let token = self.token.lowercased()
    return ["://", "www.", "@", "doi", "10.5", "\\", "orcid"].contains(where: token.contains)
  }

  /// The number of a table, a figure or a formula; `.heading` where its caption begins the line.
  var label: NumeralClass? {
    let words = wordsBefore
    let gap = before.reversed().prefix { !$0.isLetter }
    let isNear = gap.allSatisfy { $0.isWhitespace || ".№#–-".contains($0) }
    if let last = words.last, DraftWords.has(last, DraftWords.captions), isNear, gap.count <= 4 {
      return words.count == 1 && before.drop(while: \.isWhitespace).count <= 14
        ? .heading : .reference
    }
    if next == "-", let word = wordsAfter.first, DraftWords.has(word, DraftWords.captions) {
      return words.isEmpty ? .heading : .reference
    }
    return nil
  }

  /// `[12]`, `(Kim et al., 2025)`, `Kuanshaliev (2025)`, `(1)` at the end of a formula.
  var bracket: NumeralClass? {
    if next == "(", after.dropFirst().first?.isPlainDigit == true { return .reference }
    if previous == "(", before.dropLast().last?.isPlainDigit == true { return .reference }
    if let inside = inside("[", "]"), inside.allSatisfy({ !$0.isLetter || "pсcpС.".contains($0) }) {
      return .reference
    }
    guard let inside = inside("(", ")"), numeral.year != nil else {
      let isFormula = previous == "(" && next == ")" && after.dropFirst().allSatisfy(\.isWhitespace)
      return isFormula ? .heading : nil
    }
    let bare = inside.filter { !$0.isPlainDigit && !", ;–-".contains($0) }
    if bare.count <= 1, !inside.contains("-"), !inside.contains("–") { return .reference }
    let head = inside.prefix { !$0.isPlainDigit }
    let isAuthor = head.first?.isUppercase == true && head.hasSuffix(", ")
    return isAuthor || inside.contains("et al") || inside.contains("&") ? .reference : nil
  }

  private func inside(_ open: Character, _ close: Character) -> String? {
    guard let start = before.lastIndex(of: open), let end = after.firstIndex(of: close) else {
      return nil
    }
    let head = before[before.index(after: start)...]
    let tail = after[..<end]
    guard !head.contains(close), !tail.contains(open) else { return nil }
    return head + numeral.text + tail
  }

  /// The number of an item or a heading at the start of the line.
  var opensItem: Bool {
    let lead = before.filter { !$0.isWhitespace }
    guard lead.allSatisfy({ "-•–(■#*".contains($0) }), numeral.text.count <= 6,
      !numeral.text.contains(",")
    else { return false }
    let rest = after.prefix(2)
    if rest.first == ")" || rest.first == "." {
      return after.dropFirst().first.map { $0.isWhitespace || $0.isLetter } ?? false
    }
    let isSection = numeral.text.filter { $0 == "." }.count >= 1 && numeral.text.count <= 5
    let word = after.drop(while: \.isWhitespace)
    return isSection && rest.first?.isWhitespace == true && word.first?.isUppercase == true
      && line.trimmed.count < 90 && line.trimmed.last != "."
  }

  /// A year, a day of a month, a date.
  var date: NumeralClass? {
    let text = numeral.text
    let parts = text.split(separator: ".")
    let isFull = parts.count == 3 && parts.allSatisfy { $0.allSatisfy(\.isPlainDigit) }
    if isFull, parts[0].count <= 2, parts[1].count == 2, [2, 4].contains(parts[2].count) {
      return .date
    }
    if numeral.year != nil {
      let unit = UnitGuess.unit(before: before, after: after)
      return unit.isEmpty && previous != "$" ? .date : nil
    }
    guard text.count <= 2, let day = Int(text), (1...31).contains(day) else { return clock }
    let near = [wordsAfter.first, wordsBefore.last].compactMap { $0 }
    let isMonth = near.contains { DraftWords.has($0, DraftWords.months) && $0 != "may" }
    let touches =
      after.prefix(2).contains { $0.isLetter } || before.suffix(2).contains { $0.isLetter }
    return isMonth && touches ? .date : clock
  }

  private var clock: NumeralClass? {
    let isHour = next == ":" && after.dropFirst().first?.isPlainDigit == true
    let isMinute = previous == ":" && before.dropLast().last?.isPlainDigit == true
    return isHour || isMinute ? .date : nil
  }

  /// A part of a word or a code: COVID-19, 5G, № 1045.
  var isInName: Bool {
    if isInWord { return true }
    if let previous, previous.isLetter || previous == "_" || previous == "№" { return true }
    if previous == "-" || previous == "/" || previous == "–",
      before.dropLast().last?.isLetter == true
    {
      return true
    }
    if before.trimmedEnd.hasSuffix("№") { return true }
    if let word = wordsBefore.last, DraftWords.codes.contains(word),
      before.suffix(3).contains(where: { $0.isLetter || $0 == "." })
    {
      return word != "no" || before.trimmedEnd.hasSuffix(".") || before.hasSuffix("No ")
    }
    guard let next, next.isLetter else { return isPhone }
    return UnitGuess.unit(before: before, after: after).isEmpty
  }

  /// A part of a word that scanning broke: letters on both sides, or many of them.
  private var isInWord: Bool {
    func isPart(_ character: Character) -> Bool {
      !character.isWhitespace && !"-–—/,(".contains(character)
    }
    let head = before.reversed().prefix(while: isPart).filter(\.isLetter)
    let tail = after.prefix(while: isPart).filter(\.isLetter)
    if !head.isEmpty, !tail.isEmpty { return true }
    let isMoney = ["USD", "EUR", "US", "KZT", "KGS", "RUB"].contains(String(head.reversed()))
    return (head.count >= 3 && !isMoney)
      || (tail.count >= 3 && UnitGuess.unit(before: before, after: after).isEmpty)
  }

  private var isPhone: Bool {
    numeral.text.count >= 5 && !numeral.text.contains { ".,".contains($0) || $0.isBlankInNumber }
      && numeral.text.hasPrefix("0")
  }

  /// `p. 12`, `pp. 40-50`.
  var isPage: Bool {
    guard let word = wordsBefore.last, DraftWords.pages.contains(word) else { return false }
    let gap = before.reversed().prefix { !$0.isLetter }
    return gap.contains(".") && gap.count <= 12
  }

  /// Whether the line has words enough to be part of a sentence.
  var isInSentence: Bool {
    let words = line.text.lowerWords.filter { $0.count > 1 }
    let unit = UnitGuess.unit(before: before, after: after)
    return words.count >= 3 || (words.count >= 1 && !unit.isEmpty)
  }
}

extension StringProtocol {
  var trimmedEnd: String {
    var text = String(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
