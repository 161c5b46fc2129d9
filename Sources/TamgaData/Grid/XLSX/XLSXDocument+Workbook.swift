internal import Foundation
internal import TamgaPresent

extension XLSXDocument {
  /// Reads every sheet into a grid.
  ///
  /// - Throws: what ``forEachRow(of:_:)`` throws; `T114` when the cells are more than the bound.
  func workbook() throws -> Workbook {
    var texts = [String?](repeating: nil, count: strings.count)
    var budget = archive.limits.cells
    let grids = try sheets.map { try grid(of: $0, texts: &texts, budget: &budget) }
    return Workbook(format: "xlsx", sheets: grids)
  }

  private func grid(
    of sheet: XLSXSheet, texts: inout [String?], budget: inout Int
  ) throws -> Grid {
    var grid = Grid(
      name: sheet.name, index: sheet.index, isHidden: sheet.isHidden, rowCount: 0, columnCount: 0,
      cells: [:])
    grid.merges = try forEachRow(of: sheet) { row in
      budget -= row.cells.count
      guard budget >= 0 else {
        throw ContainerError.tooManyCells(
          archive.file.path, sheet: sheet.name, limit: archive.limits.cells)
      }
      for cell in row.cells {
        let address = CellAddress(row: row.index, column: Int(cell.column))
        guard let value = try gridCell(cell, in: row, texts: &texts) else { continue }
        guard grid.cells.updateValue(value, forKey: address) == nil else {
          throw ContainerError.damagedPart(
            archive.file.path, part: sheet.part ?? "", "a cell stands twice", sheet: sheet.name,
            cell: address.a1)
        }
        grid.rowCount = max(grid.rowCount, address.row + 1)
        grid.columnCount = max(grid.columnCount, address.column + 1)
      }
    }
    return grid
  }

  /// The cell of a grid; nil when it holds nothing.
  private func gridCell(
    _ cell: RowCell, in row: SheetRow, texts: inout [String?]
  ) throws -> GridCell? {
    let formula = cell.formula.isEmpty ? nil : row.text(cell.formula)
    let raw = row.text(cell.value)
    switch cell.kind {
    case .empty: return nil
    case .number:
      return GridCell(content: numberContent(cell), raw: raw, formula: formula)
    case .sharedText:
      let index = Int(exactly: cell.number) ?? -1
      guard let text = sharedText(index, &texts) else {
        throw ContainerError.damagedPart(
          archive.file.path, part: "sharedStrings", "there is no string \(raw)",
          cell: CellAddress(row: row.index, column: Int(cell.column)).a1)
      }
      if text.isEmpty { return nil }
      return GridCell(
        content: .text(text), raw: text, formula: formula,
        superscript: strings.superscripts[index])
    case .inlineText:
      let text = unescaped(raw)
      let raised = cell.superscript.isEmpty ? nil : unescaped(row.text(cell.superscript))
      return GridCell(content: .text(text), raw: text, formula: formula, superscript: raised)
    case .boolean:
      return GridCell(content: .boolean(raw == "1" || raw == "true"), raw: raw, formula: formula)
    case .error: return GridCell(content: .error(raw), raw: raw, formula: formula)
    case .isoDate: return GridCell(content: .date(raw), raw: raw, formula: formula)
    }
  }

  private func numberContent(_ cell: RowCell) -> CellContent {
    let style = Int(cell.style)
    let format = style >= 0 && style < formats.count ? formats[style] : .number
    guard format != .number else { return .number(cell.number) }
    let date = isoDate(serial: cell.number, kind: format, startsIn1904: startsIn1904)
    return date.map { .date($0) } ?? .number(cell.number)
  }

  /// A shared string, decoded once however many cells use it.
  private func sharedText(_ index: Int, _ texts: inout [String?]) -> String? {
    guard index >= 0, index < texts.count else { return nil }
    if let text = texts[index] { return text }
    let text = strings.text(index)
    texts[index] = text
    return text
  }
}
