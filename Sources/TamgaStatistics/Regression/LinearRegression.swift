// b = (X′X)⁻¹X′y;  V = (X′X)⁻¹ X′ diag(w e²) X (X′X)⁻¹
// Newey–West: (X′X)⁻¹ (Γ₀ + Σ_{l=1}^L (1 − l/(L + 1)) (Γ_l + Γ_l′)) (X′X)⁻¹ n/(n − k)
// HC0: w = 1;  HC1: n/(n − k);  HC2: 1/(1 − h);  HC3: 1/(1 − h)²     MacKinnon and White (1985)

public import TamgaNumerics

/// How the covariance of coefficients is estimated.
public enum CovarianceEstimator: String, Sendable, Codable, CaseIterable {
  /// s²(X′X)⁻¹, right when all errors have one variance.
  case classical
  /// White's estimator.
  case hc0
  /// White's estimator times n/(n − k).
  case hc1
  /// Squared residuals over 1 − h.
  case hc2
  /// Squared residuals over (1 − h)²; the default of the house.
  case hc3
  /// Newey and West's, for rows in the order of time whose errors are alike; times n/(n − k).
  case neweyWest = "newey-west"
}

/// A regressor with its name.
public struct Regressor: Hashable, Sendable {
  /// The name.
  public let name: String
  /// A number for each row; nil where it is not known.
  public let values: [Double?]

  /// Creates a regressor.
  public init(name: String, values: [Double?]) {
    self.name = name
    self.values = values
  }
}

/// A coefficient and what its sample allows to say about it.
public struct RegressionCoefficient: Hashable, Sendable {
  /// The name of the regressor; `intercept` for the constant.
  public let name: String
  /// The estimate, in units of the response over units of the regressor.
  public let estimate: Double
  /// The standard error; `missing(undefined)` for a leverage of 1 under HC2 or HC3, and for an exact fit.
  ///
  /// A fit is exact when its residuals lie within 10⁻¹² of the largest response: they are rounding, and
  /// neither an error, a statistic, a p-value nor an interval is made of it.
  public let standardError: Outcome<Double>
  /// The estimate over its standard error.
  public let statistic: Outcome<Double>
  /// The two-sided p-value of Student's t.
  public let probability: Outcome<Double>
  /// The 95 % interval.
  public let interval: Outcome<Interval>
}

/// A least-squares regression.
public struct LinearRegression: Hashable, Sendable {
  /// Complete rows.
  public let observations: Int
  /// Rows left out because a number is missing, from 0.
  public let leftOut: [Int]
  /// n minus the number of coefficients.
  public let degreesOfFreedom: Int
  /// The coefficients, the intercept first when there is one.
  public let coefficients: [RegressionCoefficient]
  /// The covariance of the coefficients, row by row; empty when it is not defined.
  public let covariance: [[Double]]
  /// How the covariance was estimated.
  public let estimator: CovarianceEstimator
  /// The lags of Newey and West's estimator; nil for the others.
  public let lags: Int?
  /// The share of the response's variation that is explained; missing without variation.
  public let determination: Outcome<Double>
  /// The share with a price for coefficients, 1 − (1 − R²)(n − 1)/(n − k); of a regression with an
  /// intercept.
  public var adjustedDetermination: Outcome<Double> {
    determination.map {
      1 - (1 - $0) * Double(observations - 1) / Double(degreesOfFreedom)
    }
  }
  /// The residual standard deviation, divisor n − k.
  public let residualDeviation: Double
  /// Durbin and Watson's statistic of the residuals in the order of the rows; about 2 without
  /// autocorrelation.
  ///
  /// Missing where a row is left out between rows in use.
  public let durbinWatson: Outcome<Double>
  /// The observations that the series is worth, n (1 − ρ)/(1 + ρ) with ρ the lag-1 autocorrelation of
  /// the residuals, at most n.
  public let effectiveObservations: Double
  /// The residuals of complete rows.
  public let residuals: [Double]
  /// The leverages of complete rows, `0...1`.
  public let leverages: [Double]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]

  /// The coefficient with a name.
  public func coefficient(_ name: String) -> RegressionCoefficient? {
    coefficients.first { $0.name == name }
  }
}

/// Returns a least-squares regression with heteroscedasticity-robust standard errors.
///
///     b = (X′X)⁻¹X′y;  V = (X′X)⁻¹ X′ diag(w e²) X (X′X)⁻¹
///
/// - Parameters:
///   - response: y, one for each row; nil where it is not known.
///   - regressors: columns as long as the response.
///   - intercept: whether a constant is estimated.
///   - estimator: the covariance; ``CovarianceEstimator/hc3`` by default.
///   - lags: of ``CovarianceEstimator/neweyWest``; nil for ⌊4 (n/100)^(2/9)⌋.
/// - Returns: coefficients, tests, diagnostics. Rows with a missing number are left out and listed.
/// - Throws: ``RegressionError``; of ``CovarianceEstimator/neweyWest`` also
///   ``RegressionError/lagOutOfRange(lags:allowed:)``, and ``RegressionError/gap(row:)`` where a row
///   between rows in use is left out: a lag over it would be another one.
/// - Source: Newey and West (1987, 1994); White (1980); MacKinnon and White (1985); Long and Ervin (2000) for HC3 in small samples.
public func linearRegression(
  of response: [Double?], on regressors: [Regressor], intercept: Bool = true,
  estimator: CovarianceEstimator = .hc3, lags: Int? = nil
) throws(RegressionError) -> LinearRegression {
  let rows = try CompleteRows(response, regressors)
  var columns = rows.columns
  var names = regressors.map(\.name)
  if intercept {
    columns.insert([Double](repeating: 1, count: rows.response.count), at: 0)
    names.insert("intercept", at: 0)
  }
  guard rows.response.count > columns.count, !columns.isEmpty else {
    throw .tooFewRows(rows: rows.response.count, coefficients: columns.count)
  }
  let fit: LeastSquares
  do throws(LeastSquares.Dependent) {
    fit = try LeastSquares(columns, rows.response)
  } catch {
    throw .collinear(column: names[error.column])
  }
  var chosen: Int?
  if estimator == .neweyWest {
    if let gap = rows.gap { throw .gap(row: gap) }
    let most = fit.observations - 1
    let plain = Int(4 * Elementary.power(Double(fit.observations) / 100, 2.0 / 9))
    let wanted = lags ?? min(plain, most)
    guard (0...most).contains(wanted) else { throw .lagOutOfRange(lags: wanted, allowed: most) }
    chosen = wanted
  }
  let covariance = robustCovariance(fit, columns, estimator, lags: chosen ?? 0)
  return LinearRegression(
    rows: rows, names: names, fit: fit, covariance: covariance, estimator: estimator, lags: chosen,
    intercept: intercept)
}

/// Rows where every number is known.
struct CompleteRows {
  let response: [Double]
  package let columns: [[Double]]
  package let leftOut: [Int]
  /// The first row that is left out between rows in use.
  let gap: Int?

  init(_ response: [Double?], _ regressors: [Regressor]) throws(RegressionError) {
    for regressor in regressors where regressor.values.count != response.count {
      throw .unequalLengths(
        column: regressor.name, expected: response.count, given: regressor.values.count)
    }
    var kept: [Int] = []
    var missing: [Int] = []
    for row in response.indices {
      let cells = [response[row]] + regressors.map { $0.values[row] }
      if cells.contains(where: { $0?.isFinite == false }) { throw .notFinite(row: row) }
      if cells.contains(where: { $0 == nil }) { missing.append(row) } else { kept.append(row) }
    }
    self.response = kept.compactMap { response[$0] }
    columns = regressors.map { regressor in kept.compactMap { regressor.values[$0] } }
    leftOut = missing
    gap = kept.first.flatMap { first in
      missing.first { first < $0 && $0 < kept[kept.count - 1] }
    }
  }
}

/// The covariance of the coefficients; nil when a leverage of 1 leaves it undefined.
func robustCovariance(
  _ fit: LeastSquares, _ columns: [[Double]], _ estimator: CovarianceEstimator, lags: Int = 0
) -> [[Double]]? {
  let n = Double(fit.observations)
  let df = Double(fit.degreesOfFreedom)
  let width = columns.count
  if estimator == .classical {
    let variance = fit.squares / df
    return fit.inverse.map { $0.map { $0 * variance } }
  }
  var weights = [Double](repeating: 0, count: fit.observations)
  for row in weights.indices {
    let square = fit.residuals[row] * fit.residuals[row]
    let free = 1 - fit.leverages[row]
    switch estimator {
    case .classical, .hc0: weights[row] = square
    case .hc1, .neweyWest: weights[row] = square * n / df
    case .hc2, .hc3:
      guard free > 1e-12 else { return nil }
      weights[row] = estimator == .hc2 ? square / free : square / (free * free)
    }
  }
  var meat = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
  for first in 0..<width {
    for second in first..<width {
      var sum = CompensatedSum()
      for row in weights.indices {
        sum.add(columns[first][row] * columns[second][row] * weights[row])
      }
      meat[first][second] = sum.total
      meat[second][first] = sum.total
    }
  }
  if estimator == .neweyWest { addLags(&meat, fit, columns, lags: lags, factor: n / df) }
  return multiplied(multiplied(fit.inverse, meat), fit.inverse)
}

/// Adds Σ_l (1 − l/(L + 1)) (Γ_l + Γ_l′) with Γ_l = Σ_t x_t e_t e_{t−l} x_{t−l}′, times a factor.
private func addLags(
  _ meat: inout [[Double]], _ fit: LeastSquares, _ columns: [[Double]], lags: Int, factor: Double
) {
  guard lags > 0 else { return }
  let scores = columns.map { column in zip(column, fit.residuals).map { $0 * $1 } }
  for lag in 1...lags {
    let weight = factor * (1 - Double(lag) / Double(lags + 1))
    for first in columns.indices {
      for second in columns.indices {
        var sum = CompensatedSum()
        for row in lag..<fit.observations {
          sum.add(scores[first][row] * scores[second][row - lag])
          sum.add(scores[second][row] * scores[first][row - lag])
        }
        meat[first][second] += weight * sum.total
      }
    }
  }
}

/// The product of two square matrices.
package func multiplied(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
  left.map { row in
    right.indices.map { column in
      var sum = CompensatedSum()
      for place in row.indices { sum.add(row[place] * right[place][column]) }
      return sum.total
    }
  }
}
