public import TamgaGravity

/// A change of trade costs to be put through the equilibrium of a fitted model.
public struct CounterfactualRequest: Sendable {
  /// Draws of the coefficients for intervals.
  public struct Draws: Sendable, Hashable {
    /// How many.
    public var count: Int
    /// The seed.
    public var seed: UInt64

    /// Asks for draws.
    public init(count: Int, seed: UInt64) {
      self.count = count
      self.seed = seed
    }
  }

  /// The model, which is fitted to all rows.
  public var model: ModelSpecification
  /// The column of trade, checked against the formula's outcome; nil for no check.
  public var trade: String?
  /// The change, as in `border=0 between KAZ,KGZ`.
  public var change: String
  /// The elasticity of substitution σ > 1.
  public var sigma: Double
  /// How expenditure follows output.
  public var closure: EquilibriumClosure
  /// The importer whose price index stays 1; nil keeps world output constant.
  public var reference: String?
  /// The period whose flows are the base; nil for the last one.
  public var period: String?
  /// Whether the base's flows are fitted or observed.
  public var base: TradeBase.Source
  /// Draws for intervals; nil for none.
  public var draws: Draws?
  /// Whether the published loop, its limit and the closed equilibrium are set side by side.
  public var auditsLoop: Bool
  /// Settings of the search.
  public var options: EquilibriumOptions

  /// Creates a request with the defaults: fixed deficits, fitted flows of the last period.
  public init(model: ModelSpecification, change: String, sigma: Double) {
    self.model = model
    self.change = change
    self.sigma = sigma
    trade = nil
    closure = .deficitFixed
    reference = nil
    period = nil
    base = .fitted
    draws = nil
    auditsLoop = false
    options = .standard
  }
}
