internal import TamgaNumerics

/// What two tests with opposite null hypotheses say about a series.
public enum IntegrationVerdict: String, Sendable, Codable, CaseIterable {
  /// A unit root is rejected and stationarity is not.
  case stationary
  /// Stationarity is rejected and a unit root is not.
  case unitRoot = "unit-root"
  /// The tests contradict each other, or both fail to reject.
  case conflicting
  /// A test could not be computed.
  case untested
}

/// The order of integration of a series as far as it can be told.
public struct IntegrationOrder: Hashable, Sendable {
  /// The test of a unit root in levels.
  public let dickeyFuller: DickeyFullerTest
  /// The test of stationarity in levels.
  public let stationarity: StationarityTest
  /// The verdict on levels.
  public let level: IntegrationVerdict
  /// The verdict on differences; nil when levels are stationary or differences cannot be tested.
  public let difference: IntegrationVerdict?
  /// The observations of the series.
  public let observations: Int
  /// Rows at its ends that were left out because they are empty.
  public let leftOut: Int
  /// The order to provide for, `0...2`: where the tests do not agree, one more.
  public let order: Int
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns the order of integration by the tests of Dickey and Fuller and of Kwiatkowski et al.
///
/// Levels that are not clearly stationary count as integrated: providing for one order too many
/// costs power, one too few makes the later test wrong.
///
/// - Parameters:
///   - rows: finite numbers at equal steps of time; gaps may stand only at its ends.
///   - terms: the deterministic part.
///   - lags: the lags of the first test; nil for the least Bayesian criterion up to Schwert's bound.
/// - Returns: both tests, the verdicts and the order.
/// - Throws: ``SeriesError``; ``SeriesError/zeroVariance(series:)`` for a constant series, of which no
///   order can be told.
/// - Source: Kwiatkowski et al. (1992), section 5, for reading both tests together.
public func integrationOrder(
  _ rows: [Double?], terms: DeterministicTerms = .constant, lags: LagChoice? = nil
) throws(SeriesError) -> IntegrationOrder {
  let (series, leftOut) = try unbroken(rows)
  try checkFinite(series)
  guard series.contains(where: { $0 != series[0] }) else { throw .zeroVariance(series: 0) }
  let unitRoot = try dickeyFullerTest(
    series, terms: terms, lags: lags ?? .bic(upTo: defaultLags(series.count)))
  let stationary = try stationarityTest(series, terms: terms)
  let level = verdict(unitRoot, stationary)
  var warnings: Set<SampleWarning> = []
  if stationary.isBound { warnings.insert(.probabilityBound) }
  if series.count < 20 { warnings.insert(.fewEffectiveObservations) }
  var difference: IntegrationVerdict?
  var order = level == .stationary ? 0 : 1
  if level != .stationary {
    let steps = zip(series, series.dropFirst()).map { $1 - $0 }
    let again = try dickeyFullerTest(
      steps, terms: .constant, lags: .bic(upTo: defaultLags(steps.count)))
    let change = verdict(again, try stationarityTest(steps))
    difference = change
    if change == .unitRoot { order = 2 }
  }
  if level == .conflicting || level == .untested { warnings.insert(.undeterminedIntegration) }
  if leftOut > 0 { warnings.insert(.rowsLeftOut) }
  return IntegrationOrder(
    dickeyFuller: unitRoot, stationarity: stationary, level: level, difference: difference,
    observations: series.count, leftOut: leftOut, order: order,
    warnings: SampleWarning.ordered(warnings))
}

/// Schwert's bound 12 (n/100)^¼, at most a third of the series.
public func defaultLags(_ count: Int) -> Int {
  let bound = 12 * Elementary.power(Double(max(1, count)) / 100, 0.25)
  return max(0, min(Int(bound), count / 3 - 2))
}

private func verdict(_ unitRoot: DickeyFullerTest, _ stationary: StationarityTest)
  -> IntegrationVerdict
{
  guard let root = unitRoot.rejects, let level = stationary.rejects else { return .untested }
  switch (root, level) {
  case (true, false): return .stationary
  case (false, true): return .unitRoot
  default: return .conflicting
  }
}
