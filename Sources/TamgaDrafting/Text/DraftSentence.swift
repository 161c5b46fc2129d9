/// A sentence of the text with the places of its characters.
struct DraftSentence {
  /// The characters, blanks collapsed, words broken at a line's end mended.
  var characters: [Character] = []
  /// The line and column of each character.
  var places: [(line: Int, column: Int)] = []

  var text: String { String(characters) }

  /// Where a numeral stands in it; nil where it is not part of it.
  func range(of numeral: Numeral) -> Range<Int>? {
    guard
      let start = places.firstIndex(where: {
        $0.line == numeral.line && $0.column == numeral.range.lowerBound
      })
    else { return nil }
    var end = start
    while end < places.count, places[end].line == numeral.line,
      places[end].column < numeral.range.upperBound
    {
      end += 1
    }
    return start..<end
  }
}

/// Cuts a text into sentences, leaving out the lines of tables.
struct SentenceSplitter {
  let text: DraftText
  let skipped: Set<Int>

  func sentences() -> [DraftSentence] {
    var sentences: [DraftSentence] = []
    var current = DraftSentence()
    func close() {
      sentences += Self.cut(current)
      current = DraftSentence()
    }
    for (index, line) in text.lines.enumerated() {
      if line.isBlank || skipped.contains(index) {
        close()
      } else {
        Self.append(line, index, to: &current)
      }
    }
    close()
    return sentences.filter { $0.characters.contains(where: \.isPlainDigit) }
  }

  private static func append(_ line: DraftText.Line, _ index: Int, to current: inout DraftSentence)
  {
    let isBroken =
      current.characters.last == "-" && current.characters.dropLast().last?.isLetter == true
    if isBroken, line.characters.first(where: { !$0.isWhitespace })?.isLowercase == true {
      current.characters.removeLast()
      current.places.removeLast()
    } else if current.characters.last.map({ $0 != " " }) == true {
      current.characters.append(" ")
      current.places.append((index, -1))
    }
    for (column, character) in line.characters.enumerated() {
      let isBlank = character.isWhitespace
      if isBlank, current.characters.isEmpty || current.characters.last == " " { continue }
      current.characters.append(isBlank ? " " : character)
      current.places.append((index, column))
    }
    while current.characters.last == " " {
      current.characters.removeLast()
      current.places.removeLast()
    }
  }

  private static let abbreviations: Set<String> = [
    "al", "no", "vol", "fig", "eq", "vs", "etc", "cf", "ca", "dr", "mr", "st", "p", "pp", "e", "g",
    "i", "млн", "млрд", "тыс", "долл", "руб", "г", "гг", "рис", "табл", "см", "т", "д", "п", "т.д",
    "трлн", "кв", "чел", "ж", "жж", "стр", "с", "mln", "bln", "us",
  ]

  private static func cut(_ paragraph: DraftSentence) -> [DraftSentence] {
    var parts: [DraftSentence] = []
    var start = 0
    let characters = paragraph.characters
    func take(_ end: Int) {
      guard start < end else { return }
      parts.append(
        DraftSentence(
          characters: Array(characters[start..<end]), places: Array(paragraph.places[start..<end])))
      start = end
    }
    for index in characters.indices where ".!?;".contains(characters[index]) {
      guard isEnd(characters, index) else { continue }
      take(index + 1)
      while start < characters.count, characters[start] == " " { start += 1 }
    }
    take(characters.count)
    return parts
  }

  private static func isEnd(_ characters: [Character], _ index: Int) -> Bool {
    guard index + 2 < characters.count, characters[index + 1] == " " else { return false }
    if characters[index] == ";" { return true }
    let next = characters[index + 2]
    guard next.isUppercase || next.isPlainDigit || "\"“«(•■".contains(next) else { return false }
    guard characters[index] == "." else { return true }
    let word = String(characters[..<index].suffix(12).reversed().prefix { $0.isLetter }.reversed())
    if word.count == 1, word.first?.isUppercase == true { return false }
    return !(abbreviations.contains(word.lowercased()) && !(next.isUppercase && word.count > 2))
  }
}

/// Finds the shortest excerpt around a number that stands once in the text.
struct QuoteCutter {
  /// The whole text, blanks collapsed and hyphenation mended.
  private let whole: [UInt8]

  init(_ sentences: [DraftSentence]) {
    whole = Array(sentences.map(\.text).joined(separator: "\n").utf8)
  }

  /// The excerpt: some words before, a few behind, more until it is unique.
  func quote(_ sentence: DraftSentence, around range: Range<Int>) -> String {
    let characters = sentence.characters
    for reach in [45, 80, 130, 200] {
      let start = wordStart(characters, range.lowerBound - reach)
      let end = wordEnd(characters, range.upperBound + reach * 2 / 3)
      let excerpt = String(characters[start..<end]).collapsed
      if start == 0, end == characters.count { return excerpt }
      if occurrences(excerpt) <= 1 { return excerpt }
    }
    let start = wordStart(characters, range.lowerBound - 300)
    return String(characters[start..<wordEnd(characters, range.upperBound + 200)]).collapsed
  }

  private func wordStart(_ characters: [Character], _ place: Int) -> Int {
    guard place > 0 else { return 0 }
    var start = place
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private func wordEnd(_ characters: [Character], _ place: Int) -> Int {
    guard place < characters.count else { return characters.count }
    var end = place
    while end < characters.count, characters[end] != " " { end += 1 }
    return end
  }

  private func occurrences(_ excerpt: String) -> Int {
    let wanted = Array(excerpt.utf8)
    guard let first = wanted.first, wanted.count <= whole.count else { return 0 }
    var count = 0
    for start in 0...(whole.count - wanted.count) where whole[start] == first {
      if whole[start..<(start + wanted.count)].elementsEqual(wanted) { count += 1 }
      if count > 1 { break }
    }
    return count
  }
}
