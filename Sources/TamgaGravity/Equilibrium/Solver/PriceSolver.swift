/// What a search for prices ended with.
struct PriceSolution {
  let state: ExchangeEconomy.State
  let steps: Int
  let rule: EquilibriumStopRule
}

extension ExchangeEconomy {
  /// Finds log prices at which every market clears.
  ///
  /// Newton from p = 1, a step shortened to 1 in the log and halved until the residual shrinks and
  /// every E' > 0; where that fails the fallback
  ///
  ///     p_i ← p_i (Σ_j X'_ij / Y'_i)^(1/σ)
  ///
  /// then Newton again. Ends at 1e-15, or at `tolerance` once nothing gets smaller.
  ///
  /// - Throws: ``EquilibriumError/expenditureNotPositive(country:)`` when only that stands in the way.
  func solve(
    tolerance: Double, stepLimit: Int, names: [String]
  ) throws(EquilibriumError) -> PriceSolution {
    guard var best = state(at: [Double](repeating: 0, count: count)) else { throw .notFinite }
    if let country = best.bankrupt { throw .expenditureNotPositive(country: names[country]) }
    var steps = 0
    var stalled = false
    var blocked: Int?
    while best.residual > 1e-15, steps < stepLimit, !stalled {
      steps += 1
      var halted: Int?
      if let next = improved(best, halted: &halted) {
        best = next
      } else if best.residual <= tolerance {
        stalled = true
      } else {
        blocked = halted
        let sweep = fallback(from: best, sweeps: 200)
        steps += sweep.sweeps
        blocked = sweep.blocked ?? blocked
        stalled = sweep.state.residual >= best.residual
        if !stalled { best = sweep.state }
      }
    }
    if best.residual <= tolerance {
      return PriceSolution(state: best, steps: steps, rule: .residual(tolerance))
    }
    if let country = blocked { throw .expenditureNotPositive(country: names[country]) }
    return PriceSolution(
      state: best, steps: steps, rule: stalled ? .noProgress : .stepLimit(stepLimit))
  }

  /// The state after one accepted Newton step, nil when none makes the residual smaller.
  private func improved(_ from: State, halted: inout Int?) -> State? {
    guard let step = newtonStep(from: from) else { return nil }
    let longest = step.map(abs).max() ?? 0
    var scale = longest > 1 ? 1 / longest : 1
    for _ in 0..<30 {
      let trial = (0..<count).map { from.logPrices[$0] + scale * step[$0] }
      if let next = state(at: trial) {
        if let country = next.bankrupt {
          halted = country
        } else if next.residual < from.residual {
          return next
        }
      }
      scale /= 2
    }
    return nil
  }

  private func fallback(
    from start: State, sweeps: Int
  ) -> (state: State, sweeps: Int, blocked: Int?) {
    var current = start
    var best = start
    for sweep in 0..<sweeps {
      let trial = (0..<count).map { i in
        current.logPrices[i]
          + RealFunctions.log1p(current.excess[i] / current.value[i]) / sigma
      }
      guard let next = state(at: trial) else { return (best, sweep, nil) }
      if let country = next.bankrupt { return (best, sweep, country) }
      current = next
      if current.residual < best.residual { best = current }
    }
    return (best, sweeps, nil)
  }
}
