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
  }

  /// The table with an id and its index.
  func table(_ id: String) -> (index: Int, table: AuditTable)? {
    tableIndex[id].map { ($0, document.tables[$0]) }
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
    switch claim.says {
    case .value(let value, let word): (text, hedge) = (value, word)
    case .bound(_, let value): text = value
    case .between, .about, nil: return
    }
    add(
      text, address: "@" + claim.id, owner: .claim(position), unit: claim.unit ?? .pure,
      reader: NumberReader(style: claim.style ?? document.textStyle, trust: claim.trust),
      hedge: hedge)
  }

  private mutating func add(
    _ text: PrintedText, address: String, owner: AuditCell.Owner, unit: AuditUnit,
    reader: NumberReader, hedge: Hedge?
  ) {
    index[address] = cells.count
    cells.append(
      AuditCell(
        address: address, printed: text.text, node: text.node, owner: owner, unit: unit,
        grid: reader.grid, hedge: hedge, readings: reader.readings(of: text.text)))
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
