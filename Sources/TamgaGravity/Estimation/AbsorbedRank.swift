extension PanelRows {
  /// For each row the number of its level of an effect of the design, from 0, and their count.
  func levelNumbers(ofEffect effect: Int) -> (rows: [Int32], count: Int) {
    if effect == numbers.eliminated {
      var result = [Int32](repeating: 0, count: rowCount)
      for group in 0..<groupCount {
        for row in rows(group..<(group + 1)) { result[row] = Int32(truncatingIfNeeded: group) }
      }
      return (result, groupCount)
    }
    guard let term = numbers.terms.firstIndex(of: effect) else { return ([], 0) }
    let start = Int32(truncatingIfNeeded: numbers.bounds[term])
    let count = numbers.bounds[term + 1] - numbers.bounds[term]
    return (levels[term].array.map { $0 - start }, count)
  }

  /// How many components the levels of two effects fall into.
  package func components(_ first: Int, _ second: Int) -> Int {
    let (left, right) = (levelNumbers(ofEffect: first), levelNumbers(ofEffect: second))
    var sets = DisjointSets(left.count + right.count)
    sets.join(left.rows.span, right.rows.span, shift: left.count, keep: nil)
    var used = [Bool](repeating: false, count: left.count + right.count)
    for level in left.rows { used[Int(level)] = true }
    let all = sets.numbered()
    var seen = [Bool](repeating: false, count: all.count)
    for member in 0..<left.count where used[member] { seen[Int(all.sets[member])] = true }
    return seen.count { $0 }
  }

  /// The rank of the intercepts and slopes of the effects named.
  ///
  /// Exact for up to two effects: levels less components. Each further effect loses its components
  /// with the earlier effect it shares most with, which is a lower bound of what is redundant, as in
  /// reghdfe (Correia 2017).
  package func absorbedRank(of effects: [Int], levels: [EffectLevels]) -> Int {
    var rank = 0
    let plain = effects.filter { !levels[$0].isSlope }
    for (place, effect) in plain.enumerated() {
      let shared = plain[..<place].map { components($0, effect) }.max() ?? 0
      rank += levels[effect].levels - shared
    }
    for effect in effects where levels[effect].isSlope { rank += levels[effect].levels }
    return rank
  }
}
