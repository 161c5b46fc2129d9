/// A row that is alone in a level of an effect, so that the level fits it whatever else happens.
package struct SingletonRow: Sendable, Hashable {
  /// The row.
  package let row: Int
  /// The column of its level.
  package let column: Int
}

/// Drops levels that decide their rows alone, until nothing changes.
///
/// In each round all levels on which the outcome is at one bound in every row are separated: their
/// indicators make one certificate. Then rows alone in a level are set aside.
struct LevelPruning {
  private let verifier: SeparationVerifier
  /// Whether a row is still in the sample.
  private(set) var isKept: [Bool]
  /// Whether a row is in the sample and not separated.
  private(set) var inScope: [Bool]
  private(set) var certificates: [SeparationCertificate] = []
  /// In the order in which they were set aside.
  private(set) var singletons: [SingletonRow] = []
  /// For each level of effects, counted from the first column of the first effect: its rows by tail.
  private var inside: [Int32]
  private var low: [Int32]
  private var high: [Int32]
  private let firstColumn: Int
  private var members = LevelMembers()

  init(_ verifier: SeparationVerifier, inScope: [Bool]) {
    self.verifier = verifier
    isKept = inScope
    self.inScope = inScope
    let effects = verifier.columns.blocks.prefix(verifier.columns.effectCount)
    firstColumn = effects.first?.firstColumn ?? 0
    let levelCount = effects.reduce(0) { $0 + $1.levelCount }
    inside = [Int32](repeating: 0, count: levelCount)
    low = inside
    high = inside
    for block in effects {
      let offset = block.firstColumn - firstColumn
      for row in inScope.indices where inScope[row] {
        let level = offset + Int(block.codes[row])
        switch verifier.tails[row] {
        case 0: inside[level] += 1
        case 1: low[level] += 1
        default: high[level] += 1
        }
      }
    }
  }

  /// Prunes to the fixed point.
  mutating func run() {
    var candidates = Array(inside.indices)
    while true {
      let atBound = candidates.filter { sign(ofLevel: $0) != 0 }
      let alone = candidates.filter { inside[$0] == 1 && low[$0] + high[$0] == 0 }
      guard !atBound.isEmpty || !alone.isEmpty else { return }
      if members.isEmpty { members = LevelMembers(verifier.columns, inScope: isKept) }
      var touched: [Int] = []
      if !atBound.isEmpty { separate(atBound, &touched) }
      for level in alone { setAside(level, &touched) }
      candidates = Array(Set(touched)).sorted()
    }
  }

  /// +1 when all rows of a level are at the low bound, −1 at the high one, else 0.
  private func sign(ofLevel level: Int) -> Double {
    guard inside[level] == 0 else { return 0 }
    if low[level] > 0 { return high[level] == 0 ? 1 : 0 }
    return high[level] > 0 ? -1 : 0
  }

  private mutating func separate(_ levels: [Int], _ touched: inout [Int]) {
    var coefficients = [Double](repeating: 0, count: verifier.columns.count)
    for level in levels { coefficients[firstColumn + level] = sign(ofLevel: level) }
    verifier.complete(&coefficients, singletons: singletons)
    guard
      let certificate = verifier.certificate(
        coefficients, method: .levels, inScope: inScope, least: 0.5)
    else { return }
    certificates.append(certificate)
    for row in certificate.rows {
      inScope[row] = false
      drop(row, &touched)
    }
  }

  private mutating func setAside(_ level: Int, _ touched: inout [Int]) {
    guard inside[level] == 1, let row = members[level].first(where: { isKept[Int($0)] }) else {
      return
    }
    singletons.append(SingletonRow(row: Int(row), column: firstColumn + level))
    drop(Int(row), &touched)
  }

  private mutating func drop(_ row: Int, _ touched: inout [Int]) {
    guard isKept[row] else { return }
    isKept[row] = false
    for block in verifier.columns.blocks.prefix(verifier.columns.effectCount) {
      let level = block.firstColumn - firstColumn + Int(block.codes[row])
      switch verifier.tails[row] {
      case 0: inside[level] -= 1
      case 1: low[level] -= 1
      default: high[level] -= 1
      }
      touched.append(level)
    }
  }
}

/// The rows of each level of the effects.
private struct LevelMembers {
  private var starts: [Int] = []
  private var rows: [Int32] = []

  init() {}

  init(_ columns: SeparationColumns, inScope: [Bool]) {
    let effects = columns.blocks.prefix(columns.effectCount)
    let first = effects.first?.firstColumn ?? 0
    starts = [Int](repeating: 0, count: effects.reduce(0) { $0 + $1.levelCount } + 1)
    for block in effects {
      let offset = block.firstColumn - first
      for row in inScope.indices where inScope[row] {
        starts[offset + Int(block.codes[row]) + 1] += 1
      }
    }
    for level in 1..<max(1, starts.count) { starts[level] += starts[level - 1] }
    var next = starts
    rows = [Int32](repeating: 0, count: starts.last ?? 0)
    for block in effects {
      let offset = block.firstColumn - first
      for row in inScope.indices where inScope[row] {
        let level = offset + Int(block.codes[row])
        rows[next[level]] = Int32(truncatingIfNeeded: row)
        next[level] += 1
      }
    }
  }

  var isEmpty: Bool { starts.isEmpty }

  subscript(level: Int) -> ArraySlice<Int32> { rows[starts[level]..<starts[level + 1]] }
}
