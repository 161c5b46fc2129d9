// Spatial dependence within a period.
//
//     one unit   M = Σ_t Σ_u Σ_v k(d_uv/h) s_ut s_vtᵀ
//     product    M = Σ_t Σ_ij Σ_i'j' k(d_ii'/h) k(d_jj'/h) s_ijt s_i'j'tᵀ
//
// Scores of rows at one place are added up first, since they share their weights.
//
// Source: Conley (1999).

/// A spatial variance.
public struct ConleySpecification: Sendable {
  /// One column (exporter or importer) or two (the product of both kernels); their levels are
  /// places.
  public let columns: [FactorColumn]
  /// The place of each level, the same numbering for both columns.
  public let places: [GeoPoint]
  /// Where the kernel ends, in kilometres; 0 joins rows of one place only.
  public let cutoffKilometres: Double
  /// The kernel.
  public let kernel: SpatialKernel
  /// The period of each row; nil when all rows are of one period.
  public let time: [Int32]?

  /// Creates a specification.
  public init(
    columns: [FactorColumn], places: [GeoPoint], cutoffKilometres: Double, kernel: SpatialKernel,
    time: [Int32]?
  ) {
    self.columns = columns
    self.places = places
    self.cutoffKilometres = cutoffKilometres
    self.kernel = kernel
    self.time = time
  }

  /// Checks ranges and shapes.
  func check(_ scores: ScoreData) throws(InferenceError) {
    guard (1...2).contains(columns.count) else { throw .dimensions(columns.count) }
    for column in columns {
      try scores.check(column.name, column.codes.count)
      guard column.levelCount <= places.count else {
        throw .shape(name: "places", found: places.count, wanted: column.levelCount)
      }
    }
    if let time { try scores.check("time", time.count) }
    guard cutoffKilometres >= 0, cutoffKilometres.isFinite else {
      throw .cutoff(cutoffKilometres)
    }
    if let level = places.firstIndex(where: { !$0.isValid }) { throw .place(level: level) }
  }
}

/// The meat of Conley.
func conleyMeat(
  _ scores: ScoreData, _ specification: ConleySpecification, threads: Int
) -> SquareMatrix {
  let weights = SpatialWeights(
    specification.places, cutoff: specification.cutoffKilometres, kernel: specification.kernel)
  let first = specification.columns[0]
  let second =
    specification.columns.count == 2
    ? specification.columns[1]
    : FactorColumn(known: "", codes: first.codes.map { _ in 0 }, levelCount: 1)
  let period = PeriodAxis(specification.time ?? first.codes.map { _ in 0 }).places
  // Cells are period × first × second, numbered period by period and then by first unit.
  let cells = period.interacted(with: first).interacted(with: second)
  let table = CellTable(cells, period, first, second)
  let sums = clusterSums(scores, cells, threads: threads)
  let isProduct = specification.columns.count == 2
  let blocks = table.periods.count
  let parts = blockResults(count: blocks, threads: threads) { block in
    table.meat(
      period: block, sums, size: scores.coefficientCount, weights, isProduct: isProduct)
  }
  var meat = SquareMatrix(size: scores.coefficientCount)
  for part in parts { meat.add(part) }
  return meat.symmetrised
}

/// The cells of period, first and second unit.
private struct CellTable: Sendable {
  struct Cell: Sendable {
    let cell: Int
    let first: Int
    let second: Int
  }
  /// The cells of each period.
  let periods: [[Cell]]
  let firstCount: Int
  let secondCount: Int

  init(
    _ cells: FactorColumn, _ period: FactorColumn, _ first: FactorColumn, _ second: FactorColumn
  ) {
    var seen = [Bool](repeating: false, count: cells.levelCount)
    var periods = [[Cell]](repeating: [], count: period.levelCount)
    for (row, code) in cells.codes.enumerated() where !seen[Int(code)] {
      seen[Int(code)] = true
      periods[Int(period.codes[row])].append(
        Cell(cell: Int(code), first: Int(first.codes[row]), second: Int(second.codes[row])))
    }
    self.periods = periods.map { $0.sorted { $0.cell < $1.cell } }
    firstCount = first.levelCount
    secondCount = second.levelCount
  }

  /// The meat of one period: sums over near first units, then over near second units.
  func meat(
    period: Int, _ sums: [Double], size: Int, _ weights: SpatialWeights, isProduct: Bool
  ) -> SquareMatrix {
    var byFirst = [[Cell]](repeating: [], count: firstCount)
    for cell in periods[period] { byFirst[cell.first].append(cell) }
    var meat = SquareMatrix(size: size)
    for unit in byFirst.indices where !byFirst[unit].isEmpty {
      var near = [Double](repeating: 0, count: secondCount * size)
      for (other, weight) in weights.neighbours[unit] where other < firstCount {
        for cell in byFirst[other] {
          for column in 0..<size {
            near[cell.second * size + column] += weight * sums[cell.cell * size + column]
          }
        }
      }
      for cell in byFirst[unit] {
        var total = [Double](repeating: 0, count: size)
        let seconds = isProduct ? weights.neighbours[cell.second] : [(level: 0, weight: 1.0)]
        for (other, weight) in seconds where other < secondCount {
          for column in 0..<size { total[column] += weight * near[other * size + column] }
        }
        for row in 0..<size {
          let value = sums[cell.cell * size + row]
          for column in 0..<size { meat[row, column] += value * total[column] }
        }
      }
    }
    return meat
  }
}
