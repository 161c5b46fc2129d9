internal import TamgaPresent

/// The text of a document as lines that are safe to quote.
struct DraftText {
  /// A line of the text.
  struct Line {
    /// The number from 1.
    let number: Int
    /// The characters, control characters turned into blanks.
    let characters: [Character]

    var text: String { String(characters) }

    /// The text without blanks around it.
    var trimmed: String {
      let kept = characters.drop(while: \.isWhitespace)
      guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
      return String(kept[...last])
    }

    var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

    func slice(_ range: Range<Int>) -> String {
      String(characters[range.clamped(to: 0..<characters.count)])
    }
  }

  /// The most bytes a text may have: 4 MiB.
  static let limit = 4 << 20

  let lines: [Line]

  /// Reads a text.
  ///
  /// - Throws: `T691` where it is not UTF-8, `T692` beyond the limit.
  init(_ bytes: [UInt8], file: String) throws {
    guard bytes.count <= Self.limit else {
      throw Diagnostic("T692", ["path": file, "limit": "4 MiB"], place: Place(file: file))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic("T691", ["path": file], place: Place(file: file))
    }
    lines = Self.lines(of: text)
  }

  private static func lines(of text: String) -> [Line] {
    var lines: [Line] = []
    var current = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    func close() {
      lines.append(Line(number: lines.count + 1, characters: Array(String(current))))
      current = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if !(scalar == "\n" && previous == "\r") { close() }
      } else {
        current.append(safe(scalar))
      }
      previous = scalar
    }
    close()
    return lines
  }

  /// Control characters, line separators and what YAML does not allow as a blank; tabs stay.
  private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\t" { return scalar }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      return " "
    default: return scalar == "\u{FEFF}" ? " " : scalar
    }
  }
}

extension Character {
  /// Whether it is one of the digits 0 to 9.
  var isPlainDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is a blank that stands inside a number: not a line's end.
  var isBlankInNumber: Bool { isWideBlank || self == " " }

  /// Whether it is a blank that holds the parts of a number together.
  var isWideBlank: Bool { ["\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}"].contains(self) }
}

extension StringProtocol {
  /// The words: runs of letters, lower-case.
  var lowerWords: [String] { lowercased().split { !$0.isLetter }.map(String.init) }

  /// With every run of blanks as one blank.
  var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
