/// Why a row did not reach the estimation.
public enum RowDrop: Sendable, Hashable {
  /// A filter of the user left it out.
  case userFilter
  /// The column, lag or lead of this name has no value.
  case missing(String)
  /// The cluster of this name has no value.
  case missingCluster(String)
  /// The logarithm of a number that is not positive, in the term of this name.
  case logNonpositive(String)
  /// The term of this name is not a finite number.
  case nonFinite(String)
  /// The weight of this name is negative.
  case negativeWeight(String)

  /// A stable code.
  public var code: String {
    switch self {
    case .userFilter: "user-filter"
    case .missing: "missing"
    case .missingCluster: "missing-cluster"
    case .logNonpositive: "log-nonpositive"
    case .nonFinite: "non-finite"
    case .negativeWeight: "negative-weight"
    }
  }

  /// The column, term, weight or cluster it speaks of; nil for the filter.
  public var name: String? {
    switch self {
    case .userFilter: nil
    case .missing(let name), .missingCluster(let name), .logNonpositive(let name),
      .nonFinite(let name), .negativeWeight(let name):
      name
    }
  }
}

/// What became of the rows that were read: each is kept, or dropped for one reason.
///
///     rowsRead = rowsKept + Σ dropped
///
/// A row with several reasons counts under the first in the order: filter, outcome, terms as
/// written, effects, endogenous regressors, instruments, weights, offset, clusters.
public struct SampleLedger: Sendable, Hashable {
  /// Rows dropped for one reason.
  public struct Entry: Sendable, Hashable {
    /// The reason.
    public let reason: RowDrop
    /// How many rows, at least 1.
    public let count: Int
    /// The number of the first of them where it was read, from 1; nil when it was left out there.
    public let firstRow: Int?

    package init(reason: RowDrop, count: Int, firstRow: Int?) {
      self.reason = reason
      self.count = count
      self.firstRow = firstRow
    }
  }

  /// The rows there were before any filter.
  public let rowsRead: Int
  /// The rows kept.
  public let rowsKept: Int
  /// The rows dropped, by reason, in the order in which reasons are tried.
  public let dropped: [Entry]
}

/// Notes for each row the first reason to drop it.
struct RowMarks {
  private let rows: Int
  private(set) var reasons: [RowDrop] = []
  /// For each row 0, or 1 + the place of its reason; empty while no row is marked.
  private var marks: [UInt16] = []

  init(rows: Int) { self.rows = rows }

  /// Marks the rows a test picks; rows that have a reason keep it.
  mutating func mark(_ reason: RowDrop, where isPicked: (Int) -> Bool) {
    var number: UInt16 = 0
    for row in 0..<rows where isPicked(row) {
      if number == 0 { number = self.number(of: reason) }
      if marks[row] == 0 { marks[row] = number }
    }
  }

  private mutating func number(of reason: RowDrop) -> UInt16 {
    if marks.isEmpty { marks = [UInt16](repeating: 0, count: rows) }
    if let place = reasons.firstIndex(of: reason) { return UInt16(place + 1) }
    // Reasons are a few for each term of a formula, whose number is limited.
    guard reasons.count < Int(UInt16.max) else { return UInt16.max }
    reasons.append(reason)
    return UInt16(reasons.count)
  }

  /// Whether a row has a reason.
  func isMarked(_ row: Int) -> Bool { !marks.isEmpty && marks[row] != 0 }

  /// The rows without a reason; nil when that is all.
  var kept: [Int32]? {
    guard !marks.isEmpty else { return nil }
    var kept: [Int32] = []
    kept.reserveCapacity(rows)
    for row in 0..<rows where marks[row] == 0 { kept.append(Int32(truncatingIfNeeded: row)) }
    return kept.count == rows ? nil : kept
  }

  /// The account of a frame's rows.
  func ledger(_ frame: ModelFrame) -> SampleLedger {
    var counts = [Int](repeating: 0, count: reasons.count)
    var first = [Int?](repeating: nil, count: reasons.count)
    for (row, mark) in marks.enumerated() where mark != 0 {
      let place = Int(mark) - 1
      counts[place] += 1
      if first[place] == nil { first[place] = frame.sourceRow(row) }
    }
    var entries: [SampleLedger.Entry] = []
    let filtered = frame.rowsRead - frame.rowCount
    for (place, reason) in reasons.enumerated() where counts[place] > 0 && reason != .userFilter {
      entries.append(.init(reason: reason, count: counts[place], firstRow: first[place]))
    }
    let own = reasons.firstIndex(of: .userFilter)
    let ownCount = own.map { counts[$0] } ?? 0
    if filtered + ownCount > 0 {
      entries.insert(
        .init(
          reason: .userFilter, count: filtered + ownCount,
          firstRow: filtered == 0 ? own.flatMap { first[$0] } : nil), at: 0)
    }
    return SampleLedger(
      rowsRead: frame.rowsRead, rowsKept: rows - counts.reduce(0, +), dropped: entries)
  }
}
