#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A symmetric tridiagonal matrix.
struct Tridiagonal {
  let diagonal: [Double]
  /// Beside the diagonal, one number fewer.
  let off: [Double]

  /// All eigenvalues in no particular order; nil when one is not found in 60 rounds.
  func eigenvalues() -> [Double]? {
    let count = diagonal.count
    var d = diagonal
    var e = off + [0]
    for low in 0..<count {
      var rounds = 0
      while true {
        var end = low
        while end < count - 1 {
          let size = abs(d[end]) + abs(d[end + 1])
          if abs(e[end]) <= Double.ulpOfOne / 2 * size { break }
          end += 1
        }
        if end == low { break }
        rounds += 1
        if rounds > 60 { return nil }
        sweep(&d, &e, low: low, end: end)
      }
    }
    return d
  }

  /// One implicit QL sweep with Wilkinson's shift.
  private func sweep(_ d: inout [Double], _ e: inout [Double], low: Int, end: Int) {
    var g = (d[low + 1] - d[low]) / (2 * e[low])
    var r = hypot(g, 1)
    g = d[end] - d[low] + e[low] / (g + (g < 0 ? -r : r))
    var (sine, cosine, shift) = (1.0, 1.0, 0.0)
    for index in stride(from: end - 1, through: low, by: -1) {
      let f = sine * e[index]
      let b = cosine * e[index]
      r = hypot(f, g)
      e[index + 1] = r
      guard r != 0 else {
        d[index + 1] -= shift
        e[end] = 0
        return
      }
      sine = f / r
      cosine = g / r
      g = d[index + 1] - shift
      r = (d[index] - g) * sine + 2 * cosine * b
      shift = sine * r
      d[index + 1] = g + shift
      g = cosine * r - b
    }
    d[low] -= shift
    e[low] = g
    e[end] = 0
  }

  /// The unit eigenvector by four rounds of inverse iteration from a fixed start.
  func eigenvector(of eigenvalue: Double) -> [Double] {
    let count = diagonal.count
    guard count > 1 else { return [1] }
    let elimination = ShiftedElimination(self, shift: eigenvalue)
    var stream = RandomStream(seed: 0, entity: UInt64(count), purpose: "eigenvector")
    var vector = (0..<count).map { _ in stream.uniform() - 0.25 }
    for _ in 0..<4 {
      elimination.solve(&vector)
      let scale = vector.reduce(0) { max($0, abs($1)) }
      guard scale > 0, scale.isFinite else { return (0..<count).map { $0 == 0 ? 1 : 0 } }
      var square = 0.0
      for value in vector { square += (value / scale) * (value / scale) }
      let norm = scale * square.squareRoot()
      for index in vector.indices { vector[index] = vector[index] / scale / (norm / scale) }
    }
    return vector
  }
}

/// The rows of T − shift·I after Gaussian elimination with row exchanges.
private struct ShiftedElimination {
  private var pivots: [Double]
  private var first: [Double]
  private var second: [Double]
  private var multipliers: [Double]
  private var exchanged: [Bool]

  init(_ matrix: Tridiagonal, shift: Double) {
    let count = matrix.diagonal.count
    let size =
      matrix.diagonal.reduce(0) { max($0, abs($1)) }
      + matrix.off.reduce(0) { max($0, abs($1)) }
    // A pivot of zero belongs to the exact eigenvalue; the smallest sensible number stands for it.
    let tiny = max(size, Double.leastNormalMagnitude * 0x1p60) * Double.ulpOfOne / 4
    pivots = matrix.diagonal.map { $0 - shift }
    first = matrix.off + [0]
    second = [Double](repeating: 0, count: count)
    multipliers = [Double](repeating: 0, count: count)
    exchanged = [Bool](repeating: false, count: count)
    for row in 0..<(count - 1) {
      let below = matrix.off[row]
      if abs(below) > abs(pivots[row]) {
        exchanged[row] = true
        let (pivot, upper) = (pivots[row], first[row])
        pivots[row] = below
        first[row] = pivots[row + 1]
        second[row] = first[row + 1]
        multipliers[row] = pivot / below
        pivots[row + 1] = upper - multipliers[row] * first[row]
        first[row + 1] = -multipliers[row] * second[row]
      } else {
        if abs(pivots[row]) < tiny { pivots[row] = tiny }
        multipliers[row] = below / pivots[row]
        pivots[row + 1] -= multipliers[row] * first[row]
      }
    }
    if abs(pivots[count - 1]) < tiny { pivots[count - 1] = tiny }
  }

  func solve(_ vector: inout [Double]) {
    let count = pivots.count
    for row in 0..<(count - 1) {
      if exchanged[row] { vector.swapAt(row, row + 1) }
      vector[row + 1] -= multipliers[row] * vector[row]
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      var value = vector[row]
      if row + 1 < count { value -= first[row] * vector[row + 1] }
      if row + 2 < count { value -= second[row] * vector[row + 2] }
      vector[row] = value / pivots[row]
    }
  }
}
