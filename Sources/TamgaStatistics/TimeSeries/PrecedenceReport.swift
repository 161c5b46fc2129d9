internal import TamgaNumerics

/// Both directions of precedence between two series, with the tests that lead to them.
public struct PrecedenceReport: Hashable, Sendable {
  /// The observations used, without leading and trailing gaps.
  public let observations: Int
  /// The order of integration of x.
  public let integrationX: IntegrationOrder
  /// The order of integration of y.
  public let integrationY: IntegrationOrder
  /// How precedence was tested: by F when both series are stationary, else by Toda and Yamamoto.
  public let method: PrecedenceMethod
  /// Whether x precedes y.
  public let forward: PrecedenceTest
  /// Whether y precedes x.
  public let backward: PrecedenceTest
  /// The p-values of both directions adjusted by Holm for the two tests; nil where there is none.
  public let adjusted: [Double?]
  /// The plain F tests of levels, forward and backward, whatever the order of integration: what
  /// other programs print.
  public let plain: [PrecedenceTest]
  /// Warnings of all parts, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns a test of precedence in both directions with its preliminary tests.
///
/// The order of integration decides: two stationary series are tested by Granger's F; otherwise the
/// larger order is added as untested lags, after Toda and Yamamoto.
///
/// - Parameters:
///   - x: the first series by time; gaps may stand only at its ends.
///   - y: the second, as long as x.
///   - lags: the lags or how to choose them; the choice is made for each direction.
///   - terms: the deterministic part of the unit-root tests.
/// - Returns: the tests.
/// - Throws: ``SeriesError``; a gap inside is an error, since lags would skip it, and so is a constant
///   series.
public func precedenceReport(
  x: [Double?], y: [Double?], lags: LagChoice, terms: DeterministicTerms = .constant
) throws(SeriesError) -> PrecedenceReport {
  guard x.count == y.count else { throw .unequalLengths(x.count, y.count) }
  let known = x.indices.filter { x[$0] != nil && y[$0] != nil }
  guard let first = known.first, let last = known.last else {
    throw .lagOutOfRange(lags: 1, allowed: 0)
  }
  for row in first...last where x[row] == nil || y[row] == nil { throw .gap(row: row) }
  let left = known.compactMap { x[$0] }
  let right = known.compactMap { y[$0] }
  guard left.contains(where: { $0 != left[0] }) else { throw .zeroVariance(series: 0) }
  guard right.contains(where: { $0 != right[0] }) else { throw .zeroVariance(series: 1) }
  let orderX = try integrationOrder(left, terms: terms)
  let orderY = try integrationOrder(right, terms: terms)
  let extra = max(orderX.order, orderY.order)
  let forward = try precedenceTest(of: left, for: right, lags: lags, extraLags: extra)
  let backward = try precedenceTest(of: right, for: left, lags: lags, extraLags: extra)
  let plain = [
    try precedenceTest(of: left, for: right, lags: lags),
    try precedenceTest(of: right, for: left, lags: lags),
  ]
  let probabilities = [forward.probability.value, backward.probability.value]
  let adjusted = holmAdjusted(probabilities.compactMap(\.self))
  var next = adjusted.makeIterator()
  var found = Set(forward.warnings + backward.warnings + orderX.warnings + orderY.warnings)
  if known.count < x.count { found.insert(.rowsLeftOut) }
  return PrecedenceReport(
    observations: known.count, integrationX: orderX, integrationY: orderY,
    method: extra == 0 ? .granger : .todaYamamoto, forward: forward, backward: backward,
    adjusted: probabilities.map { $0 == nil ? nil : next.next() }, plain: plain,
    warnings: SampleWarning.ordered(found))
}
