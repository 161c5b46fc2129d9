internal import TamgaNumerics

/// The exchange economy in changes: supplies of goods fixed, prices such that all is sold.
///
///     k_ij = s_ij t̂_ij,  q_ij = k_ij p_i^(1-σ),  Φ̂_j = Σ_i q_ij,  s'_ij = q_ij/Φ̂_j
///     X'_ij = s'_ij E'_j,  z_i = Σ_j X'_ij - p_i Y_i = 0,  Σ p_i Y_i = Σ Y_i
///
/// - Source: Dekle, Eaton and Kortum (2008) for the form in changes.
struct ExchangeEconomy {
  let count: Int
  /// k_ij by rows.
  let kernel: [Double]
  let output: [Double]
  let expenditure: [Double]
  let sigma: Double
  let closure: EquilibriumClosure
  let world: Double

  /// Makes the kernel from flows X and changes t̂, both by rows; nil stands for t̂ = 1.
  init(
    flows: [Double], change: [Double]?, output: [Double], expenditure: [Double], sigma: Double,
    closure: EquilibriumClosure
  ) {
    let n = output.count
    var kernel = flows
    for i in 0..<n {
      for j in 0..<n {
        kernel[i * n + j] = flows[i * n + j] / expenditure[j] * (change.map { $0[i * n + j] } ?? 1)
      }
    }
    count = n
    self.kernel = kernel
    self.output = output
    self.expenditure = expenditure
    self.sigma = sigma
    self.closure = closure
    world = compensatedTotal(of: output)
  }

  /// Everything at given log prices, which are first shifted to the numéraire Σ p_iY_i = ΣY_i.
  func state(at logPrices: [Double]) -> State? {
    let n = count
    let peak = logPrices.max() ?? 0
    guard peak.isFinite, logPrices.allSatisfy({ $0.isFinite && peak - $0 < 300 }) else {
      return nil
    }
    var sold = CompensatedSum()
    for i in 0..<n { sold.add(RealFunctions.exp(logPrices[i] - peak) * output[i]) }
    let shift = peak + RealFunctions.log(sold.total / world)
    var state = State(count: n)
    state.logPrices = logPrices.map { $0 - shift }
    state.value = (0..<n).map { RealFunctions.exp(state.logPrices[$0]) * output[$0] }
    state.response = ClosureResponse(
      closure, value: state.value, output: output, expenditure: expenditure, world: world)
    let competitiveness = state.logPrices.map { RealFunctions.exp((1 - sigma) * $0) }
    fillShares(kernel.span, competitiveness.span, &state.shares, &state.indexPower)
    state.flows = expandFlows(state.shares.span, state.response.expenditure.span)
    for i in 0..<n {
      let excess = compensatedRow(state.flows.span, i * n, count: n) - state.value[i]
      state.excess[i] = excess
      let gap = abs(excess / state.value[i])
      guard gap.isFinite else { return nil }
      state.residual = max(state.residual, gap)
    }
    return state
  }

  /// The values at one set of prices.
  struct State {
    var logPrices: [Double] = []
    /// Y' = pY.
    var value: [Double] = []
    var response: ClosureResponse
    /// s'_ij by rows.
    var shares: [Double]
    /// X'_ij by rows.
    var flows: [Double]
    /// Φ̂_j.
    var indexPower: [Double]
    /// z_i.
    var excess: [Double]
    /// max |z_i/Y'_i|.
    var residual = 0.0

    init(count n: Int) {
      let zeros = [Double](repeating: 0, count: n)
      shares = [Double](repeating: 0, count: n * n)
      flows = shares
      indexPower = zeros
      excess = zeros
      response = ClosureResponse(
        .balanced, value: zeros, output: zeros, expenditure: zeros, world: 1)
    }

    /// The first country whose expenditure is not positive.
    var bankrupt: Int? { response.expenditure.firstIndex { $0 <= 0 } }
  }

  /// The Newton step for log prices: (J, Y'ᵀ) bordered, rows divided by Y'_i.
  ///
  ///     J_ik = (1-σ)(1[i=k]Σ_jX'_ij - Σ_jX'_ij s'_kj) + Σ_j s'_ij ∂E'_j/∂log p_k - 1[i=k]Y'_i
  ///
  /// - Returns: nil when the system is singular.
  func newtonStep(from state: State) -> [Double]? {
    let n = count
    let m = n + 1
    var system = [Double](repeating: 0, count: m * m)
    let pull = (0..<n).map { i in
      stretchProduct(state.shares.span, i * n, state.response.left.span, 0, count: n)
    }
    fillProducts(state.flows.span, state.shares.span, state.value.span, sigma, n, &system)
    for i in 0..<n {
      let row = compensatedRow(state.flows.span, i * n, count: n)
      system[i * m + i] += (1 - sigma) * row / state.value[i] - 1
      for k in 0..<n {
        system[i * m + k] +=
          (state.shares[i * n + k] * state.response.diagonal[k] + pull[i] * state.response.right[k])
          / state.value[i]
      }
      system[i * m + n] = 1
      system[n * m + i] = state.value[i] / world
    }
    guard let factored = PivotedLU(system, order: m) else { return nil }
    var step = (0..<n).map { -state.excess[$0] / state.value[$0] }
    step.append(0)
    factored.solve(&step)
    step.removeLast()
    guard step.allSatisfy(\.isFinite) else { return nil }
    return step
  }
}

private func compensatedRow(_ x: borrowing Span<Double>, _ start: Int, count: Int) -> Double {
  var sum = CompensatedSum()
  for k in 0..<count { sum.add(x[start + k]) }
  return sum.total
}

private func fillShares(
  _ kernel: borrowing Span<Double>, _ competitiveness: borrowing Span<Double>,
  _ shares: inout [Double], _ index: inout [Double]
) {
  let n = competitiveness.count
  var out = shares.mutableSpan
  var totals = index.mutableSpan
  for j in 0..<n { totals[j] = 0 }
  for i in 0..<n {
    let factor = competitiveness[i]
    for j in 0..<n {
      let value = kernel[i * n + j] * factor
      out[i * n + j] = value
      totals[j] += value
    }
  }
  for i in 0..<n {
    for j in 0..<n { out[i * n + j] /= totals[j] }
  }
}

private func expandFlows(
  _ shares: borrowing Span<Double>, _ expenditure: borrowing Span<Double>
) -> [Double] {
  let n = expenditure.count
  var flows = [Double](repeating: 0, count: n * n)
  var out = flows.mutableSpan
  for i in 0..<n {
    for j in 0..<n { out[i * n + j] = shares[i * n + j] * expenditure[j] }
  }
  return flows
}

/// (σ-1)·Σ_j X'_ij s'_kj / Y'_i into the upper left of the bordered system.
private func fillProducts(
  _ flows: borrowing Span<Double>, _ shares: borrowing Span<Double>,
  _ value: borrowing Span<Double>, _ sigma: Double, _ n: Int, _ system: inout [Double]
) {
  let m = n + 1
  var out = system.mutableSpan
  for i in 0..<n {
    for k in 0...i {
      // X' diag(1/E') X'ᵀ is symmetric.
      let product = (sigma - 1) * stretchProduct(flows, i * n, shares, k * n, count: n)
      out[i * m + k] = product / value[i]
      if k != i { out[k * m + i] = product / value[k] }
    }
  }
}
