/// Chooses how ambiguous digits are read: the cheapest readings under which the fewest relations
/// fail.
///
/// Cost of a choice: the prices of its readings, 6 a contradicted identity, 2.5 a contradicted claim.
/// Single cells and whole columns (for style) are changed as long as that lowers the cost.
struct ReadingResolver {
  let model: AuditModel
  private var numbers: PrintedNumbers
  private(set) var ambiguous: Set<Int> = []

  init(_ model: AuditModel) {
    self.model = model
    numbers = PrintedNumbers(model)
  }

  /// The numbers as read.
  mutating func resolved() -> PrintedNumbers {
    var suspects = contradicted(model.statements.indices)
    var rounds = 0
    while !suspects.isEmpty, rounds < 10_000 {
      rounds += 1
      guard let best = bestMove(suspects) else { break }
      apply(best)
      suspects = contradicted(suspects + affected(best))
    }
    return numbers
  }

  /// Cells read another way at once, and the price of that.
  private struct Move {
    var cells: [(cell: Int, reading: Int)]
    var cost: Double
  }

  private func contradicted(_ statements: some Sequence<Int>) -> [Int] {
    let evaluator = Evaluator(numbers: numbers)
    return Set(statements).sorted().filter {
      evaluator.fit(model.statements[$0]) == .contradicted
    }
  }

  private mutating func bestMove(_ suspects: [Int]) -> Move? {
    let candidates = moves(suspects)
    var best: (move: Move, gain: Double)?
    var rivals: [Move] = []
    for move in candidates {
      let gain = penalty(affected(move)) - penalty(affected(move), after: move) - move.cost
      guard gain > 0.1 else { continue }
      if let current = best, gain <= current.gain + 1e-9 {
        if gain > current.gain - 0.1, sharesStatement(move, current.move) { rivals.append(move) }
        continue
      }
      best = (move, gain)
      rivals = []
    }
    for rival in rivals { ambiguous.formUnion(rival.cells.map(\.cell)) }
    if let best, !rivals.isEmpty { ambiguous.formUnion(best.move.cells.map(\.cell)) }
    return best?.move
  }

  private func moves(_ suspects: [Int]) -> [Move] {
    var cells: Set<Int> = []
    for suspect in suspects { cells.formUnion(model.statements[suspect].cells) }
    var result: [Move] = []
    var columns: Set<[Int]> = []
    for cell in cells.sorted() {
      for (index, reading) in model.cells[cell].readings.enumerated()
      where index != numbers.readings[cell] {
        result.append(Move(cells: [(cell, index)], cost: reading.cost))
      }
      if case .table(let table, row: _, let column) = model.cells[cell].owner,
        columns.insert([table, column]).inserted, let move = restyled(table, column)
      {
        result.append(move)
      }
    }
    return result
  }

  /// A column read in the other style.
  private func restyled(_ table: Int, _ column: Int) -> Move? {
    var cells: [(cell: Int, reading: Int)] = []
    for (index, cell) in model.cells.enumerated() {
      guard case .table(table, row: _, column) = cell.owner, numbers.readings[index] == 0,
        let other = cell.readings.firstIndex(where: { $0.kind == .otherStyle })
      else { continue }
      cells.append((index, other))
    }
    return cells.count > 1 ? Move(cells: cells, cost: 0.3) : nil
  }

  private func affected(_ move: Move) -> [Int] {
    Set(move.cells.flatMap { model.readers[$0.cell] }).sorted()
  }

  private func sharesStatement(_ a: Move, _ b: Move) -> Bool {
    !Set(affected(a)).isDisjoint(with: affected(b))
  }

  private func penalty(_ statements: [Int], after move: Move? = nil) -> Double {
    var numbers = numbers
    for change in move?.cells ?? [] { numbers.read(change.cell, as: change.reading, in: model) }
    let evaluator = Evaluator(numbers: numbers)
    return statements.reduce(0) { sum, index in
      let statement = model.statements[index]
      guard evaluator.fit(statement) == .contradicted else { return sum }
      return sum + (statement.isStructural ? RepairCost.identity : RepairCost.claim)
    }
  }

  private mutating func apply(_ move: Move) {
    for change in move.cells { numbers.read(change.cell, as: change.reading, in: model) }
  }
}
