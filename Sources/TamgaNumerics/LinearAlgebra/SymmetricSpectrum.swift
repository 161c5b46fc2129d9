// A = Q T Qᵀ by reflections (Householder 1958); eigenvalues of T by implicit QL (Dubrulle, Martin and
// Wilkinson 1968); one eigenvector of T by inverse iteration (Wilkinson 1958), then Q times it.

/// The eigenvalues of a symmetric matrix, and eigenvectors one by one.
///
/// All steps have a fixed order: equal matrices give equal bits.
package struct SymmetricSpectrum: Sendable {
  /// The eigenvalues, the largest first.
  package let eigenvalues: [Double]
  private let size: Int
  private let tridiagonal: Tridiagonal
  /// Row k holds the k-th reflector from column k + 1 on.
  private let reflectors: [Double]
  private let factors: [Double]

  /// Decomposes a matrix; nil when an eigenvalue is not found in 60 rounds, or the shape is wrong.
  ///
  /// - Parameters:
  ///   - matrix: size × size finite numbers by rows, symmetric; only what is on and below the
  ///     diagonal is read.
  ///   - size: rows, at least 1.
  package init?(_ matrix: [Double], size: Int) {
    guard size >= 1, matrix.count == size * size, matrix.allSatisfy(\.isFinite) else { return nil }
    var work = matrix
    for row in 0..<size {
      for column in 0..<row { work[column * size + row] = work[row * size + column] }
    }
    (tridiagonal, factors) = reduce(&work, size: size)
    guard let values = tridiagonal.eigenvalues() else { return nil }
    eigenvalues = values.sorted(by: >)
    reflectors = work
    self.size = size
  }

  /// The unit eigenvector of an eigenvalue; its sign is arbitrary but always the same.
  ///
  /// Where eigenvalues coincide it is one vector of their space.
  package func vector(at index: Int) -> [Double] {
    guard eigenvalues.indices.contains(index) else { return [] }
    var vector = tridiagonal.eigenvector(of: eigenvalues[index])
    for step in stride(from: size - 3, through: 0, by: -1) where factors[step] != 0 {
      let start = step * size
      var product = 0.0
      for column in (step + 1)..<size { product += reflectors[start + column] * vector[column] }
      product *= factors[step]
      for column in (step + 1)..<size { vector[column] -= product * reflectors[start + column] }
    }
    return vector
  }
}

/// Reduces a full symmetric matrix; leaves the reflectors in its rows.
private func reduce(_ matrix: inout [Double], size: Int) -> (Tridiagonal, [Double]) {
  var factors = [Double](repeating: 0, count: size)
  var off = [Double](repeating: 0, count: size)
  var image = [Double](repeating: 0, count: size)
  if size > 2 {
    for step in 0..<(size - 2) {
      let start = step * size
      let scale = ((step + 1)..<size).reduce(0.0) { max($0, abs(matrix[start + $1])) }
      let rest = ((step + 2)..<size).reduce(0.0) { max($0, abs(matrix[start + $1])) }
      guard rest > 0 else {
        off[step] = matrix[start + step + 1]
        continue
      }
      var square = 0.0
      for column in (step + 1)..<size {
        let part = matrix[start + column] / scale
        square += part * part
      }
      let head = matrix[start + step + 1]
      let norm = scale * square.squareRoot() * (head < 0 ? 1 : -1)
      off[step] = norm
      // v = x − norm·e, scaled so that its head is 1; factor = 2 / vᵀv.
      let pivot = head - norm
      matrix[start + step + 1] = 1
      for column in (step + 2)..<size { matrix[start + column] /= pivot }
      factors[step] = (norm - head) / norm
      reflect(&matrix, &image, step: step, size: size, factor: factors[step])
    }
  }
  if size > 1 { off[size - 2] = matrix[(size - 2) * size + size - 1] }
  let diagonal = (0..<size).map { matrix[$0 * size + $0] }
  return (Tridiagonal(diagonal: diagonal, off: Array(off.prefix(max(0, size - 1)))), factors)
}

/// A ← H A H on the part right of and below a step.
private func reflect(
  _ matrix: inout [Double], _ image: inout [Double], step: Int, size: Int, factor: Double
) {
  unsafe matrix.withUnsafeMutableBufferPointer { matrix in
    unsafe image.withUnsafeMutableBufferPointer { image in
      let reflector = step * size
      for column in (step + 1)..<size { unsafe image[column] = 0 }
      for row in (step + 1)..<size {
        let weight = unsafe factor * matrix[reflector + row]
        let base = row * size
        var column = step + 1
        while column < size {
          unsafe image[column] += weight * matrix[base &+ column]
          column &+= 1
        }
      }
      var product = 0.0
      for row in (step + 1)..<size { unsafe product += image[row] * matrix[reflector + row] }
      let half = factor * product / 2
      for row in (step + 1)..<size { unsafe image[row] -= half * matrix[reflector + row] }
      for row in (step + 1)..<size {
        let (ahead, behind) = unsafe (matrix[reflector + row], image[row])
        let base = row * size
        var column = step + 1
        while column < size {
          unsafe matrix[base &+ column] -=
            ahead * image[column] + behind * matrix[reflector &+ column]
          column &+= 1
        }
      }
    }
  }
}
