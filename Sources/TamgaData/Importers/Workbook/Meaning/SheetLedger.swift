/// Counts a sheet's cells and rows by walking its grid, apart from the code that reads tables.
struct SheetLedger: Sendable {
  /// Non-empty cells.
  let cells: Int
  /// Cells that are no stored number: titles, labels, notes, derived columns, covers.
  let structural: Int
  /// Cells of stored columns in the rows of tables.
  let stored: Int
  /// Rows of tables with a number or a mark for a missing one.
  let rows: Int
  /// Numbers that stand in no table.
  let stray: [CellAddress]

  /// Walks a sheet.
  init(_ sheet: SheetView, tables: [(region: TableRegion, stored: Set<Int>)]) {
    var rows: Set<CellAddress> = []
    var stored = 0
    var stray: [CellAddress] = []
    for address in sheet.grid.cells.keys {
      let shape = sheet.shape(address.row, address.column)
      var isKnown = shape != .number
      for (region, columns) in tables {
        let first = region.dataRows.first ?? 0
        let last = region.dataRows.last ?? -1
        guard (first...max(first, last)).contains(address.row) else {
          if region.zone.contains(address.row) { isKnown = true }
          continue
        }
        let isValue = region.valueColumns.contains(address.column)
        if isValue || region.codeColumns.contains(address.column) { isKnown = true }
        if region.labelColumns.contains(address.column) { isKnown = true }
        guard isValue else { continue }
        if shape == .number || shape == .missing {
          rows.insert(CellAddress(row: address.row, column: region.valueColumns.first ?? 0))
        }
        if columns.contains(address.column), region.dataRows.contains(address.row) { stored += 1 }
      }
      if !isKnown { stray.append(address) }
    }
    cells = sheet.grid.cells.count
    self.stored = stored
    structural = cells - stored
    self.rows = rows.count
    self.stray = stray.sorted()
  }
}
