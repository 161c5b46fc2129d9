/// One number for each level in use of the effects that are not eliminated.
///
/// Levels stand effect by effect, within an effect by component, within a component by code, so that
/// a period's block is contiguous. A component holds the levels of the first two terms joined by
/// rows (of the only term: joined by groups).
package struct LevelNumbers: Sendable {
  /// The eliminated effect, by its place in the design; nil when none can be.
  package let eliminated: Int?
  /// The further effects, by their places, in the order of the terms.
  package let terms: [Int]
  /// For each term the number of each code, -1 for codes without a row.
  package private(set) var numbers: [[Int32]] = []
  /// Where each term's levels begin; one more than there are terms.
  package private(set) var bounds: [Int] = [0]
  /// How many components the first terms fall into; 0 without terms.
  package private(set) var componentCount = 0
  /// For the first two terms, where each component's levels begin; one more than components.
  package private(set) var componentBounds: [[Int]] = []
  /// Levels in use by effect, in the design's order.
  package let levelCounts: [Int]

  /// How many levels all terms have.
  package var count: Int { bounds[terms.count] }

  init(_ design: Design, keep: [Bool]?) {
    let used = design.effects.map { usedLevels($0.factor, keep) }
    levelCounts = used.map { $0.count { $0 } }
    let counts = levelCounts
    let plain = design.effects.indices.filter { design.effects[$0].slope == nil }
    eliminated = plain.max { (counts[$0], -$0) < (counts[$1], -$1) }
    let first = eliminated
    let byCount = plain.filter { $0 != first }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    terms = byCount + design.effects.indices.filter { design.effects[$0].slope != nil }
    let components = joinedLevels(design, byCount, first, keep)
    for (place, effect) in terms.enumerated() {
      let sets = place < components.count ? components[place] : nil
      number(used[effect], sets: sets, place: place)
    }
  }

  private mutating func number(_ used: [Bool], sets: [Int32]?, place: Int) {
    let start = bounds[place]
    var next = start
    var numbers = [Int32](repeating: -1, count: used.count)
    if let sets {
      // Components in use are counted by the first term; the second has the same ones.
      let size = (sets.max().map(Int.init) ?? -1) + 1
      var counts = [Int](repeating: 0, count: size + 1)
      for code in used.indices where used[code] { counts[Int(sets[code])] += 1 }
      var places = [Int](repeating: start, count: size)
      var limits: [Int] = []
      for set in 0..<size {
        places[set] = next
        if counts[set] > 0 { limits.append(next) }
        next += counts[set]
      }
      limits.append(next)
      for code in used.indices where used[code] {
        numbers[code] = Int32(truncatingIfNeeded: places[Int(sets[code])])
        places[Int(sets[code])] += 1
      }
      componentBounds.append(limits)
      componentCount = limits.count - 1
    } else {
      for code in used.indices where used[code] {
        numbers[code] = Int32(truncatingIfNeeded: next)
        next += 1
      }
    }
    self.numbers.append(numbers)
    bounds.append(next)
  }
}

private func usedLevels(_ factor: FactorColumn, _ keep: [Bool]?) -> [Bool] {
  var used = [Bool](repeating: false, count: factor.levelCount)
  mark(factor.codes.span, keep, &used)
  return used
}

private func mark(_ codes: Span<Int32>, _ keep: [Bool]?, _ used: inout [Bool]) {
  var used = used.mutableSpan
  for row in codes.indices {
    if let keep, !keep[row] { continue }
    used[Int(codes[row])] = true
  }
}

/// The component of each code of the first two plain terms, or of the only one.
private func joinedLevels(
  _ design: Design, _ plain: [Int], _ eliminated: Int?, _ keep: [Bool]?
) -> [[Int32]] {
  guard let first = plain.first, let other = plain.dropFirst().first ?? eliminated else {
    return []
  }
  let left = design.effects[first].factor
  let right = design.effects[other].factor
  var sets = DisjointSets(left.levelCount + right.levelCount)
  sets.join(left.codes.span, right.codes.span, shift: left.levelCount, keep: keep)
  let all = sets.numbered().sets
  let own = Array(all[..<left.levelCount])
  let others = Array(all[left.levelCount...])
  return plain.count > 1 ? [own, others] : [own]
}
