/// The published iteration: constrained estimations of a gravity model, each followed by an update
/// of factory-gate prices, output, expenditure and multilateral resistances.
///
/// bal(t; R, C) gives a, c with row sums R and column sums C of a·t·c and c_r = 1 for the reference
/// importer r: what PPML with exporter and importer effects and log t as offset returns.
///
///     O = Y E_r / a,  I = E / (c E_r)
///     p¹ = [(a⁰/E_r⁰)/(aᴮ/E_rᴮ)]^(1/(1-σ))
///     X ← X̂ᵏ⁻¹ ∘ pᵏ_i pᵏ_j / (Ô_i Î_j),  (a, c) = bal(t'; sums of X),  E = φY
///     pᵏ⁺¹ = [(aᵏ/E_rᵏ)/(aᵏ⁻¹/E_rᵏ⁻¹)]^(1/(1-σ))
///
/// It stops when the standard deviation over N² rows of d = pᵏ - pᵏ⁻¹ (p⁰ = 0) and |max d| are at
/// most the threshold. With deficits, Φ is not pinned down by the loop's fixed point, so that its
/// limit depends on the way there and importers stay out of balance.
///
/// - Source: the programs published with Yotov, Piermartini, Monteiro and Larch (2016), chapter 2.
extension EquilibriumModel {
  func loopOutcome(
    _ change: TradeCostChange, anchor r: Int
  ) throws(EquilibriumError) -> ScenarioOutcome {
    let n = start.count
    let power = 1 / (1 - sigma)
    let ratio = (0..<n).map { start.expenditure[$0] / start.output[$0] }
    let costs = (0..<(n * n)).map { start.flows[$0] * change.factors[$0] }
    // The base's own factors are 1, its flows serving as t.
    var step = try loopStep(costs, rows: start.output, columns: start.expenditure, r)
    step.anchorExpenditure = start.expenditure[r]
    var outward = (0..<n).map { start.output[$0] * step.anchorExpenditure / step.a[$0] }
    var inward = (0..<n).map { start.expenditure[$0] / (step.c[$0] * step.anchorExpenditure) }
    var outwardHat = [Double](repeating: 1, count: n)
    var inwardHat = outwardHat
    var prices = step.a.map { RealFunctions.pow($0, power) }
    var previous = [Double](repeating: 0, count: n)
    var rounds: [LoopRound] = []
    var rule = EquilibriumStopRule.loopLimit(options.loopLimit)
    var lastExpenditure = start.expenditure
    while rounds.count < options.loopLimit {
      var flows = step.flows
      for i in 0..<n {
        for j in 0..<n {
          flows[i * n + j] *= prices[i] * prices[j] / (outwardHat[i] * inwardHat[j])
        }
      }
      guard flows.allSatisfy(\.isFinite) else { throw .notFinite }
      let sums = TradeBase(
        checked: start.countries, flows: flows, source: start.source, rebase: nil)
      var next = try loopStep(costs, rows: sums.output, columns: sums.expenditure, r)
      lastExpenditure = (0..<n).map { ratio[$0] * sums.output[$0] }
      next.anchorExpenditure = lastExpenditure[r]
      let round = loopRound(rounds.count + 1, prices, previous)
      rounds.append(round)
      previous = prices
      for i in 0..<n {
        let now = next.a[i] / next.anchorExpenditure
        let then = step.a[i] / step.anchorExpenditure
        prices[i] = RealFunctions.pow(now / then, power)
        let newOutward = sums.output[i] * next.anchorExpenditure / next.a[i]
        let newInward = lastExpenditure[i] / (next.c[i] * next.anchorExpenditure)
        outwardHat[i] = newOutward / outward[i]
        inwardHat[i] = newInward / inward[i]
        outward[i] = newOutward
        inward[i] = newInward
      }
      step = next
      if round.standardDeviation <= options.loopThreshold,
        abs(round.maximum) <= options.loopThreshold
      {
        rule = .loop(threshold: options.loopThreshold)
        break
      }
    }
    return loopEnd(step, ratio: ratio, costs, lastExpenditure, rounds, rule)
  }

  /// Output, expenditure and flows from the last round, as the published programs report them.
  private func loopEnd(
    _ step: LoopStep, ratio: [Double], _ costs: [Double], _ lastExpenditure: [Double],
    _ rounds: [LoopRound], _ rule: EquilibriumStopRule
  ) -> ScenarioOutcome {
    let n = start.count
    let power = 1 / (1 - sigma)
    let unit = step.anchorExpenditure
    let baseUnit = start.expenditure[step.anchor]
    let final = step.a.map { RealFunctions.pow($0 * baseUnit / unit, power) }
    let output = (0..<n).map { final[$0] * start.output[$0] }
    let expenditure = (0..<n).map { ratio[$0] * output[$0] }
    let outward = (0..<n).map { output[$0] * unit / step.a[$0] }
    let inward = (0..<n).map { lastExpenditure[$0] / (step.c[$0] * unit) }
    var flows = costs
    for i in 0..<n {
      for j in 0..<n {
        flows[i * n + j] *= output[i] * expenditure[j] / (inward[j] * outward[i])
      }
    }
    // Of the base: O = Y E_r, I = E / E_r.
    return ScenarioOutcome(
      flows: flows, prices: final,
      inward: (0..<n).map {
        RealFunctions.pow(inward[$0] * baseUnit / start.expenditure[$0], power)
      },
      outward: (0..<n).map {
        RealFunctions.pow(outward[$0] / (start.output[$0] * baseUnit), power)
      },
      output: output, expenditure: expenditure, steps: rounds.count, rule: rule, rounds: rounds)
  }

  private func loopStep(
    _ costs: [Double], rows: [Double], columns: [Double], _ r: Int
  ) throws(EquilibriumError) -> LoopStep {
    let balanced = try balanceMatrix(costs, rows: rows, columns: columns, names: start.countries)
    let unit = balanced.columnFactors[r]
    return LoopStep(
      flows: balanced.matrix, a: balanced.rowFactors.map { $0 * unit },
      c: balanced.columnFactors.map { $0 / unit }, anchor: r, anchorExpenditure: columns[r])
  }

  private func loopRound(_ number: Int, _ prices: [Double], _ previous: [Double]) -> LoopRound {
    let n = prices.count
    let gaps = (0..<n).map { prices[$0] - previous[$0] }
    let mean = gaps.reduce(0, +) / Double(n)
    let squares = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return LoopRound(
      number: number, mean: mean,
      standardDeviation: (Double(n) * squares / Double(n * n - 1)).squareRoot(),
      minimum: gaps.min() ?? 0, maximum: gaps.max() ?? 0)
  }
}

/// One constrained estimation of the loop.
private struct LoopStep {
  let flows: [Double]
  let a: [Double]
  let c: [Double]
  let anchor: Int
  /// E_r.
  var anchorExpenditure: Double
}
