/// Why rows are not in an estimate.
public enum DropReason: Hashable, Sendable, Codable {
  /// No value in a column.
  case missing(String)
  /// NaN or infinity in a column.
  case nonFinite(String)
  /// A negative dependent variable.
  case negative
  /// A weight of zero.
  case zeroWeight
  /// A value that is not positive under a logarithm.
  case logNonpositive
  /// The only row of a level of a fixed effect.
  case singleton
  /// All values of a level of a fixed effect are zero.
  case zeroLevel
  /// All values of a level of a fixed effect are one.
  case allOneLevel
  /// Separated: the likelihood rises for ever.
  case separated
  /// No cluster.
  case missingCluster
  /// Left out by the user's filter.
  case userFilter

  /// The stable code, as in `zero-level`.
  public var code: String {
    switch self {
    case .missing: "missing"
    case .nonFinite: "non-finite"
    case .negative: "negative"
    case .zeroWeight: "zero-weight"
    case .logNonpositive: "log-nonpositive"
    case .singleton: "singleton"
    case .zeroLevel: "zero-level"
    case .allOneLevel: "all-one-level"
    case .separated: "separated"
    case .missingCluster: "missing-cluster"
    case .userFilter: "user-filter"
    }
  }

  /// The column it speaks of, if it does.
  public var column: String? {
    switch self {
    case .missing(let column), .nonFinite(let column): column
    default: nil
    }
  }
}

/// How many rows were dropped for a reason.
public struct DropCount: Hashable, Sendable, Codable {
  /// The reason.
  public let reason: DropReason
  /// The rows, each counted for the first reason that met it.
  public let rows: Int

  /// Creates a count.
  public init(_ reason: DropReason, rows: Int) {
    self.reason = reason
    self.rows = rows
  }
}

/// A fixed effect and the levels it has in the rows kept.
public struct LevelCount: Hashable, Sendable, Codable {
  /// The name as in the formula.
  public let name: String
  /// The levels with at least one row.
  public let count: Int

  /// Creates a count.
  public init(name: String, count: Int) {
    self.name = name
    self.count = count
  }
}

/// Where every row of the input went.
///
///     rowsRead + rowsCreated = rowsKept + Σ dropped
public struct SampleAccount: Hashable, Sendable, Codable {
  /// Rows of the input.
  public let rowsRead: Int
  /// Rows made because absent pairs were declared zeros.
  public let rowsCreated: Int
  /// Rows in the estimate.
  public let rowsKept: Int
  /// Rows dropped, in the order in which the reasons were applied.
  public let dropped: [DropCount]
  /// The fixed effects and their levels.
  public let levels: [LevelCount]
  /// Rows kept whose dependent variable is zero.
  public let zeros: Int

  /// Creates an account; nil when a number is negative or the rows do not add up.
  public init?(
    rowsRead: Int, rowsCreated: Int, rowsKept: Int, dropped: [DropCount], levels: [LevelCount],
    zeros: Int
  ) {
    let numbers = [rowsRead, rowsCreated, rowsKept, zeros] + dropped.map(\.rows)
    guard (numbers + levels.map(\.count)).allSatisfy({ (0...1 << 48).contains($0) }),
      rowsRead + rowsCreated == dropped.reduce(rowsKept, { $0 + $1.rows }), zeros <= rowsKept
    else { return nil }
    self.rowsRead = rowsRead
    self.rowsCreated = rowsCreated
    self.rowsKept = rowsKept
    self.dropped = dropped
    self.levels = levels
    self.zeros = zeros
  }
}

/// How an iteration went.
public struct FitTrace: Hashable, Sendable, Codable {
  /// Newton steps.
  public let iterations: Int
  /// The deviance at the end, in original units.
  public let deviance: Double
  /// The stopping criterion at the end.
  public let criterion: Double

  /// Creates a trace.
  public init(iterations: Int, deviance: Double, criterion: Double) {
    self.iterations = iterations
    self.deviance = deviance
    self.criterion = criterion
  }
}

/// Whether a fit converged; no table shows one that did not.
public enum FitStatus: Hashable, Sendable, Codable {
  /// It did.
  case converged(FitTrace)
  /// It did not: the last iterate is for diagnosis only.
  case notConverged(FitTrace)
}

/// What is known about the existence of the estimate.
public enum SeparationSummary: Hashable, Sendable, Codable {
  /// Separated rows were proved and dropped, and the estimate on the rest was proved to exist.
  case certified(separatedRows: Int)
  /// Some rows are neither proved separated nor proved harmless.
  case undecided(rows: Int)
  /// The family knows no separation.
  case notApplicable
}
