/// Evaluates statements at printed numbers.
struct Evaluator {
  let numbers: PrintedNumbers
  var official: OfficialValues = [:]
  /// Cells with other numbers, a few: what a hypothesis changes.
  var changes: [(cell: Int, value: PrintedValue)] = []

  /// The number of a cell.
  subscript(cell: Int) -> PrintedValue? {
    for change in changes where change.cell == cell { return change.value }
    return numbers.values[cell]
  }

  /// The fit alone: what the search for repairs asks thousands of times.
  func fit(_ statement: Statement) -> Fit { evaluate(statement, needsRange: false).fit }

  /// Value, range and fit.
  ///
  /// - Parameters:
  ///   - statement: the relation.
  ///   - needsRange: whether the range is wanted where the value alone decides.
  /// - Returns: the fit; value and range where there are any.
  func evaluate(_ statement: Statement, needsRange: Bool = true) -> Evaluation {
    guard statement.missing.isEmpty else { return Evaluation(fit: .missing) }
    if case .conditions = statement.target {
      return Evaluation(fit: conditions(statement))
    }
    guard let tape = statement.tape, let inputs = inputs(of: tape) else {
      return Evaluation(fit: .missing)
    }
    guard let value = tape.value(at: inputs.map(\.value)) else {
      return Evaluation(fit: .undefined)
    }
    let isExact = holds(statement, value)
    guard let isExact else { return Evaluation(fit: .missing, value: value) }
    if isExact, !needsRange { return Evaluation(fit: .reproduced, value: value) }
    let intervals = inputs.map(\.rounding)
    // Natural interval arithmetic is too wide, never too narrow: what it excludes is excluded.
    if !needsRange, !isExact, let outer = tape.naturalRange(over: intervals),
      !isPossible(statement, outer), !isTruncated(statement, outer)
    {
      return Evaluation(fit: .contradicted, value: value)
    }
    let range = tape.range(over: intervals)
    if isExact { return Evaluation(fit: .reproduced, value: value, range: range) }
    let fit: Fit =
      if let range, isPossible(statement, range.interval) {
        .inputs
      } else if isTruncated(statement, range?.interval ?? RealInterval(point: value)) {
        .truncated
      } else { .contradicted }
    return Evaluation(fit: fit, value: value, range: range)
  }

  /// The numbers of a tape's leaves; nil where one is not there.
  func inputs(of tape: Tape) -> [PrintedValue]? {
    var result: [PrintedValue] = []
    result.reserveCapacity(tape.leaves.count)
    for leaf in tape.leaves {
      switch leaf {
      case .cell(let index):
        guard let value = self[index] else { return nil }
        result.append(value)
      case .data(let key):
        guard let value = official[key] else { return nil }
        result.append(value)
      }
    }
    return result
  }

  /// The interval a printed result stands for.
  func printedInterval(_ statement: Statement) -> RealInterval? {
    guard let cell = statement.result, let printed = self[cell] else { return nil }
    guard let tolerance = statement.tolerance else { return printed.rounding }
    return RealInterval(printed.value - tolerance, printed.value + tolerance)
  }

  // MARK: Targets

  private func holds(_ statement: Statement, _ value: Double) -> Bool? {
    switch statement.target {
    case .printed: printedInterval(statement)?.contains(value)
    case .bound(let relation, let cell):
      self[cell].map { relation.holds(value - $0.value) }
    case .between(let interval): interval.contains(value)
    case .word(let word, let isGrowth): Self.fits(word, isGrowth, RealInterval(point: value))
    case .conditions: nil
    }
  }

  private func isPossible(_ statement: Statement, _ range: RealInterval) -> Bool {
    switch statement.target {
    case .printed: printedInterval(statement)?.meets(range) ?? false
    case .bound(let relation, let cell):
      self[cell].map { relation.isPossible(range, $0.value) } ?? false
    case .between(let interval): interval.meets(range)
    case .word(let word, let isGrowth): Self.fits(word, isGrowth, range)
    case .conditions: false
    }
  }

  /// Whether some number of the range is cut off to the printed digits.
  private func isTruncated(_ statement: Statement, _ range: RealInterval) -> Bool {
    guard case .printed(let cell) = statement.target, statement.tolerance == nil else {
      return false
    }
    return self[cell]?.truncation.meets(range) ?? false
  }

  /// Whether some number of an interval is what a word says.
  static func fits(_ word: LexiconWord, _ isGrowth: Bool, _ range: RealInterval) -> Bool {
    let (low, high, isAbsolute) = word.bounds(isGrowth: isGrowth)
    return (isAbsolute ? range.magnitude : range).meets(RealInterval(low, high))
  }

  // MARK: Conditions

  private func conditions(_ statement: Statement) -> Fit {
    guard !statement.conditions.isEmpty || statement.grim != nil else { return .missing }
    var worst = Fit.reproduced
    for condition in statement.conditions {
      worst = max(worst, fit(condition))
    }
    if let grim = statement.grim { worst = max(worst, fit(mean: grim.mean, of: grim.count)) }
    return worst
  }

  private func fit(_ condition: Statement.Condition) -> Fit {
    guard let inputs = inputs(of: condition.difference) else { return .missing }
    guard let value = condition.difference.value(at: inputs.map(\.value)) else { return .undefined }
    if condition.relation.holds(value) { return .reproduced }
    guard let range = condition.difference.range(over: inputs.map(\.rounding)) else {
      return .contradicted
    }
    let isPossible = condition.relation.isPossible(range.interval, 0)
    // Printed numbers that round alike are equal.
    if isPossible { return condition.relation == .equal ? .reproduced : .inputs }
    return .contradicted
  }

  private func fit(mean: Int, of count: Tape) -> Fit {
    guard let printed = self[mean], let inputs = inputs(of: count) else {
      return .missing
    }
    guard let n = count.value(at: inputs.map(\.value)) else { return .undefined }
    return Tape.isPossibleMean(printed, of: n) ? .reproduced : .contradicted
  }
}

extension ComparisonOperator {
  /// Whether a difference stands so to zero.
  func holds(_ difference: Double) -> Bool {
    switch self {
    case .equal: difference == 0
    case .notEqual: difference != 0
    case .less: difference < 0
    case .lessOrEqual: difference <= 0
    case .greater: difference > 0
    case .greaterOrEqual: difference >= 0
    }
  }

  /// Whether some number of an interval stands so to a bound.
  func isPossible(_ range: RealInterval, _ bound: Double) -> Bool {
    switch self {
    case .equal: range.contains(bound)
    case .notEqual: range.low != bound || range.high != bound
    case .less, .lessOrEqual: range.low < bound || (self == .lessOrEqual && range.low == bound)
    case .greater, .greaterOrEqual:
      range.high > bound || (self == .greaterOrEqual && range.high == bound)
    }
  }
}
