internal import TamgaPresent

/// Turns claims and identities into statements.
struct StatementBuilder {
  let book: CellBook
  private(set) var statements: [Statement] = []
  private(set) var passedOver: [String: Int] = [:]
  private var names: [String: Int] = [:]

  init(book: CellBook) { self.book = book }

  private var document: ClaimsDocument { book.document }

  // MARK: Claims

  mutating func add(claim index: Int) throws {
    let claim = document.claims[index]
    if let written = claim.expression {
      try placed(written) { () throws(ExpressionFault) in
        statements.append(try statement(claim, index, written))
      }
    } else {
      statements.append(bare(claim, index))
    }
    if case .expression(let written)? = claim.against {
      try placed(written) { () throws(ExpressionFault) in
        var compiler = TapeCompiler(book: book)
        _ = try compiler.scalar(written.tree)
      }
    }
    for other in claim.sameAs {
      if let same = try sameQuantity(claim, index, other) { statements.append(same) }
    }
  }

  /// Runs a compilation; a fault becomes a diagnostic at its place in the file.
  private func placed(_ written: WrittenExpression, _ body: () throws(ExpressionFault) -> Void)
    throws
  {
    do { try body() } catch { throw error.diagnostic(in: written.node) }
  }

  private func statement(_ claim: ClaimStatement, _ index: Int, _ written: WrittenExpression)
    throws(ExpressionFault) -> Statement
  {
    var statement = Statement(
      id: claim.id, origin: .claim(index), target: .conditions, text: written.text)
    switch written.tree {
    case .comparison, .all:
      try addConditions(written.tree, to: &statement, table: nil, bindings: [:])
      return statement
    case .call(let call) where [.increasing, .decreasing, .grim].contains(call.function):
      try addConditions(written.tree, to: &statement, table: nil, bindings: [:])
      return statement
    default: break
    }
    var compiler = TapeCompiler(book: book)
    let operand = try compiler.scalar(written.tree)
    statement.tape = compiler.tape
    statement.missing = compiler.missing
    statement.reading = stated(written.tree)
    let own = operand.unit ?? claim.unit ?? .pure
    statement.unit = claim.unit ?? own
    if let unit = claim.unit, operand.unit != nil, !operand.isLiteral {
      let isPercent = unit.isSameKind(as: .percent) && own.isSameKind(as: .points)
      let isPoints = unit.isSameKind(as: .points) && own.isSameKind(as: .percent)
      let isCounted = own.dimension.isEmpty && !unit.isSameKind(as: .percent)
      guard unit.isSameKind(as: own) || isPercent || isPoints || isCounted else {
        throw TapeCompiler.fault("T650", ["left": unit.name, "right": own.name], at: 0)
      }
      statement.isPointsAsPercent = isPercent
    }
    statement.target = target(claim, own) ?? .conditions
    statement.tolerance = claim.tolerance.map { $0 * scaled(1, statement.unit.power) }
    return statement
  }

  /// What a claim's value is held against.
  private func target(_ claim: ClaimStatement, _ unit: AuditUnit) -> Statement.Target? {
    switch claim.says {
    case .value: return book.index["@" + claim.id].map(Statement.Target.printed)
    case .bound(let relation, _):
      return book.index["@" + claim.id].map { .bound(relation, $0) }
    case .between:
      return book.index["@" + claim.id].flatMap { book.cells[$0].value(reading: 0) }
        .map { .between($0.rounding) }
    case .about(let word): return .word(word, isGrowth: unit.isSameKind(as: .percent))
    case nil: return nil
    }
  }

  /// A claim without an expression: nothing to recompute, unless it repeats another number.
  private func bare(_ claim: ClaimStatement, _ index: Int) -> Statement {
    var statement = Statement(
      id: claim.id, origin: .claim(index), target: .conditions, text: "")
    statement.unit = claim.unit ?? .pure
    if let cell = book.index["@" + claim.id] { statement.target = .printed(cell) }
    return statement
  }

  /// The claim's number and the same quantity printed elsewhere.
  private func sameQuantity(_ claim: ClaimStatement, _ index: Int, _ other: PrintedText) throws
    -> Statement?
  {
    guard let own = book.index["@" + claim.id] else { return nil }
    guard let cell = book.index[other.text] ?? book.index["@" + other.text] else {
      let known = book.cells.map(\.address) + book.printedIDs
      throw other.node.diagnostic("T652", Suggestion(for: other.text, among: known).arguments)
    }
    var statement = Statement(
      id: "\(claim.id)=\(book.cells[cell].address)", origin: .sameQuantity(claim: index),
      target: .printed(own), text: book.cells[cell].address)
    var tape = Tape()
    _ = tape.leaf(.cell(cell))
    statement.tape = tape
    statement.unit = claim.unit ?? .pure
    if book.cells[cell].readings.isEmpty { statement.missing = [other.text] }
    return statement
  }

  /// The function an expression stands for, where it is one call of single values.
  private func stated(_ tree: Expression) -> StatedReading? {
    var tree = tree
    var isNegated = false
    if case .negated(let inner) = tree { (tree, isNegated) = (inner, true) }
    guard case .call(let call) = tree, !call.function.signature.takesSeries,
      call.function != .data
    else { return nil }
    var tapes: [Tape] = []
    var cells: [Int?] = []
    for argument in call.arguments {
      var compiler = TapeCompiler(book: book)
      guard (try? compiler.scalar(argument)) != nil, compiler.missing.isEmpty else { return nil }
      tapes.append(compiler.tape)
      cells.append(compiler.tape.steps.count == 1 ? compiler.tape.cells.first : nil)
    }
    return StatedReading(
      function: call.function, arguments: tapes, cells: cells, isNegated: isNegated)
  }

  // MARK: Conditions

  private func addConditions(
    _ tree: Expression, to statement: inout Statement, table: String?, bindings: [String: String]
  ) throws(ExpressionFault) {
    let compiler = { TapeCompiler(book: book, table: table, bindings: bindings) }
    switch tree {
    case .all(let parts):
      for part in parts {
        try addConditions(part, to: &statement, table: table, bindings: bindings)
      }
    case .comparison(let first, let links):
      var left = first
      for link in links {
        var compiler = compiler()
        let a = try compiler.scalar(left)
        let b = try compiler.scalar(link.right)
        let (x, y, _) = try compiler.aligned(a, b, at: link.right.place ?? 0)
        _ = compiler.tape.append(.subtract(x, y))
        statement.conditions.append(.init(difference: compiler.tape, relation: link.relation))
        statement.missing += compiler.missing
        left = link.right
      }
    case .call(let call) where call.function == .grim:
      var mean = compiler()
      _ = try mean.scalar(call.arguments[0])
      var count = compiler()
      _ = try count.scalar(call.arguments[1])
      statement.missing += mean.missing + count.missing
      guard let cell = mean.tape.cells.first, mean.tape.steps.count == 1 else {
        throw TapeCompiler.fault("T651", ["found": "…", "expected": "T1.x[…]"], at: call.at)
      }
      statement.grim = (cell, count.tape)
    case .call(let call):
      var all = compiler()
      var members: [TapeCompiler.Operand] = []
      for argument in call.arguments { members += try all.series(argument) }
      statement.missing += all.missing
      let relation: ComparisonOperator = call.function == .increasing ? .greater : .less
      for (before, after) in zip(members, members.dropFirst()) {
        var step = all
        _ = step.tape.append(.subtract(after.step, before.step))
        statement.conditions.append(.init(difference: step.tape.pruned(), relation: relation))
      }
    default:
      throw TapeCompiler.fault("T651", ["found": "12.5", "expected": "="], at: tree.place ?? 0)
    }
  }

  // MARK: Identities

  mutating func add(identity index: Int, table tableIndex: Int) throws {
    let table = document.tables[tableIndex]
    let identity = table.identities[index]
    for bindings in try instances(of: identity, table) {
      var statement = Statement(
        id: "", origin: .identity(table: tableIndex, identity: index), target: .conditions,
        text: identity.written.text)
      try placed(identity.written) { () throws(ExpressionFault) in
        try fill(&statement, identity.written.tree, table.id, bindings)
      }
      guard statement.missing.isEmpty else {
        passedOver[table.id, default: 0] += 1
        continue
      }
      statement.id = unique(name(of: statement, identity, table, bindings))
      statement.isStructural = statement.cells.allSatisfy { cell in
        if case .table(tableIndex, row: _, column: _) = book.cells[cell].owner {
          true
        } else {
          false
        }
      }
      statements.append(statement)
    }
  }

  private func fill(
    _ statement: inout Statement, _ tree: Expression, _ table: String, _ bindings: [String: String]
  ) throws(ExpressionFault) {
    guard case .comparison(.cells(let pattern), let links) = tree, links.count == 1,
      links[0].relation == .equal
    else { return try addConditions(tree, to: &statement, table: table, bindings: bindings) }
    var left = TapeCompiler(book: book, table: table, bindings: bindings)
    let result = try left.scalar(.cells(pattern))
    var right = TapeCompiler(book: book, table: table, bindings: bindings)
    let value = try right.scalar(links[0].right)
    _ = try right.aligned(result, value, at: pattern.at)
    statement.missing = left.missing + right.missing
    guard let cell = left.tape.cells.first else { return }
    statement.tape = right.tape
    statement.target = .printed(cell)
    statement.unit = book.cells[cell].unit
  }

  private mutating func unique(_ name: String) -> String {
    names[name, default: 0] += 1
    let count = names[name, default: 1]
    return count == 1 ? name : "\(name)~\(count)"
  }

  private func name(
    of statement: Statement, _ identity: AuditTable.Identity, _ table: AuditTable,
    _ bindings: [String: String]
  ) -> String {
    if case .printed(let cell) = statement.target {
      return "\(document.id)-\(book.cells[cell].address)"
    }
    let parts = bindings.sorted { $0.key < $1.key }.map(\.value).joined(separator: ".")
    return "\(document.id)-\(table.id)#\(identity.id)" + (parts.isEmpty ? "" : "[\(parts)]")
  }
}
