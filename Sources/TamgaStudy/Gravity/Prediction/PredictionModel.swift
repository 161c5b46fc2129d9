internal import TamgaGravity
internal import TamgaPresent

/// A fitted model as predictions of other rows need it: everything by name.
struct PredictionModel {
  let evaluated: EvaluatedModel
  let fit: Fit
  let report: ModelReport
  /// For each effect its codes by the level's name.
  private let codes: [[String: Int32]]
  /// For each effect and code whether all its rows left because they are separated.
  private let isSeparated: [[Bool]]
  private let omitted: [String: DroppedRegressor.Reason]
  private let references: Set<String>

  init(_ evaluated: EvaluatedModel, _ fit: Fit, _ report: ModelReport) {
    self.evaluated = evaluated
    self.fit = fit
    self.report = report
    let design = evaluated.design
    codes = design.effects.map { effect in
      let factor = evaluated.factor(named: effect.factor.name)
      var codes: [String: Int32] = [:]
      for code in 0..<effect.factor.levelCount {
        if let name = factor?.levelName(code) { codes[name] = Int32(truncatingIfNeeded: code) }
      }
      return codes
    }
    var gone = design.effects.map { [Bool](repeating: false, count: $0.factor.levelCount) }
    for entry in fit.droppedRows
    where [.separated, .zeroLevel, .allOneLevel].contains(entry.reason) {
      for row in entry.rows {
        for (place, effect) in design.effects.enumerated() {
          gone[place][Int(effect.factor.codes[Int(row)])] = true
        }
      }
    }
    isSeparated = gone
    omitted = Dictionary(
      report.omitted.map { ($0.name, $0.reason) }, uniquingKeysWith: { first, _ in first })
    references = evaluated.formula.referenceNames
  }

  /// The rows of the input that are separated.
  var separatedRows: Set<Int> {
    let design = evaluated.design
    return Set(
      fit.droppedRows.filter { [.separated, .zeroLevel, .allOneLevel].contains($0.reason) }
        .flatMap(\.rows).map { design.inputRow(Int($0)) })
  }

  /// The columns of rows to predict in the model's order; nil for one that is 0 in all of them.
  func regressors(of design: Design) -> [[Double]?] {
    let columns = design.regressors + design.endogenous
    return fit.names.map { name in
      name == Self.constant
        ? [Double](repeating: 1, count: design.rowCount)
        : columns.first { $0.name == name }?.values
    }
  }

  /// Columns of rows to predict that have no estimate: a level that the sample lacks must not occur,
  /// and a regressor that was dropped must stay what it was.
  func unestimated(_ design: Design) -> [Unestimated] {
    (design.regressors + design.endogenous).compactMap { column in
      if fit.names.contains(column.name) || references.contains(column.name) { return nil }
      switch omitted[column.name] {
      case nil: return Unestimated(column: column, rule: .never)
      case .zero: return Unestimated(column: column, rule: .equals(0))
      case .constant(let value): return Unestimated(column: column, rule: .equals(value))
      case .absorbedByEffects, .collinear: return Unestimated(column: column, rule: .depends)
      }
    }
  }

  /// A column without an estimate.
  struct Unestimated {
    enum Rule {
      /// A dummy variable of a level that the sample lacks.
      case never
      /// The same number in all of the sample.
      case equals(Double)
      /// A combination of regressors and effects.
      case depends
    }
    let column: NumericColumn
    let rule: Rule
  }

  /// The level of an effect by its name.
  func code(ofEffect place: Int, _ name: String) -> Int32? { codes[place][name] }

  /// Why the sample has no value for a level.
  func gap(ofEffect place: Int, _ code: Int32?) -> PredictionGap? {
    guard let code else { return .unseenLevel }
    guard fit.fixedEffects.effects[place].values[Int(code)] == nil else { return nil }
    return isSeparated[place][Int(code)] ? .separated : .unseenLevel
  }

  /// The standard error of x'β for the regressors of a row.
  func linkError(_ x: [Double?]) -> Double? {
    let size = fit.names.count
    guard report.covariance.count == size * size else { return nil }
    var square = 0.0
    for (a, left) in x.enumerated() {
      for (b, right) in x.enumerated() {
        square += (left ?? 0) * report.covariance[a * size + b] * (right ?? 0)
      }
    }
    return max(0, square).squareRoot()
  }

  /// The recovered levels, effect by effect.
  var levels: [RecoveredLevel] {
    zip(evaluated.design.effects, fit.fixedEffects.effects).flatMap { effect, estimates in
      let factor = evaluated.factor(named: effect.factor.name)
      return estimates.values.indices.map { code in
        let component = estimates.components.map { Int($0[code]) + 1 }
        return RecoveredLevel(
          effect: effect.name, level: factor?.levelName(code) ?? "\(code)",
          value: estimates.values[code], component: component.flatMap { $0 > 0 ? $0 : nil })
      }
    }
  }

  /// The name of the constant.
  static let constant = "(constant)"
}
