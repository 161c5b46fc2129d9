/// A small dense matrix by rows: coefficients by coefficients.
struct SquareMatrix: Sendable, Equatable {
  /// Rows and columns.
  let size: Int
  /// The entries by rows.
  var values: [Double]

  /// A matrix of zeros.
  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  /// A matrix from entries by rows; missing ones count as zero.
  init(size: Int, values: [Double]) {
    self.size = size
    self.values = Array(values.prefix(size * size))
    while self.values.count < size * size { self.values.append(0) }
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The product of two matrices of one size.
  static func * (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
    var product = SquareMatrix(size: left.size)
    for row in 0..<left.size {
      for column in 0..<left.size {
        var sum = 0.0
        for inner in 0..<left.size { sum += left[row, inner] * right[inner, column] }
        product[row, column] = sum
      }
    }
    return product
  }

  /// The product with a vector.
  func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] }
    }
  }

  /// Adds a multiple of another matrix.
  mutating func add(_ other: SquareMatrix, times factor: Double = 1) {
    for index in values.indices { values[index] += factor * other.values[index] }
  }

  /// The matrix times a number.
  func scaled(by factor: Double) -> SquareMatrix {
    SquareMatrix(size: size, values: values.map { $0 * factor })
  }

  /// Half the sum with the transpose: what rounding made unequal becomes equal.
  var symmetrised: SquareMatrix {
    var result = self
    for row in 0..<size {
      for column in 0..<row {
        let mean = 0.5 * (self[row, column] + self[column, row])
        result[row, column] = mean
        result[column, row] = mean
      }
    }
    return result
  }

  /// The quadratic or bilinear form `leftᵀ M right`.
  func form(_ left: [Double], _ right: [Double]) -> Double {
    let product = times(right)
    return left.indices.reduce(0) { $0 + left[$1] * product[$1] }
  }

  /// The solution of `M x = b` for a symmetric positive definite matrix, by Cholesky's method.
  ///
  /// - Returns: x; nil when a pivot is below 1e-12 of the diagonal it began with.
  func solvingPositive(_ right: [Double]) -> [Double]? {
    var factor = self
    for column in 0..<size {
      var pivot = self[column, column]
      for inner in 0..<column { pivot -= factor[column, inner] * factor[column, inner] }
      guard pivot > 1e-12 * abs(self[column, column]), pivot.isFinite else { return nil }
      let root = pivot.squareRoot()
      factor[column, column] = root
      for row in (column + 1)..<max(column + 1, size) {
        var entry = self[row, column]
        for inner in 0..<column { entry -= factor[row, inner] * factor[column, inner] }
        factor[row, column] = entry / root
      }
    }
    var x = right
    for row in 0..<size {
      for inner in 0..<row { x[row] -= factor[row, inner] * x[inner] }
      x[row] /= factor[row, row]
    }
    for row in (0..<size).reversed() {
      for inner in (row + 1)..<max(row + 1, size) { x[row] -= factor[inner, row] * x[inner] }
      x[row] /= factor[row, row]
    }
    return x
  }

  /// The inverse of a symmetric positive definite matrix; nil when it is singular.
  var invertedPositive: SquareMatrix? {
    var inverse = SquareMatrix(size: size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      guard let solution = solvingPositive(unit) else { return nil }
      for row in 0..<size { inverse[row, column] = solution[row] }
    }
    return inverse.symmetrised
  }

  /// Eigenvalues and eigenvectors (columns) of a symmetric matrix.
  ///
  /// - Source: cyclic Jacobi rotations; Golub and Van Loan, Matrix Computations, 8.5.
  var symmetricEigen: (values: [Double], vectors: SquareMatrix) {
    var rotated = self
    var vectors = SquareMatrix(size: size)
    for index in 0..<size { vectors[index, index] = 1 }
    for _ in 0..<100 {
      var off = 0.0
      for row in 0..<size {
        for column in 0..<row { off = max(off, rotated.relativeOff(row, column)) }
      }
      if off < 1e-30 { break }
      for p in 0..<size {
        for q in (p + 1)..<max(p + 1, size) where rotated[p, q] != 0 {
          rotated.rotate(p, q, vectors: &vectors)
        }
      }
    }
    return ((0..<size).map { rotated[$0, $0] }, vectors)
  }

  /// The squared entry off the diagonal over the product of the diagonal's.
  private func relativeOff(_ row: Int, _ column: Int) -> Double {
    let entry = self[row, column]
    if entry == 0 { return 0 }
    let scale = abs(self[row, row] * self[column, column])
    return scale > 0 ? entry * entry / scale : 1
  }

  private mutating func rotate(_ p: Int, _ q: Int, vectors: inout SquareMatrix) {
    let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
    let sign = theta < 0 ? -1.0 : 1.0
    let tangent =
      abs(theta) > 1e150 ? 0.5 / theta : sign / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for index in 0..<size {
      let (left, right) = (self[index, p], self[index, q])
      self[index, p] = cosine * left - sine * right
      self[index, q] = sine * left + cosine * right
    }
    for index in 0..<size {
      let (left, right) = (self[p, index], self[q, index])
      self[p, index] = cosine * left - sine * right
      self[q, index] = sine * left + cosine * right
    }
    for index in 0..<size {
      let (left, right) = (vectors[index, p], vectors[index, q])
      vectors[index, p] = cosine * left - sine * right
      vectors[index, q] = sine * left + cosine * right
    }
  }

  /// The matrix with negative eigenvalues set to 0, and whether there were any.
  ///
  /// Eigenvalues within 1e-12 of the largest one count as 0 and are no finding.
  ///
  /// - Source: Cameron, Gelbach and Miller (2011), section 2.3.
  var positivePart: (matrix: SquareMatrix, wasFixed: Bool) {
    let (eigenvalues, vectors) = symmetricEigen
    let largest = eigenvalues.map(\.magnitude).max() ?? 0
    guard eigenvalues.contains(where: { $0 < -1e-12 * largest }) else { return (self, false) }
    var result = SquareMatrix(size: size)
    for index in 0..<size where eigenvalues[index] > 0 {
      for row in 0..<size {
        for column in 0..<size {
          result[row, column] += eigenvalues[index] * vectors[row, index] * vectors[column, index]
        }
      }
    }
    return (result.symmetrised, true)
  }
}
