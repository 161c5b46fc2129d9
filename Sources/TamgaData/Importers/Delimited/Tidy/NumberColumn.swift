internal import TamgaNumerics
internal import TamgaPresent

/// The number grammar of one column, decided from all its cells together.
struct NumberColumn: Sendable {
  /// What decides how a cell is read.
  enum Grammar: Hashable, Sendable {
    /// The point is the decimal mark.
    case point
    /// The comma is the decimal mark.
    case comma
    /// Cells of both kinds: each is read by itself if it can be, and flagged.
    case mixed
  }

  /// What a cell says.
  enum Reading: Hashable, Sendable {
    /// A number, with marks such as `below_unit` or `mixed_decimal`.
    case number(ExactDecimal, flags: [String])
    /// No number, and why.
    case missing(MissingToken)
    /// A text that is neither.
    case unreadable
    /// A number with two readings, where nothing in the column decides.
    case ambiguous
  }

  /// The grammar.
  let grammar: Grammar
  private let missing: [String: MissingToken]

  /// Decides the grammar of a column.
  ///
  /// A grammar is kept while it reads every cell that is a number at all. When both do, and give
  /// different numbers, nothing decides.
  ///
  /// - Throws: T134 with the first cell that has two readings.
  init(
    cells: some Sequence<(line: Int, text: String)>, dialect: Dialect, column: String, place: Place
  ) throws {
    missing = dialect.missing
    if let decimal = dialect.decimal {
      grammar = decimal == UInt8(ascii: ",") ? .comma : .point
      return
    }
    var point = true
    var comma = true
    var firstAmbiguous: (line: Int, text: String)?
    for cell in cells where dialect.missing[cell.text.trimmed] == nil {
      let number = PrintedNumber(cell.text)
      if number.point == nil && number.comma == nil { continue }
      if number.point == nil { point = false }
      if number.comma == nil { comma = false }
      if firstAmbiguous == nil, number.isAmbiguous { firstAmbiguous = cell }
    }
    if point, comma, let cell = firstAmbiguous {
      var place = place
      place.line = cell.line
      throw Diagnostic("T134", ["column": column, "raw": cell.text], place: place)
    }
    grammar = point ? .point : comma ? .comma : .mixed
  }

  /// Reads a cell.
  func read(_ text: String) -> Reading {
    if let token = missing[text.trimmed] { return .missing(token) }
    let number = PrintedNumber(text)
    if grammar == .mixed, number.isAmbiguous { return .ambiguous }
    let value =
      switch grammar {
      case .point: number.point
      case .comma: number.comma
      case .mixed: number.point ?? number.comma
      }
    guard let value else { return .unreadable }
    var flags: [String] = []
    if grammar == .mixed, number.point == nil || number.comma == nil {
      flags.append("mixed_decimal")
    }
    if number.isPrintedZero, grammar != .point { flags.append("below_unit") }
    return .number(value, flags: flags)
  }
}

extension String {
  /// The text without blanks at its ends, also those that do not break.
  var trimmed: String {
    if hasPlainEnds { return self }
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{A0}" || character == "\u{FEFF}"
    }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// Whether the first and the last byte are printed ASCII, so that there is no blank to take away.
  private var hasPlainEnds: Bool {
    guard let first = utf8.first, let last = utf8.last else { return true }
    return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
  }
}
