/// The content of a cell as its file stores it.
public enum CellContent: Hashable, Sendable {
  /// Text.
  case text(String)
  /// A number, as the file's double.
  case number(Double)
  /// A truth value.
  case boolean(Bool)
  /// A date, as the serial number of the file's date system turned into ISO 8601.
  case date(String)
  /// An error value such as `#REF!`.
  case error(String)
}

/// A cell that is not empty.
public struct GridCell: Hashable, Sendable {
  /// The content; for a formula the cached result.
  public var content: CellContent
  /// The text or number exactly as it stands in the file.
  public var raw: String
  /// The formula without `=`, where the file gives it.
  public var formula: String?
  /// Characters of `raw` text that are set as superscript: certain footnote marks.
  public var superscript: String?

  /// Creates a cell.
  public init(
    content: CellContent, raw: String, formula: String? = nil, superscript: String? = nil
  ) {
    self.content = content
    self.raw = raw
    self.formula = formula
    self.superscript = superscript
  }
}

/// The address of a cell: row and column from 0.
public struct CellAddress: Hashable, Sendable, Comparable {
  /// The row, from 0.
  public var row: Int
  /// The column, from 0.
  public var column: Int

  /// Creates an address.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The address in A1 notation.
  public var a1: String {
    var letters = ""
    var number = column + 1
    while number > 0 {
      let digit = (number - 1) % 26
      letters = String(UnicodeScalar(UInt8(65 + digit))) + letters
      number = (number - 1) / 26
    }
    return letters + String(row + 1)
  }

  /// Orders by row, then column.
  public static func < (left: CellAddress, right: CellAddress) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A merged range of cells, both ends included.
public struct MergedRange: Hashable, Sendable {
  /// The top left cell: the only one with content.
  public var first: CellAddress
  /// The bottom right cell.
  public var last: CellAddress

  /// Creates a range.
  public init(first: CellAddress, last: CellAddress) {
    self.first = first
    self.last = last
  }
}

/// A sheet of a workbook, or a delimited text, as cells.
public struct Grid: Sendable {
  /// The sheet's name.
  public var name: String
  /// The sheet's position in its workbook, from 0.
  public var index: Int
  /// Whether the sheet is hidden.
  public var isHidden: Bool
  /// One more than the last row with content.
  public var rowCount: Int
  /// One more than the last column with content.
  public var columnCount: Int
  /// The cells that are not empty.
  public var cells: [CellAddress: GridCell]
  /// The merged ranges; nil when the format does not give them (libfreexl).
  public var merges: [MergedRange]?

  /// Creates a grid.
  public init(
    name: String, index: Int, isHidden: Bool = false, rowCount: Int, columnCount: Int,
    cells: [CellAddress: GridCell], merges: [MergedRange]? = nil
  ) {
    self.name = name
    self.index = index
    self.isHidden = isHidden
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.merges = merges
  }

  /// The cell at a row and column, from 0; nil when empty.
  public subscript(row: Int, column: Int) -> GridCell? {
    cells[CellAddress(row: row, column: column)]
  }
}

/// A workbook as grids.
public struct Workbook: Sendable {
  /// The format: `xls` or `xlsx`.
  public var format: String
  /// The sheets in file order, hidden ones included.
  public var sheets: [Grid]

  /// Creates a workbook.
  public init(format: String, sheets: [Grid]) {
    self.format = format
    self.sheets = sheets
  }
}
