/// What keeps a programme from being one.
public enum ProgrammeFault: Hashable, Sendable {
  /// A row names a column that is not there.
  case unknownColumn(row: Int, column: Int)
  /// A row names a column twice.
  case repeatedColumn(row: Int, column: Int)
  /// A coefficient is not finite, is 1e15 or more in size, or is not 0 but 1e-9 or less.
  case badCoefficient(row: Int, column: Int)
  /// A cost is not finite or is 1e20 or more in size.
  case badCost(column: Int)
  /// A bound is NaN, infinite on the wrong side, or finite but 1e20 or more in size.
  case badColumnBounds(column: Int)
  /// A bound is NaN, infinite on the wrong side, or finite but 1e20 or more in size.
  case badRowBounds(row: Int)
  /// The offset is not finite.
  case badOffset
  /// A group names a row that is not there.
  case unknownRow(group: Int, row: Int)
  /// There are more columns, rows or entries than 32 bits count.
  case tooLarge
}

extension LinearProgramme {
  /// The limits of sizes: beyond them a solver drops an entry or takes a number for infinite.
  enum Sizes {
    static let leastCoefficient = 1e-9
    static let greatestCoefficient = 1e15
    static let infinite = 1e20
  }

  /// Checks that every number and index can stand in a programme.
  ///
  /// - Throws: `invalid` with the first fault, columns before rows.
  public func validate() throws(SolverError) {
    guard offset.isFinite else { throw .invalid(.badOffset) }
    for (index, column) in columns.enumerated() {
      // A NaN is not below the limit either.
      guard abs(column.cost) < Sizes.infinite else { throw .invalid(.badCost(column: index)) }
      guard Self.areBounds(column.lower, column.upper) else {
        throw .invalid(.badColumnBounds(column: index))
      }
    }
    var lastRow = [Int](repeating: -1, count: columns.count)
    var entries = 0
    for (index, row) in rows.enumerated() {
      guard Self.areBounds(row.lower, row.upper) else {
        throw .invalid(.badRowBounds(row: index))
      }
      try check(row.terms, ofRow: index, &lastRow)
      entries += row.terms.count
    }
    guard max(columns.count, rows.count, entries) < Int(Int32.max) else {
      throw .invalid(.tooLarge)
    }
  }

  private func check(_ terms: [Term], ofRow row: Int, _ lastRow: inout [Int]) throws(SolverError) {
    for term in terms {
      let column = term.column
      guard columns.indices.contains(column) else {
        throw .invalid(.unknownColumn(row: row, column: column))
      }
      guard lastRow[column] != row else {
        throw .invalid(.repeatedColumn(row: row, column: column))
      }
      lastRow[column] = row
      let size = abs(term.coefficient)
      let isUsable = size > Sizes.leastCoefficient && size < Sizes.greatestCoefficient
      guard size == 0 || isUsable else {
        throw .invalid(.badCoefficient(row: row, column: column))
      }
    }
  }

  private static func areBounds(_ lower: Double, _ upper: Double) -> Bool {
    (lower == -.infinity || abs(lower) < Sizes.infinite)
      && (upper == .infinity || abs(upper) < Sizes.infinite)
  }
}
