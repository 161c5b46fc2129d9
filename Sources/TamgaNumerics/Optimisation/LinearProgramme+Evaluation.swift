extension LinearProgramme {
  /// Returns the objective at a point with one finite value a column; nil at no such point.
  public func objective(at point: [Double]) -> Double? {
    guard isPoint(point) else { return nil }
    return offset + compensatedTotal(of: zip(columns, point).map { $0.cost * $1 })
  }

  /// Returns the value of each row at a point with one finite value a column.
  ///
  /// - Returns: nil at no such point, and when a row names a column that is not there.
  public func rowValues(at point: [Double]) -> [Double]? {
    guard isPoint(point) else { return nil }
    var values: [Double] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      guard row.terms.allSatisfy({ point.indices.contains($0.column) }) else { return nil }
      values.append(compensatedTotal(of: row.terms.map { $0.coefficient * point[$0.column] }))
    }
    return values
  }

  /// Returns by how much a point misses the bound it misses most; 0 when it meets all.
  ///
  /// Whole numbers are asked for too: a column of 0.3 that should be whole misses by 0.3.
  ///
  /// - Returns: the distance, in the units of the row or column; nil as for `rowValues`.
  public func largestViolation(at point: [Double]) -> Double? {
    guard let values = rowValues(at: point) else { return nil }
    var largest = 0.0
    for (row, value) in zip(rows, values) {
      largest = max(largest, row.lower - value, value - row.upper)
    }
    for (column, value) in zip(columns, point) {
      largest = max(largest, column.lower - value, value - column.upper)
      if column.isInteger { largest = max(largest, abs(value - value.rounded())) }
    }
    return largest
  }

  private func isPoint(_ values: [Double]) -> Bool {
    values.count == columns.count && values.allSatisfy(\.isFinite)
  }
}
