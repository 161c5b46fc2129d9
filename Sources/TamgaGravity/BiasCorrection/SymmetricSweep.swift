/// A symmetric generalised inverse of a large positive semidefinite matrix.
///
/// The sweep operator by blocks: each block of pivots P takes W = its rows, E = P⁻¹W, and
/// F ← F − WᵀE elsewhere. A pivot that has lost all but `cut` of its diagonal depends on the ones
/// before and is left out: its row and column of the inverse are 0.
///
/// - Source: Goodnight (1979), A tutorial on the SWEEP operator, The American Statistician 33(3).
struct SymmetricSweep {
  private var matrix: TiledMatrix
  private let size: Int
  private let threads: Int
  private let diagonal: [Double]
  private var isLeftOut: [Bool]
  private static let blockSize = 96

  /// Inverts a matrix of which the lower triangle counts.
  init(inverting matrix: TiledMatrix, size: Int, cut: Double, threads: Int) {
    self.matrix = matrix
    self.size = size
    self.threads = threads
    diagonal = (0..<size).map { matrix[$0, $0] }
    isLeftOut = [Bool](repeating: false, count: size)
    for start in stride(from: 0, to: size, by: Self.blockSize) {
      sweep(start..<min(size, start + Self.blockSize), cut)
    }
  }

  /// An entry of the inverse.
  subscript(row: Int, column: Int) -> Double {
    if isLeftOut[row] || isLeftOut[column] { return 0 }
    return row >= column ? -matrix[row, column] : -matrix[column, row]
  }

  private mutating func sweep(_ block: Range<Int>, _ cut: Double) {
    let inverse = pivots(block, cut)
    let depth = block.count
    var rows = [Double](repeating: 0, count: depth * size)
    for (k, row) in block.enumerated() where !isLeftOut[row] {
      for column in 0..<size where !block.contains(column) {
        rows[k * size + column] = row >= column ? matrix[row, column] : matrix[column, row]
      }
    }
    var scaled = [Double](repeating: 0, count: depth * size)
    for k in 0..<depth {
      for l in 0..<depth where inverse[k * depth + l] != 0 {
        let factor = inverse[k * depth + l]
        for column in 0..<size { scaled[k * size + column] += factor * rows[l * size + column] }
      }
    }
    matrix.addProduct(
      PackedPanel(rows, depth: depth, width: size), PackedPanel(scaled, depth: depth, width: size),
      sign: -1, isLower: true, threads: threads)
    for (k, row) in block.enumerated() {
      for column in 0..<size where !block.contains(column) {
        if row >= column {
          matrix[row, column] = scaled[k * size + column]
        } else {
          matrix[column, row] = scaled[k * size + column]
        }
      }
      for (l, column) in block.enumerated() where column <= row {
        matrix[row, column] = -inverse[k * depth + l]
      }
    }
  }

  /// The inverse of a block, dependent pivots left out.
  private mutating func pivots(_ block: Range<Int>, _ cut: Double) -> [Double] {
    let depth = block.count
    var a = [Double](repeating: 0, count: depth * depth)
    for (k, row) in block.enumerated() {
      for (l, column) in block.enumerated() where column <= row {
        a[k * depth + l] = matrix[row, column]
        a[l * depth + k] = matrix[row, column]
      }
    }
    for (k, row) in block.enumerated() {
      let pivot = a[k * depth + k]
      guard pivot > cut * diagonal[row], pivot > 0 else {
        isLeftOut[row] = true
        continue
      }
      for i in 0..<depth where i != k && a[i * depth + k] != 0 {
        let factor = a[i * depth + k] / pivot
        for j in 0..<depth where j != k { a[i * depth + j] -= factor * a[k * depth + j] }
        a[i * depth + k] = factor
      }
      for j in 0..<depth where j != k { a[k * depth + j] /= pivot }
      a[k * depth + k] = -1 / pivot
    }
    var inverse = [Double](repeating: 0, count: depth * depth)
    for k in 0..<depth where !isLeftOut[block.lowerBound + k] {
      for l in 0..<depth where !isLeftOut[block.lowerBound + l] {
        inverse[k * depth + l] = -a[k * depth + l]
      }
    }
    return inverse
  }
}
