/// The footnotes of a sheet: what its foot defines, and which cells carry a mark.
struct Footnotes: Sendable {
  /// A note of the foot.
  struct Definition: Hashable, Sendable {
    /// The mark, as in `1`.
    let mark: String
    /// The text without its mark.
    let text: String
    /// The cell it stands in.
    let cell: CellAddress
  }

  /// The notes, in reading order.
  let definitions: [Definition]
  private let marks: Set<String>

  /// Finds the notes among text rows; the first row that holds data and those above are left out.
  init(_ sheet: SheetView, after firstDataRow: Int, dataRows: Set<Int>) {
    var definitions: [Definition] = []
    for row in sheet.columns.indices where row > firstDataRow && !dataRows.contains(row) {
      for column in sheet.columns[row] where sheet.shape(row, column) == .text {
        guard let text = sheet.text(row, column) else { continue }
        let superscript = sheet.grid[row, column]?.superscript
        guard let (mark, body) = Footnotes.definition(text, superscript: superscript) else {
          continue
        }
        definitions.append(
          Definition(mark: mark, text: body, cell: CellAddress(row: row, column: column)))
      }
    }
    self.definitions = definitions
    marks = Set(definitions.map(\.mark))
  }

  /// Whether the foot defines a mark.
  func defines(_ mark: String) -> Bool { marks.contains(mark) }

  /// Takes the marks off a label or header.
  ///
  /// Superscript and marks with a bracket are certain; a plain digit is a mark only when the foot
  /// defines it.
  func strip(_ cell: GridCell?, _ text: String) -> (text: String, marks: [String]) {
    var body = text.trimmedSpaces
    var found: [String] = []
    if let raised = cell?.superscript?.trimmedSpaces, !raised.isEmpty, body.hasSuffix(raised) {
      body = String(body.dropLast(raised.count)).trimmedSpaces
      found.append(Footnotes.plain(raised))
    }
    while let (rest, mark) = Footnotes.trailingMark(body, defines: defines) {
      body = rest
      found.append(mark)
    }
    return body.isEmpty ? (text.trimmedSpaces, []) : (body, found)
  }

  /// Whether a note says that the figures are preliminary.
  func isPreliminary(_ mark: String) -> Bool {
    definitions.contains { definition in
      definition.mark == mark && Footnotes.saysPreliminary(definition.text)
    }
  }

  /// Whether a text calls figures preliminary.
  static func saysPreliminary(_ text: String) -> Bool {
    let text = text.lowercased()
    // The Kyrgyz office once typed «Рreliminary» with a Cyrillic first letter.
    return ["предварительн", "алдын ала", "алдын-ала", "reliminary", "provisional"]
      .contains { text.contains($0) }
  }

  private static let raised: [Character: Character] = [
    "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  ]

  private static func plain(_ mark: String) -> String {
    String(mark.filter { !")(. ".contains($0) }.map { raised[$0] ?? $0 })
  }

  private static func definition(_ text: String, superscript: String?) -> (String, String)? {
    let head = text.prefix { $0 == "*" || raised[$0] != nil || $0.isASCII && $0.isNumber }
    guard !head.isEmpty, head.count <= 3 else { return nil }
    var rest = text.dropFirst(head.count)
    let isRaised =
      superscript.map { $0.trimmedSpaces == head } ?? false || head.allSatisfy { !$0.isASCII }
    if head.first != "*", !isRaised {
      // Offices also type the mark right before the note's first capital letter.
      guard head.count <= 2, let next = rest.first,
        next.isSpaceLike || next == ")" || head.count == 1 && next.isUppercase
      else { return nil }
    }
    rest = rest.drop { $0 == ")" || $0 == "." || $0.isSpaceLike || $0 == "-" || $0 == "–" }
    guard rest.contains(where: \.isLetter), rest.count > 3 else { return nil }
    return (plain(String(head)), String(rest).trimmedSpaces)
  }

  private static func trailingMark(
    _ text: String, defines: (String) -> Bool
  ) -> (String, String)? {
    guard let last = text.last else { return nil }
    if last == "*" {
      let stars = text.reversed().prefix { $0 == "*" }.count
      return (String(text.dropLast(stars)).trimmedSpaces, String(repeating: "*", count: stars))
    }
    if let digit = raised[last] { return (String(text.dropLast()).trimmedSpaces, String(digit)) }
    if last == ")", !text.contains("(") {
      let body = text.dropLast()
      guard let digit = body.last, digit.isASCII, digit.isNumber else { return nil }
      return (String(body.dropLast()).trimmedSpaces, String(digit))
    }
    guard last.isASCII, last.isNumber, defines(String(last)) else { return nil }
    let body = text.dropLast()
    // A year's own last digit is no mark: four digits stay, five carry one.
    let digits = body.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits == 0 || digits == 4 else { return nil }
    let rest = String(body).trimmedSpaces
    return rest.isEmpty ? nil : (rest, String(last))
  }
}
