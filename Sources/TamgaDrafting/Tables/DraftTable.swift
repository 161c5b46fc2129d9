/// A table found in a text.
struct DraftTable {
  /// A column.
  struct Column {
    var name: String
    var title = ""
    /// The unit of its header, if it names one.
    var unit: String?
    /// The year its header is, if it is one.
    var year: Int?
  }

  /// A row.
  struct Row {
    var line: Int
    var label: String
    var block: String?
    /// The id in addresses; made when all rows are known.
    var id = ""
    var cells: [Cell?]

    /// The year of its block or its label.
    var year: Int? { block.flatMap(Numeral.year) ?? Numeral.year(label) }
  }

  /// A printed cell.
  struct Cell {
    var text: String
    var range: Range<Int>
    var line: Int
    /// The number it is read as, once relations have chosen; with half its last place.
    var value: DraftValue?
    var readings: [DraftValue] = []
  }

  var id: String
  var place: String
  var captionLine: Int
  var lastLine: Int
  var unit: String?
  var columns: [Column]
  var rows: [Row]
  var identities: [DraftIdentity] = []

  /// The lines it takes up, its caption first.
  var lines: ClosedRange<Int> { captionLine...Swift.max(captionLine, lastLine) }

  /// What the dotted parts of its row ids are.
  var rowParts: [String] {
    let hasBlocks = rows.contains { $0.block != nil }
    let areYears = !rows.isEmpty && rows.allSatisfy { Numeral.year($0.label) != nil }
    if hasBlocks { return ["name", "period"] }
    return [areYears ? "period" : "name"]
  }

  /// The unit of a column, as written.
  func unit(_ column: Int) -> String { columns[column].unit ?? unit ?? "" }

  /// Whether a row is the total of its block.
  static func isTotal(_ row: Row) -> Bool {
    guard let first = row.label.lowerWords.first else { return false }
    return DraftWords.total.contains(first)
  }

  /// The total row of a row's block, if there is one and it is another.
  func total(of row: Row) -> Row? {
    rows.first { $0.block == row.block && Self.isTotal($0) && $0.id != row.id }
  }
}

/// A number with half its last place.
struct DraftValue: Hashable {
  var value: Double
  var half: Double
  var cost: Double = 0
}

/// A relation of a table, with how far its cells follow it.
struct DraftIdentity {
  var text: String
  var holding: Int
  var tested: Int
}
