internal import TamgaPresent

/// Repairs of claims that no table explains: the unit of a header, a number several claims read, the
/// number a sentence prints.
struct SentenceRepair {
  let model: AuditModel
  let before: [Fit]
  private var numbers: PrintedNumbers
  private var open: Set<Int> = []

  /// Takes repairs of tables as found; what they mend is not open any more.
  init(_ model: AuditModel, numbers: PrintedNumbers, before: [Fit], accepted: [Repair]) {
    self.model = model
    self.before = before
    self.numbers = numbers
    for repair in accepted {
      for change in repair.changes {
        if let cell = change.cell { self.numbers.values[cell] = change.value }
      }
    }
    let evaluator = Evaluator(numbers: self.numbers)
    open = Set(
      model.statements.indices.filter { index in
        !model.statements[index].isStructural && before[index] == .contradicted
          && evaluator.fit(model.statements[index]) == .contradicted
      })
  }

  /// The repairs, numbered after those of the tables.
  mutating func repairs(after number: Int) -> [Repair] {
    var result: [Repair] = []
    var number = number
    for (repair, cells, power) in headers() {
      if repair.isUnique { numbers = scaledNumbers(cells, power) }
      open.subtract(repair.newlyMet)
      result.append(repair)
    }
    for repair in sharedNumbers() {
      open.subtract(repair.newlyMet)
      result.append(repair)
    }
    for index in result.indices {
      number += 1
      result[index].component = number
    }
    for index in open.sorted() {
      guard var repair = sentence(index) else { continue }
      number += 1
      repair.component = number
      result.append(repair)
    }
    return result
  }

  // MARK: Headers

  /// Units of a table's header that, moved by a factor of a thousand or a million, make claims
  /// hold; all columns of one unit move together, as a header says it once.
  private func headers() -> [(repair: Repair, cells: [Int], power: Int)] {
    var result: [(Repair, [Int], Int)] = []
    var explained: Set<Int> = []
    for (tableIndex, table) in model.document.tables.enumerated() {
      var units: [AuditUnit] = []
      for column in table.columns where !units.contains(column.unit) { units.append(column.unit) }
      for unit in units where !unit.dimension.isEmpty {
        let columns = table.columns.indices.filter { table.columns[$0].unit == unit }
        // One column alone; all of them where that makes more claims hold.
        let choices = columns.map { [$0] } + (columns.count > 1 ? [columns] : [])
        var best: (columns: [Int], cells: [Int], power: Int, met: [Int])?
        for choice in choices {
          let printed = cells(of: tableIndex, choice)
          guard let found = bestPower(printed), found.met.count > best?.met.count ?? 0 else {
            continue
          }
          best = (choice, printed, found.power, found.met)
        }
        guard let best, explained.isDisjoint(with: best.met) else { continue }
        explained.formUnion(best.met)
        let repair = header(table, best.columns, (best.power, best.met))
        result.append((repair, best.cells, best.power))
      }
    }
    return result
  }

  /// The printed cells of some columns of a table.
  private func cells(of table: Int, _ columns: [Int]) -> [Int] {
    model.cells.indices.filter { index in
      guard case .table(table, row: _, let column) = model.cells[index].owner else { return false }
      return columns.contains(column)
    }
  }

  private func bestPower(_ cells: [Int]) -> (power: Int, met: [Int])? {
    let statements = Set(cells.flatMap { model.readers[$0] }).sorted()
    guard statements.contains(where: open.contains) else { return nil }
    var best: (power: Int, met: [Int])?
    let now = Evaluator(numbers: numbers)
    let held = Set(statements.filter { now.fit(model.statements[$0]).holds })
    for power in [-3, 3, -6, 6] {
      let evaluator = Evaluator(numbers: scaledNumbers(cells, power))
      var met: [Int] = []
      var isBroken = false
      for index in statements {
        let fit = evaluator.fit(model.statements[index])
        if open.contains(index), fit.holds { met.append(index) }
        if held.contains(index), !fit.holds { isBroken = true }
      }
      if !isBroken, met.count > best?.met.count ?? 0 { best = (power, met) }
    }
    return best
  }

  private func scaledNumbers(_ cells: [Int], _ power: Int) -> PrintedNumbers {
    var numbers = numbers
    for cell in cells {
      guard let value = numbers.values[cell] else { continue }
      numbers.values[cell] = PrintedValue(
        value: power < 0 ? value.value / powerOfTen(-power) : value.value * powerOfTen(power),
        lastPlace: power < 0
          ? value.lastPlace / powerOfTen(-power) : value.lastPlace * powerOfTen(power))
    }
    return numbers
  }

  private func header(
    _ table: AuditTable, _ columns: [Int], _ best: (power: Int, met: [Int])
  ) -> Repair {
    let printed = table.columns[columns[0]].unit
    var unit = printed
    unit.power += best.power
    let names = columns.map { table.columns[$0].name }
    let column = names.count == 1 ? names[0] : "{\(names.joined(separator: ","))}"
    let isSupported = best.met.count >= 2
    return Repair(
      changes: [
        Repair.Change(
          cell: nil, address: "\(table.id).\(column)", printed: printed.name,
          repaired: unit.respelled, value: nil, admissible: nil, edit: .headerUnit)
      ],
      kind: .unit, cost: RepairCost.cell + DigitEdit.headerUnit.cost, newlyMet: best.met,
      satisfied: best.met, tainted: [], isUnique: isSupported,
      status: isSupported ? .unique : .suggestion, rank: 1, component: 0)
  }

  // MARK: Numbers several claims read

  /// A number that two or more open claims read, and that makes them hold when changed.
  private func sharedNumbers() -> [Repair] {
    let score = HypothesisScore(model: model, printed: numbers, before: before)
    let candidates = model.cells.indices.filter { cell in
      model.readers[cell].filter(open.contains).count >= 2
    }
    var found: [(repair: Repair, cost: Double)] = []
    for cell in candidates {
      guard let best = bestChange(of: cell, score) else { continue }
      found.append(best)
    }
    guard let first = found.min(by: { $0.cost < $1.cost }) else { return [] }
    let isClear = found.filter { $0.cost < first.cost + RepairCost.margin }.count == 1
    var repair = first.repair
    repair.isUnique = isClear
    repair.status = isClear ? .unique : .proposed
    return [repair]
  }

  private func bestChange(of cell: Int, _ score: HypothesisScore) -> (repair: Repair, cost: Double)?
  {
    let description = model.cells[cell]
    guard description.readings.indices.contains(numbers.readings[cell]) else { return nil }
    let reading = description.readings[numbers.readings[cell]]
    let decimals = description.decimals(reading: numbers.readings[cell])
    let solver = CellSolver(model: model)
    var best: (change: Hypothesis.Change, cost: Double, met: [Int])?
    for index in model.readers[cell] where open.contains(index) {
      guard
        let solved = solver.solve(
          model.statements[index], for: cell, at: Evaluator(numbers: numbers)),
        let mantissa = RepairSearch.onGrid(
          solved, power: description.unit.power, decimals: decimals), mantissa != 0
      else { continue }
      let edit = DigitEdit.between(
        (reading.mantissa, reading.decimals), (mantissa, decimals))
      let change = Hypothesis.Change(
        cell: cell, mantissa: mantissa, decimals: decimals, edit: edit)
      let after = score.evaluator([change])
      let met = model.readers[cell].filter {
        open.contains($0) && after.fit(model.statements[$0]).holds
      }
      let broken = model.readers[cell].contains {
        before[$0].holds && !after.fit(model.statements[$0]).holds
      }
      let cost = RepairCost.cell + edit.cost - Double(met.count) * RepairCost.claim
      guard met.count >= 2, !broken, cost < best?.cost ?? 0 else { continue }
      best = (change, cost, met)
    }
    guard let best else { return nil }
    let change = Repair.Change(
      cell: cell, address: description.address, printed: description.printed,
      repaired: decimalText(best.change.mantissa, decimals: decimals),
      value: score.value(best.change), admissible: nil, edit: best.change.edit)
    let repair = Repair(
      changes: [change], kind: .digits, cost: best.cost, newlyMet: best.met, satisfied: best.met,
      tainted: [], isUnique: false, status: .proposed, rank: 1, component: 0)
    return (repair, best.cost)
  }

  // MARK: Sentences

  /// The number a sentence should print, from the inputs as they stand after repair.
  ///
  /// It is unique where every input is held by an identity that is met: then only the sentence is left.
  private func sentence(_ index: Int) -> Repair? {
    let statement = model.statements[index]
    guard case .printed(let cell) = statement.target, case .claim = statement.origin,
      let tape = statement.tape
    else { return nil }
    let evaluator = Evaluator(numbers: numbers)
    let evaluation = evaluator.evaluate(statement)
    guard let value = evaluation.value else { return nil }
    let description = model.cells[cell]
    let reading = numbers.readings[cell]
    let decimals = description.decimals(reading: reading)
    guard description.readings.indices.contains(reading),
      let computed = RepairSearch.onGrid(
        value, power: description.unit.power, decimals: decimals)
    else { return nil }
    let printed = description.readings[reading]
    let own = (mantissa: printed.mantissa, decimals: printed.decimals)
    let mantissa = nearest(to: computed, own, decimals, evaluation.range, description.unit.power)
    let isAnchored = tape.cells.allSatisfy { input in
      model.readers[input].contains { other in
        model.statements[other].isStructural && evaluator.fit(model.statements[other]).holds
      }
    }
    let isUnique = isAnchored && !tape.cells.isEmpty
    let change = Repair.Change(
      cell: cell, address: description.address, printed: description.printed,
      repaired: decimalText(mantissa, decimals: decimals),
      value: PrintedValue(
        value: scaled(mantissa, description.unit.power - decimals),
        lastPlace: scaled(1, description.unit.power - decimals)),
      admissible: evaluation.range?.divided(by: scaled(1, description.unit.power)).interval,
      edit: DigitEdit.between((printed.mantissa, printed.decimals), (mantissa, decimals)))
    return Repair(
      changes: [change], kind: .sentence, cost: RepairCost.cell + change.edit.cost,
      newlyMet: [index], satisfied: [index], tainted: [], isUnique: isUnique,
      status: isUnique ? .unique : .suggestion, rank: 1, component: 0)
  }

  /// The digits a sentence should print: one cheap edit of the printed ones where they lie in the
  /// range of the value, else the value itself.
  private func nearest(
    to computed: Int, _ own: (mantissa: Int, decimals: Int), _ decimals: Int, _ range: ValueRange?,
    _ power: Int
  ) -> Int {
    guard let range, DigitEdit.between(own, (computed, decimals)).cost > 1.2 else {
      return computed
    }
    let place = scaled(1, power - decimals)
    let edits = DigitEdit.neighbours(of: own, decimals: decimals).filter { candidate in
      PrintedValue(value: scaled(candidate.mantissa, power - decimals), lastPlace: place)
        .rounding.meets(range.interval)
    }
    return edits.first?.mantissa ?? computed
  }
}

extension AuditUnit {
  /// The unit with its scale in words: `thousand USD`.
  var respelled: String {
    let base = AuditUnit(dimension: dimension).name
    let words = [0: "", 3: "thousand ", 6: "mln ", 9: "bln ", 12: "trln "]
    return (words[power] ?? "10^\(power) ") + base
  }
}
