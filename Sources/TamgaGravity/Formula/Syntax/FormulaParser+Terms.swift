/// How a stepwise list unfolds.
struct Stepwise {
  /// Whether each step keeps the earlier ones.
  let isCumulative: Bool
  /// Whether the first step is none of them.
  let beginsWithNone: Bool

  init?(_ name: String) {
    switch name {
    case "sw": self.init(isCumulative: false, beginsWithNone: false)
    case "sw0": self.init(isCumulative: false, beginsWithNone: true)
    case "csw": self.init(isCumulative: true, beginsWithNone: false)
    case "csw0": self.init(isCumulative: true, beginsWithNone: true)
    default: return nil
    }
  }

  private init(isCumulative: Bool, beginsWithNone: Bool) {
    self.isCumulative = isCumulative
    self.beginsWithNone = beginsWithNone
  }

  /// The lists, one for each model.
  func unfolded<Item>(_ steps: [[Item]]) -> [[Item]] {
    var lists: [[Item]] = beginsWithNone ? [[]] : []
    var kept: [Item] = []
    for step in steps {
      kept = isCumulative ? kept + step : step
      lists.append(kept)
    }
    return lists
  }
}

/// A summand of the right side.
enum TermItem {
  case terms([FormulaTerm], isAdded: Bool)
  case stepwise([[FormulaTerm]])
}

/// A summand of the part of the effects.
enum EffectItem {
  case effect(FormulaEffect)
  case stepwise([[FormulaEffect]])
}

extension FormulaParser {
  /// The right side: terms and stepwise lists between + and -.
  mutating func termItems() throws(FormulaError) -> [TermItem] {
    var items: [TermItem] = []
    var isAdded = !takes("-")
    if isAdded { _ = takes("+") }
    repeat {
      if let name = calledName, let stepwise = Stepwise(name) {
        let place = token.place
        guard isAdded else {
          throw FormulaError(
            .notAllowed("-\(name)(…)", instead: "\(name)(…) between + signs"), at: place)
        }
        advance()
        let steps = try bracketed { parser throws(FormulaError) in try parser.termSum() }
        if sees(":") || sees("*") {
          throw FormulaError(
            .notAllowed("\(name)(…) in a product", instead: "\(name)(a:x, b:x)"),
            at: token.place)
        }
        items.append(.stepwise(stepwise.unfolded(steps)))
      } else {
        items.append(.terms(try crossing(), isAdded: isAdded))
      }
    } while nextSign(&isAdded)
    return items
  }

  private mutating func nextSign(_ isAdded: inout Bool) -> Bool {
    if takes("+") {
      isAdded = true
      return true
    }
    isAdded = false
    return takes("-")
  }

  /// Terms between + and -, without stepwise lists.
  mutating func termSum() throws(FormulaError) -> [FormulaTerm] {
    try nested { parser throws(FormulaError) in
      var list = TermList(hasConstant: false)
      var isAdded = !parser.takes("-")
      if isAdded { _ = parser.takes("+") }
      repeat {
        if let name = parser.calledName, Stepwise(name) != nil {
          throw FormulaError(
            .notAllowed("\(name)(…) inside brackets", instead: "one stepwise list beside another"),
            at: parser.token.place)
        }
        try list.take(try parser.crossing(), isAdded: isAdded)
      } while parser.nextSign(&isAdded)
      return list.terms
    }
  }

  /// `a * b`: both and their product.
  private mutating func crossing() throws(FormulaError) -> [FormulaTerm] {
    var left = try product()
    while takes("*") {
      let place = last.place
      let right = try product()
      let products = try Self.products(left, right, at: place)
      left = left + right + products
    }
    return left
  }

  /// `a : b`: the product.
  private mutating func product() throws(FormulaError) -> [FormulaTerm] {
    var left = try atom()
    while takes(":") {
      let place = last.place
      left = try Self.products(left, try atom(), at: place)
    }
    return left
  }

  private static func products(
    _ left: [FormulaTerm], _ right: [FormulaTerm], at place: FormulaPlace
  ) throws(FormulaError) -> [FormulaTerm] {
    let constant = (left + right).first { $0.factors.isEmpty }
    if let constant {
      throw FormulaError(
        .notAllowed("a constant in a product", instead: "I(2*x)"), at: constant.place)
    }
    guard left.count * right.count <= FormulaLimits.terms else {
      throw FormulaError(.tooLarge(what: "terms", limit: FormulaLimits.terms), at: place)
    }
    return left.flatMap { first in right.map { first.times($0) } }
  }

  /// A number, a column with powers and comparisons, `i(…)`, or terms in brackets.
  private mutating func atom() throws(FormulaError) -> [FormulaTerm] {
    let start = token.place
    if calledName == "i" { return [try levelsTerm()] }
    if case .number(let value) = token.kind, isWholeOperand {
      guard value == 0 || value == 1 else {
        throw FormulaError(
          .notAllowed("a number as a term", instead: "1 or 0 for the constant, I(2*x)"),
          at: start)
      }
      advance()
      return value == 1 ? [.constant(start)] : [Self.noConstant(start)]
    }
    if sees("(") {
      advance()
      let terms = try termSum()
      try require(")")
      if sees("^") || sees("/") || token.isComparison {
        throw FormulaError(
          .notAllowed("arithmetic with a bracket of terms", instead: "I((a + b)^2)"),
          at: start.through(token.place))
      }
      return terms
    }
    let expression = try operand()
    return [FormulaTerm(factors: [.expression(expression)], place: expression.place)]
  }

  /// Whether a number stands alone, so that it speaks of the constant.
  private var isWholeOperand: Bool {
    switch following.kind {
    case .sign(let sign): ["+", "-", "|", "~", ")", ",", ":", "*"].contains(sign)
    case .end: true
    default: false
    }
  }

  /// `0`, a mark that ``TermList`` turns into "without a constant".
  private static func noConstant(_ place: FormulaPlace) -> FormulaTerm {
    FormulaTerm(factors: [.expression(.number(0, place))], place: place)
  }
}

extension FormulaToken {
  var isComparison: Bool {
    guard case .sign(let sign) = kind else { return false }
    return ["==", "!=", "<", "<=", ">", ">="].contains(sign)
  }
}

/// Terms in the order written, each once.
struct TermList {
  var terms: [FormulaTerm] = []
  var hasConstant: Bool

  /// Adds or takes out terms; in brackets the constant is kept as a term.
  mutating func take(_ new: [FormulaTerm], isAdded: Bool) throws(FormulaError) {
    for term in new {
      if case .expression(.number(0, _)) = term.factors.first, term.factors.count == 1 {
        hasConstant = !isAdded
      } else if isAdded {
        if !terms.contains(where: { $0.isSame(as: term) }) { terms.append(term) }
        if term.factors.isEmpty { hasConstant = true }
      } else {
        terms.removeAll { $0.isSame(as: term) }
        if term.factors.isEmpty { hasConstant = false }
      }
    }
    guard terms.count <= FormulaLimits.terms else {
      throw FormulaError(
        .tooLarge(what: "terms", limit: FormulaLimits.terms), at: terms[0].place)
    }
  }
}
