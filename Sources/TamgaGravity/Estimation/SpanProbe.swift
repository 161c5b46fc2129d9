internal import TamgaNumerics

/// Whether what the sample says of a function of regressors and effects holds in a row outside it.
///
/// A combination Xb + Dg that the sample reproduces by other coefficients is reproduced in a new row
/// too if, and only if, the new row's combination is determined by the sample. A probe with random g
/// therefore tells whether the sum of the levels of a new row is identified, for any number of
/// effects; a probe with a dropped regressor tells whether the new row keeps to the dependence for
/// which it was dropped.
package struct SpanProbe {
  private let fit: Fit
  private let places: [Int?]
  private let scale: Double

  /// The size of a difference that counts, beside the sample's own values.
  private static let tolerance = 1e-6

  /// Fits a column of the sample by effects and kept regressors.
  ///
  /// - Parameters:
  ///   - values: one a row of the design.
  ///   - design: what the model was fitted to.
  ///   - sample: the model's fit.
  ///   - usesRegressors: whether the kept regressors take part.
  /// - Throws: ``GravityError`` when the projection does not converge.
  package init(
    _ values: [Double], in design: Design, sample: Fit, usesRegressors: Bool
  ) throws(GravityError) {
    let rows = sample.order
    func take(_ column: NumericColumn) -> NumericColumn {
      NumericColumn(name: column.name, values: rows.map { column.values[Int($0)] })
    }
    let columns =
      usesRegressors
      ? sample.names.compactMap { name in
        (design.regressors + design.endogenous).first { $0.name == name }.map(take)
      } : []
    let effects = design.effects.map { effect in
      FixedEffect(
        FactorColumn(
          known: effect.factor.name, codes: rows.map { effect.factor.codes[Int($0)] },
          levelCount: effect.factor.levelCount), slope: effect.slope.map(take))
    }
    let probe = Design(
      outcome: take(NumericColumn(name: "probe", values: values)), regressors: columns,
      effects: effects, hasConstant: design.hasConstant)
    fit = try probe.fit(.gaussian)
    places = fit.names.map { name in sample.names.firstIndex(of: name) }
    scale = 1 + (rows.map { abs(values[Int($0)]) }.max() ?? 0)
  }

  /// Whether a row's value is what the sample makes of it.
  ///
  /// - Parameters:
  ///   - value: the value in the row.
  ///   - row: the row as the model sees it.
  /// - Returns: whether both agree.
  package func holds(_ value: Double, in row: PredictionRow) -> Bool {
    let regressors = places.map { $0.flatMap { row.regressors[$0] } }
    let own = PredictionRow(regressors: regressors, levels: row.levels, slopes: row.slopes)
    guard case .value(let mean, _) = fit.predict(own, ignoringComponents: true) else {
      return false
    }
    return abs(mean - value) <= Self.tolerance * max(scale, abs(value))
  }
}

/// Random coefficients of all levels of a design: a combination of effects that is like no other.
package struct RandomLevels {
  private let values: [[Double]]

  /// Draws them; the same for the same design.
  package init(_ design: Design) {
    values = design.effects.enumerated().map { place, effect in
      var stream = RandomStream(
        seed: 1, entity: UInt64(place), purpose: "gravity.prediction.levels")
      return (0..<effect.factor.levelCount).map { _ in stream.normal() }
    }
  }

  /// The combination in each row of the design.
  package func combination(_ design: Design) -> [Double] {
    var sums = [Double](repeating: 0, count: design.rowCount)
    for (place, effect) in design.effects.enumerated() {
      for row in sums.indices {
        sums[row] += values[place][Int(effect.factor.codes[row])] * (effect.slope?.values[row] ?? 1)
      }
    }
    return sums
  }

  /// The combination in a row; nil where a level is missing.
  package func combination(_ row: PredictionRow, isSlope: [Bool]) -> Double? {
    var sum = 0.0
    for (place, level) in row.levels.enumerated() {
      guard let level, Int(level) < values[place].count else { return nil }
      let times = isSlope[place] ? row.slopes[place] : 1
      guard let times else { return nil }
      sum += values[place][Int(level)] * times
    }
    return sum
  }
}
