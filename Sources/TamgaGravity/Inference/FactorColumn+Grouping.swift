extension FactorColumn {
  /// A column whose codes were made here and are known to lie in range.
  init(known name: String, codes: [Int32], levelCount: Int) {
    self.name = name
    self.codes = codes
    self.levelCount = levelCount
  }

  /// The levels with at least one row.
  var occupiedCount: Int { FactorColumn.occupied(codes.span, levels: levelCount) }

  private static func occupied(_ codes: Span<Int32>, levels: Int) -> Int {
    var seen = [Bool](repeating: false, count: levels)
    var count = 0
    var marks = seen.mutableSpan
    for row in codes.indices where !marks[Int(codes[row])] {
      marks[Int(codes[row])] = true
      count += 1
    }
    return count
  }

  /// The column whose levels are the pairs of levels that occur together, numbered by the first
  /// column's level.
  ///
  /// Both columns have one entry a row.
  func interacted(with other: FactorColumn) -> FactorColumn {
    let (cells, overflow) = levelCount.multipliedReportingOverflow(by: other.levelCount)
    let isSmall = !overflow && cells <= max(1 << 16, codes.count)
    let (codes, count) =
      isSmall
      ? FactorColumn.tabulated(codes.span, other.codes.span, other.levelCount, cells)
      : FactorColumn.interaction(
        codes.span, levelCount, other.codes.span, other.levelCount)
    return FactorColumn(known: name + "^" + other.name, codes: codes, levelCount: count)
  }

  /// Few pairs are possible: a table of them all.
  private static func tabulated(
    _ first: Span<Int32>, _ second: Span<Int32>, _ secondLevels: Int, _ cells: Int
  ) -> (codes: [Int32], count: Int) {
    var table = [Int32](repeating: -1, count: cells)
    var numbers = table.mutableSpan
    for row in first.indices { numbers[Int(first[row]) * secondLevels + Int(second[row])] = 0 }
    var count: Int32 = 0
    for cell in numbers.indices where numbers[cell] == 0 {
      numbers[cell] = count
      count += 1
    }
    var codes = [Int32](repeating: 0, count: first.count)
    var target = codes.mutableSpan
    for row in first.indices {
      target[row] = numbers[Int(first[row]) * secondLevels + Int(second[row])]
    }
    return (codes, Int(count))
  }

  /// Many pairs are possible: rows in the order of the first column, by counting.
  private static func interaction(
    _ first: Span<Int32>, _ firstLevels: Int, _ second: Span<Int32>, _ secondLevels: Int
  ) -> (codes: [Int32], count: Int) {
    var starts = [Int](repeating: 0, count: firstLevels + 1)
    for row in first.indices { starts[Int(first[row]) + 1] += 1 }
    for level in 0..<firstLevels { starts[level + 1] += starts[level] }
    var order = [Int32](repeating: 0, count: first.count)
    var next = starts
    for row in first.indices {
      let level = Int(first[row])
      order[next[level]] = Int32(truncatingIfNeeded: row)
      next[level] += 1
    }
    var codes = [Int32](repeating: 0, count: first.count)
    var stamp = [Int32](repeating: -1, count: secondLevels)
    var number = [Int32](repeating: 0, count: secondLevels)
    var count: Int32 = 0
    for level in 0..<firstLevels {
      for place in starts[level]..<starts[level + 1] {
        let row = Int(order[place])
        let other = Int(second[row])
        if stamp[other] != Int32(truncatingIfNeeded: level) {
          stamp[other] = Int32(truncatingIfNeeded: level)
          number[other] = count
          count += 1
        }
        codes[row] = number[other]
      }
    }
    return (codes, Int(count))
  }

  /// Whether each level of this column lies within one level of another.
  func isNested(in other: FactorColumn) -> Bool {
    FactorColumn.nested(codes.span, levelCount, other.codes.span)
  }

  private static func nested(
    _ inner: Span<Int32>, _ levels: Int, _ outer: Span<Int32>
  ) -> Bool {
    var home = [Int32](repeating: -1, count: levels)
    var homes = home.mutableSpan
    for row in inner.indices {
      let level = Int(inner[row])
      if homes[level] < 0 {
        homes[level] = outer[row]
      } else if homes[level] != outer[row] {
        return false
      }
    }
    return true
  }

  /// The connected components of the graph whose nodes are the levels of both columns and whose
  /// edges are the rows: the mobility groups of Abowd, Creecy and Kramarz (2002).
  func componentCount(with other: FactorColumn) -> Int {
    FactorColumn.components(codes.span, levelCount, other.codes.span, other.levelCount)
  }

  private static func components(
    _ first: Span<Int32>, _ firstLevels: Int, _ second: Span<Int32>, _ secondLevels: Int
  ) -> Int {
    var parents = (0..<(firstLevels + secondLevels)).map { Int32(truncatingIfNeeded: $0) }
    var parent = parents.mutableSpan
    func root(_ node: Int, _ parent: inout MutableSpan<Int32>) -> Int {
      var node = node
      while Int(parent[node]) != node {
        parent[node] = parent[Int(parent[node])]
        node = Int(parent[node])
      }
      return node
    }
    var touched = [Bool](repeating: false, count: firstLevels + secondLevels)
    var groups = 0
    for row in first.indices {
      let (left, right) = (Int(first[row]), firstLevels + Int(second[row]))
      if !touched[left] {
        touched[left] = true
        groups += 1
      }
      if !touched[right] {
        touched[right] = true
        groups += 1
      }
      let (a, b) = (root(left, &parent), root(right, &parent))
      if a != b {
        parent[max(a, b)] = Int32(truncatingIfNeeded: min(a, b))
        groups -= 1
      }
    }
    return groups
  }
}
