/// The inverse of a small matrix by Gauss–Jordan elimination with row pivots.
struct SmallInverse {
  /// The inverse, row by row.
  let matrix: [Double]
  private let size: Int

  /// Inverts a matrix given row by row.
  ///
  /// - Returns: nil when it is singular, or its condition number in the 1-norm is above the limit.
  init?(_ matrix: [Double], size: Int, worstCondition: Double) {
    var a = matrix
    var inverse = [Double](repeating: 0, count: size * size)
    for index in 0..<size { inverse[index * size + index] = 1 }
    for k in 0..<size {
      var pivotRow = k
      for row in k..<size where abs(a[row * size + k]) > abs(a[pivotRow * size + k]) {
        pivotRow = row
      }
      let pivot = a[pivotRow * size + k]
      guard pivot.isFinite, abs(pivot) > 0 else { return nil }
      for column in 0..<size where pivotRow != k {
        a.swapAt(k * size + column, pivotRow * size + column)
        inverse.swapAt(k * size + column, pivotRow * size + column)
      }
      for column in 0..<size {
        a[k * size + column] /= pivot
        inverse[k * size + column] /= pivot
      }
      for row in 0..<size where row != k && a[row * size + k] != 0 {
        let factor = a[row * size + k]
        for column in 0..<size {
          a[row * size + column] -= factor * a[k * size + column]
          inverse[row * size + column] -= factor * inverse[k * size + column]
        }
      }
    }
    let condition = Self.norm(matrix, size) * Self.norm(inverse, size)
    guard condition.isFinite, condition <= worstCondition else { return nil }
    self.matrix = inverse
    self.size = size
  }

  /// The product with a vector.
  func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * vector[$1] }
    }
  }

  private static func norm(_ matrix: [Double], _ size: Int) -> Double {
    (0..<size).map { column in
      (0..<size).reduce(0.0) { $0 + abs(matrix[$1 * size + column]) }
    }.max() ?? 0
  }
}
