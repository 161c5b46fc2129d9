/// What an empty-looking field says.
public enum MissingToken: Hashable, Sendable {
  /// Nothing was published, with the reason: `blank`, `dash`, `na`, `not_applicable` …
  case notReported(reason: String)
  /// The number exists and is withheld.
  case suppressed
}

/// How a delimited text is written; nothing in it is guessed.
public struct Dialect: Sendable, Hashable {
  /// The byte between fields.
  public var delimiter: UInt8
  /// The byte around fields that hold delimiters or line ends; nil when there is none.
  public var quote: UInt8? = UInt8(ascii: "\"")
  /// Whether the first record names the columns.
  public var header = true
  /// The decimal mark, `.` or `,`; nil to prove it for each column.
  public var decimal: UInt8?
  /// What the texts that stand for no number mean.
  public var missing: [String: MissingToken] = Dialect.usualMissing
  /// The byte that begins a comment line; nil when there are none.
  public var comment: UInt8?

  /// Creates a dialect with a delimiter.
  public init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

  /// The delimiters that are tried when none is given.
  public static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// The usual texts that stand for no number.
  ///
  /// They count only in columns of numbers: in a column
  /// of codes `NA` is Namibia.
  public static let usualMissing: [String: MissingToken] = {
    var tokens: [String: MissingToken] = ["": .notReported(reason: "blank")]
    for text in ["-", "–", "—", "−", "…", "...", ".."] {
      tokens[text] = .notReported(reason: "dash")
    }
    for text in ["NA", "N/A", "n/a", "na", "NaN", "nan", "NULL", "null", ":"] {
      tokens[text] = .notReported(reason: "na")
    }
    for text in ["x", "X", "х", "Х"] { tokens[text] = .notReported(reason: "not_applicable") }
    for text in ["c", "C", "с", "С", "к", "К"] { tokens[text] = .suppressed }
    return tokens
  }()

  /// The delimiter byte that a user's word means: a character, `tab`, `\t`, `comma`, `semicolon`,
  /// `pipe`; nil when it is none.
  public static func delimiter(named name: String) -> UInt8? {
    switch name.lowercased() {
    case "tab", "\\t", "\t": return UInt8(ascii: "\t")
    case "comma": return UInt8(ascii: ",")
    case "semicolon": return UInt8(ascii: ";")
    case "pipe": return UInt8(ascii: "|")
    default:
      guard name.utf8.count == 1, let byte = name.utf8.first, byte > 0x20, byte < 0x7F else {
        return nil
      }
      let letterOrQuote = UInt8(ascii: "\"")
      let isWord =
        Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
      return byte == letterOrQuote || isWord ? nil : byte
    }
  }

  /// A delimiter as messages show it.
  public static func name(of delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "tab" : String(UnicodeScalar(delimiter))
  }
}
