public import TamgaNumerics

/// An interval of an indicator.
public struct IndicatorInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// What it is: `rounding`, `bca-95`, `hc3-95`, `greenwood-95`, `fan`, `bounds`.
  public let kind: String

  /// Creates an interval; nil unless both ends are finite and in order.
  public init?(lower: Double, upper: Double, kind: String) {
    guard lower.isFinite, upper.isFinite, lower <= upper else { return nil }
    self.lower = lower
    self.upper = upper
    self.kind = kind
  }
}

/// What a reader has to know about a result beside its value.
public enum IndicatorFlag: String, Sendable, Codable, CaseIterable, Comparable {
  /// Computed from estimated inputs.
  case estimate
  /// Fewer than ten observations.
  case smallSample = "small-n"
  /// Rebuilt from an incomplete published description.
  case reconstruction
  /// Several answers fit equally well.
  case degenerate
  /// The sign cannot be told.
  case undetermined
  /// Known values do not cover the whole.
  case lowCoverage = "low-coverage"
  /// Pairs recorded by one side only were left apart.
  case orphans
  /// Rows with one key were added up; of pairs that stand more than once with equal numbers one counts.
  case duplicates
  /// The world is the sum of the table's reporters.
  case worldFromTable = "world-from-table"
  /// Rows with a gap were left out and counted.
  case gaps
  /// Regions without neighbours took no part.
  case islands
  /// The arguments are too many for a rounding interval.
  case intervalSkipped = "interval-skipped"
  /// A value was moved to the end of its admitted range.
  case clamped
  /// A place's own mass is not in its potential, as its distance to itself is not known.
  case withoutSelf = "self-left-out"
  /// Places without a distance add nothing.
  case unreachable
  /// Industries that start from nothing stand apart: their growth is not defined.
  case newIndustries = "new-industries"
  /// Pairs of a region and an industry without a row were taken as zero.
  case absentPairs = "absent-pairs"

  /// Orders flags by their text.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One value of an indicator, or why there is none.
public struct IndicatorResult: Hashable, Sendable {
  /// The id of the indicator.
  public let id: String
  /// What the value is of, as in `KAZ/KGZ`; `all` for a whole table.
  public let subject: String
  /// The period, as in `2023`; empty when the table has none.
  public let period: String
  /// The value, finite, or the reason why there is none.
  public let outcome: Outcome<Double>
  /// The interval by the variance rule, where there is one.
  public let interval: IndicatorInterval?
  /// The p-value of a test, where the method is one.
  public let probability: Double?
  /// The number of observations or classes.
  public let n: Int
  /// The effective number, where it differs in kind from ``n``.
  public let effectiveN: Double?
  /// The unit of the value.
  public let unit: String
  /// What a reader has to know, sorted.
  public let flags: [IndicatorFlag]
  /// The choices that differ from the default, by name.
  public let choices: [String: String]

  /// `value`, or the code of the reason.
  public var state: String { outcome.reason?.rawValue ?? "value" }
  /// The value, if there is one.
  public var value: Double? { outcome.value }
}
