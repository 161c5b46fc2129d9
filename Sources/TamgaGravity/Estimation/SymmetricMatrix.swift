/// Small symmetric positive matrices, row by row: Cholesky in the given order.
struct SymmetricFactor {
  let order: Int
  /// The lower factor.
  private var lower: [Double]

  /// Factors; nil when a pivot is not positive.
  init?(_ matrix: [Double], order: Int) {
    self.order = order
    lower = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        var sum = matrix[row * order + column]
        for k in 0..<column { sum -= lower[row * order + k] * lower[column * order + k] }
        if row == column {
          guard sum > 0, sum.isFinite else { return nil }
          lower[row * order + row] = sum.squareRoot()
        } else {
          lower[row * order + column] = sum / lower[column * order + column]
        }
      }
    }
  }

  /// Solves for one right-hand side.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<order {
      for k in 0..<row { x[row] -= lower[row * order + k] * x[k] }
      x[row] /= lower[row * order + row]
    }
    for row in (0..<order).reversed() {
      for k in (row + 1)..<max(order, row + 1) { x[row] -= lower[k * order + row] * x[k] }
      x[row] /= lower[row * order + row]
    }
    return x
  }

  /// The inverse, symmetric to the bit.
  var inverse: [Double] {
    var result = [Double](repeating: 0, count: order * order)
    for column in 0..<order {
      var unit = [Double](repeating: 0, count: order)
      unit[column] = 1
      let x = solve(unit)
      for row in 0..<order { result[row * order + column] = x[row] }
    }
    for row in 0..<order {
      for column in 0..<row {
        let mean = (result[row * order + column] + result[column * order + row]) / 2
        result[row * order + column] = mean
        result[column * order + row] = mean
      }
    }
    return result
  }
}

/// The rows and columns of a square matrix that are named.
func submatrix(_ matrix: [Double], side: Int, rows: [Int], columns: [Int]) -> [Double] {
  rows.flatMap { row in columns.map { matrix[row * side + $0] } }
}
