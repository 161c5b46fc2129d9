/// Turns an expression into a tape: resolves cells, checks units, writes functions as steps.
struct TapeCompiler {
  /// A value on the tape.
  struct Operand {
    var step: Int
    /// The unit with the power it is shown in; nil for a number of the warehouse.
    var unit: AuditUnit?
    /// Whether it is a number written in the expression, which takes the unit of its neighbour.
    var isLiteral = false
  }

  let book: CellBook
  /// The table whose identity this is.
  let table: String?
  /// The parts that variables stand for, as in `y: 2023`; `*` for the whole row.
  let bindings: [String: String]
  var tape = Tape()
  private(set) var missing: [String] = []

  init(book: CellBook, table: String? = nil, bindings: [String: String] = [:]) {
    self.book = book
    self.table = table
    self.bindings = bindings
  }

  /// Compiles a scalar expression.
  mutating func scalar(_ expression: Expression) throws(ExpressionFault) -> Operand {
    switch expression {
    case .number(let value):
      return Operand(step: tape.append(.constant(value)), unit: .pure, isLiteral: true)
    case .text(let text): throw Self.fault("T651", ["found": text, "expected": "12.5"], at: 0)
    case .cells(let pattern):
      let cells = try resolve(pattern)
      guard cells.count == 1, let cell = cells.first else {
        throw Self.fault(
          "T651", ["found": "\(cells.count)", "expected": "1"], at: pattern.at)
      }
      return read(cell)
    case .printed(let id, let at): return try printed(id, at: at)
    case .call(let call): return try self.call(call)
    case .negated(let inner):
      let operand = try scalar(inner)
      return Operand(
        step: tape.append(.negate(operand.step)), unit: operand.unit, isLiteral: operand.isLiteral)
    case .binary(let operation, let left, let right, let at):
      return try binary(operation, scalar(left), scalar(right), at: at)
    case .comparison, .all:
      throw Self.fault(
        "T651", ["found": "=", "expected": "12.5"], at: expression.place ?? 0)
    }
  }

  /// Compiles an argument that may be a series.
  mutating func series(_ expression: Expression) throws(ExpressionFault) -> [Operand] {
    guard case .cells(let pattern) = expression else { return [try scalar(expression)] }
    return try resolve(pattern).map { read($0) }
  }

  // MARK: Leaves

  /// A cell that is printed, or the address of one that is not.
  enum Resolved {
    case cell(Int)
    case absent(String)
  }

  mutating func read(_ cell: Resolved) -> Operand {
    switch cell {
    case .cell(let index):
      if book.cells[index].readings.isEmpty { missing.append(book.cells[index].address) }
      return Operand(step: tape.leaf(.cell(index)), unit: book.cells[index].unit)
    case .absent(let address):
      missing.append(address)
      return Operand(step: tape.append(.constant(.nan)), unit: nil)
    }
  }

  private mutating func printed(_ id: String, at: Int) throws(ExpressionFault) -> Operand {
    guard let index = book.index["@" + id] else {
      throw Self.unknown("@" + id, among: book.printedIDs.map { "@" + $0 }, at: at)
    }
    return read(.cell(index))
  }

  /// The cells of a pattern in the order of the table.
  func resolve(_ pattern: CellPattern) throws(ExpressionFault) -> [Resolved] {
    let name = pattern.table ?? table ?? ""
    guard let (_, owner) = book.table(name) else {
      throw Self.unknown(name, among: book.document.tables.map(\.id), at: pattern.at)
    }
    guard owner.columns.contains(where: { $0.name == pattern.column }) else {
      throw Self.unknown(
        "\(name).\(pattern.column)", among: owner.columns.map { "\(name).\($0.name)" },
        at: pattern.at)
    }
    let rows = try rows(pattern, owner)
    return rows.map { row in
      book.cell(name, pattern.column, row).map(Resolved.cell)
        ?? .absent(CellBook.address(name, pattern.column, row))
    }
  }

  private func rows(_ pattern: CellPattern, _ table: AuditTable) throws(ExpressionFault) -> [String]
  {
    switch pattern.rows {
    case .row(let row): return try matching(row, table, at: pattern.at)
    case .list(let list):
      var result: [String] = []
      for row in list { result += try matching(row, table, at: pattern.at) }
      return result
    case .range(let first, let last):
      let from = try position(first, table, at: pattern.at)
      let to = try position(last, table, at: pattern.at)
      let span =
        from <= to ? Array(table.rows[from...to]) : Array(table.rows[to...from].reversed())
      let kept = RowVariables.common(table.rows[from], table.rows[to])
      return span.filter { RowVariables.fits($0, kept) }
    }
  }

  private func matching(_ row: String, _ table: AuditTable, at: Int) throws(ExpressionFault)
    -> [String]
  {
    let wanted = RowVariables.fill(row, bindings)
    if table.rows.contains(wanted) { return [wanted] }
    let found = table.rows.filter { RowVariables.fits($0, wanted) }
    guard !found.isEmpty else { throw Self.unknown(wanted, among: table.rows, at: at) }
    return found
  }

  /// The position of a row that ends a range.
  private func position(_ row: String, _ table: AuditTable, at: Int) throws(ExpressionFault) -> Int
  {
    let wanted = RowVariables.fill(row, bindings)
    guard let position = table.rows.firstIndex(of: wanted) else {
      throw Self.unknown(wanted, among: table.rows, at: at)
    }
    return position
  }

  /// A name that does not resolve, with the one that was meant.
  static func unknown(_ name: String, among known: [String], at: Int) -> ExpressionFault {
    fault("T652", Suggestion(for: name, among: known).arguments, at: at)
  }

  static func fault(_ code: String, _ arguments: [String: String], at: Int) -> ExpressionFault {
    ExpressionFault(code: code, arguments: arguments, offset: at, length: 1)
  }
}
