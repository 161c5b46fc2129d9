/// Reads the words of a formula by recursive descent.
struct FormulaParser {
  private let tokens: [FormulaToken]
  private var position = 0
  private var depth = 0

  init(_ tokens: [FormulaToken]) { self.tokens = tokens }

  /// The word at hand.
  var token: FormulaToken { tokens[min(position, tokens.count - 1)] }

  /// The word after it.
  var following: FormulaToken { tokens[min(position + 1, tokens.count - 1)] }

  /// The last word taken.
  var last: FormulaToken { tokens[max(0, position - 1)] }

  mutating func advance() { position += 1 }

  /// Whether a sign is at hand.
  func sees(_ sign: String) -> Bool { token.kind == .sign(sign) }

  /// Takes a sign when it is at hand.
  mutating func takes(_ sign: String) -> Bool {
    guard sees(sign) else { return false }
    position += 1
    return true
  }

  /// Takes a sign, or says what is there instead.
  mutating func require(_ sign: String) throws(FormulaError) {
    guard takes(sign) else { throw expected("'\(sign)'") }
  }

  /// The error for another word than expected.
  func expected(_ what: String) -> FormulaError {
    FormulaError(.expected(what, found: token.words), at: token.place)
  }

  /// Reads something nested; too deep nesting is refused before the stack ends.
  mutating func nested<Value>(
    _ read: (inout FormulaParser) throws(FormulaError) -> Value
  ) throws(FormulaError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaLimits.nesting else {
      throw FormulaError(
        .tooLarge(what: "nesting", limit: FormulaLimits.nesting), at: token.place)
    }
    return try read(&self)
  }

  /// Refuses words after the end.
  func requireEnd() throws(FormulaError) {
    guard token.kind == .end else { throw expected("the end of the formula") }
  }

  /// The name at hand when a bracket follows: a call.
  var calledName: String? {
    guard case .name(let name) = token.kind, following.kind == .sign("(") else { return nil }
    return name
  }
}

/// The parts of a formula before stepwise lists are unfolded.
struct ParsedFormula {
  var outcomes: [FormulaExpression] = []
  var terms: [TermItem] = []
  var effects: [EffectItem] = []
  var endogenous: [FormulaTerm] = []
  var instruments: [FormulaTerm] = []
  var place = FormulaPlace(column: 1)
}

extension FormulaParser {
  /// `outcomes ~ terms | effects | endogenous ~ instruments`; before effects there may be no terms.
  mutating func formula() throws(FormulaError) -> ParsedFormula {
    var parsed = ParsedFormula()
    parsed.outcomes = try outcomes()
    try require("~")
    // Effects alone are a model too.
    if !sees("|") { parsed.terms = try termItems() }
    if takes("|") {
      if instrumentsFollow {
        try instrumentPart(into: &parsed)
      } else {
        parsed.effects = try effectItems()
        if takes("|") { try instrumentPart(into: &parsed) }
      }
    }
    try requireEnd()
    return parsed
  }

  /// Whether the part at hand holds a `~`.
  private var instrumentsFollow: Bool {
    var index = position
    while index < tokens.count, tokens[index].kind != .sign("|") {
      if tokens[index].kind == .sign("~") { return true }
      index += 1
    }
    return false
  }

  private mutating func instrumentPart(into parsed: inout ParsedFormula) throws(FormulaError) {
    let start = token.place
    parsed.endogenous = try plainTerms()
    try require("~")
    parsed.instruments = try plainTerms()
    parsed.place = start.through(last.place)
  }

  /// Terms without stepwise lists and without a constant.
  private mutating func plainTerms() throws(FormulaError) -> [FormulaTerm] {
    let start = token.place
    let terms = try termSum()
    guard !terms.isEmpty, !terms.contains(where: \.factors.isEmpty) else {
      throw FormulaError(
        .notAllowed("a constant", instead: "endogenous ~ instruments"), at: start)
    }
    return terms
  }

  /// `y`, `y1 + y2` or `c(y1, y2)`.
  private mutating func outcomes() throws(FormulaError) -> [FormulaExpression] {
    if calledName == "c" {
      advance()
      return try bracketed { parser throws(FormulaError) in try parser.expression() }
    }
    var outcomes = [try operand()]
    while takes("+") { outcomes.append(try operand()) }
    return outcomes
  }

  /// `( item , item … )`, at least one.
  mutating func bracketed<Item>(
    _ item: (inout FormulaParser) throws(FormulaError) -> Item
  ) throws(FormulaError) -> [Item] {
    try require("(")
    var items = [try nested(item)]
    while takes(",") { items.append(try nested(item)) }
    try require(")")
    return items
  }
}
