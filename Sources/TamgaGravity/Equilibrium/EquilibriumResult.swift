public import TamgaNumerics

/// What a change of trade costs does to one country's trade, in percent of the base.
public struct TradeEffect: Hashable, Sendable {
  /// Exports to other countries; missing when the base has none.
  public let exportsPercent: Outcome<Double>
  /// Imports from other countries; missing when the base has none.
  public let importsPercent: Outcome<Double>
  /// Sales to itself.
  public let internalPercent: Double
  /// Inward multilateral resistance P_j, the price index of what the country buys.
  public let inwardResistancePercent: Double
  /// Outward multilateral resistance Π_i.
  public let outwardResistancePercent: Double
}

/// The effects on one country.
public struct CountryEffect: Hashable, Sendable {
  /// The country.
  public let country: String
  /// Output Y, expenditure E, exports, imports and internal trade of the base, in its currency.
  public let base: CountryLevels
  /// Exports when each flow is multiplied by its t̂ and nothing else moves, in percent.
  public let partialExportsPercent: Outcome<Double>
  /// Output and expenditure fixed; multilateral resistances move.
  public let conditional: TradeEffect
  /// Prices, output and expenditure move too.
  public let full: TradeEffect
  /// The factory-gate price p, in percent.
  public let pricePercent: Double
  /// Real output p/P, in percent: the welfare measure of this model.
  public let realGDPPercent: Double
  /// The value of output Y' = pY, in percent.
  public let outputPercent: Double
  /// Expenditure, in percent.
  public let expenditurePercent: Double
  /// The levels after the change, in units of the numéraire.
  public let after: CountryLevels
}

/// Values of one country, in the base's currency.
public struct CountryLevels: Hashable, Sendable {
  /// Sales to all, itself included.
  public let output: Double
  /// Purchases from all, itself included.
  public let expenditure: Double
  /// Sales to other countries.
  public let exports: Double
  /// Purchases from other countries.
  public let imports: Double
  /// Sales to itself.
  public let internalTrade: Double
}

/// One round of the published loop: the differences of two successive price changes over all
/// pairs, as its log prints them.
public struct LoopRound: Hashable, Sendable {
  /// The round, from 1.
  public let number: Int
  /// Their mean.
  public let mean: Double
  /// Their standard deviation over N² rows.
  public let standardDeviation: Double
  /// The smallest.
  public let minimum: Double
  /// The largest.
  public let maximum: Double
}

/// A counterfactual: partial, conditional and full effects, with its residuals.
public struct EquilibriumResult: Hashable, Sendable {
  /// Whether the full effects are an equilibrium; renderers print it with every number.
  public let status: EquilibriumStatus
  /// The change.
  public let change: TradeCostChange
  /// The closure.
  public let closure: EquilibriumClosure
  /// The elasticity of substitution.
  public let sigma: Double
  /// The importer whose price index stays 1; nil when world output stays constant instead.
  public let reference: String?
  /// What the base's flows are, and how its margins were made to add up.
  public let source: TradeBase.Source
  /// How margins of another source were made to add up, if they were.
  public let rebase: TradeBase.RebaseRecord?
  /// The effects, in the order of the base.
  public let countries: [CountryEffect]
  /// The base the effects refer to, by rows; under `balanced` the one solved without deficits.
  public let baseFlows: [Double]
  /// Flows with output and expenditure fixed, by rows.
  public let conditionalFlows: [Double]
  /// Flows after the change, by rows, in units of the numéraire.
  public let fullFlows: [Double]
  /// The loop's rounds; empty under the other closures.
  public let loopRounds: [LoopRound]

  /// The effects on a country.
  ///
  /// - Throws: ``EquilibriumError/unknownCountry(_:nearest:)``.
  public func effect(on country: String) throws(EquilibriumError) -> CountryEffect {
    guard let found = countries.first(where: { $0.country == country }) else {
      throw .unknownCountry(
        country, nearest: NearestNames.of(country, among: countries.map(\.country)))
    }
    return found
  }
}
