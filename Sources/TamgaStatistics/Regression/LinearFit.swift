// b = (X'X)⁻¹X'y;  V = (X'X)⁻¹ X' diag(e²/(1−h)²) X (X'X)⁻¹                          HC3
// MacKinnon and White (1985); Long and Ervin (2000).

internal import TamgaNumerics

/// Least squares with a constant and HC3 errors, for formulas that need coefficients and ranges only.
package struct LinearFit: Sendable {
  /// The kind of ``interval(of:)``.
  package static let kind = "hc3-95"

  /// The constant, then one coefficient a column.
  package let coefficients: [Double]
  /// The errors of the coefficients by HC3; infinite where an observation decides alone.
  package let errors: [Double]
  /// What the fit leaves of each observation.
  package let residuals: [Double]
  /// Observations less coefficients.
  package let degreesOfFreedom: Int

  /// Fits a line; nil when columns depend on each other or observations are too few.
  ///
  /// - Parameters:
  ///   - y: observations.
  ///   - columns: regressors of the same length.
  package init?(y: [Double], columns: [[Double]]) {
    guard y.count > columns.count, columns.allSatisfy({ $0.count == y.count }) else { return nil }
    let design = [[Double](repeating: 1, count: y.count)] + columns
    guard let fit = try? LeastSquares(design, y) else { return nil }
    let covariance = robustCovariance(fit, design, .hc3)
    coefficients = fit.coefficients
    errors = design.indices.map { place in
      covariance.map { max(0, $0[place][place]).squareRoot() } ?? .infinity
    }
    residuals = fit.residuals
    degreesOfFreedom = fit.degreesOfFreedom
  }

  /// The 95 % interval of a coefficient; nil without degrees of freedom.
  package func interval(of place: Int) -> (lower: Double, upper: Double)? {
    guard coefficients.indices.contains(place),
      let student = StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom)),
      case .value(let t) = student.quantile(0.975)
    else { return nil }
    let half = t * errors[place]
    guard half.isFinite else { return nil }
    return (coefficients[place] - half, coefficients[place] + half)
  }
}
