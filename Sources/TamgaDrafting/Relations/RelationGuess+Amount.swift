internal import TamgaAudit

extension RelationGuess {
  /// Expressions for an amount: the cell that prints it, a difference, a sum.
  func amounts(_ index: Int, differences isLast: Bool) -> [Candidate] {
    let context = context(index)
    guard isLast else {
      return equalCells(index) + (context.says(.sum) ? sums(index, minus: false) : [])
    }
    var found = equalCells(index)
    let isChange = context.says(.rise) || context.says(.fall)
    if isChange || context.says(.difference) { found += differences(index) }
    if context.says(.difference) { found += sums(index, minus: true) }
    return found
  }

  /// Notes on cells that print the number but for a factor of 1,000: a unit is misprinted somewhere.
  func scaledCells(_ index: Int, _ printed: DraftValue) -> [String] {
    let claim = claims[index]
    guard claim.significantDigits >= 3, !claim.unit.isEmpty else { return [] }
    let found = cells.indices.filter { place in
      let cell = cells[place]
      guard cell.unit.isSameKind(as: claim.auditUnit), score(index, [place]) >= 2 else {
        return false
      }
      return [1_000, 0.001].contains { factor in
        let value = cell.value.value * factor
        let half = cell.value.half * factor
        return DraftRange(low: value - half, high: value + half, point: value).meets(printed)
      }
    }
    return found.prefix(2).map { "differs by a factor of 1,000: \(cells[$0].expression)" }
  }

  private func differences(_ index: Int) -> [Candidate] {
    let unit = claims[index].auditUnit
    guard !unit.dimension.isEmpty else { return [] }
    return pairs.compactMap { pair in
      let (old, new) = (cells[pair.old], cells[pair.new])
      guard old.unit.isSameKind(as: unit) else { return nil }
      let (first, second) = new.value.value >= old.value.value ? (new, old) : (old, new)
      return Candidate(
        expression: "\(first.expression) - \(second.expression)",
        range: DraftRange.difference(first.value, second.value),
        score: score(index, [pair.old, pair.new]))
    }
  }

  /// Sums and differences of two amounts stated nearby, one of them in the same sentence.
  private func sums(_ index: Int, minus: Bool) -> [Candidate] {
    let claim = claims[index]
    guard claim.significantDigits >= 3 || !claim.unit.isEmpty else { return [] }
    let near = neighbours(index) { $0.auditUnit.isSameKind(as: claim.auditUnit) }
    var found: [Candidate] = []
    for (place, first) in near.enumerated() {
      for second in near[(place + 1)...] {
        guard let left = claims[first.claim].base, let right = claims[second.claim].base else {
          continue
        }
        let named = first.score + second.score
        let names = [reference(first.claim), reference(second.claim)]
        let parts = [first.claim, second.claim]
        let isFirst = left.value >= right.value
        let order = isFirst || !minus ? names : names.reversed()
        let gap =
          isFirst ? DraftRange.difference(left, right) : DraftRange.difference(right, left)
        found.append(
          Candidate(
            expression: order.joined(separator: minus ? " - " : " + "),
            range: minus ? gap : DraftRange.sum(left, right), score: named, claims: parts))
      }
    }
    return found
  }

  /// How many times one amount is another.
  func folds(_ index: Int) -> [Candidate] {
    var found = pairs.compactMap { pair -> Candidate? in
      let (old, new) = (cells[pair.old], cells[pair.new])
      guard old.unit.dimension != ["%": 1],
        let ratio = DraftRange.quotient(new.value, old.value)
      else { return nil }
      return Candidate(
        expression: "fold(\(new.expression), \(old.expression))", range: ratio,
        score: score(index, [pair.old, pair.new]))
    }
    guard claims[index].significantDigits >= 2 else { return found }
    let near = neighbours(index) { !$0.unit.isEmpty && $0.auditUnit.dimension != ["%": 1] }
    for old in near {
      for new in near where new.claim != old.claim {
        guard claims[new.claim].auditUnit.isSameKind(as: claims[old.claim].auditUnit),
          let above = claims[new.claim].base, let below = claims[old.claim].base,
          let ratio = DraftRange.quotient(above, below)
        else { continue }
        found.append(
          Candidate(
            expression: "fold(\(reference(new.claim)), \(reference(old.claim)))", range: ratio,
            score: old.score + new.score, claims: [old.claim, new.claim]))
      }
    }
    return found
  }

  /// Correlations of two columns of a table.
  func correlations(_ index: Int) -> [Candidate] {
    tables.flatMap { table -> [Candidate] in
      guard table.columns.count <= 12 else { return [] }
      return table.columns.indices.flatMap { first in
        table.columns.indices.compactMap { second in
          second > first ? correlation(table, first, second, context(index)) : nil
        }
      }
    }
  }

  private func correlation(
    _ table: DraftTable, _ first: Int, _ second: Int, _ context: SentenceContext
  ) -> Candidate? {
    var points: [(Double, Double)] = []
    for row in table.rows {
      guard let x = row.cells[first]?.value?.value, let y = row.cells[second]?.value?.value else {
        return nil
      }
      points.append((x, y))
    }
    guard points.count >= 3 else { return nil }
    let count = Double(points.count)
    let means = (
      points.reduce(0) { $0 + $1.0 } / count, points.reduce(0) { $0 + $1.1 } / count
    )
    var sums = (xx: 0.0, yy: 0.0, xy: 0.0)
    for (x, y) in points {
      sums.xx += (x - means.0) * (x - means.0)
      sums.yy += (y - means.1) * (y - means.1)
      sums.xy += (x - means.0) * (y - means.1)
    }
    let r = sums.xy / (sums.xx * sums.yy).squareRoot()
    guard r.isFinite else { return nil }
    let named = [first, second].filter { column in
      !DraftQuantity.stems(table.columns[column].title).isDisjoint(with: context.stems)
    }
    let names = [first, second].map { "\(table.id).\(table.columns[$0].name)[*]" }
    return Candidate(
      expression: "pearson(\(names[0]), \(names[1]))",
      range: DraftRange(low: r - 1e-9, high: r + 1e-9, point: r), score: 2 + 2 * named.count)
  }
}
