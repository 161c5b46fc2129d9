/// Which rows have equal levels: a column against a text, or against another column.
struct LevelEquality {
  private let first: [Int32]
  /// The codes of the second side in the numbering of the first; nil for one fixed level.
  private let second: [Int32]?
  private let level: Int32

  /// Nil when neither side has levels.
  init?(
    _ left: EvaluatedValue, _ right: EvaluatedValue, _ evaluator: ExpressionEvaluator,
    _ leftPlace: FormulaPlace, _ rightPlace: FormulaPlace
  ) throws(FormulaError) {
    switch (left, right) {
    case (.levels(let column), .text(let text)):
      try self.init(column, text, evaluator, rightPlace)
    case (.text(let text), .levels(let column)):
      try self.init(column, text, evaluator, leftPlace)
    case (.levels(let one), .levels(let other)):
      var numbers: [String: Int32] = [:]
      for (code, level) in one.levels.enumerated() {
        numbers[level] = Int32(truncatingIfNeeded: code)
      }
      // A level that the first column lacks equals none of its levels.
      let renumbered = other.levels.map { numbers[$0] ?? .max }
      let codes = other.codes.map { $0 < 0 ? -1 : renumbered[Int($0)] }
      self.init(first: one.codes, second: codes, level: -1)
    default: return nil
    }
  }

  private init(
    _ column: CategoricalColumn, _ text: String, _ evaluator: ExpressionEvaluator,
    _ place: FormulaPlace
  ) throws(FormulaError) {
    guard let code = column.levels.firstIndex(of: text) else {
      let nearest = NearestNames.of(text, among: column.levels)
      throw evaluator.failure(
        .unknownLevel(text, column: column.name, nearest: nearest), place)
    }
    self.init(first: column.codes, second: nil, level: Int32(truncatingIfNeeded: code))
  }

  private init(first: [Int32], second: [Int32]?, level: Int32) {
    self.first = first
    self.second = second
    self.level = level
  }

  /// 1 and 0 by row, NaN where a side has no level.
  func dummies(whenEqual: Bool) -> [Double] {
    let (yes, no): (Double, Double) = whenEqual ? (1, 0) : (0, 1)
    var dummies = [Double](repeating: .nan, count: first.count)
    for row in first.indices where first[row] >= 0 {
      let other = second?[row] ?? level
      if other >= 0 { dummies[row] = first[row] == other ? yes : no }
    }
    return dummies
  }
}

/// Units out of several columns, numbered densely; -1 where a column has no level.
struct PanelUnits {
  private(set) var codes: [Int32]
  private(set) var count: Int

  init(_ columns: [CategoricalColumn]) {
    codes = columns.first?.codes ?? []
    count = columns.first?.levels.count ?? 0
    for next in columns.dropFirst() {
      var numbers: [UInt64: Int32] = [:]
      for row in codes.indices {
        let (one, other) = (codes[row], next.codes[row])
        guard one >= 0, other >= 0 else {
          codes[row] = -1
          continue
        }
        let key = UInt64(UInt32(bitPattern: one)) << 32 | UInt64(UInt32(bitPattern: other))
        let number = numbers[key] ?? Int32(truncatingIfNeeded: numbers.count)
        numbers[key] = number
        codes[row] = number
      }
      count = numbers.count
    }
  }
}
