/// A sheet with its rows at hand and each cell's shape known.
struct SheetView: Sendable {
  /// What a cell looks like, before anything is known about its table.
  enum Shape: Sendable {
    /// A number, as a number or as text; errors and truth values stand where numbers should.
    case number
    /// A mark for a missing number.
    case missing
    /// Any other text.
    case text
  }

  /// The sheet.
  let grid: Grid
  /// The columns with content, ascending, by row; cells of spaces only are left out.
  let columns: [[Int]]
  private let shapes: [CellAddress: Shape]

  /// Looks at every cell of a sheet once.
  init(_ grid: Grid) {
    self.grid = grid
    let rowCount = (grid.cells.keys.map(\.row).max() ?? -1) + 1
    var columns = [[Int]](repeating: [], count: rowCount)
    var shapes: [CellAddress: Shape] = [:]
    shapes.reserveCapacity(grid.cells.count)
    for (address, cell) in grid.cells {
      guard let shape = SheetView.shape(of: cell) else { continue }
      shapes[address] = shape
      columns[address.row].append(address.column)
    }
    for row in columns.indices { columns[row].sort() }
    self.columns = columns
    self.shapes = shapes
  }

  /// The shape of a cell; nil when it is empty or holds only spaces.
  func shape(_ row: Int, _ column: Int) -> Shape? {
    shapes[CellAddress(row: row, column: column)]
  }

  /// The trimmed text of a cell that holds text; a number standing alone gives its digits.
  func text(_ row: Int, _ column: Int) -> String? {
    guard let cell = grid[row, column] else { return nil }
    switch cell.content {
    case .text(let text):
      let trimmed = text.trimmedSpaces
      return trimmed.isEmpty ? nil : trimmed
    case .number(let value):
      return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : cell.raw
    case .date(let text): return text
    case .boolean, .error: return nil
    }
  }

  private static func shape(of cell: GridCell) -> Shape? {
    switch cell.content {
    case .number, .error, .boolean: return .number
    case .date: return .text
    case .text(let text):
      let trimmed = text.trimmedSpaces
      if trimmed.isEmpty { return nil }
      if trimmed.utf8.count <= 48 {
        if MissingMark(trimmed) != nil { return .missing }
        if let first = trimmed.first, "0123456789-−–+(".contains(first),
          TextNumber(trimmed) != nil
        {
          return .number
        }
      }
      return .text
    }
  }
}
