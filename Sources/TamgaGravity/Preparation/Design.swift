/// A numeric column with its name.
public struct NumericColumn: Sendable, Hashable {
  /// The name as in the formula.
  public let name: String
  /// One value a row; all finite.
  public var values: [Double]

  /// Creates a column.
  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// A fixed effect: an intercept for each level of a factor, or with a slope column, a coefficient of
/// that column for each level (`a^b[x]` without its intercepts).
public struct FixedEffect: Sendable, Hashable {
  /// The levels.
  public let factor: FactorColumn
  /// The column whose coefficient differs by level; nil for an intercept.
  public let slope: NumericColumn?

  /// Creates an effect.
  public init(_ factor: FactorColumn, slope: NumericColumn? = nil) {
    self.factor = factor
    self.slope = slope
  }

  /// The name as in the formula, as in `exporter^year` or `pair[trend]`.
  public var name: String { slope.map { "\(factor.name)[\($0.name)]" } ?? factor.name }
}

/// What a model is fitted to: columns in memory, rows without missing values.
///
/// Give it away with `consume` where memory counts: a fit copies what it needs, sorted, and lets go
/// of the columns.
public struct Design: Sendable {
  /// The explained column.
  public var outcome: NumericColumn
  /// The exogenous regressors in the order of the formula; a constant is not among them.
  public var regressors: [NumericColumn]
  /// The fixed effects.
  public var effects: [FixedEffect]
  /// Regressors to be instrumented (2SLS only).
  public var endogenous: [NumericColumn] = []
  /// Excluded instruments (2SLS only).
  public var instruments: [NumericColumn] = []
  /// Weight of each row, at least 0; nil for 1.
  public var weights: [Double]?
  /// A term of the linear predictor with coefficient 1; nil for 0.
  public var offset: [Double]?
  /// Columns for clustered standard errors; carried along, not used in estimation.
  public var clusters: [FactorColumn] = []
  /// For each row its number in the input, from 1; nil when they are 1, 2, ….
  public var rows: [Int32]?
  /// Whether a constant joins the regressors; it is dropped as absorbed when there are effects.
  public var hasConstant: Bool

  /// Creates a design without instruments, weights, offset and clusters, which can be set.
  public init(
    outcome: NumericColumn, regressors: [NumericColumn], effects: [FixedEffect],
    hasConstant: Bool? = nil
  ) {
    self.outcome = outcome
    self.regressors = regressors
    self.effects = effects
    self.hasConstant = hasConstant ?? effects.isEmpty
  }

  /// How many rows there are.
  public var rowCount: Int { outcome.values.count }

  /// The number in the input, from 1, of a row of the design.
  public func inputRow(_ row: Int) -> Int {
    guard let rows, row >= 0, row < rows.count else { return row + 1 }
    return Int(rows[row])
  }
}
