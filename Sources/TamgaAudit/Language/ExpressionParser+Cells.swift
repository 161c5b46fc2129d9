extension ExpressionParser {
  /// The rows of a cell reference; the current token is the opening bracket.
  mutating func cells(
    table: String?, column: ExpressionToken, at start: ExpressionToken
  ) throws(ExpressionFault) -> CellPattern {
    try nextRow()
    var rows = [try row()]
    if isSign("..") {
      try nextRow()
      rows.append(try row(isEnd: true))
      try checkEnd(rows[0])
      try expect("]")
      return CellPattern(
        table: table, column: column.text, rows: .range(rows[0].text, rows[1].text),
        at: start.offset)
    }
    while isSign(",") {
      try nextRow()
      rows.append(try row())
    }
    try expect("]", or: rows.count == 1 ? " | `,` | `..`" : " | `,`")
    let names = rows.map(\.text)
    return CellPattern(
      table: table, column: column.text, rows: names.count == 1 ? .row(names[0]) : .list(names),
      at: start.offset)
  }

  private mutating func nextRow() throws(ExpressionFault) {
    try take { (lexer: inout ExpressionLexer) throws(ExpressionFault) in try lexer.nextRow() }
  }

  /// A row id or pattern; moves past it.
  private mutating func row(isEnd: Bool = false) throws(ExpressionFault) -> ExpressionToken {
    let row = current
    guard row.kind == .row, !row.text.isEmpty else { throw unexpected(expected: Self.rowForms) }
    let isQuoted = row.length != row.text.unicodeScalars.count
    if !isQuoted {
      let parts = row.text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.allSatisfy(Self.isRowPart) else { throw unexpected(expected: Self.rowForms) }
    }
    if isEnd { try checkEnd(row) }
    try nextRow()
    return row
  }

  /// The ends of a range are rows, not patterns with `*`.
  private func checkEnd(_ row: ExpressionToken) throws(ExpressionFault) {
    guard row.text.split(separator: ".").contains("*") else { return }
    throw ExpressionFault(
      code: "T630", arguments: ["found": lexer.written(row), "expected": "`kg.2022`"],
      offset: row.offset, length: row.length)
  }

  /// Whether a dotted part is plain, `*` or `{name}`.
  private static func isRowPart(_ part: Substring) -> Bool {
    if part == "*" { return true }
    guard part.contains(where: { "*{}".contains($0) }) else { return !part.isEmpty }
    let name = part.dropFirst().dropLast()
    return part.first == "{" && part.last == "}" && part.count > 2
      && !name.contains { "*{}".contains($0) }
  }

  private static let rowForms = "`kg.2022` | `kg.*` | `kg.{y}` | `*` | `\"…\"`"
}
