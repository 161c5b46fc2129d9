internal import TamgaAudit

/// How many of the numbers a text prints stand in the claims file.
///
/// A numeral is a run of digits with points and commas; years (four digits, 1900 to 2100), numbers
/// in square brackets, words that hold letters and everything after the heading of the list of
/// references do not count.
public struct NumeralCoverage: Sendable, Hashable {
  /// The numerals of the text.
  public var numerals: Int
  /// Those within a quote of a claim or of an entry of `numbers`.
  public var inQuotes: Int
  /// Those that a table of the claims file prints, each counted once, outside the quotes.
  public var inTables: Int

  /// The share that stands in the claims file; nil when the text has no numeral.
  public var share: Double? {
    numerals > 0 ? Double(inQuotes + inTables) / Double(numerals) : nil
  }

  init(_ text: DocumentText, matches: [QuoteMatch], document: ClaimsDocument) {
    let quoted = Set(matches.flatMap(\.words))
    var printed = Self.printed(document)
    (numerals, inQuotes, inTables) = (0, 0, 0)
    let end = Self.references(text) ?? text.words.count
    for place in 0..<end {
      for numeral in Self.numerals(text.words[place]) {
        numerals += 1
        if quoted.contains(place) {
          inQuotes += 1
        } else if let left = printed[numeral], left > 0 {
          printed[numeral] = left - 1
          inTables += 1
        }
      }
    }
  }

  /// The numerals of the tables' cells and how often each is printed.
  private static func printed(_ document: ClaimsDocument) -> [String: Int] {
    var result: [String: Int] = [:]
    for cell in document.tables.flatMap(\.cells).flatMap({ $0 }) {
      for word in (cell?.text ?? "").split(whereSeparator: \.isWhitespace) {
        for numeral in numerals(String(word)) { result[numeral, default: 0] += 1 }
      }
    }
    return result
  }

  /// The numerals of a word: most have none or one, `10–20` has two.
  static func numerals(_ word: String) -> [String] {
    guard word.unicodeScalars.contains(where: DocumentText.isDigit),
      !word.contains("["), !word.contains("]")
    else { return [] }
    let parts = word.split { ["-", "–", "—", "/", "−"].contains($0) }.map {
      String($0).trimming { !($0.properties.isAlphabetic || DocumentText.isDigit($0)) }
    }
    let isNumber = parts.allSatisfy { part in
      part.unicodeScalars.allSatisfy { DocumentText.isDigit($0) || [".", ","].contains($0) }
    }
    return isNumber ? parts.filter { !$0.isEmpty && !isYear($0) } : []
  }

  private static func isYear(_ text: String) -> Bool {
    guard text.utf8.count == 4, let year = Int(text) else { return false }
    return (1900...2100).contains(year)
  }

  /// The place of the last heading of a list of references in the second half of the text.
  private static func references(_ text: DocumentText) -> Int? {
    let headings: Set<String> = [
      "references", "bibliography", "литература", "литературы", "әдебиеттер", "адабияттар",
    ]
    return text.words.indices.last { place in
      place > text.words.count / 2 && headings.contains(DocumentText.bare(text.words[place]))
        && (place + 1 == text.words.count || text.lines[place + 1] > text.lines[place])
    }
  }
}
