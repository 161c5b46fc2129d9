internal import TamgaNumerics

/// Columns of a matrix in tiles of four, so that products run over contiguous memory.
///
/// Tile `c` holds the columns 4c…4c+3 of each row, row after row.
struct PackedPanel {
  /// How many rows.
  let depth: Int
  /// How many tiles.
  let tiles: Int
  fileprivate(set) var entries: [SIMD4<Double>]

  /// Packs a matrix of `depth` rows and `width` columns; the last tile is filled with zeros.
  init(_ matrix: [Double], depth: Int, width: Int) {
    self.depth = depth
    tiles = (width + 3) / 4
    entries = [SIMD4<Double>](repeating: .zero, count: tiles * depth)
    for row in 0..<depth {
      for tile in 0..<tiles {
        var quad = SIMD4<Double>.zero
        for lane in 0..<min(4, width - 4 * tile) {
          quad[lane] = matrix[row * width + 4 * tile + lane]
        }
        entries[tile * depth + row] = quad
      }
    }
  }
}

/// A matrix whose rows are whole tiles of four.
struct TiledMatrix {
  let rows: Int
  let tiles: Int
  fileprivate(set) var entries: [SIMD4<Double>]

  /// Creates zeros; rows are filled up to a multiple of four too.
  init(rows: Int, columns: Int) {
    self.rows = (rows + 3) / 4 * 4
    tiles = (columns + 3) / 4
    entries = [SIMD4<Double>](repeating: .zero, count: self.rows * tiles)
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * tiles + column >> 2][column & 3] }
    set { entries[row * tiles + column >> 2][column & 3] = newValue }
  }

  /// Adds `sign` · aᵀb, where a has one tile for four rows; with `isLower` only tiles on and below
  /// the diagonal.
  ///
  /// Panels that are not of this shape are ignored beyond it.
  /// Each tile is computed by one thread alone, so that any number gives equal bits.
  mutating func addProduct(
    _ a: PackedPanel, _ b: PackedPanel, sign: Double, isLower: Bool, threads: Int = 1
  ) {
    guard a.depth == b.depth, a.depth > 0 else { return }
    let depth = a.depth
    let tiles = tiles
    let rowTiles = min(a.tiles, rows / 4)
    let columnTiles = min(b.tiles, tiles)
    let strip = 16
    unsafe entries.withUnsafeMutableBufferPointer { c in
      unsafe a.entries.withUnsafeBufferPointer { left in
        unsafe b.entries.withUnsafeBufferPointer { right in
          // Within bounds: rowTiles·4·tiles ≤ c.count, and each panel has tiles·depth entries.
          guard let c = c.baseAddress, let left = left.baseAddress,
            let right = right.baseAddress
          else { return }
          // A strip of rows, column by column, so that a tile of b serves the whole strip.
          forEachBlock(count: (rowTiles + strip - 1) / strip, threads: threads) { block in
            let first = block * strip
            let last = min(first + strip, rowTiles)
            for j in 0..<(isLower ? min(last, columnTiles) : columnTiles) {
              for i in (isLower ? max(first, j) : first)..<last {
                unsafe tileProduct(
                  left + i * depth, right + j * depth, depth, c + 4 * i * tiles + j, tiles, sign)
              }
            }
          }
        }
      }
    }
  }
}

/// Adds a product of two tiles to four rows of a matrix.
@inline(__always)
private func tileProduct(
  _ a: UnsafePointer<SIMD4<Double>>, _ b: UnsafePointer<SIMD4<Double>>, _ depth: Int,
  _ c: UnsafeMutablePointer<SIMD4<Double>>, _ stride: Int, _ sign: Double
) {
  var r0 = SIMD4<Double>.zero
  var r1 = SIMD4<Double>.zero
  var r2 = SIMD4<Double>.zero
  var r3 = SIMD4<Double>.zero
  var k = 0
  while k < depth {
    let x = unsafe a[k]
    let y = unsafe b[k]
    r0 += y * x[0]
    r1 += y * x[1]
    r2 += y * x[2]
    r3 += y * x[3]
    k &+= 1
  }
  unsafe c[0] += r0 * sign
  unsafe c[stride] += r1 * sign
  unsafe c[2 &* stride] += r2 * sign
  unsafe c[3 &* stride] += r3 * sign
}
