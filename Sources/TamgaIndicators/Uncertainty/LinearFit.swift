// b = (X'X)⁻¹X'y;  V = (X'X)⁻¹ X' diag(e²/(1−h)²) X (X'X)⁻¹                          HC3
// MacKinnon and White (1985); Long and Ervin (2000).

internal import TamgaNumerics

/// Least squares with a constant, and errors that do not assume equal variances (HC3).
struct LinearFit: Sendable {
  static let kind = "hc3-95"

  /// The constant, then one coefficient a column.
  let coefficients: [Double]
  /// The errors of the coefficients by HC3; infinite where an observation decides alone.
  let errors: [Double]
  /// What the fit leaves of each observation.
  let residuals: [Double]
  /// Observations less coefficients.
  let degreesOfFreedom: Int

  /// Fits a line; nil when columns depend on each other or observations are too few.
  ///
  /// - Parameters:
  ///   - y: observations.
  ///   - columns: regressors of the same length; columns are centred and scaled before.
  init?(y: [Double], columns: [[Double]]) {
    let rows = y.count
    let width = columns.count + 1
    guard rows >= width, columns.allSatisfy({ $0.count == rows }) else { return nil }
    let scaled = columns.map(Self.standardised)
    guard scaled.allSatisfy({ $0.scale > 0 }) else { return nil }
    let design = [[Double](repeating: 1, count: rows)] + scaled.map(\.values)
    let gram = design.map { left in design.map { Self.product(left, $0) } }
    guard let inverse = Self.inverse(gram) else { return nil }
    let moments = design.map { Self.product($0, y) }
    let fitted = inverse.map { Self.product($0, moments) }
    let leverages = (0..<rows).map { row in
      let x = design.map { $0[row] }
      return Self.product(x, inverse.map { Self.product($0, x) })
    }
    let residuals = (0..<rows).map { row in
      y[row] - Self.product(fitted, design.map { $0[row] })
    }
    let adjusted = zip(residuals, leverages).map { error, leverage in
      let free = 1 - leverage
      return free > 1e-12 ? error / free : (abs(error) < 1e-12 ? 0 : Double.infinity)
    }
    let meat = design.map { left in
      design.map { right in
        compensatedTotal(of: (0..<rows).map { left[$0] * right[$0] * adjusted[$0] * adjusted[$0] })
      }
    }
    let variance = inverse.map { left in
      inverse.map { right in Self.product(left, meat.map { Self.product($0, right) }) }
    }
    // Back from centred and scaled columns: b_k = f_k / s_k, a = f_0 − Σ f_k m_k / s_k.
    var constant = [1.0]
    for column in scaled { constant.append(-column.mean / column.scale) }
    coefficients =
      [Self.product(constant, fitted)] + scaled.indices.map { fitted[$0 + 1] / scaled[$0].scale }
    errors =
      [Self.product(constant, variance.map { Self.product($0, constant) }).squareRoot()]
      + scaled.indices.map { max(0, variance[$0 + 1][$0 + 1]).squareRoot() / scaled[$0].scale }
    self.residuals = residuals
    degreesOfFreedom = rows - width
  }

  /// The 95 % interval of a coefficient; nil without degrees of freedom.
  func interval(of place: Int) -> (lower: Double, upper: Double)? {
    guard coefficients.indices.contains(place),
      let student = StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom)),
      case .value(let t) = student.quantile(0.975)
    else { return nil }
    let half = t * errors[place]
    guard half.isFinite else { return nil }
    return (coefficients[place] - half, coefficients[place] + half)
  }

  private static func standardised(_ values: [Double]) -> (
    values: [Double], mean: Double, scale: Double
  ) {
    let mean = compensatedTotal(of: values) / Double(max(1, values.count))
    let centred = values.map { $0 - mean }
    let scale = centred.reduce(0) { max($0, abs($1)) }
    guard scale > 1e-12 * max(1, abs(mean)) else { return (centred, mean, 0) }
    return (centred.map { $0 / scale }, mean, scale)
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = CompensatedSum()
    for place in left.indices { sum.add(left[place] * right[place]) }
    return sum.total
  }

  /// The inverse of a small symmetric matrix by elimination with pivots; nil when it is singular.
  private static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let size = matrix.count
    var left = matrix
    var right = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    for column in 0..<size {
      let pivot = (column..<size).max { abs(left[$0][column]) < abs(left[$1][column]) } ?? column
      guard abs(left[pivot][column]) > 1e-12 * max(1, abs(matrix[column][column])) else {
        return nil
      }
      left.swapAt(pivot, column)
      right.swapAt(pivot, column)
      let divisor = left[column][column]
      left[column] = left[column].map { $0 / divisor }
      right[column] = right[column].map { $0 / divisor }
      for row in 0..<size where row != column && left[row][column] != 0 {
        let factor = left[row][column]
        left[row] = zip(left[row], left[column]).map { $0 - factor * $1 }
        right[row] = zip(right[row], right[column]).map { $0 - factor * $1 }
      }
    }
    return right
  }
}
