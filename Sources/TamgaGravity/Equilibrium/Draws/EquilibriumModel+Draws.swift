extension EquilibriumModel {
  /// Intervals of the effects of a shock by draws of the coefficients.
  ///
  /// A fitted base is rebuilt in each draw, which needs every term's value on every pair with a
  /// positive flow; an observed base stays.
  ///
  /// - Parameters:
  ///   - shock: the change of regressors.
  ///   - costs: the model's terms over the base's countries, in the same order.
  ///   - covariance: V of the terms' coefficients by rows; printed with the result.
  ///   - settings: number of draws, seed, law of σ, threads.
  /// - Returns: percentiles 2.5, 50 and 97.5 by country, with the failures counted.
  /// - Throws: ``CounterfactualError``.
  public func intervals(
    _ shock: CostShock, costs: TradeCosts, covariance: [Double], settings: DrawSettings
  ) throws(CounterfactualError) -> EquilibriumIntervals {
    let factor = try checked(costs, covariance, settings)
    let plan: DrawPlan
    let change: TradeCostChange
    do throws(CostShockError) {
      let differences = try CostDifferences(shock, in: costs)
      change = try differences.change(coefficients: costs.coefficients)
      plan = DrawPlan(
        model: self, differences: differences,
        levels: base.source == .fitted ? try fittedLevels(of: costs) : nil,
        coefficients: costs.coefficients, factor: factor, settings: settings)
    } catch {
      throw .shock(error)
    }
    do throws(EquilibriumError) {
      return plan.intervals(covariance: covariance, point: try solve(change))
    } catch {
      throw .equilibrium(error)
    }
  }

  private func checked(
    _ costs: TradeCosts, _ covariance: [Double], _ settings: DrawSettings
  ) throws(CounterfactualError) -> [Double] {
    do throws(EquilibriumError) {
      try settings.check()
      for name in costs.countries { _ = try base.index(of: name) }
      guard costs.countries == base.countries else {
        throw .wrongSize(
          what: "countries of the costs", expected: base.count, found: costs.countries.count)
      }
      return try covarianceFactor(covariance, order: costs.terms.count)
    } catch {
      throw .equilibrium(error)
    }
  }

  /// f_k(x_kij) of every term, by pairs; 0 where the base's flow is 0 and costs do not matter.
  private func fittedLevels(of costs: TradeCosts) throws(CostShockError) -> [[Double]] {
    let n = base.count
    var levels: [[Double]] = []
    for cell in 0..<(n * n) {
      var row = [Double](repeating: 0, count: costs.terms.count)
      if base.flows[cell] > 0 {
        for (k, term) in costs.terms.enumerated() {
          let value = term.values[cell]
          guard value.isFinite else {
            throw .missingValue(
              variable: term.variable, exporter: base.countries[cell / n],
              importer: base.countries[cell % n])
          }
          guard let level = term.transform(value) else {
            throw .undefinedTerm(
              variable: term.variable, exporter: base.countries[cell / n],
              importer: base.countries[cell % n])
          }
          row[k] = level
        }
      }
      levels.append(row)
    }
    return levels
  }
}
