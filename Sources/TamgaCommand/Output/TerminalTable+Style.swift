internal import TamgaPresent

extension TerminalTable {
  /// A table whose columns align by what they hold: numbers to the right.
  init(header: [String], rows: [[String]]) {
    let columns = header.enumerated().map { index, title in
      let cells = rows.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      let isNumeric = cells.contains {
        $0.first?.isNumber == true || $0.first == "−" || $0.first == "-"
      }
      return Column(title, isNumeric && index > 0 ? .right : .left)
    }
    self.init(columns: columns, rows: rows)
  }

  /// The table in the form asked for; in `jsonl` each row is an object by column title.
  func text(_ style: TableStyle) -> String {
    switch style {
    case .table: text()
    case .csv: csv()
    case .md: markdown()
    case .jsonl:
      rows.map { row in
        let members = zip(columns.map(\.title), row).map { ($0, JSONValue.string($1)) }
        return JSONValue.object(Dictionary(members) { first, _ in first }).text()
      }.joined(separator: "\n")
    }
  }
}
