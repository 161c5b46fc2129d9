/// Finds the tables of a text: runs of lines with numbers in columns behind a caption.
struct TableFinder {
  let text: DraftText

  /// The most lines of a table.
  private static let reach = 600

  func tables() -> [DraftTable] {
    var tables: [DraftTable] = []
    var next = 0
    for index in text.lines.indices where index >= next {
      guard let number = Self.caption(text.lines[index]) else { continue }
      guard let table = table(at: index, number: number, known: tables) else { continue }
      tables.append(table)
      next = table.lastLine + 1
      if tables.count >= 200 { break }
    }
    return tables
  }

  /// The number of a table whose caption a line is: `Table 1 — …`, `1-кесте`; nil for a sentence.
  static func caption(_ line: DraftText.Line) -> String? {
    let start = String(line.trimmed.drop { "*#■• ".contains($0) }.prefix(40))
    let words = start.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return nil }
    let word = first.lowerWords.first ?? ""
    if DraftWords.has(word, DraftWords.tables) {
      let rest = start.drop { !$0.isPlainDigit }
      let gap = start.count - rest.count
      guard gap <= 12, !rest.isEmpty else { return nil }
      let number = rest.prefix { $0.isPlainDigit }
      return isTitle(rest.dropFirst(number.count)) ? String(number.prefix(4)) : nil
    }
    let number = first.prefix(while: \.isPlainDigit)
    guard !number.isEmpty, number.count <= 3, first.dropFirst(number.count).first == "-" else {
      return nil
    }
    return DraftWords.has(word, DraftWords.tables) ? String(number) : nil
  }

  /// Whether what stands behind the number is a title, not the rest of a sentence.
  private static func isTitle(_ rest: Substring) -> Bool {
    let tail = rest.drop { $0.isWhitespace || ".:,-–—|*)".contains($0) }
    guard let first = tail.first else { return true }
    return rest.first.map { ".:-–—|*".contains($0) } == true || !first.isLowercase
      || rest.drop(while: \.isWhitespace).first.map { "-–—:".contains($0) } == true
  }

  private func table(at caption: Int, number: String, known: [DraftTable]) -> DraftTable? {
    let scan = TableScan(text: text, caption: caption, reach: Self.reach)
    let rows = scan.rows()
    guard rows.count >= 2 else { return nil }
    let count = Self.columnCount(rows)
    let filled = Self.fill(rows, count)
    guard count > 0, filled.count >= 2 else { return nil }
    var id = "T\(number)"
    while known.contains(where: { $0.id == id }) { id += "b" }
    let header = TableHeader(scan.header, columns: count, panels: scan.panels)
    var table = DraftTable(
      id: id, place: "Table \(number)", captionLine: caption,
      lastLine: filled.map(\.line).max() ?? caption,
      unit: header.unit(caption: text.lines[caption].text), columns: header.columns, rows: filled)
    table.dropTextColumns()
    guard !table.columns.isEmpty,
      table.rows.joined(cellsOver: 0) >= Swift.max(3, table.columns.count)
    else { return nil }
    for (index, id) in RowNames.ids(table.rows).enumerated() { table.rows[index].id = id }
    return table
  }

  /// The number of cells most rows have.
  private static func columnCount(_ rows: [TableRowDraft]) -> Int {
    let counts = Dictionary(rows.map { ($0.joinedCount, 1) }, uniquingKeysWith: +)
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return best <= 40 ? best : 0
  }

  /// The rows with as many cells; where blanks may close in several ways, that whose numbers are
  /// as long as the others of their columns.
  private static func fill(_ rows: [TableRowDraft], _ count: Int) -> [DraftTable.Row] {
    let ways = rows.map { $0.segmentations(count) }
    let sure = ways.filter { $0.count == 1 }.compactMap(\.first)
    let lengths = (0..<count).map { column -> Int in
      let sorted = sure.map { wholeDigits($0[column].text) }.sorted()
      return sorted.isEmpty ? 3 : sorted[sorted.count / 2]
    }
    func strain(_ cells: [TableLine.Piece]) -> Int {
      zip(cells, lengths).reduce(0) { sum, pair in
        let gap = wholeDigits(pair.0.text) - pair.1
        return sum + gap * gap
      }
    }
    return zip(rows, ways).compactMap { row, ways in
      guard let cells = ways.min(by: { strain($0) < strain($1) }) else { return nil }
      return DraftTable.Row(
        line: row.line, label: row.label, block: row.block,
        cells: cells.map { piece in
          piece.isNumber
            ? DraftTable.Cell(text: piece.text, range: piece.range, line: row.line) : nil
        })
    }
  }

  /// The digits before a decimal mark.
  private static func wholeDigits(_ text: String) -> Int {
    let parts = text.split { ".,".contains($0) }
    let isWhole = parts.count == 1 || parts.dropFirst().allSatisfy { $0.count == 3 }
    let kept = isWhole ? parts : parts.dropLast()
    return kept.reduce(0) { $0 + $1.filter(\.isPlainDigit).count }
  }
}

extension [DraftTable.Row] {
  /// How many cells are printed.
  fileprivate func joined(cellsOver: Int) -> Int {
    reduce(cellsOver) { $0 + $1.cells.compactMap { $0 }.count }
  }
}

extension DraftTable {
  /// Leaves out columns of words.
  fileprivate mutating func dropTextColumns() {
    let kept = columns.indices.filter { column in
      rows.filter { $0.cells[column] != nil }.count * 2 >= rows.count
    }
    guard kept.count < columns.count else { return }
    columns = kept.map { columns[$0] }
    for index in rows.indices { rows[index].cells = kept.map { rows[index].cells[$0] } }
  }
}
