internal import TamgaGravity

/// A regressor of a model as the change of a variable sees it in one period.
enum CounterfactualTerm {
  /// A function of one column of the data.
  case function(column: String, CostTerm.Transform)
  /// Something else, which a change names as a whole; it depends on these columns.
  case own(name: String, columns: [String])
  /// Zero, or the same for all pairs of the period: no change of a variable moves it.
  case constant
}

/// Reads the terms of a model.
struct CounterfactualTerms {
  let model: ModelFormula
  /// The column of periods, whose dummy variables are constant within one.
  let time: String?
  let period: String

  /// What a regressor is, by its name in the model.
  func term(of regressor: String) -> CounterfactualTerm {
    for term in model.terms {
      if term.factors.count == 1 {
        switch term.factors[0] {
        case .expression(let expression):
          if term.factors[0].description == regressor { return Self.term(expression) }
        case .levels(let column, let times, _, _):
          if let level = Self.level(of: regressor, column: column, times: times) {
            return self.term(regressor, column: column, level: level, times: times)
          }
        }
      } else if isProduct(regressor, term) {
        return .own(name: regressor, columns: term.columns.map(\.name))
      }
    }
    return .own(name: regressor, columns: [])
  }

  private func term(
    _ regressor: String, column: String, level: String, times: FormulaExpression?
  ) -> CounterfactualTerm {
    guard column == time else {
      return .own(name: regressor, columns: [column] + (times?.columns.map(\.name) ?? []))
    }
    guard level == period, let times else { return .constant }
    return Self.term(times)
  }

  private static func term(_ expression: FormulaExpression) -> CounterfactualTerm {
    switch expression {
    case .column(let name, _): return .function(column: name, .identity)
    case .call(let function, .column(let name, _), _):
      switch function {
      case .log: return .function(column: name, .log)
      case .log1p: return .function(column: name, .logOnePlus)
      case .sqrt: return .function(column: name, .squareRoot)
      case .exp, .abs: break
      }
    case .binary(.power, .column(let name, _), .number(2, _), _):
      return .function(column: name, .square)
    default: break
    }
    return .own(name: expression.description, columns: expression.columns.map(\.name))
  }

  /// The level in the name of a dummy variable, as `2006` in `year::2006:border`.
  private static func level(
    of regressor: String, column: String, times: FormulaExpression?
  ) -> String? {
    let prefix = column + "::"
    let suffix = times.map { ":\($0.description)" } ?? ""
    guard regressor.hasPrefix(prefix), regressor.hasSuffix(suffix),
      regressor.count >= prefix.count + suffix.count
    else { return nil }
    return String(regressor.dropFirst(prefix.count).dropLast(suffix.count))
  }

  /// Whether a regressor is one of the columns of a product.
  private func isProduct(_ regressor: String, _ term: FormulaTerm) -> Bool {
    term.factors.allSatisfy { factor in
      switch factor {
      case .expression: regressor.contains(factor.description)
      case .levels(let column, _, _, _): regressor.contains(column + "::")
      }
    }
  }
}
