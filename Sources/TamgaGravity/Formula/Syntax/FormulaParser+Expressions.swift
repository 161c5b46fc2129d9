extension FormulaParser {
  /// Arithmetic as inside brackets and functions: all signs.
  mutating func expression() throws(FormulaError) -> FormulaExpression {
    try nested { parser throws(FormulaError) in
      try parser.chain(1)
    }
  }

  /// Arithmetic as in a term: powers, quotients and one comparison; `+ - * :` join terms.
  mutating func operand() throws(FormulaError) -> FormulaExpression {
    let left = try quotient()
    guard let sign = operatorAtHand, sign.isComparison else { return left }
    advance()
    return joined(left, sign, try quotient())
  }

  private mutating func quotient() throws(FormulaError) -> FormulaExpression {
    var left = try unary()
    while takes("/") { left = joined(left, .divided, try unary()) }
    return left
  }

  private var operatorAtHand: FormulaExpression.Operator? {
    guard case .sign(let sign) = token.kind else { return nil }
    switch sign {
    case "&&": return .and
    case "||": return .or
    default: return FormulaExpression.Operator(rawValue: sign)
    }
  }

  /// Signs of a strength and above, joined from the left; comparisons do not chain.
  private mutating func chain(_ strength: Int) throws(FormulaError) -> FormulaExpression {
    guard strength < 6 else { return try unary() }
    var left = try chain(strength + 1)
    var hasCompared = false
    while let sign = operatorAtHand, sign.strength == strength {
      if hasCompared {
        throw FormulaError(
          .notAllowed("a second comparison", instead: "(a < b) & (b < c)"), at: token.place)
      }
      hasCompared = sign.isComparison
      advance()
      left = joined(left, sign, try chain(strength + 1))
    }
    return left
  }

  private func joined(
    _ left: FormulaExpression, _ sign: FormulaExpression.Operator, _ right: FormulaExpression
  ) -> FormulaExpression {
    .binary(sign, left, right, left.place.through(right.place))
  }

  private mutating func unary() throws(FormulaError) -> FormulaExpression {
    let start = token.place
    if takes("-") {
      let inner = try nested { parser throws(FormulaError) in try parser.unary() }
      return .negative(inner, start.through(inner.place))
    }
    if takes("!") {
      let inner = try nested { parser throws(FormulaError) in try parser.unary() }
      return .not(inner, start.through(inner.place))
    }
    let base = try primary()
    guard takes("^") else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.unary() }
    return joined(base, .power, exponent)
  }

  private mutating func primary() throws(FormulaError) -> FormulaExpression {
    let start = token.place
    switch token.kind {
    case .number(let value):
      advance()
      return .number(value, start)
    case .text(let text):
      advance()
      return .text(text, start)
    case .name(let name):
      if following.kind == .sign("("), !token.words.hasPrefix("`") { return try call(name) }
      advance()
      return .column(name, start)
    case .sign("("):
      advance()
      let inner = try expression()
      try require(")")
      return inner
    case .sign, .end:
      throw expected("a column, a number or a function")
    }
  }

  private static let otherFunctions = ["I", "lag", "lead", "i", "c", "sw", "csw", "sw0", "csw0"]

  private mutating func call(_ name: String) throws(FormulaError) -> FormulaExpression {
    let start = token.place
    advance()
    if name == "I" {
      let inner = try bracketed { parser throws(FormulaError) in try parser.expression() }
      guard inner.count == 1 else {
        throw FormulaError(
          .badArguments("I", usage: "I(expression)"), at: start.through(last.place))
      }
      return inner[0]
    }
    if name == "lag" || name == "lead" { return try lag(name, start) }
    if let function = FormulaExpression.Function(rawValue: name) {
      let arguments = try bracketed { parser throws(FormulaError) in try parser.expression() }
      guard arguments.count == 1 else {
        throw FormulaError(
          .badArguments(name, usage: "\(name)(x)"), at: start.through(last.place))
      }
      return .call(function, arguments[0], start.through(last.place))
    }
    if Self.otherFunctions.contains(name) {
      let instead =
        switch name {
        case "i": "i(…) as a term of its own, or in a product f:x"
        case "c": "c(y1, y2) on the left, or after ref ="
        default: "\(name)(…) between + signs"
        }
      throw FormulaError(.notAllowed("\(name)(…)", instead: instead), at: start)
    }
    let known = FormulaExpression.Function.allCases.map(\.rawValue) + Self.otherFunctions
    throw FormulaError(
      .unknownFunction(name, nearest: NearestNames.of(name, among: known)), at: start)
  }

  /// `lag(x)`, `lag(x, k)`, `lag(x, -k)`; k is a whole number of periods.
  private mutating func lag(
    _ name: String, _ start: FormulaPlace
  ) throws(FormulaError) -> FormulaExpression {
    try require("(")
    let inner = try expression()
    var periods = 1
    if takes(",") {
      let isNegative = takes("-")
      guard case .number(let value) = token.kind, value == value.rounded(), value < 1e6 else {
        throw FormulaError(.badArguments(name, usage: "\(name)(x, 1)"), at: token.place)
      }
      advance()
      periods = isNegative ? -Int(value) : Int(value)
    }
    try require(")")
    return .lag(inner, name == "lead" ? -periods : periods, start.through(last.place))
  }
}
