/// Finds the cheapest changes that make the contradicted relations of a document hold.
///
///     cost(H) = Σ changed cells (1 + e) + 6 a contradicted identity + 2.5 a contradicted claim
///             + 0.2 a statement that holds by rounding of inputs + 0.8 by truncation
///
/// Contradicted identities that share cells form a component; each is searched alone: one cell, then
/// two, then three, as long as more cells could still be cheaper. A cell is tried with the values
/// that make a contradicted relation hold: the solved one and every single edit of its digits
/// within the relation's rounding. Of each size the cheapest states are carried on (a beam).
struct RepairSearch {
  let model: AuditModel
  let score: HypothesisScore
  /// The official number of each cell that has one, in base units.
  var official: [Int: PrintedValue] = [:]
  /// The states carried from one size to the next.
  static let beamWidth = 24
  /// The most cells changed in one component.
  static let mostCells = 3

  /// One component: its contradicted identities and the cost of changing nothing.
  struct Component {
    var identities: [Int]
    var base: Double
  }

  init(_ model: AuditModel, numbers: PrintedNumbers, before: [Fit]) {
    self.model = model
    score = HypothesisScore(model: model, printed: numbers, before: before)
  }

  /// The components of contradicted identities, in the order of the document.
  func components() -> [Component] {
    let failed = model.statements.indices.filter {
      model.statements[$0].isStructural && score.before[$0] == .contradicted
    }
    var groups: [(cells: Set<Int>, members: [Int])] = []
    for index in failed {
      var cells = Set(model.statements[index].cells)
      var members = [index]
      groups.removeAll { group in
        guard !group.cells.isDisjoint(with: cells) else { return false }
        cells.formUnion(group.cells)
        members += group.members
        return true
      }
      groups.append((cells, members))
    }
    return groups.map { group in
      Component(identities: group.members.sorted(), base: base(of: group.cells, group.members))
    }
    .sorted { $0.identities[0] < $1.identities[0] }
  }

  /// The cost of changing nothing: contradictions over the component's cells.
  private func base(of cells: Set<Int>, _ identities: [Int]) -> Double {
    let claims = score.affected(cells.sorted()).filter {
      !model.statements[$0].isStructural && score.before[$0] == .contradicted
    }
    return Double(identities.count) * RepairCost.identity + Double(claims.count) * RepairCost.claim
  }

  /// The hypotheses of a component, the cheapest first.
  func hypotheses(_ component: Component) -> [Hypothesis] {
    var found = Candidates(base: component.base)
    var beam = [Hypothesis(changes: [], cost: component.base, residual: 0)]
    var edits: [Int: [(mantissa: Int, edit: DigitEdit)]] = [:]
    for size in 1...Self.mostCells {
      if found.cheapest + RepairCost.margin <= 1.5 * Double(size) { break }
      var next = Candidates(base: .infinity)
      for state in beam {
        for change in expansions(of: state, component, &edits) {
          next.add(extended(state, change))
        }
      }
      beam = Array(next.ranked(width: Self.beamWidth))
      for hypothesis in next.ranked(width: 200) { found.add(hypothesis) }
    }
    return found.ranked(width: 60)
  }

  /// A state with one more change.
  private func extended(_ state: Hypothesis, _ change: Hypothesis.Change) -> Hypothesis {
    let changes = (state.changes + [change]).sorted { $0.cell < $1.cell }
    let before = score.evaluator(state.changes)
    let after = score.evaluator(changes)
    var cost = state.cost + RepairCost.cell + change.edit.cost
    var residual = 0.0
    for index in model.readers[change.cell] {
      let statement = model.statements[index]
      cost +=
        score.penalty(index, after.fit(statement)) - score.penalty(index, before.fit(statement))
      guard statement.isStructural, case .printed(let cell) = statement.target,
        let printed = after[cell], let value = after.evaluate(statement, needsRange: false).value
      else { continue }
      residual += (value - printed.value).magnitude / Swift.max(printed.lastPlace, .ulpOfOne)
    }
    return Hypothesis(changes: changes, cost: cost, residual: state.residual + residual)
  }

  /// The changes that make an open relation of a state hold.
  private func expansions(
    of state: Hypothesis, _ component: Component,
    _ edits: inout [Int: [(mantissa: Int, edit: DigitEdit)]]
  ) -> [Hypothesis.Change] {
    let evaluator = score.evaluator(state.changes)
    let touched = score.affected(state.cells).filter { model.statements[$0].isStructural }
    let open = Set(component.identities + touched).sorted().filter {
      evaluator.fit(model.statements[$0]) == .contradicted
    }
    let changed = Set(state.cells)
    var cells: [Int: [Int]] = [:]
    for index in open {
      for cell in model.statements[index].cells where !changed.contains(cell) {
        cells[cell, default: []].append(index)
      }
    }
    return cells.sorted { $0.key < $1.key }.flatMap { cell, identities in
      let claims = model.readers[cell].filter {
        !model.statements[$0].isStructural && score.before[$0] == .contradicted
      }
      return changes(of: cell, by: identities + claims, evaluator, &edits)
    }
  }

  /// The numbers of a cell that make one of some relations hold.
  private func changes(
    of cell: Int, by relations: [Int], _ evaluator: Evaluator,
    _ edits: inout [Int: [(mantissa: Int, edit: DigitEdit)]]
  ) -> [Hypothesis.Change] {
    let printed = model.cells[cell]
    let reading = score.printed.readings[cell]
    guard printed.readings.indices.contains(reading) else { return [] }
    let own = (printed.readings[reading].mantissa, printed.readings[reading].decimals)
    let decimals = printed.decimals(reading: reading)
    var found: [Int: DigitEdit] = [:]
    func add(_ mantissa: Int, _ edit: DigitEdit) {
      let isSame = scaled(mantissa, -decimals) == scaled(own.0, -own.1)
      guard mantissa != 0, !isSame, mantissa > 0 || own.0 < 0 || edit == .sign else { return }
      if let known = found[mantissa], known.cost <= edit.cost { return }
      found[mantissa] = edit
    }
    let isCopy = isCopyOfNeighbour(cell)
    func classify(_ mantissa: Int) -> DigitEdit {
      let edit = DigitEdit.between(own, (mantissa, decimals))
      return isCopy && edit.cost > DigitEdit.copy.cost ? .copy : edit
    }
    if edits[cell] == nil { edits[cell] = DigitEdit.neighbours(of: own, decimals: decimals) }
    for index in relations {
      guard
        let window = window(model.statements[index], cell, evaluator, printed.unit.power, decimals)
      else { continue }
      add(window.middle, classify(window.middle))
      for (mantissa, edit) in edits[cell] ?? [] where window.range.contains(mantissa) {
        add(mantissa, edit)
      }
    }
    if let value = official[cell]?.value,
      let mantissa = Self.onGrid(value, power: printed.unit.power, decimals: decimals)
    {
      add(mantissa, .official)
    }
    return found.sorted { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }.map {
      Hypothesis.Change(cell: cell, mantissa: $0.key, decimals: decimals, edit: $0.value)
    }
  }

  /// The digits of a cell for which a relation holds: solved for the printed number, and for the
  /// ends of its rounding interval and of that of the inputs.
  private func window(
    _ statement: Statement, _ cell: Int, _ evaluator: Evaluator, _ power: Int, _ decimals: Int
  ) -> (middle: Int, range: ClosedRange<Int>)? {
    let solver = CellSolver(model: model)
    guard let solved = solver.solve(statement, for: cell, at: evaluator),
      let middle = Self.onGrid(solved, power: power, decimals: decimals)
    else { return nil }
    guard case .printed(let result) = statement.target, let printed = evaluator[result],
      let range = evaluator.evaluate(statement).range, range.interval.width.isFinite
    else { return (middle, middle...middle) }
    let slack = printed.lastPlace / 2 + range.interval.width / 2
    let ends: [Int]
    if result == cell {
      ends = [solved - slack, solved + slack].compactMap {
        Self.onGrid($0, power: power, decimals: decimals)
      }
    } else {
      ends = [printed.value - slack, printed.value + slack].compactMap { goal in
        solver.solve(statement, for: cell, at: evaluator, goal: goal).flatMap {
          Self.onGrid($0, power: power, decimals: decimals)
        }
      }
    }
    let all = ends + [middle]
    return (middle, (all.min() ?? middle)...(all.max() ?? middle))
  }

  /// A number in base units at the decimals of a cell.
  static func onGrid(_ value: Double, power: Int, decimals: Int) -> Int? {
    let digits = (value / scaled(1, power - decimals)).rounded()
    return digits.magnitude < 1e17 ? Int(digits) : nil
  }

  /// Whether a cell prints the number of the cell beside, above or below it.
  private func isCopyOfNeighbour(_ cell: Int) -> Bool {
    guard case .table(let table, let row, let column) = model.cells[cell].owner,
      let own = score.printed.values[cell]?.value, model.cells[cell].printed.count >= 3
    else { return false }
    let owner = model.document.tables[table]
    func prints(_ row: Int, _ column: Int) -> Bool {
      guard owner.rows.indices.contains(row), owner.columns.indices.contains(column),
        let other = model.book.cell(owner.id, owner.columns[column].name, owner.rows[row])
      else { return false }
      return score.printed.values[other]?.value == own
    }
    let isSameBlockAbove = owner.rows.indices.contains { other in
      other != row && sharesPart(owner.rows[row], owner.rows[other]) && prints(other, column)
    }
    return isSameBlockAbove || prints(row, column - 1) || prints(row, column + 1)
  }

  /// Whether two row ids share a dotted part: the same partner in another year, another partner in
  /// the same year.
  private func sharesPart(_ a: String, _ b: String) -> Bool {
    let parts = a.split(separator: ".")
    let others = b.split(separator: ".")
    return parts.count == 1 || zip(parts, others).contains { $0 == $1 }
  }
}
