extension FormulaParser {
  /// `i(f)`, `i(f, x)`, each with `ref = v`, `ref: v` or `ref = c(v, w)`.
  mutating func levelsTerm() throws(FormulaError) -> FormulaTerm {
    let start = token.place
    let usage = FormulaError.Reason.badArguments("i", usage: "i(factor, x, ref = level)")
    advance()
    try require("(")
    guard case .name(let column) = token.kind, calledName == nil else {
      throw FormulaError(usage, at: token.place)
    }
    advance()
    var times: FormulaExpression?
    var reference: [String] = []
    while takes(",") {
      if token.kind == .name("ref"), following.kind == .sign("=") || following.kind == .sign(":") {
        advance()
        advance()
        reference += try levels()
      } else if times == nil {
        times = try expression()
      } else {
        throw FormulaError(usage, at: token.place)
      }
    }
    guard takes(")") else { throw expected("',' or ')'") }
    let place = start.through(last.place)
    let factor = FormulaFactor.levels(
      column: column, times: times, reference: reference, place)
    return FormulaTerm(factors: [factor], place: place)
  }

  /// A level, or `c(level, level)`.
  private mutating func levels() throws(FormulaError) -> [String] {
    guard calledName == "c" else { return [try level()] }
    advance()
    return try bracketed { parser throws(FormulaError) in try parser.level() }
  }

  private mutating func level() throws(FormulaError) -> String {
    let sign = takes("-") ? "-" : ""
    switch token.kind {
    case .number(let value):
      advance()
      return sign + FormulaExpression.spell(value)
    case .name(let name) where sign.isEmpty, .text(let name) where sign.isEmpty:
      advance()
      return name
    default: throw expected("a level")
    }
  }

  /// `effect + effect`, with stepwise lists; `0` for none.
  mutating func effectItems() throws(FormulaError) -> [EffectItem] {
    if token.kind == .number(0) {
      advance()
      return []
    }
    var items: [EffectItem] = []
    repeat {
      if let name = calledName, let stepwise = Stepwise(name) {
        advance()
        let steps = try bracketed { parser throws(FormulaError) in try parser.effectSum() }
        items.append(.stepwise(stepwise.unfolded(steps)))
      } else {
        items.append(.effect(try effect()))
      }
    } while takes("+")
    return items
  }

  private mutating func effectSum() throws(FormulaError) -> [FormulaEffect] {
    var effects = [try effect()]
    while takes("+") { effects.append(try effect()) }
    return effects
  }

  /// `a^b`, `a^b[x, z]` or `a^b[[x]]`.
  mutating func effect() throws(FormulaError) -> FormulaEffect {
    let start = token.place
    var columns: [String] = []
    var places: [FormulaPlace] = []
    repeat {
      guard case .name(let name) = token.kind else { throw expected("a column") }
      if following.kind == .sign("(") {
        throw FormulaError(
          .notAllowed("a function as an effect", instead: "a column of the data"),
          at: token.place)
      }
      if !columns.contains(name) {
        columns.append(name)
        places.append(token.place)
      }
      advance()
    } while takes("^")
    var slopes: [FormulaExpression] = []
    var hasLevels = true
    if takes("[") {
      hasLevels = !takes("[")
      slopes.append(try expression())
      while takes(",") { slopes.append(try expression()) }
      try require("]")
      if !hasLevels { try require("]") }
    }
    return FormulaEffect(
      columns: columns, slopes: slopes, hasLevels: hasLevels, columnPlaces: places,
      place: start.through(last.place))
  }
}
