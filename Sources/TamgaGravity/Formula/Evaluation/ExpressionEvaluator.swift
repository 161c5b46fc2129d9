/// The value of an expression in every row.
enum EvaluatedValue {
  case scalar(Double)
  /// NaN where it is not defined.
  case numbers([Double])
  case text(String)
  case levels(CategoricalColumn)
}

/// Computes expressions over a frame and notes why a row has no value.
struct ExpressionEvaluator {
  let frame: ModelFrame
  let panel: PanelKey?
  var marks: RowMarks
  /// The text that places refer to.
  var source: FormulaError.Source = .formula
  private var index: PanelIndex?
  private var levelsOfNumbers: [String: CategoricalColumn] = [:]
  /// The name of the term at hand, for the ledger.
  private var termName = ""
  /// Whether rows are marked: not inside a lag, whose argument is of another row.
  private var isMarking = true

  init(_ frame: ModelFrame, panel: PanelKey?) {
    self.frame = frame
    self.panel = panel
    marks = RowMarks(rows: frame.rowCount)
  }

  /// Forgets the marks; what is known of the columns stays.
  mutating func restart() {
    marks = RowMarks(rows: frame.rowCount)
    source = .formula
  }

  /// The numbers of an expression; rows where they are not finite are marked.
  mutating func numbers(_ expression: FormulaExpression) throws(FormulaError) -> [Double] {
    termName = expression.description
    let values: [Double]
    switch try value(expression) {
    case .numbers(let numbers): values = numbers
    case .scalar(let scalar): values = [Double](repeating: scalar, count: frame.rowCount)
    case .text(let text): throw failure(.textColumn(text), expression.place)
    case .levels(let column): throw failure(.textColumn(column.name), expression.place)
    }
    markNonFinite(values, termName)
    return values
  }

  /// Marks rows where numbers are not finite.
  mutating func markNonFinite(_ values: [Double], _ name: String) {
    if !areFinite(values.span) { marks.mark(.nonFinite(name)) { !values[$0].isFinite } }
  }

  func failure(_ reason: FormulaError.Reason, _ place: FormulaPlace) -> FormulaError {
    FormulaError(reason, at: place, in: source)
  }

  /// The levels of a column; those of numbers in ascending order.
  mutating func levels(
    _ name: String, at place: FormulaPlace
  ) throws(FormulaError) -> CategoricalColumn {
    switch try column(name, place) {
    case .categorical(let column): return column
    case .numeric(let column):
      if let known = levelsOfNumbers[name] { return known }
      let levels = CategoricalColumn(column)
      levelsOfNumbers[name] = levels
      return levels
    }
  }

  private func column(
    _ name: String, _ place: FormulaPlace
  ) throws(FormulaError) -> ModelFrame.Column {
    guard let column = frame[name] else {
      let nearest = NearestNames.of(name, among: frame.names)
      throw failure(.unknownColumn(name, nearest: nearest), place)
    }
    return column
  }

  /// The value of an expression, without a look at whether it is finite.
  mutating func value(_ expression: FormulaExpression) throws(FormulaError) -> EvaluatedValue {
    switch expression {
    case .number(let number, _): return .scalar(number)
    case .text(let text, _): return .text(text)
    case .column(let name, let place):
      switch try column(name, place) {
      case .numeric(let column):
        if isMarking, column.missing != nil {
          marks.mark(.missing(name)) { column.isMissing($0) }
        }
        return .numbers(column.values)
      case .categorical(let column):
        if isMarking, hasNegative(column.codes.span) {
          marks.mark(.missing(name)) { column.codes[$0] < 0 }
        }
        return .levels(column)
      }
    case .negative(let inner, _): return try mapped(inner) { -$0 }
    case .not(let inner, _): return try mapped(inner) { $0.isNaN ? $0 : ($0 == 0 ? 1 : 0) }
    case .call(let function, let inner, _): return try call(function, inner)
    case .binary(let sign, let left, let right, let place):
      return try joined(sign, left, right, place)
    case .lag(let inner, let periods, let place):
      return .numbers(try lagged(inner, periods, place, name: expression.description))
    }
  }

  private mutating func mapped(
    _ inner: FormulaExpression, _ function: (Double) -> Double
  ) throws(FormulaError) -> EvaluatedValue {
    switch try numeric(inner) {
    case .scalar(let scalar): return .scalar(function(scalar))
    case .vector(let values): return .numbers(mapNumbers(values, function))
    }
  }

  /// A number, or numbers; texts and levels are refused.
  private mutating func numeric(
    _ expression: FormulaExpression
  ) throws(FormulaError) -> NumericValue {
    switch try value(expression) {
    case .scalar(let scalar): return .scalar(scalar)
    case .numbers(let values): return .vector(values)
    case .text(let text): throw failure(.textColumn(text), expression.place)
    case .levels(let column): throw failure(.textColumn(column.name), expression.place)
    }
  }

  private mutating func call(
    _ function: FormulaExpression.Function, _ inner: FormulaExpression
  ) throws(FormulaError) -> EvaluatedValue {
    if function == .log || function == .log1p, isMarking,
      case .vector(let values) = try numeric(inner)
    {
      let limit: Double = function == .log ? 0 : -1
      // A row whose argument is missing has that reason already: NaN is not below the limit.
      if hasNumber(values.span, atMost: limit) {
        marks.mark(.logNonpositive(termName)) { values[$0] <= limit }
      }
      return .numbers(mapNumbers(values, function.compute))
    }
    return try mapped(inner, function.compute)
  }

  private mutating func joined(
    _ sign: FormulaExpression.Operator, _ left: FormulaExpression, _ right: FormulaExpression,
    _ place: FormulaPlace
  ) throws(FormulaError) -> EvaluatedValue {
    if sign == .equal || sign == .unequal {
      let first = try value(left)
      let second = try value(right)
      if let equality = try LevelEquality(first, second, self, left.place, right.place) {
        return .numbers(equality.dummies(whenEqual: sign == .equal))
      }
    }
    let compute = sign.compute
    switch (try numeric(left), try numeric(right)) {
    case (.scalar(let a), .scalar(let b)): return .scalar(compute(a, b))
    case (.vector(let a), .scalar(let b)):
      return .numbers(mapNumbers(a) { compute($0, b) })
    case (.scalar(let a), .vector(let b)):
      return .numbers(mapNumbers(b) { compute(a, $0) })
    case (.vector(let a), .vector(let b)):
      return .numbers(joinNumbers(a, b, compute))
    }
  }

  private mutating func lagged(
    _ inner: FormulaExpression, _ periods: Int, _ place: FormulaPlace, name: String
  ) throws(FormulaError) -> [Double] {
    let wasMarking = isMarking
    isMarking = false
    defer { isMarking = wasMarking }
    guard case .vector(let values) = try numeric(inner) else {
      throw failure(.badArguments("lag", usage: "lag(column, 1)"), place)
    }
    let lagged = try panelIndex(place).lagged(values, by: periods)
    if wasMarking, !areFinite(lagged.span) { marks.mark(.missing(name)) { lagged[$0].isNaN } }
    return lagged
  }

  private mutating func panelIndex(_ place: FormulaPlace) throws(FormulaError) -> PanelIndex {
    if let index { return index }
    guard let panel, !panel.units.isEmpty else { throw failure(.noPanelKey, place) }
    let inFormula = source
    source = .panel
    defer { source = inFormula }
    let start = FormulaPlace(column: 1)
    guard case .numeric(let times) = try column(panel.time, start) else {
      throw failure(.textColumn(panel.time), start)
    }
    var parts: [CategoricalColumn] = []
    for unit in panel.units { parts.append(try levels(unit, at: start)) }
    let units = PanelUnits(parts)
    let built = try PanelIndex(
      units: units.codes, unitCount: units.count, times: times, frame: frame)
    index = built
    return built
  }
}

private enum NumericValue {
  case scalar(Double)
  case vector([Double])
}
