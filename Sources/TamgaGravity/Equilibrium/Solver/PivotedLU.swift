/// A dense square matrix as P·A = L·U with row pivoting.
///
/// - Source: Golub and Van Loan (2013), algorithm 3.4.1.
struct PivotedLU {
  let order: Int
  private let factors: [Double]
  private let pivots: [Int]

  /// Factors a matrix stored by rows.
  ///
  /// - Returns: nil when a pivot is zero or not finite.
  init?(_ matrix: [Double], order: Int) {
    var factors = matrix
    var pivots = [Int](repeating: 0, count: order)
    guard Self.factor(&factors, &pivots, order) else { return nil }
    self.order = order
    self.factors = factors
    self.pivots = pivots
  }

  private static func factor(_ factors: inout [Double], _ pivots: inout [Int], _ order: Int) -> Bool
  {
    var a = factors.mutableSpan
    for k in 0..<order {
      var best = k
      var size = abs(a[k * order + k])
      for i in (k + 1)..<max(k + 1, order) where abs(a[i * order + k]) > size {
        size = abs(a[i * order + k])
        best = i
      }
      guard size > 0, size.isFinite else { return false }
      pivots[k] = best
      if best != k {
        for j in 0..<order { a.swapAt(best * order + j, k * order + j) }
      }
      let inverse = 1 / a[k * order + k]
      for i in (k + 1)..<max(k + 1, order) {
        let factor = a[i * order + k] * inverse
        a[i * order + k] = factor
        guard factor != 0 else { continue }
        for j in (k + 1)..<order { a[i * order + j] -= factor * a[k * order + j] }
      }
    }
    return true
  }

  /// Solves A·x = b in place.
  func solve(_ b: inout [Double]) {
    let n = order
    for k in 0..<n where pivots[k] != k { b.swapAt(k, pivots[k]) }
    for i in 0..<n {
      var sum = b[i]
      for j in 0..<i { sum -= factors[i * n + j] * b[j] }
      b[i] = sum
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = b[i]
      for j in (i + 1)..<max(i + 1, n) { sum -= factors[i * n + j] * b[j] }
      b[i] = sum / factors[i * n + i]
    }
  }
}

/// Σ x·y over two stretches of equal length, in four interleaved partial sums.
@inline(__always)
func stretchProduct(
  _ x: borrowing Span<Double>, _ xStart: Int, _ y: borrowing Span<Double>, _ yStart: Int, count: Int
)
  -> Double
{
  var s0 = 0.0
  var s1 = 0.0
  var s2 = 0.0
  var s3 = 0.0
  var k = 0
  while k + 4 <= count {
    s0 += x[xStart + k] * y[yStart + k]
    s1 += x[xStart + k + 1] * y[yStart + k + 1]
    s2 += x[xStart + k + 2] * y[yStart + k + 2]
    s3 += x[xStart + k + 3] * y[yStart + k + 3]
    k += 4
  }
  while k < count {
    s0 += x[xStart + k] * y[yStart + k]
    k += 1
  }
  return (s0 + s1) + (s2 + s3)
}
