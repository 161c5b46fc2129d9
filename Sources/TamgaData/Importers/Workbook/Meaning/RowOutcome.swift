internal import TamgaNumerics
internal import TamgaPresent

/// What a row of a table becomes.
enum RowOutcome: Sendable {
  /// A row of observations about an entity.
  case entity(EntityCode, EntityKind)
  /// A row of observations about a product or another line, by its label.
  case line(String)
  /// No observations, and why.
  case rejected(Diagnostic)

  /// The key that two rows must not share.
  var key: String? {
    switch self {
    case .entity(let code, _): "e:" + code.text
    case .line(let label): "l:" + label
    case .rejected: nil
    }
  }

  /// The entity, if the row is about one.
  var entity: (code: EntityCode, kind: EntityKind)? {
    if case .entity(let code, let kind) = self { return (code, kind) }
    return nil
  }

  /// Whether the row was rejected.
  var isRejected: Bool {
    if case .rejected = self { return true }
    return false
  }
}

/// Decides row by row what becomes of a table.
struct RowJudge {
  let table: Table
  let names: TableNames
  let plan: TablePlan
  let place: SheetPlace
  private(set) var outcomes: [RowOutcome] = []
  private(set) var warnings: [Diagnostic] = []

  /// Judges every row.
  init(_ table: Table, names: TableNames, plan: TablePlan, place: SheetPlace) {
    self.table = table
    self.names = names
    self.plan = plan
    self.place = place
    for row in table.labels.indices { outcomes.append(outcome(of: row)) }
    rejectDuplicates()
  }

  private func outcome(of row: Int) -> RowOutcome {
    let label = table.labels[row]
    guard !label.parts.isEmpty else {
      return .rejected(
        place.error("T151", ["row": "\(table.region.dataRows[row] + 1)"], at: firstCell(row)))
    }
    for column in plan.columns {
      let reading = table.readings[row][column.index]
      guard let problem = reading.problem else { continue }
      let code = problem == .ambiguous ? "T148" : "T150"
      return .rejected(
        place.error(
          code, ["text": reading.raw, "label": label.shown],
          at: table.address(row, column.index), excerpt: reading.raw))
    }
    switch plan.kind {
    case .products, .lines: return line(row)
    case .partners, .regions, .nothing: return named(row)
    }
  }

  private func line(_ row: Int) -> RowOutcome {
    let label = table.labels[row]
    if let unit = UnitText.unit(in: label.shown), label.shown.contains(","),
      plan.columns.contains(where: { $0.unit != unit })
    {
      return .rejected(
        place.error("T157", ["unit": unit.id, "label": label.shown], at: label.parts[0].cell))
    }
    return .line(plan.kind == .products ? label.product : label.shown)
  }

  private func named(_ row: Int) -> RowOutcome {
    let label = table.labels[row]
    switch names.answers[row] {
    case .resolved(let name):
      // The total of a table of trade with one group is that group's, not the world's.
      let isScoped = plan.kind == .partners && name.entity == "WLD"
      return .entity(isScoped ? table.caption.scope ?? name.entity : name.entity, name.kind)
    case .ambiguous(let codes):
      return .rejected(
        place.error(
          "T161", ["label": label.raw, "proposals": codes.map(\.text).joined(separator: ", ")],
          at: label.parts[0].cell, excerpt: label.raw))
    case .unresolved where plan.kind == .regions && TotalLabel.matches(label):
      guard let country = plan.reporter else { return unknown(label, []) }
      return .entity(country, .country)
    case .unresolved(proposals: let codes):
      return unknown(label, codes)
    }
  }

  private func unknown(_ label: RowLabel, _ codes: [EntityCode]) -> RowOutcome {
    .rejected(
      place.error(
        "T160", ["label": label.raw, "proposals": codes.map(\.text).joined(separator: ", ")],
        at: label.parts[0].cell, excerpt: label.raw))
  }

  private func firstCell(_ row: Int) -> CellAddress {
    let line = table.region.dataRows[row]
    let column = table.region.valueColumns.first { table.sheet.shape(line, $0) != nil } ?? 0
    return CellAddress(row: line, column: column)
  }

  /// Keeps the first of two rows about one thing; the second is rejected, identical or not.
  private mutating func rejectDuplicates() {
    var seen: [String: Int] = [:]
    for row in outcomes.indices {
      guard let key = outcomes[row].key else { continue }
      guard let first = seen[key] else {
        seen[key] = row
        continue
      }
      let isSame = plan.columns.allSatisfy { column in
        let one = table.readings[first][column.index]
        let two = table.readings[row][column.index]
        return two.state != .reported || one.state == two.state && one.value == two.value
      }
      let cell = table.labels[row].parts.first?.cell
      let arguments = [
        "label": table.labels[row].shown, "first": table.labels[first].shown,
        "cell": table.labels[first].parts.first?.cell.a1 ?? "",
        "code": outcomes[row].entity?.code.text ?? String(key.dropFirst(2)),
      ]
      outcomes[row] = .rejected(place.error(isSame ? "T209" : "T210", arguments, at: cell))
      if !isSame { warnings.append(place.warning("T210", arguments, at: cell)) }
    }
  }
}
