/// The headers above a table, as a path of texts for every column of numbers.
struct HeaderTree: Sendable {
  /// A header cell and its text.
  struct Node: Hashable, Sendable {
    /// The cell.
    let cell: CellAddress
    /// The text without footnote marks.
    let text: String
    /// The footnote marks taken off.
    let marks: [String]
  }

  /// The texts over each column of numbers, from the top down.
  let paths: [Int: [Node]]
  /// Text above the table that is no column's header: titles, units, periods; top down.
  let captions: [Node]

  /// Builds the tree of a table.
  init(_ sheet: SheetView, _ region: TableRegion, footnotes: Footnotes) {
    let reader = Reader(sheet: sheet, region: region, footnotes: footnotes)
    let rows = reader.headerRows()
    var paths: [Int: [Node]] = [:]
    for (index, row) in rows.enumerated() {
      let below = Array(rows[(index + 1)...])
      for (column, node) in reader.spread(row, below: below) {
        paths[column, default: []].append(node)
      }
    }
    self.paths = paths
    let headers = Set(paths.values.flatMap { $0.map(\.cell) })
    captions = reader.captions(without: headers)
  }

  private struct Reader {
    let sheet: SheetView
    let region: TableRegion
    let footnotes: Footnotes
    let merges: [MergedRange]

    init(sheet: SheetView, region: TableRegion, footnotes: Footnotes) {
      self.sheet = sheet
      self.region = region
      self.footnotes = footnotes
      merges = (sheet.grid.merges ?? []).filter { range in
        range.first.row < region.zone.upperBound && range.last.row >= region.zone.lowerBound
          && range.first.row <= range.last.row && range.first.column <= range.last.column
      }
    }

    func node(_ row: Int, _ column: Int) -> Node? {
      guard let text = sheet.text(row, column) else { return nil }
      let (body, marks) = footnotes.strip(sheet.grid[row, column], text)
      return Node(cell: CellAddress(row: row, column: column), text: body, marks: marks)
    }

    /// The rows of headers: from the first with text over several columns down to the numbers.
    func headerRows() -> [Int] {
      let filled = region.zone.filter { row in
        sheet.columns[row].contains { region.valueColumns.contains($0) }
          && !isNumbering(row)
      }
      guard region.valueColumns.count > 1 else { return filled }
      guard let first = filled.firstIndex(where: { isSpread($0) }) else { return filled }
      return Array(filled[first...])
    }

    /// Whether a row has headers over several columns, or one merged over several.
    private func isSpread(_ row: Int) -> Bool {
      let columns = sheet.columns[row].filter { region.valueColumns.contains($0) }
      if columns.count > 1 { return true }
      guard let only = columns.first, let text = sheet.text(row, only) else { return false }
      if merge(row, only).map({ $0.last.column > only }) ?? false {
        return UnitText.unit(in: text) == nil || !MeasureText(text).flows.isEmpty
      }
      return false
    }

    private func isNumbering(_ row: Int) -> Bool {
      let numbers = sheet.columns[row].compactMap { sheet.text(row, $0).flatMap { Int($0) } }
      return numbers.count >= 2 && numbers.count == region.valueColumns.count
        && numbers.allSatisfy { $0 < 1000 }
    }

    private func merge(_ row: Int, _ column: Int) -> MergedRange? {
      merges.first { range in
        (range.first.row...range.last.row).contains(row)
          && (range.first.column...range.last.column).contains(column)
      }
    }

    /// The header of each column in a row; a blank takes the header to its left when headers
    /// below tell the two columns apart.
    func spread(_ row: Int, below: [Int]) -> [Int: Node] {
      var result: [Int: Node] = [:]
      var last: (node: Node, end: Int?)?
      for column in region.valueColumns {
        if let node = node(row, column) {
          let range = merge(row, column)
          let end = range.flatMap { $0.last.column > column ? $0.last.column : nil }
          result[column] = node
          last = (node, end)
        } else if let (node, end) = last {
          let isMerged = end.map { column <= $0 } ?? false
          let isTold = below.contains { sheet.columns[$0].contains(column) }
          if isMerged || end == nil && (isTold || continuesPeriod(node, below)) {
            result[column] = node
          } else if end.map({ column > $0 }) ?? false {
            last = nil
          }
        }
      }
      return result
    }

    /// A blank at the end of the lowest row still belongs to a period above it.
    private func continuesPeriod(_ node: Node, _ below: [Int]) -> Bool {
      !below.isEmpty && CaptionPeriod(node.text).year != nil
    }

    func captions(without headers: Set<CellAddress>) -> [Node] {
      region.zone.flatMap { row in
        sheet.columns[row].compactMap { column in
          let address = CellAddress(row: row, column: column)
          let isOwn = region.span?.contains(column) ?? true || sheet.columns[row].count == 1
          return headers.contains(address) || isNumbering(row) || !isOwn ? nil : node(row, column)
        }
      }
    }
  }
}
