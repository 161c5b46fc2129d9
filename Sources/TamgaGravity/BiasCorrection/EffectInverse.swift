internal import TamgaNumerics

/// The parts of a generalised inverse of S that belong to one pair: d S⁻ dᵀ.
///
/// S = Σ dᵀHd over pairs, d picking the effects of a pair's exporter and importer in each period, and
/// H = diag(λ) − λλᵀ/Λ when pair effects are profiled out, else diag(λ). The side with more countries
/// is eliminated exactly; what is left of the other is inverted, and each country of the first then
/// finishes its pairs, so that memory is (N·T)² of the smaller side.
///
/// - Source: block elimination with generalised inverses, Rohde (1965), Generalized inverses of
///   partitioned matrices, SIAM Journal 13(4).
struct EffectInverse {
  /// A pair and its rows.
  struct Cell {
    let eliminated: Int
    let kept: Int
    let total: Double
    let periods: [Int]
    let fitted: [Double]
  }

  private let cells: [Cell]
  /// The cells of each country of the eliminated side.
  let members: [[Int]]
  private let periods: Int
  private let isProfiled: Bool
  private let size: Int
  private let inverses: [[Double]]
  private let sweep: SymmetricSweep
  /// F⁻ in panels of rows.
  private let panels: [PackedPanel]

  private static let panelDepth = 256
  private static let cut = 1e-10

  init(
    _ cells: [Cell], eliminated: Int, kept: Int, periods: Int, isProfiled: Bool, threads: Int
  ) {
    self.cells = cells
    self.periods = periods
    self.isProfiled = isProfiled
    let size = kept * periods
    self.size = size
    var members = [[Int]](repeating: [], count: eliminated)
    for (index, cell) in cells.enumerated() { members[cell.eliminated].append(index) }
    self.members = members
    var matrix = Self.diagonal(cells, size: size, periods: periods, isProfiled: isProfiled)
    var stack: [Double] = []
    var depth = 0
    var inverses: [[Double]] = []
    for country in members {
      var block = [Double](repeating: 0, count: periods * periods)
      for index in country { Self.add(cells[index], to: &block, periods, isProfiled) }
      let eigen = SymmetricEigen(block, size: periods)
      inverses.append(eigen.pseudoInverse(cut: Self.cut))
      stack += Self.rows(
        eigen.inverseRoot(cut: Self.cut), times: country.map { cells[$0] }, size, periods,
        isProfiled)
      depth += periods
      if depth >= 128 { Self.subtract(&stack, &depth, size, from: &matrix, threads) }
    }
    if depth > 0 { Self.subtract(&stack, &depth, size, from: &matrix, threads) }
    self.inverses = inverses
    let sweep = SymmetricSweep(inverting: matrix, size: size, cut: 1e-9, threads: threads)
    self.sweep = sweep
    panels = stride(from: 0, to: size, by: Self.panelDepth).map { start in
      let end = min(size, start + Self.panelDepth)
      var rows: [Double] = []
      rows.reserveCapacity((end - start) * size)
      for row in start..<end { for column in 0..<size { rows.append(sweep[row, column]) } }
      return PackedPanel(rows, depth: end - start, width: size)
    }
  }

  /// d S⁻ dᵀ, periods by periods, for each cell of a country of the eliminated side, in the order of
  /// its members.
  func blocks(ofCountry country: Int) -> [[Double]] {
    let own = members[country].map { cells[$0] }
    let inverse = inverses[country]
    let left = Self.rows(inverse, times: own, size, periods, isProfiled)
    var product = TiledMatrix(rows: periods, columns: size)
    for (index, panel) in panels.enumerated() {
      let start = index * Self.panelDepth
      var transposed = [Double](repeating: 0, count: panel.depth * periods)
      for k in 0..<panel.depth {
        for t in 0..<periods { transposed[k * periods + t] = left[t * size + start + k] }
      }
      product.addProduct(
        PackedPanel(transposed, depth: panel.depth, width: periods), panel, sign: 1,
        isLower: false)
    }
    let dense = (0..<periods).flatMap { t in (0..<size).map { product[t, $0] } }
    var corner = inverse
    for t in 0..<periods {
      for s in 0...t {
        var sum = 0.0
        for column in 0..<size { sum += dense[t * size + column] * left[s * size + column] }
        corner[t * periods + s] += sum
        if s < t { corner[s * periods + t] += sum }
      }
    }
    return own.map { cell in
      let first = cell.kept * periods
      var block = corner
      for t in 0..<periods {
        for s in 0..<periods {
          block[t * periods + s] +=
            sweep[first + t, first + s] - dense[t * size + first + s] - dense[s * size + first + t]
        }
      }
      return block
    }
  }

  private static func diagonal(
    _ cells: [Cell], size: Int, periods: Int, isProfiled: Bool
  ) -> TiledMatrix {
    var matrix = TiledMatrix(rows: size, columns: size)
    for cell in cells {
      let first = cell.kept * periods
      for (t, weight) in zip(cell.periods, cell.fitted) {
        matrix[first + t, first + t] += weight
        guard isProfiled else { continue }
        for (s, other) in zip(cell.periods, cell.fitted) {
          matrix[first + t, first + s] -= weight * other / cell.total
        }
      }
    }
    return matrix
  }

  private static func add(
    _ cell: Cell, to block: inout [Double], _ periods: Int, _ isProfiled: Bool
  ) {
    for (t, weight) in zip(cell.periods, cell.fitted) {
      block[t * periods + t] += weight
      guard isProfiled else { continue }
      for (s, other) in zip(cell.periods, cell.fitted) {
        block[t * periods + s] -= weight * other / cell.total
      }
    }
  }

  /// A matrix of `periods` columns times the off-diagonal block of a country, row by row.
  private static func rows(
    _ matrix: [Double], times cells: [Cell], _ size: Int, _ periods: Int, _ isProfiled: Bool
  ) -> [Double] {
    var product = [Double](repeating: 0, count: periods * size)
    for cell in cells {
      for row in 0..<periods {
        var mean = 0.0
        if isProfiled {
          for (t, weight) in zip(cell.periods, cell.fitted) {
            mean += matrix[row * periods + t] * weight
          }
          mean /= cell.total
        }
        for (t, weight) in zip(cell.periods, cell.fitted) {
          product[row * size + cell.kept * periods + t] =
            weight * (matrix[row * periods + t] - mean)
        }
      }
    }
    return product
  }

  private static func subtract(
    _ stack: inout [Double], _ depth: inout Int, _ size: Int, from matrix: inout TiledMatrix,
    _ threads: Int
  ) {
    let panel = PackedPanel(stack, depth: depth, width: size)
    matrix.addProduct(panel, panel, sign: -1, isLower: true, threads: threads)
    stack.removeAll(keepingCapacity: true)
    depth = 0
  }
}
