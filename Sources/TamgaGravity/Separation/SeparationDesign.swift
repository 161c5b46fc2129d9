/// What separation is looked for in: an outcome, its weights, and all columns of the model.
///
/// Rows are addressed by their place in these arrays.
public struct SeparationDesign: Sendable {
  /// Which likelihood may rise for ever.
  public enum Family: String, Sendable, Hashable {
    /// Poisson pseudo-likelihood: rows with y = 0 can be separated.
    case poisson
    /// Logit with 0 ≤ y ≤ 1: rows with y = 0 or y = 1 can be separated.
    case logit
  }

  /// A named column of numbers.
  public struct Regressor: Sendable, Hashable {
    /// The name as in the formula.
    public let name: String
    /// One number a row; a number that is not finite makes the row missing.
    public let values: [Double]

    /// Creates a column.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// A slope of its own for each level of a factor: the columns 1[level]·x.
  public struct Slope: Sendable, Hashable {
    /// The levels.
    public let factor: FactorColumn
    /// The variable x.
    public let variable: Regressor

    /// Creates the slopes.
    public init(factor: FactorColumn, variable: Regressor) {
      self.factor = factor
      self.variable = variable
    }
  }

  /// Why a row is not in the sample.
  package enum Exclusion: UInt8, Sendable {
    case none
    case missing
    case zeroWeight
  }

  /// The outcome y.
  public let outcome: [Double]
  /// The weights ω; nil is 1 everywhere.
  public let weights: [Double]?
  /// The columns with one common coefficient each.
  public let regressors: [Regressor]
  /// The effects: one coefficient a level.
  public let effects: [FactorColumn]
  /// The slopes by level.
  public let slopes: [Slope]
  /// The likelihood.
  public let family: Family
  /// Whether there is a constant: only where no effect absorbs it.
  public let hasConstant: Bool
  /// For each row why it is left out before anything else.
  package let exclusions: [Exclusion]

  /// Creates a design.
  ///
  /// A row with a number that is not finite is missing, one of weight 0 says nothing; both are left
  /// out and counted in the result. Without an effect the model has a constant unless told otherwise.
  ///
  /// - Throws: ``SeparationError`` with the first fault.
  public init(
    outcome: [Double], weights: [Double]? = nil, regressors: [Regressor] = [],
    effects: [FactorColumn] = [], slopes: [Slope] = [], family: Family = .poisson,
    hasConstant: Bool? = nil
  ) throws(SeparationError) {
    let count = outcome.count
    try Self.check(weights?.count ?? count, "weights", against: count)
    for regressor in regressors {
      try Self.check(regressor.values.count, regressor.name, against: count)
    }
    for effect in effects { try Self.check(effect.codes.count, effect.name, against: count) }
    for slope in slopes {
      try Self.check(slope.factor.codes.count, slope.factor.name, against: count)
      try Self.check(slope.variable.values.count, slope.variable.name, against: count)
    }
    var exclusions = [Exclusion](repeating: .none, count: count)
    let numbers = regressors.map(\.values) + slopes.map(\.variable.values)
    for column in numbers + [outcome] + (weights.map { [$0] } ?? []) {
      for row in 0..<count where !column[row].isFinite { exclusions[row] = .missing }
    }
    for row in 0..<count where exclusions[row] == .none {
      let weight = weights?[row] ?? 1
      guard weight >= 0 else { throw .negativeWeight(row: row) }
      guard outcome[row] >= 0 else { throw .outcomeOutOfRange(row: row) }
      guard family == .poisson || outcome[row] <= 1 else { throw .outcomeOutOfRange(row: row) }
      if weight == 0 { exclusions[row] = .zeroWeight }
    }
    self.outcome = outcome
    self.weights = weights
    self.regressors = regressors
    self.effects = effects
    self.slopes = slopes
    self.family = family
    self.hasConstant = effects.isEmpty && hasConstant ?? true
    self.exclusions = exclusions
  }

  /// Takes over columns whose lengths, finiteness and ranges were checked.
  init(
    checked outcome: [Double], weights: [Double]?, regressors: [Regressor],
    effects: [FactorColumn], slopes: [Slope], family: Family, hasConstant: Bool
  ) {
    self.outcome = outcome
    self.weights = weights
    self.regressors = regressors
    self.effects = effects
    self.slopes = slopes
    self.family = family
    self.hasConstant = effects.isEmpty && hasConstant
    exclusions =
      weights.map { $0.map { $0 == 0 ? .zeroWeight : .none } }
      ?? [Exclusion](repeating: .none, count: outcome.count)
  }

  /// How many rows there are, in the sample or not.
  public var rowCount: Int { outcome.count }

  /// The side on which a row may run away: +1 to η → −∞, −1 to η → +∞, 0 neither.
  package func tail(ofRow row: Int) -> Int8 {
    let y = outcome[row]
    if y == 0 { return 1 }
    return family == .logit && y == 1 ? -1 : 0
  }

  private static func check(
    _ count: Int, _ name: String, against expected: Int
  ) throws(SeparationError) {
    guard count == expected else {
      throw .lengthMismatch(column: name, count: count, expected: expected)
    }
  }
}

/// Why there is no design to look for separation in.
public enum SeparationError: Error, Hashable, Sendable {
  /// A column has not as many rows as the outcome.
  case lengthMismatch(column: String, count: Int, expected: Int)
  /// A weight is below 0.
  case negativeWeight(row: Int)
  /// The outcome is below 0, or above 1 in a logit.
  case outcomeOutOfRange(row: Int)
}
