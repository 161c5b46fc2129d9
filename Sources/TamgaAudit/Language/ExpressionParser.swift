extension Expression {
  /// The most characters an expression may have.
  public static let lengthLimit = 4000
  /// The most levels an expression may have, operators and brackets counted alike.
  public static let depthLimit = 64

  /// Reads an expression.
  ///
  /// Tables, columns, rows and ids are not looked up here.
  ///
  /// - Parameter text: the expression as written.
  /// - Throws: a fault with a code from `T630` to `T641`, or `T647`, and its place in the text.
  public init(parsing text: String) throws(ExpressionFault) {
    var parser = try ExpressionParser(text)
    self = try parser.parse()
  }
}

/// Reads an expression by recursive descent.
///
///     conditions = chain ("and" chain)*
///     chain      = sum (("=" | "!=" | "<" | "<=" | ">" | ">=") sum)*
///     sum        = product (("+" | "-") product)*
///     product    = signed (("*" | "/") signed)*
///     signed     = "-" signed | operand ("^" signed)?
struct ExpressionParser {
  /// A tree and its height.
  struct Part {
    var tree: Expression
    var height = 1
  }

  var lexer: ExpressionLexer
  private(set) var current: ExpressionToken
  private var level = 0

  init(_ text: String) throws(ExpressionFault) {
    lexer = ExpressionLexer(text)
    guard lexer.count <= Expression.lengthLimit else {
      throw ExpressionFault(
        code: "T638",
        arguments: [
          "found": String(lexer.count), "limit": String(Expression.lengthLimit),
        ], offset: 0, length: 0)
    }
    current = ExpressionToken(kind: .end, text: "", offset: 0, length: 0)
    try advance()
  }

  mutating func parse() throws(ExpressionFault) -> Expression {
    let whole = try conditions()
    guard current.kind == .end else { throw unexpected(expected: Self.operators) }
    return whole.tree
  }

  // MARK: Levels

  mutating func conditions() throws(ExpressionFault) -> Part {
    var parts = [try chain()]
    while current.kind == .word, current.text == "and" {
      try advance()
      parts.append(try chain())
    }
    if parts.count == 1 { return parts[0] }
    let height = try raised(parts.map(\.height), at: current)
    return Part(tree: .all(parts.map(\.tree)), height: height)
  }

  private mutating func chain() throws(ExpressionFault) -> Part {
    let first = try arithmetic(1)
    var links: [Expression.Comparison] = []
    var heights = [first.height]
    while current.kind == .sign, let relation = ComparisonOperator(rawValue: current.text) {
      try advance()
      let right = try arithmetic(1)
      links.append(Expression.Comparison(relation, right.tree))
      heights.append(right.height)
    }
    guard !links.isEmpty else { return first }
    return Part(
      tree: .comparison(first.tree, links), height: try raised(heights, at: current))
  }

  private mutating func arithmetic(_ least: Int) throws(ExpressionFault) -> Part {
    var left = try signed()
    while let (operation, strength) = binaryOperator(), strength >= least {
      let sign = current
      try advance()
      let right = strength == 2 ? try signed() : try arithmetic(strength + 1)
      left = try join(operation, left, right, at: sign)
    }
    return left
  }

  private mutating func signed() throws(ExpressionFault) -> Part {
    let sign = current
    if isSign("-") {
      try enter()
      try advance()
      let inner = try signed()
      leave()
      return Part(tree: .negated(inner.tree), height: try raised([inner.height], at: sign))
    }
    let base = try operand()
    guard isSign("^") else { return base }
    let power = current
    try enter()
    try advance()
    let exponent = try signed()
    leave()
    return try join(.power, base, exponent, at: power)
  }

  private mutating func operand() throws(ExpressionFault) -> Part {
    switch current.kind {
    case .number(let value):
      if lexer.isAtBracket(), current.text.allSatisfy(\.isNumber) { return try name() }
      try advance()
      return Part(tree: .number(value))
    case .id:
      let tree = Expression.printed(id: current.text, at: current.offset)
      try advance()
      return Part(tree: tree)
    case .text:
      throw ExpressionFault(
        code: "T640", arguments: ["found": current.text], offset: current.offset,
        length: current.length)
    case .word where current.text != "and": return try name()
    case .sign where current.text == "(":
      try enter()
      try advance()
      let inner = try conditions()
      try expect(")")
      leave()
      return inner
    default: throw unexpected(expected: Self.operands)
    }
  }

  /// A call, a cell of a table, or a cell of the table at hand.
  private mutating func name() throws(ExpressionFault) -> Part {
    let first = current
    try advance()
    if isSign("(") { return try call(first) }
    if isSign("[") { return Part(tree: .cells(try cells(table: nil, column: first, at: first))) }
    guard isSign(".") else { throw unexpected(expected: "`[` | `.` | `(`") }
    current = try lexer.nextName()
    guard current.kind == .word else { throw unexpected(expected: "`\(first.text).x[…]`") }
    let column = current
    try advance()
    guard isSign("[") else { throw unexpected(expected: "`[`") }
    return Part(tree: .cells(try cells(table: first.text, column: column, at: first)))
  }

  // MARK: Tokens

  mutating func advance() throws(ExpressionFault) { current = try lexer.next() }

  /// Moves to the next token by the rules of rows or of named values.
  mutating func take(
    _ read: (inout ExpressionLexer) throws(ExpressionFault) -> ExpressionToken
  ) throws(ExpressionFault) { current = try read(&lexer) }

  func isSign(_ sign: String) -> Bool { current.kind == .sign && current.text == sign }

  /// Moves past a sign that must stand here.
  mutating func expect(_ sign: String, or others: String = "") throws(ExpressionFault) {
    guard isSign(sign) else { throw unexpected(expected: "`\(sign)`" + others) }
    try advance()
  }

  func unexpected(expected: String) -> ExpressionFault {
    guard current.kind != .end else {
      return ExpressionFault(
        code: "T631", arguments: ["expected": expected], offset: current.offset, length: 0)
    }
    return ExpressionFault(
      code: "T630", arguments: ["found": lexer.written(current), "expected": expected],
      offset: current.offset, length: current.length)
  }

  private func binaryOperator() -> (BinaryOperator, Int)? {
    guard current.kind == .sign else { return nil }
    switch current.text {
    case "+": return (.plus, 1)
    case "-": return (.minus, 1)
    case "*": return (.times, 2)
    case "/": return (.over, 2)
    default: return nil
    }
  }

  static let operands = "`T1.x[…]` | `@id` | `12.5` | `sum(…)` | `(`"
  static let operators =
    "`+` | `-` | `*` | `/` | `^` | `=` | `!=` | `<` | `<=` | `>` | `>=` | `and`"

  // MARK: Depth

  mutating func enter() throws(ExpressionFault) {
    level += 1
    guard level <= Expression.depthLimit else { throw tooDeep(current) }
  }

  mutating func leave() { level -= 1 }

  /// The height above some parts.
  func raised(_ heights: [Int], at token: ExpressionToken) throws(ExpressionFault) -> Int {
    let height = 1 + (heights.max() ?? 0)
    guard height <= Expression.depthLimit else { throw tooDeep(token) }
    return height
  }

  private func join(
    _ operation: BinaryOperator, _ left: Part, _ right: Part, at sign: ExpressionToken
  ) throws(ExpressionFault) -> Part {
    let height = try raised([left.height, right.height], at: sign)
    return Part(
      tree: .binary(operation, left.tree, right.tree, at: sign.offset), height: height)
  }

  private func tooDeep(_ token: ExpressionToken) -> ExpressionFault {
    ExpressionFault(
      code: "T637", arguments: ["limit": String(Expression.depthLimit)], offset: token.offset,
      length: token.length)
  }
}
