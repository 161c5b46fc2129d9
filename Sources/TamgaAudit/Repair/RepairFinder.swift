/// Turns hypotheses into ranked repairs, and finds those of claims no table explains.
struct RepairFinder {
  let model: AuditModel
  /// The numbers as read.
  let numbers: PrintedNumbers
  /// The fit of each statement at these.
  let before: [Fit]
  /// The official number of each cell that has one.
  let official: [Int: PrintedValue]
  private let search: RepairSearch

  init(
    _ model: AuditModel, numbers: PrintedNumbers, before: [Fit], official: [Int: PrintedValue]
  ) {
    self.model = model
    self.numbers = numbers
    self.before = before
    self.official = official
    var search = RepairSearch(model, numbers: numbers, before: before)
    search.official = official
    self.search = search
  }

  /// The repairs: the readings chosen, the tables' components, then headers and sentences.
  func repairs() -> [Repair] {
    var result = readings()
    var number = 0
    for component in search.components() {
      number += 1
      result += ranked(search.hypotheses(component), component: number)
    }
    let accepted = result.filter { $0.isUnique && $0.kind == .digits }
    var sentences = SentenceRepair(model, numbers: numbers, before: before, accepted: accepted)
    result += sentences.repairs(after: number)
    return result
  }

  // MARK: Readings

  /// Cells that are read another way than printed.
  private func readings() -> [Repair] {
    numbers.readings.indices.filter { numbers.readings[$0] != 0 }.map { index in
      let cell = model.cells[index]
      let reading = cell.readings[numbers.readings[index]]
      let evaluator = Evaluator(numbers: PrintedNumbers(model))
      let met = model.readers[index].filter {
        !evaluator.fit(model.statements[$0]).holds && before[$0].holds
      }
      let edit: DigitEdit = reading.kind == .letters ? .lookAlike : .separator
      let change = Repair.Change(
        cell: index, address: cell.address, printed: cell.printed, repaired: reading.text,
        value: numbers.values[index], admissible: nil, edit: edit)
      return Repair(
        changes: [change], kind: .reading, cost: reading.cost, newlyMet: met,
        satisfied: model.readers[index].filter { before[$0].holds }, tainted: [],
        isUnique: !met.isEmpty, status: met.isEmpty ? .proposed : .unique, rank: 1, component: 0)
    }
  }

  // MARK: Tables

  private func ranked(_ hypotheses: [Hypothesis], component: Int) -> [Repair] {
    var kept: [(hypothesis: Hypothesis, admissible: [RealInterval?])] = []
    for hypothesis in hypotheses {
      let isKnown = kept.contains { same(hypothesis, $0.hypothesis, $0.admissible) }
      if isKnown { continue }
      kept.append((hypothesis, admissible(hypothesis)))
      if kept.count == 6 { break }
    }
    guard let first = kept.first else { return [] }
    let next = kept.dropFirst().first?.hypothesis.cost ?? .infinity
    let isClear = next - first.hypothesis.cost >= RepairCost.margin - 1e-9
    return kept.prefix(5).enumerated().map { place, entry in
      repair(
        entry.hypothesis, entry.admissible, rank: place + 1, component: component,
        isClear: place == 0 && isClear)
    }
  }

  /// Whether a hypothesis changes the same cells within what another allows.
  private func same(_ a: Hypothesis, _ b: Hypothesis, _ admissible: [RealInterval?]) -> Bool {
    guard a.cells == b.cells else { return false }
    return b.changes.enumerated().allSatisfy { place, change in
      guard let own = a.changes.first(where: { $0.cell == change.cell }) else { return false }
      if own.mantissa == change.mantissa { return true }
      return admissible[place]?.contains(scaled(own.mantissa, -own.decimals)) ?? false
    }
  }

  /// The values of each changed cell, in the printed unit, that keep all identities met.
  private func admissible(_ hypothesis: Hypothesis) -> [RealInterval?] {
    hypothesis.changes.indices.map { place in
      let change = hypothesis.changes[place]
      let identities = model.readers[change.cell].filter { model.statements[$0].isStructural }
      let held = search.score.evaluator(hypothesis.changes)
      let relations = identities.filter { held.fit(model.statements[$0]).holds }
      guard !relations.isEmpty else { return nil }
      let isMet = { (mantissa: Int) -> Bool in
        var changes = hypothesis.changes
        changes[place].mantissa = mantissa
        let evaluator = search.score.evaluator(changes)
        return relations.allSatisfy { evaluator.fit(model.statements[$0]).holds }
      }
      let low = Self.farthest(from: change.mantissa, step: -1, while: isMet)
      let high = Self.farthest(from: change.mantissa, step: 1, while: isMet)
      return RealInterval(scaled(low, -change.decimals), scaled(high, -change.decimals))
    }
  }

  /// The last number in a direction up to which a condition holds: doubling, then halving, steps.
  private static func farthest(from start: Int, step: Int, while isMet: (Int) -> Bool) -> Int {
    var reach = 1
    var last = start
    while reach < 1 << 40, isMet(start + step * reach) {
      last = start + step * reach
      reach *= 2
    }
    var width = reach / 2
    while width >= 1 {
      if isMet(last + step * width) { last += step * width }
      width /= 2
    }
    return last
  }

  private func repair(
    _ hypothesis: Hypothesis, _ admissible: [RealInterval?], rank: Int, component: Int,
    isClear: Bool
  ) -> Repair {
    let after = search.score.evaluator(hypothesis.changes)
    let affected = search.score.affected(hypothesis.cells)
    let holding = affected.filter { after.fit(model.statements[$0]).holds }
    let newlyMet = holding.filter { !before[$0].holds }
    let tainted = affected.filter {
      !model.statements[$0].isStructural && before[$0].holds
        && [.contradicted, .undefined].contains(after.fit(model.statements[$0]))
    }
    let freedom = newlyMet.count - hypothesis.changes.count
    let isPinned =
      freedom >= 0
      && (holding.count > hypothesis.changes.count || isAnchored(newlyMet, hypothesis.cells, after))
    let isUnique = isClear && !newlyMet.isEmpty && (freedom >= 1 || isPinned)
    var status: Repair.Status = isUnique ? .unique : freedom >= 1 ? .proposed : .suggestion
    let changes = zip(hypothesis.changes, admissible).map { change, interval in
      Repair.Change(
        cell: change.cell, address: model.cells[change.cell].address,
        printed: model.cells[change.cell].printed,
        repaired: decimalText(change.mantissa, decimals: change.decimals),
        value: search.score.value(change), admissible: interval, edit: change.edit)
    }
    if changes.allSatisfy(isConfirmed) { status = .confirmed }
    return Repair(
      changes: changes, kind: .digits, cost: hypothesis.cost, newlyMet: newlyMet,
      satisfied: holding, tainted: tainted, isUnique: isUnique, status: status, rank: rank,
      component: component)
  }

  /// Whether all other cells of some relations are held by identities that are met: then only the
  /// changed ones are left.
  private func isAnchored(_ relations: [Int], _ changed: [Int], _ after: Evaluator) -> Bool {
    let others = Set(relations.flatMap { model.statements[$0].cells }).subtracting(changed)
    return !others.isEmpty
      && others.allSatisfy { cell in
        model.readers[cell].contains { index in
          model.statements[index].isStructural && !relations.contains(index)
            && after.fit(model.statements[index]).holds
        }
      }
  }

  /// Whether the official number of a cell rounds to the repaired one.
  private func isConfirmed(_ change: Repair.Change) -> Bool {
    guard let cell = change.cell, let official = official[cell], let value = change.value else {
      return false
    }
    return value.rounding.contains(official.value)
  }
}
