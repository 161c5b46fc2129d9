/// A model formula: one or several models over the columns of a frame.
///
///     trade ~ log(distance) + rta + lag(rta, 4) | exporter^year + importer^year
///     y1 + y2 ~ csw(x1, x2 + x3) | sw(a, a + b)
///     trade ~ x | a^b | tariff ~ z1 + z2
///
/// - `+ -` add and take terms out, `a:b` is a product, `a*b` is `a + b + a:b`.
/// - `x^2`, `a/b`, `year >= 2004` and `exporter == importer` are arithmetic on the spot; other
///   arithmetic stands in `I(…)` or inside a function.
/// - `i(f, x, ref = v)`: a dummy variable for each level of f, times x. The first level is *not*
///   left out by itself.
/// - `a^b` combines columns to one effect; `a[x]` gives each level a constant and a slope,
///   `a[[x]]` a slope only; `0` stands for no effect.
/// - `sw(…)` one argument at a time, `csw(…)` one more each time; `sw0`, `csw0` begin with none.
public struct Formula: Sendable, Hashable {
  /// The text as given.
  public let text: String
  /// The models: outcome by outcome, the last stepwise list fastest.
  public let models: [ModelFormula]

  /// Reads a formula.
  ///
  /// - Parameter text: at most 100,000 bytes, standing for at most 1,000 models.
  /// - Throws: ``FormulaError`` with the place and the reason.
  public init(_ text: String) throws(FormulaError) {
    self.text = text
    var parser = FormulaParser(try FormulaLexer.tokens(of: text))
    models = try parser.formula().models()
  }

  /// The columns the models need, each once, in the order of first mention.
  public var columns: [ColumnUse] { ColumnUse.merged(models.flatMap(\.columns)) }
}

/// One model of a formula.
public struct ModelFormula: Sendable, Hashable {
  /// The outcome.
  public let outcome: FormulaExpression
  /// The exogenous regressors, in the order written, each once.
  public let terms: [FormulaTerm]
  /// Whether a constant belongs to the model: none is asked away, and no effect absorbs it.
  public let hasConstant: Bool
  /// The fixed effects.
  public let effects: [FormulaEffect]
  /// The endogenous regressors.
  public let endogenous: [FormulaTerm]
  /// The excluded instruments.
  public let instruments: [FormulaTerm]

  /// The model in one fixed spelling.
  public var text: String {
    var right = terms.map(\.name)
    if right.isEmpty { right = [hasConstant ? "1" : "0"] }
    let left = FormulaFactor.expression(outcome).description
    var parts = ["\(left) ~ \(right.joined(separator: " + "))"]
    if !effects.isEmpty { parts.append(effects.map(\.name).joined(separator: " + ")) }
    if !endogenous.isEmpty {
      let list = { (terms: [FormulaTerm]) in terms.map(\.name).joined(separator: " + ") }
      parts.append("\(list(endogenous)) ~ \(list(instruments))")
    }
    return parts.joined(separator: " | ")
  }

  /// The columns the model needs, each once, in the order of first mention.
  public var columns: [ColumnUse] {
    var uses = outcome.columns.map { ColumnUse(name: $0.name, place: $0.place, isNumber: true) }
    for term in terms + endogenous + instruments { uses += term.columns }
    for effect in effects { uses += effect.uses }
    return ColumnUse.merged(uses)
  }
}

/// A column that a formula needs, and as what.
public struct ColumnUse: Sendable, Hashable {
  /// The name.
  public let name: String
  /// Where it is first mentioned.
  public let place: FormulaPlace
  /// Whether its numbers are used (a column of text may still be compared with a text).
  public var isNumber = false
  /// Whether its levels are used.
  public var isFactor = false

  static func merged(_ uses: [ColumnUse]) -> [ColumnUse] {
    var places: [String: Int] = [:]
    var merged: [ColumnUse] = []
    for use in uses {
      if let index = places[use.name] {
        merged[index].isNumber = merged[index].isNumber || use.isNumber
        merged[index].isFactor = merged[index].isFactor || use.isFactor
      } else {
        places[use.name] = merged.count
        merged.append(use)
      }
    }
    return merged
  }
}

extension FormulaTerm {
  /// The columns the term needs.
  package var columns: [ColumnUse] {
    factors.flatMap { factor -> [ColumnUse] in
      switch factor {
      case .expression(let expression):
        expression.columns.map { ColumnUse(name: $0.name, place: $0.place, isNumber: true) }
      case .levels(let column, let times, _, let place):
        [ColumnUse(name: column, place: place, isFactor: true)]
          + (times?.columns ?? []).map {
            ColumnUse(name: $0.name, place: $0.place, isNumber: true)
          }
      }
    }
  }
}

extension FormulaEffect {
  /// The columns the effect needs.
  var uses: [ColumnUse] {
    zip(columns, columnPlaces).map { ColumnUse(name: $0, place: $1, isFactor: true) }
      + slopes.flatMap(\.columns).map {
        ColumnUse(name: $0.name, place: $0.place, isNumber: true)
      }
  }
}
