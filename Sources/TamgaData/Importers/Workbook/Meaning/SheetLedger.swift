/// Counts a sheet's cells and rows by walking its grid, apart from the code that reads tables.
struct SheetLedger: Sendable {
  /// A table as the ledger knows it.
  struct Account: Sendable {
    /// Where the table stands.
    let region: TableRegion
    /// The columns whose numbers were stored.
    let stored: Set<Int>
  }

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
  init(_ sheet: SheetView, tables: [Account]) {
    var inside = [[Int]](repeating: [], count: sheet.columns.count)
    var above = [Bool](repeating: false, count: sheet.columns.count)
    var dataRows: [Set<Int>] = []
    for (index, table) in tables.enumerated() {
      dataRows.append(Set(table.region.dataRows))
      if let first = table.region.dataRows.first, let last = table.region.dataRows.last {
        for row in first...last { inside[row].append(index) }
      }
      for row in table.region.zone { above[row] = true }
    }
    var rows: Set<CellAddress> = []
    var stored = 0
    var stray: [CellAddress] = []
    for address in sheet.grid.cells.keys {
      let shape = sheet.shape(address.row, address.column)
      var isKnown = shape != .number || above[address.row]
      for index in inside[address.row] {
        let region = tables[index].region
        if region.codeColumns.contains(address.column) { isKnown = true }
        if region.labelColumns.contains(address.column) { isKnown = true }
        guard region.valueColumns.contains(address.column) else { continue }
        isKnown = true
        if shape == .number || shape == .missing {
          rows.insert(CellAddress(row: address.row, column: region.valueColumns[0]))
        }
        let isStored = tables[index].stored.contains(address.column)
        if isStored, dataRows[index].contains(address.row) { stored += 1 }
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
