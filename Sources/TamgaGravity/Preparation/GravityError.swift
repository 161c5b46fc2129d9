/// Why a model cannot be fitted; rows are input row numbers from 1.
public enum GravityError: Error, Hashable, Sendable {
  /// A column's length differs from the outcome's.
  case lengthMismatch(column: String, expected: Int, found: Int)
  /// More rows than the engine numbers (2³¹ - 1).
  case tooManyRows(Int)
  /// A value that is not a finite number.
  case nonFinite(column: String, row: Int)
  /// A negative outcome in a family that takes none.
  case negativeOutcome(column: String, row: Int)
  /// An outcome outside 0…1 in a logit.
  case outcomeOutsideUnit(column: String, row: Int)
  /// A negative weight.
  case negativeWeight(row: Int)
  /// No row is left once uninformative rows are dropped.
  case noRowsLeft([DroppedRows])
  /// Fewer excluded instruments than endogenous regressors remain.
  case tooFewInstruments(endogenous: Int, instruments: Int)
  /// Instruments or endogenous columns were given to a family other than OLS.
  case instrumentsNeedLeastSquares
  /// The iterations ended at their cap; no estimate may be shown.
  case notConverged(ConvergenceTrace)
  /// The projection on the effects did not converge within its cap.
  case projectionNotConverged(iterations: Int, residual: Double)
  /// An option outside its range.
  case badOption(name: String, value: Double)

  /// A stable code.
  public var code: String {
    switch self {
    case .lengthMismatch: "gravity.length-mismatch"
    case .tooManyRows: "gravity.too-many-rows"
    case .nonFinite: "gravity.non-finite"
    case .negativeOutcome: "gravity.negative-outcome"
    case .outcomeOutsideUnit: "gravity.outcome-outside-unit"
    case .negativeWeight: "gravity.negative-weight"
    case .noRowsLeft: "gravity.no-rows-left"
    case .tooFewInstruments: "gravity.too-few-instruments"
    case .instrumentsNeedLeastSquares: "gravity.instruments-need-ols"
    case .notConverged: "gravity.not-converged"
    case .projectionNotConverged: "gravity.projection-not-converged"
    case .badOption: "gravity.bad-option"
    }
  }
}

/// Why rows carry no information and left the sample.
public enum PruneReason: String, Hashable, Sendable, CaseIterable {
  /// The row's weight is 0.
  case zeroWeight = "zero-weight"
  /// The only row of a level of an effect.
  case singleton
  /// Every outcome of the level is 0 (Poisson, gamma, negative binomial, logit).
  case zeroLevel = "zero-level"
  /// Every outcome of the level is 1 (logit).
  case allOneLevel = "all-one-level"
  /// Dropped in mid-fit by a separation check.
  case separated
}

/// Rows dropped for one reason in one round.
public struct DroppedRows: Hashable, Sendable {
  /// The reason.
  public let reason: PruneReason
  /// The effect whose level it was; nil for weights and separation.
  public let effect: String?
  /// The round of pruning, from 1; 0 for zero weights; the step for separation.
  public let round: Int
  /// Rows of the design, from 0, ascending.
  public let rows: [Int32]
}
