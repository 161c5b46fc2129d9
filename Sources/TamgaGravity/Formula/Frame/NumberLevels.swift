extension CategoricalColumn {
  /// The levels of a column of numbers: each different number one level, in ascending order.
  ///
  /// Rows without a value, or with one that is not finite, have no level.
  init(_ column: NumberColumn) {
    if let range = wholeRange(column.values.span), range.count <= max(65_536, column.values.count) {
      self.init(column, wholeNumbers: range)
      return
    }
    var codes: [UInt64: Int32] = [:]
    for value in column.values where value.isFinite { codes[(value + 0).bitPattern] = 0 }
    let sorted = codes.keys.map { Double(bitPattern: $0) }.sorted()
    for (code, value) in sorted.enumerated() {
      codes[value.bitPattern] = Int32(truncatingIfNeeded: code)
    }
    self.init(
      column.name,
      codes: column.values.map { $0.isFinite ? codes[($0 + 0).bitPattern] ?? -1 : -1 },
      levels: sorted.map(FormulaExpression.spell))
  }

  private init(_ column: NumberColumn, wholeNumbers range: ClosedRange<Int>) {
    var present = [Int32](repeating: -1, count: range.count)
    markPresent(column.values.span, from: Double(range.lowerBound), in: &present)
    var levels: [String] = []
    for index in present.indices where present[index] >= 0 {
      present[index] = Int32(truncatingIfNeeded: levels.count)
      levels.append(String(range.lowerBound + index))
    }
    var codes = [Int32](repeating: -1, count: column.values.count)
    lookUp(column.values.span, from: Double(range.lowerBound), present.span, into: &codes)
    self.init(column.name, codes: codes, levels: levels)
  }
}

/// The range of the finite numbers when all of them are whole and small; nil otherwise.
private func wholeRange(_ values: Span<Double>) -> ClosedRange<Int>? {
  var lowest = Double.infinity
  var highest = -Double.infinity
  for index in values.indices {
    let value = values[index]
    guard value.isFinite else { continue }
    guard value.magnitude < 1e9, value == Double(Int32(value)) else { return nil }
    lowest = min(lowest, value)
    highest = max(highest, value)
  }
  guard lowest <= highest else { return nil }
  return Int(lowest)...Int(highest)
}

private func markPresent(
  _ values: Span<Double>, from lowest: Double, in present: inout [Int32]
) {
  var present = present.mutableSpan
  for index in values.indices where values[index].isFinite {
    present[Int(values[index] - lowest)] = 0
  }
}

private func lookUp(
  _ values: Span<Double>, from lowest: Double, _ table: Span<Int32>, into codes: inout [Int32]
) {
  var codes = codes.mutableSpan
  for index in values.indices where values[index].isFinite {
    codes[index] = table[Int(values[index] - lowest)]
  }
}
