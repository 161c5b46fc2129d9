public import TamgaNumerics

/// One line of a plan: what is supposed, by which indicator, and from which value on it holds.
public struct PoleHypothesis: Hashable, Sendable {
  /// The supposition in words.
  public let statement: String
  /// The id of the indicator that decides.
  public let indicator: String
  /// The value that decides.
  public let threshold: Double
  /// Whether values above the threshold confirm; else those below.
  public let holdsAbove: Bool

  /// Creates a line.
  public init(statement: String, indicator: String, threshold: Double, holdsAbove: Bool = true) {
    self.statement = statement
    self.indicator = indicator
    self.threshold = threshold
    self.holdsAbove = holdsAbove
  }
}

/// What became of a line of the plan.
public enum HypothesisVerdict: String, Sendable, Codable, CaseIterable {
  /// The value is on the confirming side.
  case holds
  /// It is on the other side, or on the threshold itself.
  case fails
  /// Too few units have a value.
  case notCovered = "not-covered"
}

/// A judged line.
public struct JudgedHypothesis: Hashable, Sendable {
  /// The line.
  public let hypothesis: PoleHypothesis
  /// The middle value over units.
  public let median: Outcome<Double>
  /// The units with a value over all.
  public let coverage: Double
  /// The verdict.
  public let verdict: HypothesisVerdict
}

/// The first stage: concept, units and thresholds, fixed before any result is seen.
public struct PolePlan: Hashable, Sendable {
  /// The lines.
  public let hypotheses: [PoleHypothesis]
  /// The least part of units with a value, `0...1`.
  public let minimumCoverage: Double

  /// Fixes a plan.
  ///
  /// - Throws: ``PoleError/choiceOutOfRange(_:)``, ``PoleError/notFinite(what:row:)``.
  public init(hypotheses: [PoleHypothesis], minimumCoverage: Double = 0.9) throws(PoleError) {
    guard (0...1).contains(minimumCoverage) else { throw .choiceOutOfRange("coverage") }
    for (row, line) in hypotheses.enumerated() where !line.threshold.isFinite {
      throw .notFinite(what: "threshold", row: row)
    }
    self.hypotheses = hypotheses
    self.minimumCoverage = minimumCoverage
  }

  /// Judges the lines by values of the indicators over units.
  ///
  /// - Parameter values: by indicator id, one value or nil for each unit.
  /// - Returns: each line with the middle value and its verdict.
  /// - Throws: ``PoleError/planWithoutData(_:)`` for an indicator that was never computed.
  public func judge(_ values: [String: [Double?]]) throws(PoleError) -> [JudgedHypothesis] {
    var judged: [JudgedHypothesis] = []
    for line in hypotheses {
      guard let units = values[line.indicator] else { throw .planWithoutData(line.indicator) }
      let known = units.compactMap(\.self).sorted()
      if let row = known.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(what: line.indicator, row: row)
      }
      let coverage = units.isEmpty ? 0 : Double(known.count) / Double(units.count)
      guard !known.isEmpty, coverage >= minimumCoverage else {
        judged.append(
          JudgedHypothesis(
            hypothesis: line, median: .missing(.coverage), coverage: coverage,
            verdict: .notCovered))
        continue
      }
      let median = (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
      let holds = line.holdsAbove ? median > line.threshold : median < line.threshold
      judged.append(
        JudgedHypothesis(
          hypothesis: line, median: .value(median), coverage: coverage,
          verdict: holds ? .holds : .fails))
    }
    return judged
  }
}
