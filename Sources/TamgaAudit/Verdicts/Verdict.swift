/// How a printed number or statement stands to its recomputation.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// The value at the printed inputs rounds to the printed digits.
  case reproduced
  /// Inputs that round to the printed ones, truncation or printed intermediates give it.
  case rounding
  /// None of these gives it.
  case contradicted
  /// It holds on the printed inputs and fails on the repaired ones.
  case tainted
  /// Inputs are missing, or the value is undefined there.
  case notDerivable = "not_derivable"
}

/// The kind of a verdict.
public enum VerdictKind: String, Sendable, Codable, CaseIterable {
  // Of rounding.
  /// Inputs that round to the printed ones.
  case inputs
  /// Digits cut off, not rounded.
  case truncated
  /// Computed from printed intermediates.
  case intermediates
  // Of a contradiction, the first that fits.
  /// A factor of a thousand or a million.
  case unit
  /// Another base, direction or kind of rate.
  case base
  /// Points against percent.
  case point
  /// The opposite sign.
  case sign
  /// Another period of the same series.
  case period
  /// Another partner, region or flow of the same period.
  case scope
  /// A bound that does not hold.
  case bound
  /// Two places of the document disagree.
  case `internal`
  /// Another publication of the data agrees.
  case vintage
  /// The official source differs.
  case source
  /// Nothing that was tried explains it.
  case arithmetic
}

/// How well a statement's value fits what is printed.
public enum Fit: Int, Sendable, Comparable {
  /// The value at the printed inputs rounds to it.
  case reproduced
  /// Its range meets the printed interval.
  case inputs
  /// It was cut off, not rounded.
  case truncated
  /// It does not fit.
  case contradicted
  /// The value is undefined at the inputs.
  case undefined
  /// An input is not printed.
  case missing

  /// Orders from the best fit to none.
  public static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }

  /// Whether the statement holds.
  public var holds: Bool { self <= .truncated }
}

/// A statement evaluated at given numbers.
public struct Evaluation: Hashable, Sendable {
  /// How it fits.
  public var fit: Fit
  /// The value in base units; nil for conditions.
  public var value: Double?
  /// The range in base units.
  public var range: ValueRange?
}
