/// Finds rows that are sums of other rows, from the numbers alone.
///
/// Rows v₁…vₙ are vectors over the columns of money. Row i is the sum of its children when
///
///     |Σ v_j − v_i| ≤ (k + 1) · ½ulp   in every column
///
/// over k ≥ 2 contiguous children j, where a row already known to be a sum stands for its own.
struct AggregateFinder {
  /// A sum and the rows it adds.
  struct Sum: Hashable, Sendable {
    /// The row of the sum.
    let row: Int
    /// The rows it adds.
    let children: [Int]
    /// The sum less its children, by column; empty when it closes.
    var residuals: [Int128] = []
  }

  /// What labels say of a row.
  enum Hint: Hashable, Sendable {
    /// Nothing.
    case none
    /// It cannot be a sum: a country among partners.
    case leaf
    /// It is a sum, whether it closes or not.
    case group
    /// It is a sum over everything.
    case world
    /// It is a leaf that belongs to no group: an undefined country.
    case apart
  }

  private let table: ScaledTable
  private let hints: [Hint]
  private let isNonnegative: Bool
  private var end: [Int]
  private var sums: [Int: Sum] = [:]

  /// Returns the sums of a table in row order.
  static func sums(in table: ScaledTable, hints: [Hint] = []) -> [Sum] {
    let count = table.rows.count
    guard count > 2 else { return AggregateFinder(table, hints).forcedOnly() }
    var down = AggregateFinder(table, hints)
    down.findNested()
    down.findWhole()
    if down.sums.isEmpty {
      let mirrored = ScaledTable(rows: Array(table.rows.reversed()), like: table)
      var up = AggregateFinder(mirrored, hints.reversed())
      up.findNested()
      return up.sums.values.map { sum in
        Sum(row: count - 1 - sum.row, children: sum.children.map { count - 1 - $0 }.sorted())
      }.sorted { $0.row < $1.row }
    }
    return down.sums.values.sorted { $0.row < $1.row }
  }

  private init(_ table: ScaledTable, _ hints: [Hint]) {
    self.table = table
    self.hints =
      hints.count == table.rows.count
      ? hints : [Hint](repeating: .none, count: table.rows.count)
    end = Array(table.rows.indices)
    isNonnegative = table.rows.allSatisfy { row in row.allSatisfy { $0 >= 0 } }
  }

  private func forcedOnly() -> [Sum] {
    hints.indices.filter { hints[$0] == .group || hints[$0] == .world }
      .map { Sum(row: $0, children: []) }
  }

  /// Parents before their children, from the bottom up.
  private mutating func findNested() {
    for row in table.rows.indices.reversed() where hints[row] != .leaf && hints[row] != .apart {
      if let children = closingRun(of: row) {
        sums[row] = Sum(row: row, children: children)
        end[row] = end[children[children.count - 1]]
      } else if hints[row] == .group {
        force(row)
      }
    }
  }

  /// The run of rows below a row that adds up to it.
  private func closingRun(of row: Int) -> [Int]? {
    guard isTelling(row) else { return nil }
    var total = [Int128](repeating: 0, count: table.ulps.count)
    var children: [Int] = []
    var filled = 0
    var next = row + 1
    while next < table.rows.count {
      add(next, to: &total)
      children.append(next)
      if table.rows[next].contains(where: { $0 != 0 }) { filled += 1 }
      next = end[next] + 1
      if filled >= 2, closes(row, total, count: children.count) { return children }
      if children.count == Self.longestRun { return nil }
      if isNonnegative, isExceeded(row, by: total) { return nil }
    }
    return nil
  }

  /// Rows looked at below one row before it is taken for no sum.
  private static let longestRun = 4096

  /// Whether a total is past its row for good, the rows being nowhere negative.
  private func isExceeded(_ row: Int, by total: [Int128]) -> Bool {
    total.indices.contains { column in
      total[column] - table.rows[row][column] > 2048 * table.ulps[column]
    }
  }

  /// A labelled group that does not close keeps the rows down to the next group, and a residual.
  private mutating func force(_ row: Int) {
    var children: [Int] = []
    var next = row + 1
    while next < table.rows.count, hints[next] == .leaf || hints[next] == .none {
      children.append(next)
      next = end[next] + 1
    }
    let residuals = residuals(row, children)
    // «Other countries» in the middle of a list is no heading of the rows that follow it.
    let near = residuals.indices.count { column in
      10 * abs(residuals[column]) <= abs(table.rows[row][column])
    }
    guard 2 * near >= residuals.count, let last = children.last else {
      sums[row] = Sum(row: row, children: [])
      return
    }
    sums[row] = Sum(row: row, children: children, residuals: residuals)
    end[row] = end[last]
  }

  /// The sum over everything: over the last of the top rows when groups that overlap come first,
  /// or below the rows it adds.
  private mutating func findWhole() {
    let tops = topRows()
    guard tops.count > 2 else { return }
    for (position, row) in tops.prefix(2).enumerated() where canBeWhole(row) {
      for skip in 1...8 where position + skip < tops.count - 1 {
        let children = Array(tops[(position + skip)...])
        if closes(row, children) {
          sums[row] = Sum(row: row, children: children)
          return
        }
      }
    }
    let last = tops[tops.count - 1]
    if canBeWhole(last) {
      for skip in 0...8 where skip < tops.count - 2 {
        let children = Array(tops[skip..<(tops.count - 1)])
        if closes(last, children) {
          sums[last] = Sum(row: last, children: children)
          return
        }
      }
    }
    guard let world = tops.first(where: { hints[$0] == .world }), sums[world] == nil else { return }
    let children = tops.filter { row in
      row != world && (hints[row] != .group || !(sums[row]?.children.isEmpty ?? true))
    }
    sums[world] = Sum(row: world, children: children, residuals: residuals(world, children))
  }

  private func topRows() -> [Int] {
    var tops: [Int] = []
    var row = 0
    while row < table.rows.count {
      tops.append(row)
      row = end[row] + 1
    }
    return tops
  }

  private func canBeWhole(_ row: Int) -> Bool {
    sums[row] == nil && hints[row] != .leaf && hints[row] != .apart && isTelling(row)
  }

  /// Whether a row has digits enough that sums do not meet it by chance: four over all columns.
  private func isTelling(_ row: Int) -> Bool {
    var digits = 0
    for (value, ulp) in zip(table.rows[row], table.ulps) {
      var rest = abs(value) / ulp
      while rest > 0 {
        digits += 1
        rest /= 10
      }
    }
    return digits >= 4
  }

  private func add(_ row: Int, to total: inout [Int128]) {
    for column in total.indices { total[column] += table.rows[row][column] }
  }

  private func closes(_ row: Int, _ children: [Int]) -> Bool {
    var total = [Int128](repeating: 0, count: table.ulps.count)
    for child in children { add(child, to: &total) }
    let filled = children.filter { table.rows[$0].contains { $0 != 0 } }.count
    return filled >= 2 && closes(row, total, count: children.count)
  }

  private func closes(_ row: Int, _ total: [Int128], count: Int) -> Bool {
    for column in total.indices {
      let gap = abs(total[column] - table.rows[row][column])
      if 2 * gap > Int128(count + 1) * table.ulps[column] { return false }
    }
    return true
  }

  private func residuals(_ row: Int, _ children: [Int]) -> [Int128] {
    guard !children.isEmpty else { return [] }
    var total = [Int128](repeating: 0, count: table.ulps.count)
    for child in children { add(child, to: &total) }
    return total.indices.map { column in
      let gap = table.rows[row][column] - total[column]
      return 2 * abs(gap) > Int128(children.count + 1) * table.ulps[column] ? gap : 0
    }
  }
}

extension ScaledTable {
  /// The same table with other rows.
  fileprivate init(rows: [[Int128]], like table: ScaledTable) {
    self.rows = rows
    scale = table.scale
    ulps = table.ulps
  }
}
