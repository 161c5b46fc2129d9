internal import TamgaAudit

extension RelationGuess {
  /// Expressions for a number in percent or points.
  func percents(_ index: Int) -> [Candidate] {
    let context = context(index)
    let isPoints = claims[index].unit == "pp"
    let isChange = context.says(.rise) || context.says(.fall)
    let isShare = context.says(.share)
    var found: [Candidate] = []
    if !isPoints {
      found += equalCells(index, bonus: isShare && !isChange ? 4 : 2)
      if isChange || !isShare { found += growths(index) }
      if context.says(.index) || (claims[index].value?.value ?? 0) >= 100 {
        found += indices(index)
      }
      if isShare || !isChange { found += shares(index) }
      if context.says(.average) { found += averages(index) }
    }
    if isPoints || (isChange && (isShare || isShareBefore(index))) { found += points(index) }
    return found
  }

  private func isShareBefore(_ index: Int) -> Bool {
    let sentence = claims[index].sentence
    return sentence > 0 && contexts[sentence - 1].says(.share)
  }

  /// Cells that print the number.
  func equalCells(_ index: Int, bonus: Int = 2) -> [Candidate] {
    let claim = claims[index]
    guard let printed = claim.base else { return [] }
    return cells.indices.compactMap { place in
      let cell = cells[place]
      guard cell.unit.isSameKind(as: claim.auditUnit) else { return nil }
      let named = score(index, [place])
      let range = DraftRange(
        low: cell.value.value - cell.value.half, high: cell.value.value + cell.value.half,
        point: cell.value.value)
      let isSure = claim.significantDigits >= 3 || named >= 4
      return isSure && range.meets(printed)
        ? Candidate(expression: cell.expression, range: range, score: named + bonus) : nil
    }
  }

  /// The sign a change is printed with: minus where the sentence says that it fell.
  private func sign(_ index: Int, _ range: DraftRange, _ text: String) -> (String, DraftRange) {
    let isFall = context(index).says(.fall) && range.point < 0
    return isFall && (claims[index].value?.value ?? 0) >= 0
      ? ("-\(text)", range.times(-1)) : (text, range)
  }

  private func growths(_ index: Int) -> [Candidate] {
    var found = pairs.compactMap { pair -> Candidate? in
      let (old, new) = (cells[pair.old], cells[pair.new])
      guard old.unit.dimension != ["%": 1] else { return nil }
      guard let ratio = DraftRange.quotient(new.value, old.value) else { return nil }
      let (text, range) = sign(
        index, ratio.times(100).plus(-100), "growth(\(new.expression), \(old.expression))")
      return Candidate(expression: text, range: range, score: score(index, [pair.old, pair.new]))
    }
    for (old, new, named) in statedPairs(index) {
      guard let above = claims[new].base, let below = claims[old].base,
        let ratio = DraftRange.quotient(above, below)
      else { continue }
      let (text, range) = sign(
        index, ratio.times(100).plus(-100), "growth(\(reference(new)), \(reference(old)))")
      found.append(Candidate(expression: text, range: range, score: named, claims: [old, new]))
    }
    return found
  }

  /// Ordered pairs of amounts stated nearby.
  private func statedPairs(_ index: Int, percent: Bool = false) -> [(Int, Int, Int)] {
    let near = neighbours(index) {
      ($0.auditUnit.dimension == ["%": 1]) == percent && $0.unit != "pp"
    }
    return near.flatMap { first in
      near.compactMap { second -> (Int, Int, Int)? in
        guard first.claim != second.claim,
          claims[first.claim].auditUnit.isSameKind(as: claims[second.claim].auditUnit)
        else { return nil }
        let named = first.score + second.score + (isFromTo(first.claim, second.claim) ? 4 : 0)
        return (first.claim, second.claim, named)
      }
    }
  }

  private func indices(_ index: Int) -> [Candidate] {
    pairs.compactMap { pair in
      let (old, new) = (cells[pair.old], cells[pair.new])
      guard let ratio = DraftRange.quotient(new.value, old.value) else { return nil }
      return Candidate(
        expression: "index(\(new.expression), \(old.expression))", range: ratio.times(100),
        score: score(index, [pair.old, pair.new]))
    }
  }

  private func shares(_ index: Int) -> [Candidate] {
    var found = cells.indices.compactMap { place -> Candidate? in
      guard let total = cells[place].total, cells[place].unit.dimension != ["%": 1],
        let ratio = DraftRange.quotient(cells[place].value, cells[total].value)
      else { return nil }
      return Candidate(
        expression: "share(\(cells[place].expression), \(cells[total].expression))",
        range: ratio.times(100), score: score(index, [place]))
    }
    for (whole, part, named) in statedPairs(index) {
      guard let above = claims[part].base, let below = claims[whole].base,
        above.value <= below.value, let ratio = DraftRange.quotient(above, below)
      else { continue }
      found.append(
        Candidate(
          expression: "share(\(reference(part)), \(reference(whole)))", range: ratio.times(100),
          score: named, claims: [part, whole]))
    }
    return found
  }

  /// The share of a total in two years, as one difference.
  private func points(_ index: Int) -> [Candidate] {
    var found = pairs.compactMap { pair -> Candidate? in
      let (old, new) = (cells[pair.old], cells[pair.new])
      let named = score(index, [pair.old, pair.new])
      if old.unit.dimension == ["%": 1] {
        let (text, range) = sign(
          index, DraftRange.difference(new.value, old.value),
          "pp(\(new.expression), \(old.expression))")
        return Candidate(expression: text, range: range, score: named + 2)
      }
      guard let first = old.total, let second = new.total,
        let before = DraftRange.quotient(old.value, cells[first].value),
        let after = DraftRange.quotient(new.value, cells[second].value)
      else { return nil }
      let shares = [(new, second), (old, first)].map {
        "share(\($0.0.expression), \(cells[$0.1].expression))"
      }
      let gap = DraftRange(
        low: after.low - before.high, high: after.high - before.low,
        point: after.point - before.point)
      let (text, range) = sign(index, gap.times(100), "pp(\(shares[0]), \(shares[1]))")
      return Candidate(expression: text, range: range, score: named)
    }
    for (old, new, named) in statedPairs(index, percent: true) {
      guard let above = claims[new].base, let below = claims[old].base else { continue }
      let (text, range) = sign(
        index, DraftRange.difference(above, below), "pp(\(reference(new)), \(reference(old)))")
      found.append(Candidate(expression: text, range: range, score: named, claims: [old, new]))
    }
    return found
  }

  /// The average yearly growth from the first to the last year of a series.
  private func averages(_ index: Int) -> [Candidate] {
    pairs.compactMap { pair in
      let (old, new) = (cells[pair.old], cells[pair.new])
      let years = (new.year ?? 0) - (old.year ?? 0)
      guard years > 1, let ratio = DraftRange.quotient(new.value, old.value), ratio.low > 0 else {
        return nil
      }
      func rate(_ ratio: Double) -> Double {
        100 * (PowerMath.root(ratio, years) - 1)
      }
      return Candidate(
        expression: "cagr(\(old.expression), \(new.expression), \(years))",
        range: DraftRange(low: rate(ratio.low), high: rate(ratio.high), point: rate(ratio.point)),
        score: score(index, [pair.old, pair.new]) + 1)
    }
  }
}

/// Roots by halving, enough for guesses.
enum PowerMath {
  static func root(_ value: Double, _ degree: Int) -> Double {
    guard value > 0, value.isFinite, degree > 1 else { return value }
    var low = 0.0
    var high = Swift.max(1, value)
    for _ in 0..<200 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<Swift.min(degree, 300) { power *= middle }
      if power < value { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
