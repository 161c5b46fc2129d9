internal import TamgaNumerics

extension EquilibriumModel {
  func assemble(
    _ change: TradeCostChange, conditional: ScenarioOutcome, full: ScenarioOutcome
  ) -> EquilibriumResult {
    let n = start.count
    let partial = (0..<(n * n)).map { start.flows[$0] * change.factors[$0] }
    let effects = (0..<n).map { i in
      let before = levels(start.flows, start.output, start.expenditure, i)
      let after = levels(full.flows, full.output, full.expenditure, i)
      let middle = levels(conditional.flows, conditional.output, conditional.expenditure, i)
      return CountryEffect(
        country: start.countries[i], base: before,
        partialExportsPercent: percent(
          levels(partial, start.output, start.expenditure, i).exports, of: before.exports),
        conditional: tradeEffect(middle, before, conditional, i),
        full: tradeEffect(after, before, full, i),
        pricePercent: 100 * (full.prices[i] - 1),
        realGDPPercent: 100 * (full.prices[i] / full.inward[i] - 1),
        outputPercent: 100 * (full.output[i] / start.output[i] - 1),
        expenditurePercent: 100 * (full.expenditure[i] / start.expenditure[i] - 1), after: after)
    }
    let residuals = residuals(change, conditional: conditional, full: full)
    let converged = residuals.largest <= options.tolerance
    return EquilibriumResult(
      status: converged ? .converged(residuals) : .stopped(rule: full.rule, residuals),
      change: change, closure: closure, sigma: sigma, reference: reference, source: start.source,
      rebase: start.rebase, countries: effects, baseFlows: start.flows,
      conditionalFlows: conditional.flows, fullFlows: full.flows, loopRounds: full.rounds)
  }

  private func levels(
    _ flows: [Double], _ output: [Double], _ expenditure: [Double], _ i: Int
  ) -> CountryLevels {
    let n = output.count
    var sold = CompensatedSum()
    var bought = CompensatedSum()
    for j in 0..<n where j != i {
      sold.add(flows[i * n + j])
      bought.add(flows[j * n + i])
    }
    return CountryLevels(
      output: output[i], expenditure: expenditure[i], exports: sold.total, imports: bought.total,
      internalTrade: flows[i * n + i])
  }

  private func tradeEffect(
    _ after: CountryLevels, _ before: CountryLevels, _ outcome: ScenarioOutcome, _ i: Int
  ) -> TradeEffect {
    TradeEffect(
      exportsPercent: percent(after.exports, of: before.exports),
      importsPercent: percent(after.imports, of: before.imports),
      internalPercent: 100 * (after.internalTrade / before.internalTrade - 1),
      inwardResistancePercent: 100 * (outcome.inward[i] - 1),
      outwardResistancePercent: 100 * (outcome.outward[i] - 1))
  }

  private func percent(_ after: Double, of before: Double) -> Outcome<Double> {
    before > 0 ? .value(100 * (after / before - 1)) : .missing(.zeroDenominator)
  }

  private func residuals(
    _ change: TradeCostChange, conditional: ScenarioOutcome, full: ScenarioOutcome
  ) -> EquilibriumResiduals {
    let n = start.count
    let clearing = marginGaps(full)
    let held = marginGaps(conditional)
    var identity = 0.0
    for j in 0..<n where change.factors[j * n + j] == 1 {
      let bought = compensatedTotal(of: (0..<n).lazy.map { full.flows[$0 * n + j] })
      let share = full.flows[j * n + j] / bought
      let before = start.flows[j * n + j] / start.expenditure[j]
      let implied = RealFunctions.pow(share / before, 1 / (1 - sigma))
      identity = max(identity, abs(full.prices[j] / full.inward[j] / implied - 1))
    }
    return EquilibriumResiduals(
      marketClearing: clearing.rows, expenditure: clearing.columns,
      world: compensatedTotal(of: full.output) / compensatedTotal(of: full.expenditure) - 1,
      welfareIdentity: identity, conditional: max(held.rows, held.columns), steps: full.steps,
      stopRule: full.rule)
  }

  private func marginGaps(_ outcome: ScenarioOutcome) -> (rows: Double, columns: Double) {
    let n = start.count
    var rows = 0.0
    var columns = 0.0
    for i in 0..<n {
      let sold = compensatedTotal(of: outcome.flows[(i * n)..<(i * n + n)])
      let bought = compensatedTotal(of: (0..<n).lazy.map { outcome.flows[$0 * n + i] })
      rows = max(rows, abs(sold / outcome.output[i] - 1))
      columns = max(columns, abs(bought / outcome.expenditure[i] - 1))
    }
    return (rows, columns)
  }
}
