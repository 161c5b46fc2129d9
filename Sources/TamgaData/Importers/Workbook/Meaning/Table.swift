internal import TamgaNumerics

/// The labels of a row of a table.
struct RowLabel: Hashable, Sendable {
  /// A label in one column.
  struct Part: Hashable, Sendable {
    /// The text without footnote marks.
    let text: String
    /// The language of its column.
    let language: NameLanguage?
    /// The cell.
    let cell: CellAddress
  }

  /// The labels, in column order.
  let parts: [Part]
  /// Footnote marks taken off.
  let marks: [String]

  /// The label shown: the Russian one when there is one, else the first.
  var shown: String { (parts.first { $0.language == .ru } ?? parts.first)?.text ?? "" }

  /// The label of a product: the English one when there is one, else the shown one.
  var product: String { parts.first { $0.language == .en }?.text ?? shown }

  /// All labels as they stand.
  var raw: String { parts.map(\.text).joined(separator: " | ") }
}

/// A table read: labels, columns and numbers, before it is known what they mean.
struct Table: Sendable {
  /// The sheet.
  let sheet: SheetView
  /// Where it stands.
  let region: TableRegion
  /// The notes of its sheet.
  let footnotes: Footnotes
  /// What stands above it.
  let caption: TableCaption
  /// What its columns are.
  let columns: [ColumnMeaning]
  /// The labels of its rows.
  let labels: [RowLabel]
  /// Its cells by row and column.
  let readings: [[CellReading]]
  /// Columns whose text numbers use a decimal mark that is rare in the table.
  let mixedColumns: [Int]

  /// Reads a table; `inherited` are the captions of the table before it on the sheet.
  init(
    _ sheet: SheetView, _ region: TableRegion, footnotes: Footnotes,
    inherited: [HeaderTree.Node] = []
  ) {
    self.sheet = sheet
    self.region = region
    self.footnotes = footnotes
    let tree = HeaderTree(sheet, region, footnotes: footnotes)
    caption = TableCaption(tree.captions, inherited: inherited, sheetName: sheet.grid.name)
    columns = region.valueColumns
      .map { ColumnMeaning(column: $0, path: tree.paths[$0] ?? []) }
      .withInferredUnits().withInheritedParts().withoutCommonWords()
    let names = LabelColumns(sheet, region)
    labels = region.dataRows.map { Table.label(sheet, $0, names, footnotes) }
    var readers = region.valueColumns.map {
      ColumnReader(sheet, column: $0, rows: region.dataRows, footnotes: footnotes)
    }
    let marks = readers.reduce(into: Set<DecimalMark>()) { $0.formUnion($1.proven) }
    for index in readers.indices { readers[index].elsewhere = marks.count == 1 ? marks.first : nil }
    readings = region.dataRows.map { row in readers.map { $0.reading(row: row) } }
    mixedColumns = Table.mixed(region.valueColumns, readers.map(\.proven))
  }

  /// The columns with the rarer decimal mark, when the table's text numbers use both.
  private static func mixed(_ columns: [Int], _ proven: [Set<DecimalMark>]) -> [Int] {
    let points = proven.count { $0.contains(.point) }
    let commas = proven.count { $0.contains(.comma) }
    guard points > 0, commas > 0 else { return [] }
    let rarer: DecimalMark = points < commas ? .point : .comma
    return zip(columns, proven).filter { $1.contains(rarer) }.map(\.0)
  }

  private static func label(
    _ sheet: SheetView, _ row: Int, _ names: LabelColumns, _ footnotes: Footnotes
  ) -> RowLabel {
    var parts: [RowLabel.Part] = []
    var marks: [String] = []
    for item in names.columns {
      guard let text = sheet.text(row, item.column) else { continue }
      let (body, found) = footnotes.strip(sheet.grid[row, item.column], text)
      parts.append(
        RowLabel.Part(
          text: body, language: item.language,
          cell: CellAddress(row: row, column: item.column)))
      for mark in found where !marks.contains(mark) { marks.append(mark) }
    }
    return RowLabel(parts: parts, marks: marks)
  }

  /// The address of a number.
  func address(_ row: Int, _ column: Int) -> CellAddress {
    CellAddress(row: region.dataRows[row], column: region.valueColumns[column])
  }
}
