/// The eigenvalues and vectors of a small symmetric matrix.
///
/// - Source: cyclic Jacobi rotations; Golub and Van Loan (2013), Matrix Computations, 8.5.
struct SymmetricEigen {
  /// The eigenvalues, in no order.
  private(set) var values: [Double]
  /// The eigenvectors, one a column, row by row.
  private(set) var vectors: [Double]
  private let size: Int

  /// Decomposes a matrix of `size`², of which the lower triangle counts.
  init(_ matrix: [Double], size: Int) {
    self.size = size
    var a = matrix
    for row in 0..<size {
      for column in 0..<row { a[column * size + row] = a[row * size + column] }
    }
    vectors = [Double](repeating: 0, count: size * size)
    for index in 0..<size { vectors[index * size + index] = 1 }
    for _ in 0..<60 where Self.rotateAll(&a, &vectors, size) {}
    values = (0..<size).map { a[$0 * size + $0] }
  }

  /// The Moore–Penrose inverse, eigenvalues below `cut` times the largest taken for 0.
  func pseudoInverse(cut: Double) -> [Double] {
    let root = inverseRoot(cut: cut)
    var inverse = [Double](repeating: 0, count: size * size)
    for index in 0..<size {
      for row in 0..<size where root[index * size + row] != 0 {
        for column in 0..<size {
          inverse[row * size + column] += root[index * size + row] * root[index * size + column]
        }
      }
    }
    return inverse
  }

  /// R with RᵀR the Moore–Penrose inverse; a row of zeros for an eigenvalue taken for 0.
  func inverseRoot(cut: Double) -> [Double] {
    let limit = cut * (values.map(abs).max() ?? 0)
    var root = [Double](repeating: 0, count: size * size)
    for index in 0..<size where values[index] > limit {
      let scale = 1 / values[index].squareRoot()
      for row in 0..<size { root[index * size + row] = vectors[row * size + index] * scale }
    }
    return root
  }

  /// One sweep over all pairs of rows; false when nothing was left to rotate.
  private static func rotateAll(_ a: inout [Double], _ v: inout [Double], _ size: Int) -> Bool {
    var isChanged = false
    for p in 0..<max(0, size - 1) {
      for q in (p + 1)..<size {
        let off = a[p * size + q]
        let scale = (abs(a[p * size + p]) * abs(a[q * size + q])).squareRoot()
        guard off != 0, abs(off) > 1e-17 * scale, abs(off) > 1e-300 else { continue }
        isChanged = true
        let theta = (a[q * size + q] - a[p * size + p]) / (2 * off)
        let t =
          (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<size {
          let (x, y) = (a[k * size + p], a[k * size + q])
          a[k * size + p] = c * x - s * y
          a[k * size + q] = s * x + c * y
        }
        for k in 0..<size {
          let (x, y) = (a[p * size + k], a[q * size + k])
          a[p * size + k] = c * x - s * y
          a[q * size + k] = s * x + c * y
        }
        a[p * size + q] = 0
        a[q * size + p] = 0
        for k in 0..<size {
          let (x, y) = (v[k * size + p], v[k * size + q])
          v[k * size + p] = c * x - s * y
          v[k * size + q] = s * x + c * y
        }
      }
    }
    return isChanged
  }
}
