extension DelimitedText {
  /// The text as a sheet of text cells, for the reader of statistical layouts.
  ///
  /// Rows are records, the header among them; a cell's raw text is its field. Blank lines have no
  /// row; ``line(ofRow:)`` says where a row stands in the file.
  public func grid() -> Grid {
    var cells: [CellAddress: GridCell] = [:]
    var columns = 0
    for (row, span) in scanned.records.enumerated() {
      for (column, field) in fields(of: span).enumerated() where !field.trimmed.isEmpty {
        cells[CellAddress(row: row, column: column)] = GridCell(
          content: DelimitedText.content(field), raw: field)
        columns = max(columns, column + 1)
      }
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Grid(
      name: name, index: 0, rowCount: scanned.records.count, columnCount: columns, cells: cells)
  }

  /// A field as the content of a cell: text, but for numbers that a program wrote with an exponent.
  private static func content(_ field: String) -> CellContent {
    let isExponential = field.contains { $0 == "e" || $0 == "E" }
    guard isExponential, PrintedNumber(field).point != nil, let number = Double(field) else {
      return .text(field)
    }
    return .number(number)
  }

  /// The line of a grid's row in the file, from 1.
  public func line(ofRow row: Int) -> Int { scanned.records[row].line }

  /// The byte of the file at which a grid's row begins.
  public func byteOffset(ofRow row: Int) -> Int { sourceOffsets[row] }
}
