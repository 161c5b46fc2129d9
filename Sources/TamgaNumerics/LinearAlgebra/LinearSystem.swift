/// A square matrix split into triangles with row exchanges, ready to solve systems.
///
///     P A = L U
///
/// - Source: Golub and Van Loan (2013), Matrix Computations, algorithm 3.4.1.
package struct LinearSystem: Sendable {
  /// The rows of the matrix.
  package let size: Int
  private var factors: [Double]
  private var order: [Int]

  /// Splits a matrix; nil when it is singular to working precision (a pivot below n·ε times the
  /// largest number of the matrix), or the shape is wrong.
  ///
  /// - Parameters:
  ///   - matrix: size × size finite numbers by rows.
  ///   - size: rows, at least 1.
  package init?(_ matrix: [Double], size: Int) {
    guard size >= 1, matrix.count == size * size, matrix.allSatisfy(\.isFinite) else { return nil }
    self.size = size
    factors = matrix
    order = Array(0..<size)
    let largest = matrix.reduce(0) { max($0, abs($1)) }
    let tiny = largest * Double.ulpOfOne * Double(size)
    for step in 0..<size {
      var pivot = step
      for row in step..<size
      where abs(factors[row * size + step]) > abs(factors[pivot * size + step]) { pivot = row }
      guard abs(factors[pivot * size + step]) > tiny else { return nil }
      if pivot != step {
        order.swapAt(pivot, step)
        for column in 0..<size { factors.swapAt(pivot * size + column, step * size + column) }
      }
      eliminate(step)
    }
    guard factors.allSatisfy(\.isFinite) else { return nil }
  }

  private mutating func eliminate(_ step: Int) {
    let size = size
    unsafe factors.withUnsafeMutableBufferPointer { factors in
      let pivotRow = step * size
      for row in (step + 1)..<max(size, step + 1) {
        let base = row * size
        let ratio = unsafe factors[base + step] / factors[pivotRow + step]
        unsafe factors[base + step] = ratio
        guard ratio != 0 else { continue }
        var column = step + 1
        while column < size {
          unsafe factors[base &+ column] -= ratio * factors[pivotRow &+ column]
          column &+= 1
        }
      }
    }
  }

  /// The solution of A x = b.
  package func solution(_ right: [Double]) -> [Double] {
    guard right.count == size else { return [] }
    var x = order.map { right[$0] }
    for row in 0..<size {
      var value = x[row]
      for column in 0..<row { value -= factors[row * size + column] * x[column] }
      x[row] = value
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      var value = x[row]
      for column in (row + 1)..<max(size, row + 1) {
        value -= factors[row * size + column] * x[column]
      }
      x[row] = value / factors[row * size + row]
    }
    return x
  }

  /// The inverse by rows.
  package func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      let unit = (0..<size).map { $0 == column ? 1.0 : 0 }
      for (row, value) in solution(unit).enumerated() { result[row * size + column] = value }
    }
    return result
  }
}
