@testable import TamgaData

/// A cell of a test grid: text, a number or nothing.
enum TestCell: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral, Sendable
{
  case text(String)
  case number(Double)
  case empty

  init(stringLiteral value: String) { self = .text(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(nilLiteral: ()) { self = .empty }
}

extension Grid {
  /// Builds a sheet from rows of cells.
  init(
    _ rows: [[TestCell]], name: String = "Лист1", index: Int = 0, isHidden: Bool = false,
    merges: [MergedRange]? = nil
  ) {
    var cells: [CellAddress: GridCell] = [:]
    for (row, line) in rows.enumerated() {
      for (column, cell) in line.enumerated() {
        let address = CellAddress(row: row, column: column)
        switch cell {
        case .text(let text): cells[address] = GridCell(content: .text(text), raw: text)
        case .number(let value):
          cells[address] = GridCell(content: .number(value), raw: "\(value)")
        case .empty: continue
        }
      }
    }
    self.init(
      name: name, index: index, isHidden: isHidden, rowCount: rows.count,
      columnCount: rows.map(\.count).max() ?? 0, cells: cells, merges: merges)
  }
}
