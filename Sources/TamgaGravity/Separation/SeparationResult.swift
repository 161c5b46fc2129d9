/// What is known of separation in a sample.
public enum SeparationStatus: String, Sendable, Hashable, CaseIterable {
  /// Every separated row is proved, and so is that there are no others.
  case certified
  /// Rows are left of which neither is proved; their number is told.
  case undecided
  /// The question does not arise: no rows, or a likelihood that does not rise for ever.
  case notApplicable = "not-applicable"
}

/// Why a question of separation stayed open.
public enum SeparationDoubt: String, Error, Sendable, Hashable, CaseIterable {
  /// The library for linear programmes is not there.
  case solverUnavailable = "solver-unavailable"
  /// The linear programme ended without an answer.
  case solverFailed = "solver-failed"
  /// The linear programme reached its limit of time.
  case timeLimit = "time-limit"
  /// A combination was found that the data do not confirm.
  case unconfirmed
  /// The sample is too large for the linear programme, and was not fitted.
  case tooLarge = "too-large"
  /// The fit that should have shown the rows did not converge.
  case fitFailed = "fit-failed"
  /// The likelihood can rise for ever in other ways too, as the gamma's at y = 0.
  case otherFamily = "other-family"
}

/// The separated rows of a sample with their proofs.
public struct SeparationResult: Sendable, Hashable {
  /// How many rows the design has.
  public let rowCount: Int
  /// The rows with a number that is not finite.
  public let missingRows: [Int]
  /// The rows of weight 0.
  public let zeroWeightRows: [Int]
  /// The rows inside the range of the outcome that an effect of their own fits whatever happens.
  public let singletonRows: [Int]
  /// The separated rows, ascending.
  public let separatedRows: [Int]
  /// The proofs of them, in order.
  public let certificates: [SeparationCertificate]
  /// The proof that no other row is separated.
  public let existence: ExistenceCertificate?
  /// What is known.
  public let status: SeparationStatus
  /// How many rows are neither proved separated nor proved not to be.
  public let undecidedRows: Int
  /// Why, when the status is undecided.
  public let doubt: SeparationDoubt?
  /// The largest violation in a certificate, as a part of its largest |z|; 0 without certificates.
  public let maxViolation: Double
  /// The ways that were used, in order, each once.
  public let methods: [SeparationMethod]

  /// For each row of the design whether it is separated.
  public var isSeparated: [Bool] {
    var flags = [Bool](repeating: false, count: rowCount)
    for row in separatedRows { flags[row] = true }
    return flags
  }

  /// The answer where the question does not arise.
  public static func notApplicable(rowCount: Int) -> SeparationResult {
    SeparationResult(
      rowCount: rowCount, missingRows: [], zeroWeightRows: [], singletonRows: [],
      separatedRows: [], certificates: [], existence: nil, status: .notApplicable,
      undecidedRows: 0, doubt: nil, maxViolation: 0, methods: [])
  }
}
