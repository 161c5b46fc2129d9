internal import TamgaPresent

/// All printed numbers of a document by address.
public struct CellBook: Sendable {
  /// The document.
  public let document: ClaimsDocument
  /// The cells: tables row by row, then numbers, then what claims print.
  public private(set) var cells: [AuditCell] = []
  /// The index of each address.
  public private(set) var index: [String: Int] = [:]
  private var tableIndex: [String: Int] = [:]

  init(_ document: ClaimsDocument) {
    self.document = document
    for (number, table) in document.tables.enumerated() {
      tableIndex[table.id] = number
      add(table, number)
    }
    for (position, number) in document.numbers.enumerated() {
      add(
        number.value, address: "@" + number.id, owner: .number(position), unit: number.unit,
        reader: NumberReader(style: number.style ?? document.textStyle, trust: number.trust),
        hedge: number.hedge)
    }
    for (position, claim) in document.claims.enumerated() { add(claim, position) }
    adoptUnits()
  }

  /// The table with an id and its index.
  func table(_ id: String) -> (index: Int, table: AuditTable)? {
    tableIndex[id].map { ($0, document.tables[$0]) }
  }

  /// The ids that can be read with an `@`.
  var printedIDs: [String] {
    cells.compactMap { cell in
      if case .table = cell.owner { nil } else { String(cell.address.dropFirst()) }
    }
  }

  /// The address of a table's cell.
  static func address(_ table: String, _ column: String, _ row: String) -> String {
    "\(table).\(column)[\(row)]"
  }

  /// The index of a table's cell; nil when nothing is printed there.
  func cell(_ table: String, _ column: String, _ row: String) -> Int? {
    index[Self.address(table, column, row)]
  }

  private mutating func add(_ table: AuditTable, _ number: Int) {
    for (column, description) in table.columns.enumerated() {
      let grid = description.grid ?? inferredGrid(table, column)
      let reader = NumberReader(style: table.style, grid: grid, trust: table.trust)
      for (row, name) in table.rows.enumerated() {
        guard let text = table.cells[row][column] else { continue }
        add(
          text, address: Self.address(table.id, description.name, name),
          owner: .table(number, row: row, column: column), unit: description.unit, reader: reader,
          hedge: nil)
      }
    }
  }

  private mutating func add(_ claim: ClaimStatement, _ position: Int) {
    let text: PrintedText
    var hedge: Hedge?
    let reader = NumberReader(style: claim.style ?? document.textStyle, trust: claim.trust)
    switch claim.says {
    case .value(let value, let word): (text, hedge) = (value, word)
    case .bound(_, let value): text = value
    case .between(let first, let last): return add(first, last, claim, position, reader)
    case .about, nil: return
    }
    add(
      text, address: "@" + claim.id, owner: .claim(position), unit: claim.unit ?? .pure,
      reader: reader, hedge: hedge)
  }

  /// A range as a number: its middle, in tenths of the last place.
  private mutating func add(
    _ first: PrintedText, _ last: PrintedText, _ claim: ClaimStatement, _ position: Int,
    _ reader: NumberReader
  ) {
    let ends = [first, last].compactMap { reader.readings(of: $0.text).first }
      .sorted { $0.value < $1.value }
    guard ends.count == 2, let middle = PrintedReading(between: ends[0], ends[1]) else { return }
    let address = "@" + claim.id
    index[address] = cells.count
    cells.append(
      AuditCell(
        address: address, printed: first.text + "–" + last.text, node: first.node,
        owner: .claim(position), unit: claim.unit ?? .pure, grid: nil, hedge: nil,
        readings: [middle], ends: (ends[0], ends[1])))
  }

  /// Gives what claims print without a unit the unit of their expressions.
  ///
  /// A claim may read others that have none either, so this is repeated until nothing changes.
  private mutating func adoptUnits() {
    let open = document.claims.filter { $0.unit == nil && $0.expression != nil }
    for _ in open {
      var hasChanged = false
      for claim in open {
        guard let cell = index["@" + claim.id], let tree = claim.expression?.tree else { continue }
        var compiler = TapeCompiler(book: self)
        guard let operand = try? compiler.scalar(tree), !operand.isLiteral,
          let unit = operand.unit, unit != cells[cell].unit
        else { continue }
        cells[cell].unit = unit
        hasChanged = true
      }
      if !hasChanged { return }
    }
  }

  private mutating func add(
    _ text: PrintedText, address: String, owner: AuditCell.Owner, unit: AuditUnit,
    reader: NumberReader, hedge: Hedge?
  ) {
    index[address] = cells.count
    cells.append(
      AuditCell(
        address: address, printed: text.text, node: text.node, owner: owner, unit: unit,
        grid: reader.grid, hedge: hedge, readings: reader.readings(of: text.text), ends: nil))
  }

  /// The decimals of at least 60 % of a column's cells, where none has more.
  private func inferredGrid(_ table: AuditTable, _ column: Int) -> Int? {
    let reader = NumberReader(style: table.style)
    let decimals = table.cells.compactMap { row in
      row[column].flatMap { reader.readings(of: $0.text).first?.decimals }
    }
    guard let most = decimals.max(), most > 0 else { return nil }
    let share = Double(decimals.filter { $0 == most }.count) / Double(decimals.count)
    return share >= 0.6 ? most : nil
  }
}
