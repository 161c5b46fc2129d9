internal import TamgaNumerics

/// Recomputes plain formulas: `SUM` over ranges, and chains of cells joined by `+` and `-`.
///
/// Anything else is left alone: its cached value stands.
struct FormulaCheck {
  private let grid: Grid

  /// Creates a check of a sheet's formulas.
  init(_ grid: Grid) { self.grid = grid }

  /// The recomputed value of a cell whose cached value differs from it; nil when they agree or the
  /// formula is not a plain one.
  func difference(at address: CellAddress) -> Double? {
    guard let cell = grid.cells[address], let formula = cell.formula,
      case .number(let cached) = cell.content, let computed = evaluate(formula)
    else { return nil }
    let tolerance = 1e-9 * max(abs(cached), abs(computed.value), computed.largest)
    return abs(cached - computed.value) <= tolerance ? nil : computed.value
  }

  private struct Result {
    var value = 0.0
    var largest = 0.0

    mutating func add(_ term: Double) {
      value += term
      largest = max(largest, abs(term))
    }
  }

  private func evaluate(_ formula: String) -> Result? {
    var rest = formula.filter { !$0.isWhitespace && $0 != "$" && $0 != "=" }[...]
    guard !rest.isEmpty, rest.utf8.count < 4096 else { return nil }
    var result = Result()
    var isFirst = true
    while let first = rest.first {
      var sign = 1.0
      if first == "+" || first == "-" {
        sign = first == "-" ? -1 : 1
        rest = rest.dropFirst()
      } else if !isFirst {
        return nil
      }
      isFirst = false
      guard let terms = term(&rest) else { return nil }
      for term in terms { result.add(sign * term) }
    }
    return result
  }

  private func term(_ rest: inout Substring) -> [Double]? {
    if rest.uppercased().hasPrefix("SUM(") {
      guard let close = rest.firstIndex(of: ")") else { return nil }
      let inner = rest[rest.index(rest.startIndex, offsetBy: 4)..<close]
      rest = rest[rest.index(after: close)...]
      var values: [Double] = []
      for part in inner.split(whereSeparator: { $0 == "," || $0 == ";" }) {
        guard let range = range(part) else { return nil }
        values += range
      }
      return values
    }
    let token = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." }
    guard !token.isEmpty else { return nil }
    rest = rest.dropFirst(token.count)
    if let number = Double(token) { return [number] }
    return address(token).map { [value(at: $0)] }
  }

  private func range(_ text: Substring) -> [Double]? {
    let ends = text.split(separator: ":").map(address)
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
      return nil
    }
    guard first.row <= last.row, first.column <= last.column,
      (last.row - first.row + 1) * (last.column - first.column + 1) <= 100_000
    else { return nil }
    var values: [Double] = []
    for row in first.row...last.row {
      for column in first.column...last.column {
        values.append(value(at: CellAddress(row: row, column: column)))
      }
    }
    return values
  }

  /// The number in a cell; text and blanks count as nothing, as spreadsheets have it in `SUM`.
  private func value(at address: CellAddress) -> Double {
    guard case .number(let value) = grid.cells[address]?.content else { return 0 }
    return value
  }

  private func address(_ text: Substring) -> CellAddress? {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    guard (1...3).contains(letters.count), let row = Int(text.dropFirst(letters.count)),
      (1...2_000_000).contains(row)
    else { return nil }
    var column = 0
    for byte in letters.uppercased().utf8 { column = column * 26 + Int(byte - 64) }
    return CellAddress(row: row - 1, column: column - 1)
  }
}
