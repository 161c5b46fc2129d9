import TamgaGravity
import Testing

/// Small panels and helpers shared by the tests of estimation.
enum Panels {
  static func trade(_ countries: Int = 12, _ periods: Int = 6, seed: UInt64 = 7) -> Design {
    var options = GravityPanel.Options(countries: countries, periods: periods)
    options.seed = seed
    return GravityPanel(options).design
  }

  /// The rows of a design in another order, or some of them.
  static func rows(_ design: Design, _ order: [Int]) -> Design {
    func take(_ column: NumericColumn) -> NumericColumn {
      NumericColumn(name: column.name, values: order.map { column.values[$0] })
    }
    var result = Design(
      outcome: take(design.outcome), regressors: design.regressors.map(take),
      effects: design.effects.compactMap { effect in
        FactorColumn(
          name: effect.factor.name, codes: order.map { effect.factor.codes[$0] },
          levelCount: effect.factor.levelCount
        ).map { FixedEffect($0, slope: effect.slope.map(take)) }
      }, hasConstant: design.hasConstant)
    result.endogenous = design.endogenous.map(take)
    result.instruments = design.instruments.map(take)
    result.weights = design.weights.map { weights in order.map { weights[$0] } }
    result.offset = design.offset.map { offset in order.map { offset[$0] } }
    return result
  }

  /// The effects as dummy columns beside the regressors, the first level of all but the first effect
  /// left out; dependent ones are for the estimator to find.
  static func withDummies(_ design: Design) -> Design {
    var columns = design.regressors
    for (place, effect) in design.effects.enumerated() {
      for level in (place == 0 || effect.slope != nil ? 0 : 1)..<effect.factor.levelCount {
        let values = effect.factor.codes.indices.map { row in
          effect.factor.codes[row] == level ? effect.slope?.values[row] ?? 1 : 0
        }
        columns.append(NumericColumn(name: "\(effect.name)=\(level)", values: values))
      }
    }
    var result = Design(
      outcome: design.outcome, regressors: columns, effects: [], hasConstant: false)
    result.weights = design.weights
    result.offset = design.offset
    return result
  }

  static func factor(_ name: String, _ codes: [Int]) throws -> FactorColumn {
    let count = (codes.max() ?? -1) + 1
    return try #require(
      FactorColumn(name: name, codes: codes.map { Int32($0) }, levelCount: count))
  }

  static func isClose(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0), abs($1)) }
  }

  /// Σ of e x̃ by regressor over Σ of |e x̃|.
  static func scores(_ fit: Fit) -> [Double] {
    let width = fit.names.count
    return (0..<width).map { k in
      var (sum, size) = (0.0, 0.0)
      for row in 0..<fit.rowsKept {
        let part = fit.projected[row * width + k] * fit.residuals[row]
        sum += part
        size += abs(part)
      }
      return size > 0 ? sum / size : 0
    }
  }
}
