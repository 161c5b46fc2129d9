/// Finds the cheapest changes that make the contradicted relations of a document hold.
///
///     cost(H) = Σ changed cells (1 + e) + 6 a contradicted identity + 2.5 a contradicted claim
///             + 0.2 a statement that holds by rounding of inputs + 0.8 by truncation
///
/// Contradicted identities that share cells form a component; each is searched alone: one cell, then
/// two, then three, as long as more cells could still be cheaper. Cells are tried with every single
/// edit of their digits and with the value each of their relations gives.
struct RepairSearch {
  let model: AuditModel
  let score: HypothesisScore
  /// The official number of each cell that has one, in base units.
  var official: [Int: PrintedValue] = [:]
  /// The most hypotheses of two or three cells scored in one component.
  static let mostTrials = 200_000

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
    let sets = component.identities.map { Set(model.statements[$0].cells) }
    let cells = sets.reduce(into: Set<Int>()) { $0.formUnion($1) }.sorted()
    var found = Candidates(base: component.base)
    var trials = Trials()
    for size in 1...3 where size <= cells.count {
      if found.cheapest + RepairCost.margin <= 1.5 * Double(size) { break }
      if size > 1, trials.count > Self.mostTrials { break }
      for chosen in combinations(of: cells, size) where hits(chosen, sets) {
        extend(chosen, [], component, &found, &trials)
      }
    }
    return found.ranked()
  }

  private func hits(_ cells: [Int], _ sets: [Set<Int>]) -> Bool {
    sets.allSatisfy { set in cells.contains { set.contains($0) } }
  }

  private func combinations(of cells: [Int], _ size: Int) -> [[Int]] {
    switch size {
    case 1: return cells.map { [$0] }
    case 2:
      return cells.indices.flatMap { a in
        cells[(a + 1)...].flatMap { [[cells[a], $0], [$0, cells[a]]] }
      }
    default:
      guard cells.count <= 24 else { return [] }
      return cells.indices.flatMap { a in
        cells.indices.flatMap { b in
          cells.indices.filter { _ in a != b }.filter { $0 != a && $0 != b && a < b }
            .map { [cells[a], cells[b], cells[$0]] }
        }
      }
    }
  }

  /// Tries numbers for the first of some cells, then for the rest.
  private func extend(
    _ cells: [Int], _ chosen: [Hypothesis.Change], _ component: Component,
    _ found: inout Candidates, _ trials: inout Trials
  ) {
    guard let cell = cells.first else { return }
    let rest = Array(cells.dropFirst())
    let isLast = rest.isEmpty
    for change in changes(of: cell, after: chosen, isLast: isLast, isOnly: chosen.isEmpty && isLast)
    {
      guard trials.count <= Self.mostTrials || chosen.isEmpty && isLast else { return }
      let all = chosen + [change]
      let edits = all.reduce(0) { $0 + RepairCost.cell + $1.edit.cost }
      guard edits < found.cheapest + 1.5 else { continue }
      if isLast {
        trials.count += 1
        let cost = component.base + score.difference(all) + edits
        found.add(Hypothesis(changes: all, cost: cost, residual: residual(all)))
      } else {
        extend(rest, all, component, &found, &trials)
      }
    }
  }

  /// How many hypotheses were scored.
  private struct Trials {
    var count = 0
  }

  /// The relative distance of a change from the printed number, to order equals.
  private func residual(_ changes: [Hypothesis.Change]) -> Double {
    let evaluator = score.evaluator(changes)
    return score.affected(changes.map(\.cell)).reduce(0) { sum, index in
      let statement = model.statements[index]
      guard statement.isStructural, case .printed(let cell) = statement.target,
        let printed = evaluator[cell],
        let value = evaluator.evaluate(statement, needsRange: false).value
      else { return sum }
      return sum + (value - printed.value).magnitude / Swift.max(printed.lastPlace, .ulpOfOne)
    }
  }

  /// The numbers a cell is tried with.
  private func changes(
    of cell: Int, after chosen: [Hypothesis.Change], isLast: Bool, isOnly: Bool
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
    let evaluator = score.evaluator(chosen)
    let solver = CellSolver(model: model)
    for index in model.readers[cell] {
      guard
        let solved = solver.solve(model.statements[index], for: cell, at: evaluator),
        let mantissa = Self.onGrid(solved, power: printed.unit.power, decimals: decimals)
      else { continue }
      add(mantissa, classify(mantissa))
    }
    if let value = official[cell]?.value,
      let mantissa = Self.onGrid(value, power: printed.unit.power, decimals: decimals)
    {
      add(mantissa, .official)
    }
    if isOnly || !isLast {
      let most = isOnly ? 1.2 : 1.0
      for (mantissa, edit) in DigitEdit.neighbours(of: own, decimals: decimals)
      where edit.cost <= most {
        add(mantissa, edit)
      }
    }
    return found.sorted { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }.map {
      Hypothesis.Change(cell: cell, mantissa: $0.key, decimals: decimals, edit: $0.value)
    }
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
