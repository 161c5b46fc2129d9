internal import TamgaNumerics

/// A one-sector Armington endowment economy, ready for changes of trade costs.
///
///     X_ij = t_ij Y_i E_j / (Ω_i Φ_j),  Ω_i = Π_i^(1-σ) = Σ_j t_ij E_j/Φ_j,
///     Φ_j = P_j^(1-σ) = Σ_i t_ij Y_i/Ω_i,  Y_i = p_i Q_i
///
/// Goods differ by country of origin only, supplies Q are fixed, σ is the same everywhere. There
/// are no intermediate goods, no sectors, no capital, no tariff revenue.
///
/// - Source: Anderson (1979); Anderson and van Wincoop (2003); Yotov, Piermartini, Monteiro and
///   Larch (2016), chapter 2.
public struct EquilibriumModel: Sendable {
  /// The flows it starts from.
  public let base: TradeBase
  /// The elasticity of substitution σ > 1.
  public let sigma: Double
  /// How expenditure follows output.
  public let closure: EquilibriumClosure
  /// The importer whose price index stays 1; nil keeps world output constant.
  public let reference: String?
  /// Settings.
  public let options: EquilibriumOptions
  /// What effects refer to: the base, or under `balanced` the base solved without deficits.
  let start: TradeBase

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - base: flows with internal ones.
  ///   - sigma: σ, above 1 and at most 1,000.
  ///   - closure: how expenditure follows output.
  ///   - reference: an importer; `agtpa-loop` needs one.
  ///   - options: settings.
  /// - Throws: ``EquilibriumError``; under `balanced` also when the base without deficits cannot be
  ///   solved.
  public init(
    base: TradeBase, sigma: Double, closure: EquilibriumClosure = .deficitFixed,
    reference: String? = nil, options: EquilibriumOptions = .standard
  ) throws(EquilibriumError) {
    guard sigma > 1, sigma <= 1_000 else { throw .sigmaOutOfRange(sigma) }
    try options.check()
    if let reference { _ = try base.index(of: reference) }
    if closure == .agtpaLoop, reference == nil {
      throw .referenceRequired(closure: closure.rawValue)
    }
    self.base = base
    self.sigma = sigma
    self.closure = closure
    self.reference = reference
    self.options = options
    guard closure == .balanced else {
      start = base
      return
    }
    let economy = ExchangeEconomy(
      flows: base.flows, change: nil, output: base.output, expenditure: base.expenditure,
      sigma: sigma, closure: .balanced)
    let solution = try economy.solve(
      tolerance: options.tolerance, stepLimit: options.stepLimit, names: base.countries)
    guard solution.state.residual <= options.tolerance else {
      throw .balancingNotConverged(residual: solution.state.residual)
    }
    start = TradeBase(
      checked: base.countries, flows: solution.state.flows, source: base.source,
      rebase: base.rebase)
  }

  /// Solves for the effects of a change.
  ///
  /// - Parameter change: t̂ over the base's countries.
  /// - Returns: partial, conditional and full effects. Not reaching the tolerance is a status, not
  ///   an error.
  /// - Throws: ``EquilibriumError``: a wrong size, an expenditure that cannot stay positive.
  public func solve(_ change: TradeCostChange) throws(EquilibriumError) -> EquilibriumResult {
    let n = start.count
    guard change.factors.count == n * n else {
      throw .wrongSize(what: "cost factors", expected: n * n, found: change.factors.count)
    }
    let anchor = try reference.map { name throws(EquilibriumError) in try start.index(of: name) }
    let conditional = try conditionalOutcome(change, anchor: anchor)
    let full =
      closure == .agtpaLoop
      ? try loopOutcome(change, anchor: anchor ?? 0) : try closedOutcome(change, anchor: anchor)
    return assemble(change, conditional: conditional, full: full)
  }

  /// Output and expenditure fixed: rows and columns of X·t̂ scaled back to Y and E.
  private func conditionalOutcome(
    _ change: TradeCostChange, anchor: Int?
  ) throws(EquilibriumError) -> ScenarioOutcome {
    let n = start.count
    let pattern = (0..<(n * n)).map { start.flows[$0] * change.factors[$0] }
    let balanced = try balanceMatrix(
      pattern, rows: start.output, columns: start.expenditure, names: start.countries)
    // With hats over the base X = t Y E/(Ω Φ): a = 1/Ω̂, c = 1/Φ̂, up to one factor.
    let scale: Double
    if let anchor {
      scale = balanced.columnFactors[anchor]
    } else {
      // First-order prices p¹ = a^(1/(1-σ)) with Σ p¹Y = ΣY.
      let sold = compensatedTotal(
        of: (0..<n).lazy.map {
          RealFunctions.pow(balanced.rowFactors[$0], 1 / (1 - sigma)) * start.output[$0]
        })
      scale = RealFunctions.pow(sold / compensatedTotal(of: start.output), sigma - 1)
    }
    return ScenarioOutcome(
      flows: balanced.matrix, prices: [Double](repeating: 1, count: n),
      inward: balanced.columnFactors.map { RealFunctions.pow(scale / $0, 1 / (1 - sigma)) },
      outward: balanced.rowFactors.map { RealFunctions.pow(1 / ($0 * scale), 1 / (1 - sigma)) },
      output: start.output, expenditure: start.expenditure, steps: balanced.iterations,
      rule: .residual(1e-12), rounds: [])
  }

  private func closedOutcome(
    _ change: TradeCostChange, anchor: Int?
  ) throws(EquilibriumError) -> ScenarioOutcome {
    let economy = ExchangeEconomy(
      flows: start.flows, change: change.factors, output: start.output,
      expenditure: start.expenditure, sigma: sigma, closure: closure)
    let solution = try economy.solve(
      tolerance: options.tolerance, stepLimit: options.stepLimit, names: start.countries)
    let state = solution.state
    let index = state.indexPower.map { RealFunctions.pow($0, 1 / (1 - sigma)) }
    let unit = anchor.map { index[$0] } ?? 1
    let prices = state.logPrices.map { RealFunctions.exp($0) / unit }
    return ScenarioOutcome(
      flows: state.flows.map { $0 / unit }, prices: prices, inward: index.map { $0 / unit },
      outward: prices.map { RealFunctions.pow($0, sigma / (1 - sigma)) },
      output: state.value.map { $0 / unit },
      expenditure: state.response.expenditure.map { $0 / unit }, steps: solution.steps,
      rule: solution.rule, rounds: [])
  }
}

/// One scenario in levels and hats, before percentages.
struct ScenarioOutcome {
  let flows: [Double]
  /// p̂.
  let prices: [Double]
  /// P̂.
  let inward: [Double]
  /// Π̂.
  let outward: [Double]
  let output: [Double]
  let expenditure: [Double]
  let steps: Int
  let rule: EquilibriumStopRule
  let rounds: [LoopRound]
}
