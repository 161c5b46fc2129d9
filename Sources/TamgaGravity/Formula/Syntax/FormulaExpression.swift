/// An arithmetic expression over the columns of a frame.
public indirect enum FormulaExpression: Sendable, Hashable {
  /// A function of one number.
  public enum Function: String, Sendable, Hashable, CaseIterable {
    /// The natural logarithm; undefined for numbers that are not positive.
    case log
    /// The natural logarithm of 1 + x; undefined for x ≤ -1.
    case log1p
    /// The exponential function.
    case exp
    /// The square root; undefined below zero.
    case sqrt
    /// The absolute value.
    case abs
  }

  /// A sign between two numbers.
  public enum Operator: String, Sendable, Hashable {
    /// Sum.
    case plus = "+"
    /// Difference.
    case minus = "-"
    /// Product.
    case times = "*"
    /// Quotient.
    case divided = "/"
    /// Power.
    case power = "^"
    /// 1 when equal, else 0.
    case equal = "=="
    /// 1 when different, else 0.
    case unequal = "!="
    /// 1 when less, else 0.
    case less = "<"
    /// 1 when less or equal, else 0.
    case lessOrEqual = "<="
    /// 1 when greater, else 0.
    case greater = ">"
    /// 1 when greater or equal, else 0.
    case greaterOrEqual = ">="
    /// 1 when both are other than 0.
    case and = "&"
    /// 1 when at least one is other than 0.
    case or = "|"
  }

  /// A number.
  case number(Double, FormulaPlace)
  /// A text, to compare a categorical column with.
  case text(String, FormulaPlace)
  /// A column.
  case column(String, FormulaPlace)
  /// The number with the other sign.
  case negative(FormulaExpression, FormulaPlace)
  /// 1 when the number is 0, else 0.
  case not(FormulaExpression, FormulaPlace)
  /// Two numbers joined by a sign.
  case binary(Operator, FormulaExpression, FormulaExpression, FormulaPlace)
  /// A function of a number.
  case call(Function, FormulaExpression, FormulaPlace)
  /// The value of the same unit so many periods earlier; below zero, later.
  case lag(FormulaExpression, Int, FormulaPlace)

  /// Where it stands.
  public var place: FormulaPlace {
    switch self {
    case .number(_, let place), .text(_, let place), .column(_, let place),
      .negative(_, let place), .not(_, let place), .binary(_, _, _, let place),
      .call(_, _, let place), .lag(_, _, let place):
      place
    }
  }

  /// The columns it names, with the place of each mention.
  package var columns: [(name: String, place: FormulaPlace)] {
    switch self {
    case .number, .text: []
    case .column(let name, let place): [(name, place)]
    case .negative(let inner, _), .not(let inner, _), .call(_, let inner, _),
      .lag(let inner, _, _):
      inner.columns
    case .binary(_, let left, let right, _): left.columns + right.columns
    }
  }

  /// Whether it can stand between the signs of terms as it is, without `I(…)`.
  var isPlainTerm: Bool {
    switch self {
    case .column, .call, .lag: true
    case .binary(.power, .column, .number, _): true
    case .number, .text, .negative, .not, .binary: false
    }
  }

  /// Whether it looks at other periods.
  var hasLag: Bool {
    switch self {
    case .number, .text, .column: false
    case .lag: true
    case .negative(let inner, _), .not(let inner, _), .call(_, let inner, _): inner.hasLag
    case .binary(_, let left, let right, _): left.hasLag || right.hasLag
    }
  }
}

extension FormulaExpression: CustomStringConvertible {
  /// The expression in one fixed spelling, the same for equal meaning of spaces and brackets.
  public var description: String { spelled(above: 0) }

  private func spelled(above outer: Int) -> String {
    let (words, strength) = spelling
    return strength < outer ? "(\(words))" : words
  }

  private var spelling: (words: String, strength: Int) {
    switch self {
    case .number(let value, _): (Self.spell(value), 9)
    case .text(let text, _): ("\"\(text)\"", 9)
    case .column(let name, _): (Self.spell(name), 9)
    case .negative(let inner, _): ("-" + inner.spelled(above: 6), 6)
    case .not(let inner, _): ("!" + inner.spelled(above: 6), 6)
    case .call(let function, let inner, _): ("\(function.rawValue)(\(inner.description))", 9)
    case .lag(let inner, let periods, _):
      ("\(periods < 0 ? "lead" : "lag")(\(inner.description), \(periods.magnitude))", 9)
    case .binary(let sign, let left, let right, _):
      (
        left.spelled(above: sign == .power || sign.isComparison ? sign.strength + 1 : sign.strength)
          + (sign.strength > 4 ? sign.rawValue : " \(sign.rawValue) ")
          + right.spelled(above: sign == .power ? 7 : sign.strength + 1), sign.strength
      )
    }
  }

  /// A name, in back quotes unless it is a plain word.
  static func spell(_ name: String) -> String {
    let isWord = name.first.map { $0.isLetter || $0 == "_" || $0 == "." } ?? false
    let isPlain = isWord && name.allSatisfy { $0.isLetter || $0.isNumber || "_.".contains($0) }
    return isPlain ? name : "`\(name)`"
  }

  static func spell(_ value: Double) -> String {
    guard value == value.rounded(), value.magnitude < 1e15 else { return "\(value)" }
    return String(Int(value))
  }
}

extension FormulaExpression.Operator {
  /// How tightly it binds: 1 or, 2 and, 3 comparison, 4 sum, 5 product, 7 power.
  var strength: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
    case .plus, .minus: 4
    case .times, .divided: 5
    case .power: 7
    }
  }

  /// Whether it compares.
  var isComparison: Bool { strength == 3 }
}
