/// Which outcomes leave a level without information.
package struct PruneRule: Sendable {
  package var zeros: Bool
  package var ones: Bool

  package init(zeros: Bool, ones: Bool) {
    self.zeros = zeros
    self.ones = ones
  }
}

/// Rows that stay once levels without information are dropped to a fixed point.
///
/// A level goes when it has one row, when Σωy = 0 (`zeros`) or when Σω(1-y) = 0 (`ones`). Correia,
/// Guimarães & Zylkin (2019), section 2; Correia (2015) for singletons. Levels of slopes go only as
/// singletons of their factor.
package struct Pruning {
  /// For each row whether it stays; nil when all do.
  package private(set) var keep: [Bool]?
  package private(set) var kept: Int
  package private(set) var dropped: [DroppedRows] = []

  package init(_ design: Design, rule: PruneRule) {
    let count = design.rowCount
    kept = count
    if let weights = design.weights {
      let zero = (0..<count).filter { weights[$0] == 0 }.map { Int32(truncatingIfNeeded: $0) }
      drop(zero, reason: .zeroWeight, effect: nil, round: 0, count: count)
    }
    var round = 1
    while sweep(design, rule, round) { round += 1 }
  }

  private mutating func sweep(_ design: Design, _ rule: PruneRule, _ round: Int) -> Bool {
    let before = kept
    for effect in design.effects {
      var tally = LevelTally(levels: effect.factor.levelCount)
      tally.count(effect.factor.codes.span, outcome: design.outcome.values.span, keep: keep)
      let verdicts = tally.verdicts(rule)
      guard verdicts.contains(where: { $0 != nil }) else { continue }
      for reason in [PruneReason.singleton, .zeroLevel, .allOneLevel]
      where verdicts.contains(reason) {
        var rows: [Int32] = []
        for (row, code) in effect.factor.codes.enumerated()
        where verdicts[Int(code)] == reason && keep?[row] != false {
          rows.append(Int32(truncatingIfNeeded: row))
        }
        drop(rows, reason: reason, effect: effect.name, round: round, count: design.rowCount)
      }
    }
    return kept < before
  }

  private mutating func drop(
    _ rows: [Int32], reason: PruneReason, effect: String?, round: Int, count: Int
  ) {
    guard !rows.isEmpty else { return }
    var mask = keep ?? [Bool](repeating: true, count: count)
    keep = nil
    for row in rows { mask[Int(row)] = false }
    keep = mask
    kept -= rows.count
    dropped.append(DroppedRows(reason: reason, effect: effect, round: round, rows: rows))
  }
}

/// Rows, positive outcomes and outcomes below one by level.
private struct LevelTally {
  var counts: [UInt32]
  var positive: [Bool]
  var belowOne: [Bool]

  init(levels: Int) {
    counts = [UInt32](repeating: 0, count: levels)
    positive = [Bool](repeating: false, count: levels)
    belowOne = [Bool](repeating: false, count: levels)
  }

  mutating func count(_ codes: Span<Int32>, outcome: Span<Double>, keep: [Bool]?) {
    tally(codes, outcome, keep, &counts, &positive, &belowOne)
  }

  func verdicts(_ rule: PruneRule) -> [PruneReason?] {
    counts.indices.map { level in
      if counts[level] == 0 { return nil }
      if counts[level] == 1 { return .singleton }
      if rule.zeros && !positive[level] { return .zeroLevel }
      if rule.ones && !belowOne[level] { return .allOneLevel }
      return nil
    }
  }
}

private func tally(
  _ codes: Span<Int32>, _ outcome: Span<Double>, _ keep: [Bool]?, _ counts: inout [UInt32],
  _ positive: inout [Bool], _ belowOne: inout [Bool]
) {
  var counts = counts.mutableSpan
  var positive = positive.mutableSpan
  var belowOne = belowOne.mutableSpan
  for row in codes.indices {
    if let keep, !keep[row] { continue }
    let level = Int(codes[row])
    let value = outcome[row]
    counts[level] &+= 1
    if value > 0 { positive[level] = true }
    if value < 1 { belowOne[level] = true }
  }
}
