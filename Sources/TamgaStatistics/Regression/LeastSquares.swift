// X = QR by Gram and Schmidt with each projection made twice;  b = R⁻¹ Q′y;  h_i = Σ_j q_ij²
// (X′X)⁻¹ = R⁻¹ R⁻ᵀ                                              Björck (1996), section 2.4

internal import TamgaNumerics

/// Why a regression cannot be computed at all.
public enum RegressionError: Error, Hashable, Sendable {
  /// A row between rows in use lacks a number, so that neighbours are not one step apart.
  case gap(row: Int)
  /// A number is infinite or not a number.
  case notFinite(row: Int)
  /// A column has another number of rows than the response.
  case unequalLengths(column: String, expected: Int, given: Int)
  /// A column is a combination of the columns before it, or constant beside an intercept.
  case collinear(column: String)
  /// A number of lags is below zero, or not below the rows.
  case lagOutOfRange(lags: Int, allowed: Int)
  /// There are fewer complete rows than coefficients, or as many.
  case tooFewRows(rows: Int, coefficients: Int)
}

/// An orthogonal decomposition of the regressors with what it says about a response.
struct LeastSquares {
  package let coefficients: [Double]
  package let residuals: [Double]
  let leverages: [Double]
  /// (X′X)⁻¹, row by row.
  package let inverse: [[Double]]
  package let squares: Double
  /// The place of the first column that depends on those before it.
  struct Dependent: Error { let column: Int }

  package var observations: Int { residuals.count }
  package var degreesOfFreedom: Int { residuals.count - coefficients.count }

  /// Decomposes finite columns, each as long as the response, which has at least as many rows.
  init(_ columns: [[Double]], _ response: [Double]) throws(Dependent) {
    let width = columns.count
    var basis: [[Double]] = []
    basis.reserveCapacity(width)
    var upper = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
    for (place, column) in columns.enumerated() {
      var rest = column
      let size = norm(column)
      guard size > 0, size.isFinite else { throw Dependent(column: place) }
      for _ in 0..<2 {
        for (earlier, direction) in basis.enumerated() {
          let part = product(direction, rest)
          upper[earlier][place] += part
          subtract(part, direction, from: &rest)
        }
      }
      let length = norm(rest)
      guard length > 1e-11 * size else { throw Dependent(column: place) }
      upper[place][place] = length
      for row in rest.indices { rest[row] /= length }
      basis.append(rest)
    }
    var rest = response
    var projected = [Double](repeating: 0, count: width)
    for _ in 0..<2 {
      for (place, direction) in basis.enumerated() {
        let part = product(direction, rest)
        projected[place] += part
        subtract(part, direction, from: &rest)
      }
    }
    residuals = rest
    squares = product(rest, rest)
    coefficients = LeastSquares.solve(upper, projected)
    var reach = [Double](repeating: 0, count: response.count)
    for direction in basis {
      for row in direction.indices { reach[row] += direction[row] * direction[row] }
    }
    leverages = reach
    let columnsOfInverse = (0..<width).map { place -> [Double] in
      var unit = [Double](repeating: 0, count: width)
      unit[place] = 1
      return LeastSquares.solve(upper, unit)
    }
    inverse = (0..<width).map { row in
      (0..<width).map { other in
        compensatedTotal(of: columnsOfInverse.lazy.map { $0[row] * $0[other] })
      }
    }
  }

  /// Solves a triangular system from below.
  private static func solve(_ upper: [[Double]], _ right: [Double]) -> [Double] {
    var solution = right
    for row in right.indices.reversed() {
      var value = right[row]
      for column in right.indices where column > row {
        value -= upper[row][column] * solution[column]
      }
      solution[row] = value / upper[row][row]
    }
    return solution
  }
}

private func product(_ left: [Double], _ right: [Double]) -> Double {
  var sum = CompensatedSum()
  for index in left.indices { sum.add(left[index] * right[index]) }
  return sum.total
}

private func norm(_ values: [Double]) -> Double {
  let largest = values.reduce(0) { max($0, abs($1)) }
  guard largest > 0, largest.isFinite else { return largest }
  let scale = largest.binade
  var sum = CompensatedSum()
  for value in values { sum.add((value / scale) * (value / scale)) }
  return sum.total.squareRoot() * scale
}

private func subtract(_ factor: Double, _ direction: [Double], from values: inout [Double]) {
  for index in values.indices { values[index] -= factor * direction[index] }
}
