internal import TamgaNumerics

/// A row of two measures, as in a year with investments and exports.
public struct LabelledPair: Hashable, Sendable {
  /// What the row is, as in `2020`.
  public let label: String
  /// The first measure; nil when it is not known.
  public let x: Double?
  /// The second measure; nil when it is not known.
  public let y: Double?

  /// Creates a row.
  public init(label: String, x: Double?, y: Double?) {
    self.label = label
    self.x = x
    self.y = y
  }
}

/// Why a table cannot be correlated at all.
public enum CorrelationError: Error, Hashable, Sendable {
  /// A number is infinite or not a number.
  case notFinite(row: Int)
}

/// The complete rows of a table of two measures, in an order of their own.
///
/// Rows are sorted by their values, so that no statistic depends on the order of the table.
package struct Sample {
  package let x: [Double]
  package let y: [Double]
  /// The row of the table each pair came from.
  package let rows: [Int]

  package init(_ pairs: [LabelledPair]) throws(CorrelationError) {
    var complete: [(x: Double, y: Double, row: Int)] = []
    for (row, pair) in pairs.enumerated() {
      if pair.x?.isFinite == false || pair.y?.isFinite == false { throw .notFinite(row: row) }
      if let x = pair.x, let y = pair.y { complete.append((x, y, row)) }
    }
    complete.sort { ($0.x, $0.y, $0.row) < ($1.x, $1.y, $1.row) }
    x = complete.map(\.x)
    y = complete.map(\.y)
    rows = complete.map(\.row)
  }

  package var count: Int { x.count }
}

/// Ranks from 1; equal numbers share the average of their places.
package func averageRanks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}

/// The sizes of groups of equal numbers that have two members or more.
package func tieSizes(_ values: [Double]) -> [Int] {
  var sizes: [Int] = []
  let sorted = values.sorted()
  var start = 0
  for place in sorted.indices where place == sorted.count - 1 || sorted[place + 1] != sorted[place]
  {
    if place > start { sizes.append(place + 1 - start) }
    start = place + 1
  }
  return sizes
}
