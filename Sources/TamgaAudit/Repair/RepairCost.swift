/// The weights that order hypotheses; constants with tests, not tuned to a document.
enum RepairCost {
  /// A contradicted identity of a table.
  static let identity = 6.0
  /// A contradicted claim.
  static let claim = 2.5
  /// A statement that holds only by the rounding of its inputs.
  static let roundedInputs = 0.2
  /// A statement that holds only by truncation.
  static let truncated = 0.8
  /// A changed cell, before the cost of its edit.
  static let cell = 1.0
  /// How much dearer the next hypothesis must be for the first to be unique.
  static let margin = 0.5

  /// What a statement adds to the cost of a hypothesis.
  static func penalty(_ fit: Fit, isStructural: Bool) -> Double {
    switch fit {
    case .reproduced, .missing: 0
    case .inputs: roundedInputs
    case .truncated: truncated
    case .contradicted, .undefined: isStructural ? identity : claim
    }
  }
}
