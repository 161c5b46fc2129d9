public import TamgaData

/// A fitted model and the rows that it shall predict.
public struct PredictionRequest: Sendable {
  /// A column that gets one value in every row to predict.
  public struct Assignment: Sendable, Hashable {
    /// The column.
    public var column: String
    /// The value as written.
    public var value: String

    /// Creates an assignment.
    public init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// The model; its filter chooses the rows that it is fitted to, not those that are predicted.
  public var model: ModelSpecification
  /// The rows to predict; nil for those of the model.
  public var source: PanelSource?
  /// Columns changed before prediction; the effects stay.
  public var assignments: [Assignment]

  /// Creates a request.
  public init(
    model: ModelSpecification, source: PanelSource? = nil, assignments: [Assignment] = []
  ) {
    self.model = model
    self.source = source
    self.assignments = assignments
  }
}

/// Why a row has no prediction.
public enum PredictionGap: String, Sendable, Hashable, CaseIterable {
  /// A regressor, an effect or the offset has no value.
  case missingInput = "missing-input"
  /// A level of an effect has no row in the sample.
  case unseenLevel = "unseen-level"
  /// The levels are all in the sample, but it does not say what they add up to.
  case otherComponent = "other-component"
  /// The row, or all rows of a level, is separated: the mean is 0 in the limit.
  case separated
  /// A regressor without an estimate is not what it was in the sample.
  case notIdentified = "not-identified"
  /// The mean is too large for a number.
  case outOfRange = "out-of-range"
}

/// The prediction of a row.
public struct PredictedRow: Sendable, Hashable {
  /// A prediction, or why there is none.
  public enum Answer: Sendable, Hashable {
    /// The mean, its linear predictor, and the error of that by β alone.
    case value(mean: Double, link: Double, linkError: Double?)
    /// Why there is none, and the effect or regressor that is to blame.
    case none(PredictionGap, of: String?)
  }

  /// Its number in the source, from 1.
  public let row: Int
  /// The answer.
  public let answer: Answer
}

/// A level of an effect as recovered.
public struct RecoveredLevel: Sendable, Hashable {
  /// The effect as in the formula.
  public let effect: String
  /// The level, as in `KAZ^2006`.
  public let level: String
  /// Its value; nil when no row of the sample has it.
  public let value: Double?
  /// The component it belongs to, from 1, where the effect is one of the two that form components.
  public let component: Int?
}
