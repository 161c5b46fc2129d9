internal import TamgaPresent

extension StatementBuilder {
  /// The bindings under which an identity is to hold, in the order of the table's rows.
  func instances(of identity: AuditTable.Identity, _ table: AuditTable) throws
    -> [[String: String]]
  {
    var collector = PatternCollector(table: table.id)
    collector.visit(identity.written.tree, inSeries: false)
    var bindings: [[String: String]] = [[:]]
    for term in collector.terms.filter({ !$0.isSeries }) + collector.terms.filter(\.isSeries) {
      bindings = expand(bindings, term.row, table, isSeries: term.isSeries)
      guard !bindings.isEmpty else {
        let fault = TapeCompiler.unknown(term.row, among: table.rows, at: term.at)
        throw fault.diagnostic(in: identity.written.node)
      }
    }
    return bindings
  }

  private func expand(
    _ bindings: [[String: String]], _ pattern: String, _ table: AuditTable, isSeries: Bool
  ) -> [[String: String]] {
    var result: [[String: String]] = []
    for known in bindings {
      var seen: Set<[String: String]> = []
      for row in table.rows {
        guard
          let bound = RowVariables.bind(row, pattern, known, bindsStars: !isSeries),
          seen.insert(bound).inserted
        else { continue }
        result.append(bound)
      }
    }
    return result
  }
}

/// Collects the row patterns of an identity: its own terms, whose stars are variables, and the
/// arguments of functions over series, whose stars are not.
private struct PatternCollector {
  /// The table whose rows the variables stand for; patterns of other tables bind nothing.
  let table: String
  private(set) var terms: [(row: String, isSeries: Bool, at: Int)] = []

  init(table: String) { self.table = table }

  mutating func visit(_ tree: Expression, inSeries: Bool) {
    switch tree {
    case .cells(let pattern):
      if pattern.table == nil || pattern.table == table { add(pattern, inSeries: inSeries) }
    case .number, .text, .printed: break
    case .negated(let inner): visit(inner, inSeries: false)
    case .binary(_, let left, let right, _):
      visit(left, inSeries: false)
      visit(right, inSeries: false)
    case .call(let call):
      for argument in call.arguments {
        visit(argument, inSeries: call.function.signature.takesSeries)
      }
    case .comparison(let first, let links):
      visit(first, inSeries: false)
      for link in links { visit(link.right, inSeries: false) }
    case .all(let parts): for part in parts { visit(part, inSeries: false) }
    }
  }

  private mutating func add(_ pattern: CellPattern, inSeries: Bool) {
    let rows: [String] =
      switch pattern.rows {
      case .row(let row): [row]
      case .list(let list): list
      case .range(let first, let last): [first, last]
      }
    terms += rows.map { ($0, inSeries, pattern.at) }
  }
}
