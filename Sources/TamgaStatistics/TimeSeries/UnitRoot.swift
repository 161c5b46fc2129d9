// Δy_t = [a + [bt]] + γ y_{t−1} + Σ_{i=1}^p δ_i Δy_{t−i} + e_t;  τ = γ̂ / s.e.(γ̂)
// p = Φ(polynomial of τ)                                  MacKinnon (1994), tables 3 and 4
// critical value at n: β∞ + β₁/n + β₂/n² + β₃/n³          MacKinnon (2010), table 2

public import TamgaNumerics

/// What a unit-root test allows besides chance.
public enum DeterministicTerms: String, Sendable, Codable, CaseIterable {
  /// Nothing.
  case none
  /// A level.
  case constant
  /// A level and a linear trend.
  case trend
}

/// How the number of lags is found.
public enum LagChoice: Hashable, Sendable {
  /// As given.
  case fixed(Int)
  /// The least Akaike criterion up to a number.
  case aic(upTo: Int)
  /// The least Bayesian criterion up to a number.
  case bic(upTo: Int)
}

/// Why a series cannot be tested at all.
public enum SeriesError: Error, Hashable, Sendable {
  /// A number is infinite or not a number.
  case notFinite(row: Int)
  /// A number inside the series is missing; a test of lags needs equal steps without a gap.
  case gap(row: Int)
  /// A series does not vary; from 0 for the first.
  case zeroVariance(series: Int)
  /// Series have different lengths.
  case unequalLengths(Int, Int)
  /// A number of lags is not positive, or leaves too few observations.
  case lagOutOfRange(lags: Int, allowed: Int)
}

/// The levels with published critical values.
public enum SignificanceLevel: Int, Sendable, CaseIterable {
  /// 1 %.
  case one = 1
  /// 5 %.
  case five = 5
  /// 10 %.
  case ten = 10
}

/// A test of Dickey and Fuller, augmented by lags.
public struct DickeyFullerTest: Hashable, Sendable {
  /// The terms allowed.
  public let terms: DeterministicTerms
  /// The lags of the difference.
  public let lags: Int
  /// The observations of the regression.
  public let observations: Int
  /// τ, the statistic of the lagged level; missing for a constant or too short a series.
  public let statistic: Outcome<Double>
  /// The approximate asymptotic p-value of a unit root: of an endless series, not of this many
  /// observations, so that in a short series it may lie below 0.05 where ``rejects`` is false.
  public let probability: Outcome<Double>
  /// The value below which a unit root is rejected at 5 % with so many observations.
  public var criticalValue: Outcome<Double> { critical(.five) }

  /// The value below which a unit root is rejected at a level with so many observations.
  public func critical(_ level: SignificanceLevel) -> Outcome<Double> {
    statistic.map { _ in MacKinnon.criticalValue(terms, level, observations: observations) }
  }

  /// Whether a unit root is rejected at 5 % by the critical value for so many observations; nil
  /// without a statistic.
  public var rejects: Bool? {
    guard let statistic = statistic.value, let bound = criticalValue.value else { return nil }
    return statistic < bound
  }
}

/// Returns the augmented test of Dickey and Fuller; the null hypothesis is a unit root.
///
///     Δy_t = [a + [bt]] + γ y_{t−1} + Σ δ_i Δy_{t−i} + e_t,  τ = γ̂ / s.e.
///
/// - Parameters:
///   - series: finite numbers at equal steps of time.
///   - terms: the deterministic part.
///   - choice: the lags; criteria compare all numbers of lags that have a statistic, on one sample.
/// - Returns: τ and its p-value; `missing(tooFewObservations)` when fewer than three rows more than
///   coefficients are left, `missing(noVariation)` for a series without chance.
/// - Throws: ``SeriesError``.
/// - Source: Dickey and Fuller (1979); Said and Dickey (1984); MacKinnon (1994, 2010).
public func dickeyFullerTest(
  _ series: [Double], terms: DeterministicTerms = .constant, lags choice: LagChoice
) throws(SeriesError) -> DickeyFullerTest {
  try checkFinite(series)
  let limit: Int
  switch choice {
  case .fixed(let lags), .aic(let lags), .bic(let lags): limit = lags
  }
  guard limit >= 0 else { throw .lagOutOfRange(lags: limit, allowed: 0) }
  let extra = terms == .none ? 0 : terms == .constant ? 1 : 2
  // Rows n − 1 − p, coefficients 1 + p + extra: at least one degree of freedom.
  let possible = (series.count - 3 - extra) / 2
  // A criterion chooses among numbers of lags that leave the three degrees of freedom of a statistic.
  let largest = min(limit, max(0, (series.count - 5 - extra) / 2))
  var lags = largest
  if case .fixed = choice {
    guard limit <= max(0, possible) else { throw .lagOutOfRange(lags: limit, allowed: possible) }
  } else {
    var best = Double.infinity
    for candidate in 0...largest {
      guard let fit = dickeyFullerFit(series, terms, candidate, start: largest),
        leavesChance(fit, series), dickeyFullerStatistic(series, terms, candidate).value != nil
      else { continue }
      let n = Double(fit.observations)
      let penalty =
        if case .aic = choice { 2.0 } else { Elementary.logarithm(n) }
      let criterion =
        n * Elementary.logarithm(fit.squares / n) + penalty * Double(fit.coefficients.count)
      if criterion < best { (best, lags) = (criterion, candidate) }
    }
  }
  return DickeyFullerTest(series, terms, lags)
}

extension DickeyFullerTest {
  fileprivate init(_ series: [Double], _ terms: DeterministicTerms, _ lags: Int) {
    self.terms = terms
    self.lags = lags
    observations = max(0, series.count - 1 - lags)
    statistic = dickeyFullerStatistic(series, terms, lags)
    probability = statistic.map { MacKinnon.probability($0, terms) }
  }
}

/// τ; missing where nothing is left to chance, or too little to judge it.
private func dickeyFullerStatistic(
  _ series: [Double], _ terms: DeterministicTerms, _ lags: Int
) -> Outcome<Double> {
  guard series.contains(where: { $0 != series.first }) else { return .missing(.noVariation) }
  let coefficients = 1 + lags + (terms == .none ? 0 : terms == .constant ? 1 : 2)
  guard series.count - 1 - lags - coefficients >= 3 else { return .missing(.tooFewObservations) }
  // Columns that depend on each other: differences that are all alike, or all alike from some time on.
  guard let fit = dickeyFullerFit(series, terms, lags, start: lags), leavesChance(fit, series)
  else { return .missing(.noVariation) }
  let variance = fit.squares / Double(fit.degreesOfFreedom) * fit.inverse[0][0]
  return variance > 0
    ? .value(fit.coefficients[0] / variance.squareRoot()) : .missing(.noVariation)
}

/// Whether residuals are more than rounding.
private func leavesChance(_ fit: LeastSquares, _ series: [Double]) -> Bool {
  fit.squares.squareRoot() > 1e-12 * series.reduce(0) { max($0, abs($1)) }
}

/// The regression of a test; nil when its columns are dependent.
private func dickeyFullerFit(
  _ series: [Double], _ terms: DeterministicTerms, _ lags: Int, start: Int
) -> LeastSquares? {
  let first = start + 1
  guard first < series.count else { return nil }
  let rows = Array(first..<series.count)
  var columns: [[Double]] = [rows.map { series[$0 - 1] }]
  for lag in 0..<lags {
    columns.append(rows.map { series[$0 - 1 - lag] - series[$0 - 2 - lag] })
  }
  if terms != .none { columns.append(rows.map { _ in 1 }) }
  if terms == .trend { columns.append(rows.map { Double($0 - first + 1) }) }
  guard rows.count > columns.count else { return nil }
  return try? LeastSquares(columns, rows.map { series[$0] - series[$0 - 1] })
}

/// A series without the gaps at its ends.
///
/// - Returns: the numbers and how many rows were left out.
/// - Throws: ``SeriesError/gap(row:)`` for a gap inside.
func unbroken(_ series: [Double?]) throws(SeriesError) -> (values: [Double], leftOut: Int) {
  let known = series.indices.filter { series[$0] != nil }
  guard let first = known.first, let last = known.last else {
    throw .lagOutOfRange(lags: 1, allowed: 0)
  }
  for row in first...last where series[row] == nil { throw .gap(row: row) }
  return (known.compactMap { series[$0] }, series.count - known.count)
}

func checkFinite(_ series: [Double]) throws(SeriesError) {
  for (row, value) in series.enumerated() where !value.isFinite { throw .notFinite(row: row) }
}

/// MacKinnon's response surfaces for one series.
private enum MacKinnon {
  static func probability(_ tau: Double, _ terms: DeterministicTerms) -> Double {
    let range: (low: Double, turn: Double, high: Double)
    let small: [Double]
    let large: [Double]
    switch terms {
    case .none:
      range = (-19.04, -1.04, .infinity)
      small = [0.6344, 1.2378, 0.032496]
      large = [0.4797, 0.93557, -0.06999, 0.033066]
    case .constant:
      range = (-18.83, -1.61, 2.74)
      small = [2.1659, 1.4412, 0.038269]
      large = [1.7339, 0.93202, -0.12745, -0.010368]
    case .trend:
      range = (-16.18, -2.89, 0.70)
      small = [3.2512, 1.6047, 0.049588]
      large = [2.5261, 0.61654, -0.37956, -0.060285]
    }
    if tau > range.high { return 1 }
    if tau < range.low { return 0 }
    let coefficients = tau <= range.turn ? small : large
    return NormalDistribution.cumulative(coefficients.reversed().reduce(0) { $0 * tau + $1 })
  }

  static func criticalValue(
    _ terms: DeterministicTerms, _ level: SignificanceLevel, observations: Int
  ) -> Double {
    let surface: [Double] =
      switch (terms, level) {
      case (.none, .one): [-2.56574, -2.2358, -3.627, 0]
      case (.none, .five): [-1.94100, -0.2686, -3.365, 31.223]
      case (.none, .ten): [-1.61682, 0.2656, -2.714, 25.364]
      case (.constant, .one): [-3.43035, -6.5393, -16.786, -79.433]
      case (.constant, .five): [-2.86154, -2.8903, -4.234, -40.040]
      case (.constant, .ten): [-2.56677, -1.5384, -2.809, 0]
      case (.trend, .one): [-3.95877, -9.0531, -28.428, -134.155]
      case (.trend, .five): [-3.41049, -4.3904, -9.036, -45.374]
      case (.trend, .ten): [-3.12705, -2.5856, -3.925, -22.380]
      }
    return surface.reversed().reduce(0) { $0 / Double(max(1, observations)) + $1 }
  }
}
