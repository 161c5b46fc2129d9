internal import CNative
internal import TamgaNumerics

/// Adds edge weights w(1 - w/W) to cells and diagonal over all rows.
func addEdges(
  _ panel: PanelRows, base: Buffer<Int64>?, cells: Buffer<Double>?, diagonal: Buffer<Double>
) {
  var kernel = unsafe panel.kernel
  unsafe tamga_gravity_edges(
    &kernel, 0, Int64(panel.groupCount), base?.base, cells?.base, diagonal.base)
}

/// The diagonal blocks of S, one for each component of the graph of the first two terms, further
/// terms by their diagonal.
///
/// A block is the signless Laplacian of a bipartite graph with edge weights w(1 - w/W). The first
/// term is eliminated through its diagonal, the last level of the second is grounded, the rest is
/// factored with a relative ridge of 1e-9.
final class BlockPreconditioner: Preconditioner {
  private let numbers: LevelNumbers
  /// For each level of the first term where its cells begin, less the component's first column.
  private let base: Buffer<Int64>
  private let cells: Buffer<Double>
  private let diagonal: Buffer<Double>
  private let inverse: Buffer<Double>
  private let factors: Buffer<Double>
  private let factorInverse: Buffer<Double>
  private let factorStarts: [Int]
  private let cellStarts: [Int]

  /// Numbers the cells and factors would take.
  static func size(_ numbers: LevelNumbers) -> Int {
    guard numbers.componentBounds.count == 2 else { return .max }
    var total = 0
    for component in 0..<numbers.componentCount {
      let (rows, columns) = shape(numbers, component)
      let (area, over) = columns.count.multipliedReportingOverflow(by: rows.count + columns.count)
      guard !over, area < Int.max - total else { return .max }
      total += area
    }
    return total
  }

  private static func shape(
    _ numbers: LevelNumbers, _ component: Int
  ) -> (rows: Range<Int>, columns: Range<Int>) {
    let first = numbers.componentBounds[0]
    let second = numbers.componentBounds[1]
    return (
      first[component]..<first[component + 1], second[component]..<second[component + 1]
    )
  }

  init(_ numbers: LevelNumbers) {
    self.numbers = numbers
    base = Buffer(repeating: 0, count: numbers.bounds[1])
    var cellStarts = [0]
    var factorStarts = [0]
    for component in 0..<numbers.componentCount {
      let (rows, columns) = BlockPreconditioner.shape(numbers, component)
      let start = cellStarts[component]
      for (place, level) in rows.enumerated() {
        base[level] = Int64(start + place * columns.count - columns.lowerBound)
      }
      cellStarts.append(start + rows.count * columns.count)
      factorStarts.append(factorStarts[component] + (columns.count - 1) * (columns.count - 1))
    }
    self.cellStarts = cellStarts
    self.factorStarts = factorStarts
    cells = Buffer(repeating: 0, count: cellStarts.last ?? 0)
    factors = Buffer(repeating: 0, count: factorStarts.last ?? 0)
    diagonal = Buffer(repeating: 0, count: numbers.count)
    inverse = Buffer(repeating: 0, count: numbers.count)
    factorInverse = Buffer(repeating: 0, count: numbers.count)
  }

  func factor(_ panel: PanelRows, threads: Int) {
    cells.fill(0)
    diagonal.fill(0)
    addEdges(panel, base: base, cells: cells, diagonal: diagonal)
    for level in 0..<inverse.count {
      inverse[level] = diagonal[level] > 0 ? 1 / diagonal[level] : 0
    }
    forEachBlock(count: numbers.componentCount, threads: threads) { self.factor(component: $0) }
  }

  private func factor(component: Int) {
    let (rows, columns) = BlockPreconditioner.shape(numbers, component)
    let order = columns.count - 1
    guard order > 0 else { return }
    let scaled = Buffer<Double>(repeating: 0, count: rows.count * columns.count)
    let start = cellStarts[component]
    for (place, level) in rows.enumerated() {
      let factor = inverse[level].squareRoot()
      let shift = place * columns.count
      for column in 0..<columns.count {
        scaled[shift + column] = cells[start + shift + column] * factor
      }
    }
    let block = factorStarts[component]
    for row in 0..<order {
      for column in row..<order { factors[block + row * order + column] = 0 }
      factors[block + row * order + row] = diagonal[columns.lowerBound + row] * (1 + 1e-9)
    }
    unsafe tamga_gravity_rank(
      factors.base + block, Int64(order), scaled.base, Int64(columns.count), Int64(rows.count),
      Int64(order))
    unsafe tamga_gravity_cholesky(
      factors.base + block, Int64(order), 1e-13, factorInverse.base + columns.lowerBound)
  }

  func apply(_ r: Buffer<Double>, _ z: Buffer<Double>, threads: Int) {
    forEachBlock(count: numbers.componentCount, threads: threads) {
      self.apply(component: $0, r, z)
    }
    guard numbers.terms.count > 2 else { return }
    for level in numbers.bounds[2]..<numbers.count {
      for lane in 0..<4 { z[4 * level + lane] = r[4 * level + lane] * inverse[level] }
    }
  }

  private func apply(component: Int, _ r: Buffer<Double>, _ z: Buffer<Double>) {
    let (rows, columns) = BlockPreconditioner.shape(numbers, component)
    let order = columns.count - 1
    let (height, width) = (Int64(rows.count), Int64(columns.count))
    for index in (4 * rows.lowerBound)..<(4 * rows.upperBound) {
      z[index] = r[index] * inverse[index / 4]
    }
    for index in (4 * columns.lowerBound)..<(4 * columns.upperBound) { z[index] = r[index] }
    let o = unsafe cells.base + cellStarts[component]
    let top = unsafe z.base + 4 * rows.lowerBound
    let bottom = unsafe z.base + 4 * columns.lowerBound
    unsafe tamga_gravity_subtract_transposed(o, height, width, top, bottom)
    unsafe tamga_gravity_solve(
      factors.base + factorStarts[component], Int64(order),
      factorInverse.base + columns.lowerBound, bottom)
    for lane in 0..<4 { z[4 * (columns.upperBound - 1) + lane] = 0 }
    // The first term's part is D⁻¹(r - O z).
    for index in (4 * rows.lowerBound)..<(4 * rows.upperBound) { z[index] = r[index] }
    unsafe tamga_gravity_subtract(o, height, width, bottom, top)
    for index in (4 * rows.lowerBound)..<(4 * rows.upperBound) { z[index] *= inverse[index / 4] }
  }
}
