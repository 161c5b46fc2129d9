/// A factor of a term: a number in each row, or a dummy variable for each level of a column.
public enum FormulaFactor: Sendable, Hashable {
  /// A number in each row.
  case expression(FormulaExpression)
  /// A dummy variable for each level but the reference levels, times a number where one is given.
  case levels(column: String, times: FormulaExpression?, reference: [String], FormulaPlace)

  /// Where it stands.
  public var place: FormulaPlace {
    switch self {
    case .expression(let expression): expression.place
    case .levels(_, _, _, let place): place
    }
  }
}

extension FormulaFactor: CustomStringConvertible {
  /// The factor in one fixed spelling.
  public var description: String {
    switch self {
    case .expression(let expression):
      expression.isPlainTerm ? expression.description : "I(\(expression.description))"
    case .levels(let column, let times, let reference, _):
      "i(" + FormulaExpression.spell(column) + (times.map { ", \($0.description)" } ?? "")
        + (reference.isEmpty ? "" : ", ref = \(reference.joined(separator: ", "))") + ")"
    }
  }
}

/// A term: the product of its factors; without factors, the constant.
public struct FormulaTerm: Sendable, Hashable {
  /// The factors.
  public let factors: [FormulaFactor]
  /// Where it stands.
  public let place: FormulaPlace

  /// The constant.
  static func constant(_ place: FormulaPlace) -> FormulaTerm {
    FormulaTerm(factors: [], place: place)
  }

  /// Whether two terms are the same product, whatever the order of the factors.
  func isSame(as other: FormulaTerm) -> Bool {
    factors.map(\.description).sorted() == other.factors.map(\.description).sorted()
  }

  /// The product of two terms; a factor in both is taken once.
  func times(_ other: FormulaTerm) -> FormulaTerm {
    var factors = factors
    for factor in other.factors
    where !factors.contains(where: { $0.description == factor.description }) {
      factors.append(factor)
    }
    return FormulaTerm(factors: factors, place: place.through(other.place))
  }

  /// The term in one fixed spelling; `1` for the constant.
  public var name: String {
    factors.isEmpty ? "1" : factors.map(\.description).joined(separator: ":")
  }
}

/// A fixed effect: a level for each combination of the columns, or own slopes for each of them.
public struct FormulaEffect: Sendable, Hashable {
  /// The columns whose combinations are the levels.
  public let columns: [String]
  /// The regressors with a slope of their own in each level.
  public let slopes: [FormulaExpression]
  /// Whether each level has a constant of its own too.
  public let hasLevels: Bool
  /// Where each column is named.
  public let columnPlaces: [FormulaPlace]
  /// Where the effect stands.
  public let place: FormulaPlace

  /// The levels' name, as in `exporter^year`.
  public var levelName: String { columns.joined(separator: "^") }

  /// The effect in one fixed spelling.
  public var name: String {
    let levelName = columns.map { FormulaExpression.spell($0) }.joined(separator: "^")
    guard !slopes.isEmpty else { return levelName }
    let list = slopes.map(\.description).joined(separator: ", ")
    return levelName + (hasLevels ? "[\(list)]" : "[[\(list)]]")
  }
}
