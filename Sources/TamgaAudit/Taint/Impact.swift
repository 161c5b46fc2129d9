/// What a change of a cell does to what rests on it.
public enum ImpactEffect: String, Sendable, Codable, CaseIterable {
  /// It held and no longer does.
  case tainted
  /// It did not hold and now does.
  case mended
  /// Its value moves and its verdict stays.
  case shifted
  /// It rounds the same, or does not depend on the size of the cell.
  case unaffected
  /// It rests on the cell; no other value was given.
  case rests
}

/// A claim, identity or conclusion that rests on a cell.
public struct ImpactItem: Sendable {
  /// What it is.
  public enum Kind: String, Sendable, Codable {
    /// A claim.
    case claim
    /// A relation of a table.
    case identity
    /// A conclusion, or a sentence without a number of its own.
    case conclusion
  }

  /// The id.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var place: String
  /// The sentence or the relation.
  public var text: String
  /// What the change does.
  public var effect: ImpactEffect
  /// The value before, in the claim's unit.
  public var before: Double?
  /// The value after.
  public var after: Double?
  /// What is printed.
  public var published: String?
  /// The values of the cell, in its unit, while it holds; of claims that read the cell itself.
  public var holdsWhile: RealInterval?
  /// The way from the cell to here.
  public var path: [String]
}

/// Follows a change of cells to everything that rests on them.
public struct ImpactTracer {
  let model: AuditModel
  let numbers: PrintedNumbers

  /// Prepares a tracer over a checked document.
  public init(_ report: AuditReport) {
    model = report.model
    numbers = report.numbers
  }

  /// Everything that rests on some cells, nearest first.
  ///
  /// A claim that no longer reproduces its printed number would print another: what is computed
  /// from that number is followed too.
  ///
  /// - Parameter changes: cells and their other values in their unit; a value of nil asks only what
  ///   rests on the cell.
  /// - Returns: the items, nearest first.
  public func trace(_ changes: [(cell: Int, value: Double?)]) -> [ImpactItem] {
    var after = numbers
    var paths: [Int: [String]] = [:]
    var queue: [Int] = []
    for change in changes {
      paths[change.cell] = [model.cells[change.cell].address]
      queue.append(change.cell)
      guard let value = change.value else { continue }
      after.values[change.cell] = placed(value, change.cell)
    }
    let isAsked = changes.allSatisfy { $0.value == nil }
    var items: [ImpactItem] = []
    var seen: Set<Int> = []
    while !queue.isEmpty {
      let cell = queue.removeFirst()
      for index in model.readers[cell] where seen.insert(index).inserted {
        let path = paths[cell] ?? []
        let origin = changes.first { $0.cell == cell }?.cell
        guard let item = item(index, after, isAsked, path, origin) else { continue }
        items.append(item)
        guard let next = follow(index, item, &after), paths[next] == nil else { continue }
        paths[next] = path + [model.statements[index].id]
        queue.append(next)
      }
    }
    return items + resting(on: items, isAsked)
  }

  /// A value with the last place the cell is printed with.
  private func placed(_ value: Double, _ cell: Int) -> PrintedValue {
    let description = model.cells[cell]
    let decimals = description.decimals(reading: numbers.readings[cell])
    return PrintedValue(
      value: value * scaled(1, description.unit.power),
      lastPlace: scaled(1, description.unit.power - decimals), hedge: description.hedge)
  }

  private func item(
    _ index: Int, _ after: PrintedNumbers, _ isAsked: Bool, _ path: [String], _ origin: Int?
  ) -> ImpactItem? {
    let statement = model.statements[index]
    let scale = scaled(1, statement.unit.power)
    let old = Evaluator(numbers: numbers).evaluate(statement, needsRange: false)
    let new = Evaluator(numbers: after).evaluate(statement, needsRange: false)
    var item = ImpactItem(
      id: statement.id, kind: statement.isIdentity ? .identity : .claim, place: "",
      text: statement.text, effect: .rests, before: old.value.map { $0 / scale },
      after: isAsked ? nil : new.value.map { $0 / scale },
      published: statement.result.map { model.cells[$0].printed },
      holdsWhile: origin.flatMap { holdingRange(statement, $0) }, path: path + [statement.id])
    switch statement.origin {
    case .claim(let claim):
      item.place = model.document.claims[claim].place
      item.text = model.document.claims[claim].quote
    case .identity(let table, identity: _): item.place = model.document.tables[table].place
    case .sameQuantity(let claim): item.place = model.document.claims[claim].place
    }
    if !isAsked { item.effect = effect(old, new, statement) }
    return item
  }

  private func effect(_ old: Evaluation, _ new: Evaluation, _ statement: Statement) -> ImpactEffect
  {
    if old.fit.holds, !new.fit.holds { return .tainted }
    if !old.fit.holds, new.fit.holds { return .mended }
    guard let before = old.value, let after = new.value else {
      return old.fit == new.fit ? .unaffected : .shifted
    }
    let place = statement.result.flatMap { numbers.values[$0]?.lastPlace } ?? 0
    if place > 0 {
      return (before / place).rounded() == (after / place).rounded() ? .unaffected : .shifted
    }
    return before == after ? .unaffected : .shifted
  }

  /// The printed number of a claim that would print another, and its value.
  private func follow(_ index: Int, _ item: ImpactItem, _ after: inout PrintedNumbers) -> Int? {
    guard case .claim = model.statements[index].origin,
      case .printed(let cell) = model.statements[index].target, !model.readers[cell].isEmpty
    else { return nil }
    switch item.effect {
    case .rests: return cell
    case .tainted:
      if let value = item.after { after.values[cell] = placed(value, cell) }
      return cell
    case .mended, .shifted, .unaffected: return nil
    }
  }

  /// The values of a cell while the value of a statement lies in the printed interval, the other
  /// inputs as printed.
  private func holdingRange(_ statement: Statement, _ cell: Int) -> RealInterval? {
    let evaluator = Evaluator(numbers: numbers)
    guard let printed = evaluator.printedInterval(statement), statement.result != cell,
      printed.low.isFinite, printed.high.isFinite
    else { return nil }
    let solver = CellSolver(model: model)
    guard let first = solver.solve(statement, for: cell, at: evaluator, goal: printed.low),
      let last = solver.solve(statement, for: cell, at: evaluator, goal: printed.high)
    else { return nil }
    let scale = scaled(1, model.cells[cell].unit.power)
    return RealInterval(Swift.min(first, last) / scale, Swift.max(first, last) / scale)
  }

  // MARK: Sentences

  /// Conclusions and sentences that rest on items, directly or through others.
  private func resting(on items: [ImpactItem], _ isAsked: Bool) -> [ImpactItem] {
    var known = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    var result: [ImpactItem] = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for sentence in sentences where known[sentence.id] == nil {
        let grounds = sentence.restsOn.compactMap { known[$0] }
        guard let worst = grounds.min(by: { order($0.effect) < order($1.effect) }) else { continue }
        let item = ImpactItem(
          id: sentence.id, kind: .conclusion, place: sentence.place, text: sentence.text,
          effect: isAsked ? .rests : worst.effect, before: nil, after: nil, published: nil,
          holdsWhile: nil, path: worst.path + [sentence.id])
        known[item.id] = item
        result.append(item)
        isGrowing = true
      }
    }
    return result
  }

  private var sentences: [(id: String, text: String, place: String, restsOn: [String])] {
    model.document.claims.filter { !$0.restsOn.isEmpty }
      .map { ($0.id, $0.quote, $0.place, $0.restsOn.map(\.text)) }
      + model.document.conclusions.map { ($0.id, $0.text, $0.place, $0.restsOn.map(\.text)) }
  }

  private func order(_ effect: ImpactEffect) -> Int {
    switch effect {
    case .tainted: 0
    case .mended: 1
    case .shifted: 2
    case .rests: 3
    case .unaffected: 4
    }
  }
}
