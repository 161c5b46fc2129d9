internal import TamgaNumerics

/// A cell of a column of numbers, read.
struct CellReading: Hashable, Sendable {
  /// Why a cell cannot be read.
  enum Problem: Hashable, Sendable {
    /// The text has two readings and nothing decides between them.
    case ambiguous
    /// The cell holds no number and no mark for a missing one.
    case noNumber
  }

  /// Whether a number was published.
  var state: ObservationState
  /// Why not.
  var reason: String?
  /// The number.
  var value: ExactDecimal?
  /// Marks, as in `below_unit`.
  var flags: [String] = []
  /// The cell as it stands in the file; empty for an empty cell.
  var raw: String
  /// Why it cannot be read.
  var problem: Problem?

  /// An empty cell.
  static let blank = CellReading(state: .notReported, reason: "blank", raw: "")
}

/// Reads the cells of one column under the grammar that all of them bear out.
struct ColumnReader {
  private let sheet: SheetView
  private let column: Int
  private let footnotes: Footnotes
  /// The decimal marks that cells of the column prove.
  let proven: Set<DecimalMark>

  /// Looks at a column's texts for what they prove.
  init(_ sheet: SheetView, column: Int, rows: [Int], footnotes: Footnotes) {
    self.sheet = sheet
    self.column = column
    self.footnotes = footnotes
    var proven: Set<DecimalMark> = []
    for row in rows {
      guard case .text(let text) = sheet.grid[row, column]?.content else { continue }
      if let mark = TextNumber(text)?.proves { proven.insert(mark) }
    }
    self.proven = proven
  }

  /// The decimal mark of the other columns, when all of them that prove one prove the same.
  var elsewhere: DecimalMark?

  /// Reads a cell.
  func reading(row: Int) -> CellReading {
    guard let cell = sheet.grid[row, column] else { return .blank }
    switch cell.content {
    case .number(let double):
      guard let value = try? ExactDecimal(spreadsheetCell: double) else {
        return .unreadable(cell.raw)
      }
      return CellReading(state: .reported, value: value, raw: cell.raw)
    case .text(let text): return reading(text, cell)
    case .boolean, .date, .error: return .unreadable(cell.raw)
    }
  }

  private func reading(_ text: String, _ cell: GridCell) -> CellReading {
    if let token = MissingMark(text) {
      return CellReading(
        state: token.isSuppressed ? .suppressed : .notReported, reason: token.reason, raw: cell.raw)
    }
    guard let number = TextNumber(text) ?? TextNumber(footnotes.strip(cell, text).text) else {
      return .unreadable(cell.raw)
    }
    let flags = number.isBelowUnit ? ["below_unit"] : []
    if let value = number.certain {
      return CellReading(state: .reported, value: value, flags: flags, raw: cell.raw)
    }
    // The column decides; where it says nothing, the table does if its decimal mark is this one.
    let decided = proven.isEmpty && number.mark == elsewhere ? elsewhere : proven.first
    guard proven.count <= 1, let decided, let value = number.readings[decided] else {
      return CellReading(state: .notReported, raw: cell.raw, problem: .ambiguous)
    }
    return CellReading(state: .reported, value: value, flags: flags, raw: cell.raw)
  }
}

extension CellReading {
  fileprivate static func unreadable(_ raw: String) -> CellReading {
    CellReading(state: .notReported, raw: raw, problem: .noNumber)
  }
}
