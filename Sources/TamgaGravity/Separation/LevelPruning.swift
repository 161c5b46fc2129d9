/// A row that is alone in a level of an effect, so that the level fits it whatever else happens.
package struct SingletonRow: Sendable, Hashable {
  /// The row.
  package let row: Int
  /// The column of its level.
  package let column: Int
  /// The entry of the row in that column, not 0.
  package let entry: Double
}

/// Drops levels that decide their rows alone, until nothing changes.
///
/// In each round all levels on which the outcome is at one bound in every row are separated: their
/// columns make one certificate. Then rows alone in a level are set aside. A level of slopes has the
/// rows where its variable is not 0, and each counts with the sign of the variable.
struct LevelPruning {
  private let verifier: SeparationVerifier
  /// Whether a row is still in the sample.
  private(set) var isKept: [Bool]
  /// Whether a row is in the sample and not separated.
  private(set) var inScope: [Bool]
  private(set) var certificates: [SeparationCertificate] = []
  /// In the order in which they were set aside.
  private(set) var singletons: [SingletonRow]
  /// For each level of effects and slopes, from the first one's first column: its rows by side, four
  /// places a level, at the low bound 2, inside 1, at the high one 0.
  private var counts: [Int32]
  private let firstColumn: Int
  private var members = LevelMembers()

  /// Starts with rows in the sample, those kept of them, and the others in the order set aside.
  init(
    _ verifier: SeparationVerifier, inScope: [Bool], isKept: [Bool], singletons: [SingletonRow]
  ) {
    self.verifier = verifier
    self.isKept = isKept
    self.inScope = inScope
    self.singletons = singletons
    firstColumn = verifier.columns.regressors.count
    counts = [Int32](repeating: 0, count: 4 * (verifier.columns.count - firstColumn))
    for block in verifier.columns.blocks {
      if block.values == nil {
        tally(
          block.codes.span, verifier.tails.span, isKept.span, &counts,
          first: block.firstColumn - firstColumn)
      } else {
        for row in isKept.indices where isKept[row] { count(row, in: block, by: 1) }
      }
    }
  }

  /// Prunes to the fixed point.
  mutating func run() {
    var candidates = Array(0..<(counts.count / 4))
    while true {
      let atBound = candidates.filter { sign(ofLevel: $0) != 0 }
      let alone = candidates.filter { isAlone($0) }
      guard !atBound.isEmpty || !alone.isEmpty else { return }
      var touched: [Int] = []
      if !atBound.isEmpty { separate(atBound, &touched) }
      for level in alone { setAside(level, &touched) }
      candidates = Array(Set(touched)).sorted()
    }
  }

  /// +1 when all rows of a level are at the low bound, −1 at the high one, else 0.
  private func sign(ofLevel level: Int) -> Double {
    guard counts[4 * level + 1] == 0 else { return 0 }
    if counts[4 * level + 2] > 0 { return counts[4 * level] == 0 ? 1 : 0 }
    return counts[4 * level] > 0 ? -1 : 0
  }

  /// Whether a level has one row, inside the range.
  private func isAlone(_ level: Int) -> Bool {
    counts[4 * level + 1] == 1 && counts[4 * level] + counts[4 * level + 2] == 0
  }

  private mutating func separate(_ levels: [Int], _ touched: inout [Int]) {
    var coefficients = [Double](repeating: 0, count: verifier.columns.count)
    for level in levels { coefficients[firstColumn + level] = sign(ofLevel: level) }
    verifier.complete(&coefficients, singletons: singletons)
    guard
      let certificate = verifier.certificate(
        coefficients, method: .levels, inScope: inScope, least: .leastNormalMagnitude)
    else { return }
    certificates.append(certificate)
    for row in certificate.rows {
      inScope[row] = false
      drop(row, &touched)
    }
  }

  private mutating func setAside(_ level: Int, _ touched: inout [Int]) {
    guard counts[4 * level + 1] == 1 else { return }
    // Rows that are gone by now may be left out: they are not looked for.
    if members.isEmpty { members = LevelMembers(verifier.columns, inScope: isKept) }
    guard let member = members[level].first(where: { isKept[Int($0)] }) else { return }
    let row = Int(member)
    let column = firstColumn + level
    for block in verifier.columns.blocks
    where verifier.columns.column(ofRow: row, in: block) == column {
      singletons.append(SingletonRow(row: row, column: column, entry: block.values?[row] ?? 1))
    }
    drop(row, &touched)
  }

  private mutating func drop(_ row: Int, _ touched: inout [Int]) {
    guard isKept[row] else { return }
    isKept[row] = false
    for block in verifier.columns.blocks {
      count(row, in: block, by: -1)
      touched.append(verifier.columns.column(ofRow: row, in: block) - firstColumn)
    }
  }

  private mutating func count(_ row: Int, in block: SeparationColumns.Block, by change: Int32) {
    let entry = block.values?[row] ?? 1
    let side = verifier.tails[row].signum() * (entry > 0 ? 1 : -1)
    guard entry != 0 else { return }
    let level = verifier.columns.column(ofRow: row, in: block) - firstColumn
    counts[4 * level + 1 + Int(side)] += change
  }
}

private func tally(
  _ codes: Span<Int32>, _ tails: Span<Int8>, _ isKept: Span<Bool>, _ counts: inout [Int32],
  first: Int
) {
  var counts = counts.mutableSpan
  for row in codes.indices where isKept[row] {
    counts[4 * (first + Int(codes[row])) + 1 + Int(tails[row])] &+= 1
  }
}

/// The rows of each level of the effects and slopes, without those where a slope's variable is 0.
private struct LevelMembers {
  private var starts: [Int] = []
  private var rows: [Int32] = []

  init() {}

  init(_ columns: SeparationColumns, inScope: [Bool]) {
    let first = columns.regressors.count
    starts = [Int](repeating: 0, count: columns.count - first + 1)
    for block in columns.blocks {
      for row in inScope.indices where inScope[row] && (block.values?[row] ?? 1) != 0 {
        starts[columns.column(ofRow: row, in: block) - first + 1] += 1
      }
    }
    for level in 1..<max(1, starts.count) { starts[level] += starts[level - 1] }
    var next = starts
    rows = [Int32](repeating: 0, count: starts.last ?? 0)
    for block in columns.blocks {
      for row in inScope.indices where inScope[row] && (block.values?[row] ?? 1) != 0 {
        let level = columns.column(ofRow: row, in: block) - first
        rows[next[level]] = Int32(truncatingIfNeeded: row)
        next[level] += 1
      }
    }
  }

  var isEmpty: Bool { starts.isEmpty }

  subscript(level: Int) -> ArraySlice<Int32> { rows[starts[level]..<starts[level + 1]] }
}
