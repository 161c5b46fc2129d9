// η = n⁻² Σ S_t² / σ̂²;  S_t = Σ_{s≤t} e_s
// σ̂² = n⁻¹ Σ e² + 2 n⁻¹ Σ_{s=1}^l (1 − s/(l + 1)) Σ e_t e_{t−s}      Kwiatkowski et al. (1992)
// l: Hobijn, Franses and Ooms (1998)

public import TamgaNumerics

/// The test of Kwiatkowski, Phillips, Schmidt and Shin.
public struct StationarityTest: Hashable, Sendable {
  /// The terms allowed: a level, or a level and a trend.
  public let terms: DeterministicTerms
  /// The lags of the long-run variance.
  public let lags: Int
  /// η; missing for a constant or too short a series.
  public let statistic: Outcome<Double>
  /// The p-value of stationarity, by interpolation within the published table, `0.01...0.1`.
  public let probability: Outcome<Double>
  /// Whether the p-value is only a bound: the statistic lies outside the table.
  public let isBound: Bool

  /// The value above which stationarity is rejected at 5 %; asymptotic, as published.
  public var criticalValue: Outcome<Double> {
    statistic.map { _ in terms == .trend ? 0.146 : 0.463 }
  }

  /// Whether stationarity is rejected at 5 %; nil without a statistic.
  public var rejects: Bool? { probability.value.map { $0 < 0.05 } }
}

/// Returns the test of Kwiatkowski, Phillips, Schmidt and Shin; the null hypothesis is stationarity.
///
///     η = n⁻² Σ S_t² / σ̂²
///
/// - Parameters:
///   - series: finite numbers at equal steps, ten or more.
///   - terms: `constant` or `trend`; `none` counts as `constant`.
///   - lags: of the long-run variance; nil for the automatic choice.
/// - Returns: η and its p-value; `missing(tooFewObservations)` below ten,
///   `missing(noVariation)` of a series without chance.
/// - Throws: ``SeriesError``.
/// - Source: Kwiatkowski et al. (1992), table 1; Hobijn, Franses and Ooms (1998) for the lags.
public func stationarityTest(
  _ series: [Double], terms: DeterministicTerms = .constant, lags: Int? = nil
) throws(SeriesError) -> StationarityTest {
  try checkFinite(series)
  if let lags, lags < 0 || lags >= max(1, series.count) {
    throw .lagOutOfRange(lags: lags, allowed: series.count - 1)
  }
  guard series.count >= 10 else {
    return StationarityTest(
      terms: terms, lags: 0, statistic: .missing(.tooFewObservations),
      probability: .missing(.tooFewObservations), isBound: false)
  }
  let trend = series.indices.map { Double($0) }
  let ones = series.map { _ in 1.0 }
  let fit = try? LeastSquares(terms == .trend ? [ones, trend] : [ones], series)
  let scale = series.reduce(0) { max($0, abs($1)) }
  guard let fit, fit.squares.squareRoot() > 1e-12 * scale else {
    return StationarityTest(
      terms: terms, lags: 0, statistic: .missing(.noVariation),
      probability: .missing(.noVariation), isBound: false)
  }
  let residuals = fit.residuals
  let chosen = lags ?? automaticLags(residuals)
  let n = Double(residuals.count)
  var longRun = CompensatedSum()
  longRun.add(autocovariance(residuals, 0))
  for lag in 0..<chosen {
    longRun.add(2 * (1 - Double(lag + 1) / Double(chosen + 1)) * autocovariance(residuals, lag + 1))
  }
  guard longRun.total > 0 else {
    return StationarityTest(
      terms: terms, lags: chosen, statistic: .missing(.undefined),
      probability: .missing(.undefined), isBound: false)
  }
  var partial = CompensatedSum()
  var squares = CompensatedSum()
  for residual in residuals {
    partial.add(residual)
    squares.add(partial.total * partial.total)
  }
  let statistic = squares.total / (n * n) / longRun.total
  let (probability, isBound) = tableProbability(statistic, terms)
  return StationarityTest(
    terms: terms, lags: chosen, statistic: .value(statistic), probability: .value(probability),
    isBound: isBound)
}

/// Σ e_t e_{t−lag} / n.
private func autocovariance(_ values: [Double], _ lag: Int) -> Double {
  guard lag < values.count else { return 0 }
  return compensatedTotal(of: zip(values.dropFirst(lag), values).map { $0 * $1 })
    / Double(values.count)
}

private func automaticLags(_ residuals: [Double]) -> Int {
  let n = Double(residuals.count)
  let reach = Int(Elementary.power(n, 2.0 / 9))
  var level = autocovariance(residuals, 0)
  var slope = 0.0
  for lag in 0..<reach {
    let part = 2 * autocovariance(residuals, lag + 1)
    level += part
    slope += Double(lag + 1) * part
  }
  guard level != 0 else { return 0 }
  let ratio = slope / level
  let gamma = 1.1447 * Elementary.power(ratio * ratio, 1.0 / 3)
  let lags = gamma * Elementary.power(n, 1.0 / 3)
  return lags < n ? min(Int(lags), residuals.count - 1) : residuals.count - 1
}

/// Linear interpolation in the table; a bound outside it.
private func tableProbability(_ statistic: Double, _ terms: DeterministicTerms) -> (Double, Bool) {
  let values = terms == .trend ? [0.119, 0.146, 0.176, 0.216] : [0.347, 0.463, 0.574, 0.739]
  let levels = [0.10, 0.05, 0.025, 0.01]
  if statistic <= values[0] { return (levels[0], statistic < values[0]) }
  if statistic >= values[3] { return (levels[3], statistic > values[3]) }
  for place in 0..<3 where statistic <= values[place + 1] {
    let part = (statistic - values[place]) / (values[place + 1] - values[place])
    return (levels[place] + part * (levels[place + 1] - levels[place]), false)
  }
  return (levels[3], true)
}
