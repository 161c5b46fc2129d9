extension ExpressionEvaluator {
  /// The columns of a term: one, or one for each combination of levels.
  mutating func columns(of term: FormulaTerm) throws(FormulaError) -> [NumericColumn] {
    var products: [NumericColumn] = []
    for (position, factor) in term.factors.enumerated() {
      let columns = try self.columns(of: factor)
      guard position > 0 else {
        products = columns
        continue
      }
      try requireFewer(products.count * columns.count, term.name, term.place)
      products = products.flatMap { left in
        columns.map { right in
          NumericColumn(
            name: "\(left.name):\(right.name)",
            values: joinNumbers(left.values, right.values) { $0 * $1 })
        }
      }
    }
    if term.factors.count > 1 {
      for product in products { markNonFinite(product.values, product.name) }
    }
    return products
  }

  private func requireFewer(
    _ count: Int, _ name: String, _ place: FormulaPlace
  ) throws(FormulaError) {
    // A gibibyte of dummy variables is a fixed effect that should be written as one.
    let limit = min(FormulaLimits.levels, max(1, (1 << 27) / max(1, frame.rowCount)))
    guard count <= limit else {
      throw failure(.tooManyLevels(name, count: count, limit: limit), place)
    }
  }

  private mutating func columns(
    of factor: FormulaFactor
  ) throws(FormulaError) -> [NumericColumn] {
    switch factor {
    case .expression(let expression):
      return [NumericColumn(name: factor.description, values: try numbers(expression))]
    case .levels(let name, let times, let reference, let place):
      let column = try levels(name, at: place)
      for level in reference where !column.levels.contains(level) {
        let nearest = NearestNames.of(level, among: column.levels)
        throw failure(.unknownLevel(level, column: name, nearest: nearest), place)
      }
      let shown = column.levels.indices.filter { !reference.contains(column.levels[$0]) }
      try requireFewer(shown.count, name, place)
      if hasNegative(column.codes.span) { marks.mark(.missing(name)) { column.codes[$0] < 0 } }
      let values = try times.map { expression throws(FormulaError) in try numbers(expression) }
      let suffix = times.map { ":\($0.description)" } ?? ""
      return shown.map { level in
        let code = Int32(truncatingIfNeeded: level)
        return NumericColumn(
          name: "\(name)::\(column.levels[level])\(suffix)",
          values: dummies(column.codes.span, of: code, times: values))
      }
    }
  }
}

/// 1, or the number given, where a row has the level; else 0.
private func dummies(_ codes: Span<Int32>, of code: Int32, times values: [Double]?) -> [Double] {
  var dummies = [Double](repeating: 0, count: codes.count)
  for row in codes.indices where codes[row] == code { dummies[row] = values?[row] ?? 1 }
  return dummies
}
