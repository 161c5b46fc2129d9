internal import TamgaPresent

/// Reads an expression by recursive descent.
///
///     claim      = comparison { "and" comparison }
///     comparison = sum { ( = | != | < | <= | > | >= ) sum }
///     sum        = product { ( + | − ) product }
///     product    = sign { ( * | / ) sign }
///     sign       = [ − ] power
///     power      = primary [ ^ sign ]
///     primary    = number | @id | "text" | cells | function "(" arguments ")" | "(" claim ")"
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private var place = 0
  private var depth = 0

  /// The deepest nesting.
  static let deepest = 64

  /// Reads an expression.
  ///
  /// - Throws: `T601` with what was found and what was expected, `T602` for an unknown function,
  ///   `T603` for a wrong number of arguments.
  static func parse(_ text: String) throws(ExpressionFault) -> Expression {
    var lexer = try ExpressionLexer(text)
    var parser = ExpressionParser(tokens: try lexer.tokens())
    let expression = try parser.claim()
    guard parser.token.kind == .end else { throw parser.unexpected("+ − * / ^ = < > and") }
    return expression
  }

  private init(tokens: [ExpressionToken]) { self.tokens = tokens }

  private var token: ExpressionToken { tokens[place] }

  private mutating func advance() {
    if place < tokens.count - 1 { place += 1 }
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private func unexpected(_ expected: String) -> ExpressionFault {
    ExpressionFault(
      code: "T601", arguments: ["found": token.shown, "expected": expected], offset: token.offset,
      length: token.length)
  }

  private mutating func claim() throws(ExpressionFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw unexpected("≤ \(Self.deepest) ( )") }
    var parts = [try comparison()]
    while token.kind == .name("and") {
      advance()
      parts.append(try comparison())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func comparison() throws(ExpressionFault) -> Expression {
    let first = try sum()
    var links: [Expression.Comparison] = []
    while case .symbol(let symbol) = token.kind, let relation = ComparisonOperator(rawValue: symbol)
    {
      advance()
      links.append(.init(relation, try sum()))
    }
    return links.isEmpty ? first : .comparison(first, links)
  }

  private mutating func sum() throws(ExpressionFault) -> Expression {
    try chain([.plus, .minus]) { parser throws(ExpressionFault) in try parser.product() }
  }

  private mutating func product() throws(ExpressionFault) -> Expression {
    try chain([.times, .over]) { parser throws(ExpressionFault) in try parser.sign() }
  }

  private mutating func chain(
    _ operators: [BinaryOperator],
    _ operand: (inout ExpressionParser) throws(ExpressionFault) -> Expression
  ) throws(ExpressionFault) -> Expression {
    var left = try operand(&self)
    while case .symbol(let symbol) = token.kind, let found = BinaryOperator(rawValue: symbol),
      operators.contains(found)
    {
      let at = token.offset
      advance()
      left = .binary(found, left, try operand(&self), at: at)
    }
    return left
  }

  private mutating func sign() throws(ExpressionFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw unexpected("≤ \(Self.deepest) −") }
    if take("-") { return .negated(try sign()) }
    return try power()
  }

  private mutating func power() throws(ExpressionFault) -> Expression {
    let base = try primary()
    let at = token.offset
    guard take("^") else { return base }
    return .binary(.power, base, try sign(), at: at)
  }

  // MARK: Primaries

  private mutating func primary() throws(ExpressionFault) -> Expression {
    let start = token
    switch start.kind {
    case .number(let value):
      advance()
      return .number(value)
    case .text(let text):
      advance()
      return .text(text)
    case .printed(let id):
      advance()
      return .printed(id: id, at: start.offset)
    case .name(let name):
      advance()
      return take("(") ? try call(name, start) : try cells(name, start)
    case .symbol("("):
      advance()
      let inner = try claim()
      guard take(")") else { throw unexpected(")") }
      return inner
    default: throw unexpected("1.5, T.x[row], @id, growth( … )")
    }
  }

  /// `m[kg.2022]` or `T1.m[kg.2022]`; the name is read.
  private mutating func cells(_ name: String, _ start: ExpressionToken) throws(ExpressionFault)
    -> Expression
  {
    var table: String?
    var column = name
    if take(".") {
      guard case .name(let second) = token.kind else { throw unexpected("T.x[row]") }
      (table, column) = (name, second)
      advance()
    }
    guard case .symbol(let symbol) = token.kind, symbol.hasPrefix("[") else {
      let isFunction = AuditFunction(rawValue: name) != nil && table == nil
      throw unexpected(isFunction ? "(" : "[row]")
    }
    let rows = try RowPattern(text: String(symbol.dropFirst()), at: token.offset)
    advance()
    guard take("]") else { throw unexpected("]") }
    return .cells(CellPattern(table: table, column: column, rows: rows, at: start.offset))
  }

  private mutating func call(_ name: String, _ start: ExpressionToken) throws(ExpressionFault)
    -> Expression
  {
    guard let function = AuditFunction(rawValue: name) else {
      let known = AuditFunction.allCases.map(\.rawValue)
      throw ExpressionFault(
        code: "T602",
        arguments: [
          "name": name, "suggestion": Spelling.nearest(to: name, in: known) ?? "–",
          "known": known.joined(separator: ", "),
        ], offset: start.offset, length: start.length)
    }
    var arguments: [Expression] = []
    var named: [String: String] = [:]
    if !take(")") {
      repeat {
        if function == .data, let (key, value) = try namedArgument() {
          named[key] = value
        } else {
          arguments.append(try claim())
        }
      } while take(",")
      guard take(")") else { throw unexpected(") ,") }
    }
    let count = function.signature.count
    guard count.contains(arguments.count) else {
      let expected = count.upperBound == .max ? "≥ \(count.lowerBound)" : "\(count.lowerBound)"
      throw ExpressionFault(
        code: "T603",
        arguments: ["name": name, "found": "\(arguments.count)", "expected": expected],
        offset: start.offset, length: start.length)
    }
    return .call(
      .init(function: function, arguments: arguments, named: named, at: start.offset))
  }

  /// `reporter: KAZ` or `period: "2022"`.
  private mutating func namedArgument() throws(ExpressionFault) -> (String, String)? {
    guard case .name(let key) = token.kind, tokens[place + 1].kind == .symbol(":") else {
      return nil
    }
    guard DataKey.names.contains(key) else {
      throw unexpected(DataKey.names.joined(separator: ", "))
    }
    advance()
    advance()
    // A code such as KG-T or trade.exports is several tokens side by side.
    var value = ""
    while token.kind != .symbol(","), token.kind != .symbol(")"), token.kind != .end {
      switch token.kind {
      case .text(let text): value += text
      case .number(let number): value += number == number.rounded() ? "\(Int(number))" : "\(number)"
      default: value += token.shown
      }
      advance()
    }
    guard !value.isEmpty else { throw unexpected("\(key): CODE") }
    return (key, value)
  }
}

extension RowPattern {
  /// Reads what stands between the brackets: a row, `a..b`, or a list.
  init(text: String, at: Int) throws(ExpressionFault) {
    func row(_ text: Substring) throws(ExpressionFault) -> String {
      let trimmed = text.trimming(while: \.isWhitespace)
      let bare = trimmed.hasPrefix("\"") ? trimmed.filter { $0 != "\"" } : String(trimmed)
      guard !bare.isEmpty else {
        throw ExpressionFault(
          code: "T601", arguments: ["found": "[]", "expected": "[row]"], offset: at, length: 1)
      }
      return bare
    }
    if text.contains(",") {
      var list: [String] = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        list.append(try row(part))
      }
      self = .list(list)
      return
    }
    if let dots = text.firstRange(of: "..") {
      self = .range(try row(text[..<dots.lowerBound]), try row(text[dots.upperBound...]))
      return
    }
    self = .row(try row(text[...]))
  }
}

extension Substring {
  /// The text without characters of a kind at either end.
  func trimming(while isDropped: (Character) -> Bool) -> Substring {
    var result = drop(while: isDropped)
    while let last = result.last, isDropped(last) { result.removeLast() }
    return result
  }
}
