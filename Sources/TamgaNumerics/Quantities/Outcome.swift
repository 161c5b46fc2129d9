/// Why a result has no value.
public enum MissingReason: String, Sendable, Codable, CaseIterable {
  /// The denominator is zero.
  case zeroDenominator = "zero-denominator"
  /// An input was not published or not supplied.
  case missingInput = "missing-input"
  /// A value that is not positive stands under a logarithm.
  case nonpositiveInLog = "nonpositive-in-log"
  /// There are too few observations for the statistic.
  case tooFewObservations = "too-few-observations"
  /// The values do not vary.
  case noVariation = "no-variation"
  /// Known values cover less than the declared minimum.
  case coverage
  /// No place can be reached.
  case unreachable
  /// Only one of the two sides recorded a value.
  case oneSided = "one-sided"
  /// A value below zero stands where none can be.
  case negativeValue = "negative-value"
  /// Rows with one key contradict each other, or were not to be added up.
  case duplicateKey = "duplicate-key"
  /// Only an interval is known; a single number would say more than the data do.
  case intervalOnly = "interval-only"
  /// The solution is not unique, so that an order would be arbitrary.
  case degenerate
  /// The statistic is not defined at this point for another reason.
  case undefined
}

/// A value, or the reason why there is none; never NaN, never infinity.
public enum Outcome<Value: Sendable>: Sendable {
  /// A value.
  case value(Value)
  /// No value, and why.
  case missing(MissingReason)

  /// The value, if there is one.
  public var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  /// The reason, if there is no value.
  public var reason: MissingReason? {
    guard case .missing(let reason) = self else { return nil }
    return reason
  }
}

extension Outcome: Equatable where Value: Equatable {}
extension Outcome: Hashable where Value: Hashable {}

/// A confidence or credibility interval.
public struct Interval: Hashable, Sendable, Codable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The coverage, as in `0.95`.
  public let level: Double
  /// How it was computed, as in `fisher-z`.
  public let method: String

  /// Creates an interval.
  public init(lower: Double, upper: Double, level: Double, method: String) {
    self.lower = lower
    self.upper = upper
    self.level = level
    self.method = method
  }
}
