public import TamgaNumerics

/// The correlation without one row.
public struct LeaveOneOut: Hashable, Sendable {
  /// The label of the row left out.
  public let label: String
  /// The coefficient of the other rows.
  public let coefficient: Outcome<Double>
}

/// What a reader must know beside a coefficient.
public enum CorrelationWarning: String, Sendable, Codable, CaseIterable {
  /// Rows with a missing measure were left out.
  case rowsLeftOut = "rows-left-out"
  /// There are fewer than four complete rows: no inference.
  case noInference = "no-inference"
  /// There are fewer than ten complete rows.
  case smallSample = "small-n"
  /// The 95 % interval contains zero.
  case intervalThroughZero = "interval-contains-zero"
  /// Without one row the sign changes.
  case leaveOneOutSign = "leave-one-out-sign"
  /// Without one row the coefficient falls by half or more.
  case leaveOneOutHalf = "leave-one-out-half"
  /// Some values are equal.
  case ties
  /// A measure does not vary.
  case noVariation = "no-variation"
  /// A measure does not vary from row to row in its differences.
  case constantDifferences = "constant-differences"
}

/// Three correlations of a table and how far they bear.
public struct CorrelationReport: Hashable, Sendable {
  /// The complete rows.
  public let observations: Int
  /// The labels of rows left out because a measure is missing.
  public let leftOut: [String]
  /// The product-moment correlation.
  public let pearson: PearsonCorrelation
  /// Spearman's rank correlation.
  public let spearman: SpearmanCorrelation
  /// Kendall's rank correlation.
  public let kendall: KendallCorrelation
  /// Pearson's coefficient without each complete row, in the order of the table; none above 2,000.
  public let leaveOneOut: [LeaveOneOut]
  /// The lowest and highest of these; nil when none has a value.
  public let leaveOneOutRange: ClosedRange<Double>?
  /// Pearson's coefficient of the differences between neighbouring rows.
  public let firstDifferences: PearsonCorrelation
  /// Warnings, in a fixed order.
  public let warnings: [CorrelationWarning]
}

/// Returns correlations of two measures with everything a careful reader asks for.
///
/// - Parameter pairs: rows; for ``CorrelationReport/firstDifferences`` in the order of time, for all
///   else in any order. A difference is taken only between neighbouring complete rows.
/// - Returns: coefficients, tests, intervals, influence of single rows, warnings.
/// - Throws: ``CorrelationError/notFinite(row:)``.
public func correlationReport(of pairs: [LabelledPair]) throws(CorrelationError)
  -> CorrelationReport
{
  let sample = try Sample(pairs)
  let differences = try Sample(differences(of: pairs))
  let pearson = PearsonCorrelation(sample)
  let kendall = KendallCorrelation(sample)
  let influence = leaveOneOut(pairs, sample)
  let coefficients = influence.compactMap(\.coefficient.value)
  let change = PearsonCorrelation(differences)
  return CorrelationReport(
    observations: sample.count,
    leftOut: pairs.filter { $0.x == nil || $0.y == nil }.map(\.label),
    pearson: pearson, spearman: SpearmanCorrelation(sample), kendall: kendall,
    leaveOneOut: influence,
    leaveOneOutRange: coefficients.min().flatMap { low in coefficients.max().map { low...$0 } },
    firstDifferences: change,
    warnings: warnings(
      pairs.count, pearson, ties: !kendall.tiesX.isEmpty || !kendall.tiesY.isEmpty, influence,
      change))
}

/// Differences between neighbouring complete rows, labelled by the later one.
private func differences(of pairs: [LabelledPair]) -> [LabelledPair] {
  zip(pairs, pairs.dropFirst()).compactMap { before, after in
    guard let x0 = before.x, let y0 = before.y, let x1 = after.x, let y1 = after.y else {
      return nil
    }
    return LabelledPair(label: after.label, x: x1 - x0, y: y1 - y0)
  }
}

/// The coefficient without each complete row, computed afresh each time.
///
/// Above 2,000 rows one row can hardly matter, and the work grows with the square.
private func leaveOneOut(_ pairs: [LabelledPair], _ sample: Sample) -> [LeaveOneOut] {
  guard sample.count <= 2000 else { return [] }
  let places = sample.rows.indices.sorted { sample.rows[$0] < sample.rows[$1] }
  return places.map { place in
    var (x, y) = (sample.x, sample.y)
    x.remove(at: place)
    y.remove(at: place)
    let coefficient =
      x.count < 3 ? .missing(.tooFewObservations) : PairedMoments(x: x, y: y).correlation
    return LeaveOneOut(label: pairs[sample.rows[place]].label, coefficient: coefficient)
  }
}

private func warnings(
  _ rows: Int, _ pearson: PearsonCorrelation, ties: Bool, _ influence: [LeaveOneOut],
  _ change: PearsonCorrelation
) -> [CorrelationWarning] {
  var found: Set<CorrelationWarning> = []
  if pearson.observations < rows { found.insert(.rowsLeftOut) }
  if pearson.observations < 4 { found.insert(.noInference) }
  if pearson.observations < 10 { found.insert(.smallSample) }
  if let interval = pearson.interval.value, interval.lower <= 0, interval.upper >= 0 {
    found.insert(.intervalThroughZero)
  }
  if let r = pearson.coefficient.value {
    let others = influence.compactMap(\.coefficient.value)
    if others.contains(where: { $0 * r < 0 }) { found.insert(.leaveOneOutSign) }
    if others.contains(where: { abs($0) <= abs(r) / 2 }) { found.insert(.leaveOneOutHalf) }
  }
  if ties { found.insert(.ties) }
  if pearson.coefficient.reason == .noVariation { found.insert(.noVariation) }
  if change.coefficient.reason == .noVariation { found.insert(.constantDifferences) }
  return CorrelationWarning.allCases.filter(found.contains)
}
