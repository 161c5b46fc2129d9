/// A table as text: aligned for a terminal, as Markdown, as CSV.
public struct TerminalTable: Sendable {
  /// On which side a column's cells stand.
  public enum Alignment: Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// A column.
  public struct Column: Sendable {
    /// The header.
    public let title: String
    /// The side.
    public let alignment: Alignment

    /// Creates a column.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// How CSV is written.
  public enum Delimited: Sendable {
    /// Comma, UTF-8, line feeds: for programs.
    case neutral
    /// Semicolon, byte order mark, CRLF: opens in a spreadsheet set to a decimal comma.
    case spreadsheet
  }

  /// The columns.
  public let columns: [Column]
  /// The rows; a row that is too short is filled with empty cells, one too long is cut in no format.
  public private(set) var rows: [[String]]

  /// Creates a table.
  public init(columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// Adds a row.
  public mutating func append(_ row: [String]) { rows.append(row) }

  /// The table with aligned columns, two spaces apart, no spaces at line ends.
  public func text() -> String {
    let width = width
    let cells = rows.map { row in filled(row, to: width).map { TerminalText.clean($0) } }
    let titles = filled(columns.map(\.title), to: width).map { TerminalText.clean($0) }
    var widths = titles.map(DisplayWidth.of)
    for row in cells {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    let lines = [titles, rule] + cells
    return lines.map { line($0, widths: widths) + "\n" }.joined()
  }

  /// The table in Markdown.
  public func markdown() -> String {
    let width = width
    let rule = (0..<width).map { alignment($0) == .right ? "--:" : ":--" }
    let body = ([columns.map(\.title)] + rows).map { row in
      filled(row, to: width).map {
        $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
          .replacing("\r", with: "").replacing("\n", with: "<br>")
      }
    }
    var lines = body.map { "| " + $0.joined(separator: " | ") + " |" }
    lines.insert("| " + rule.joined(separator: " | ") + " |", at: 1)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table as CSV.
  ///
  /// A text that a spreadsheet would take for a formula gets a `'` before it in the spreadsheet form.
  public func csv(_ form: Delimited = .neutral) -> String {
    let width = width
    let (separator, end) = form == .neutral ? (",", "\n") : (";", "\r\n")
    let lines = ([columns.map(\.title)] + rows).map { row in
      filled(row, to: width).map {
        quoted(form == .neutral ? $0 : guarded($0), separator: separator)
      }
      .joined(separator: separator) + end
    }
    return (form == .neutral ? "" : "\u{FEFF}") + lines.joined()
  }

  private var width: Int { max(columns.count, rows.map(\.count).max() ?? 0) }

  private func filled(_ row: [String], to width: Int) -> [String] {
    row + Array(repeating: "", count: width - row.count)
  }

  private func alignment(_ index: Int) -> Alignment {
    columns.indices.contains(index) ? columns[index].alignment : .left
  }

  private func line(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
      line +=
        (index > 0 ? "  " : "") + (alignment(index) == .right ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func quoted(_ cell: String, separator: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || String($0) == separator
    }
    return needsQuotes || cell.first == " " || cell.last == " "
      ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  private func guarded(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first,
      ["=", "+", "-", "@", "\t", "\r"].contains(first),
      Double(cell.replacing(",", with: ".")) == nil
    else { return cell }
    return "'" + cell
  }
}
