// One score a row.
//
//     HC0, HC1  M = Σ sᵢsᵢᵀ
//     HC2       M = Σ sᵢsᵢᵀ / (1 − hᵢ)
//     HC3       M = Σ sᵢsᵢᵀ / (1 − hᵢ)²
//
// Source: White (1980); MacKinnon and White (1985).

/// The power of 1 − h by which squared scores are divided.
enum LeveragePower: Int {
  case none = 0
  case one = 1
  case two = 2
}

/// The meat of one score a row.
///
/// - Throws: ``InferenceError/leverageOne(row:)`` when a leverage is within 1e-10 of 1 or outside
///   0…1.
func rowMeat(
  _ scores: ScoreData, leverages: [Double], power: LeveragePower, threads: Int
) throws(InferenceError) -> SquareMatrix {
  if power != .none {
    try scores.check("leverages", leverages.count)
    for row in leverages.indices
    where !(leverages[row] < 1 - 1e-10 && leverages[row] >= -1e-10) {
      throw .leverageOne(row: row)
    }
  }
  let blocks = rowBlocks(scores.rowCount)
  let parts = blockResults(count: blocks, threads: threads) { block in
    outerProducts(
      scores, leverages.span, power, rows(ofBlock: block, of: blocks, count: scores.rowCount))
  }
  var meat = SquareMatrix(size: scores.coefficientCount)
  for part in parts { meat.add(part) }
  return mirrored(meat)
}

private func outerProducts(
  _ scores: ScoreData, _ leverages: Span<Double>, _ power: LeveragePower, _ rows: Range<Int>
) -> SquareMatrix {
  let residuals = scores.residuals.span
  let regressors = scores.regressors.span
  let size = scores.coefficientCount
  switch power {
  case .none:
    return weightedProducts(regressors, size: size, rows) { residuals[$0] * residuals[$0] }
  case .one:
    return weightedProducts(regressors, size: size, rows) {
      residuals[$0] * residuals[$0] / (1 - leverages[$0])
    }
  case .two:
    return weightedProducts(regressors, size: size, rows) {
      let score = residuals[$0] / (1 - leverages[$0])
      return score * score
    }
  }
}

/// The lower half of `Σ w_r v_r v_rᵀ` over rows of vectors, in blocks of 1,024 rows.
///
/// Four by four entries are added up at a time.
@inline(__always)
func weightedProducts(
  _ vectors: Span<Double>, size: Int, _ rows: Range<Int>, weight: (Int) -> Double
) -> SquareMatrix {
  var total = SquareMatrix(size: size)
  for left in stride(from: 0, to: size, by: 4) {
    for right in stride(from: 0, through: left, by: 4) {
      let (lefts, rights) = (min(4, size - left), min(4, size - right))
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 1024) {
        let block = start..<min(rows.upperBound, start + 1024)
        let sums =
          switch (lefts, rights) {
          case (1, 1): tile(vectors, size, block, left, 1, right, 1, weight)
          case (2, 2): tile(vectors, size, block, left, 2, right, 2, weight)
          case (3, 3): tile(vectors, size, block, left, 3, right, 3, weight)
          case (4, 4): tile(vectors, size, block, left, 4, right, 4, weight)
          default: tile(vectors, size, block, left, lefts, right, rights, weight)
          }
        for row in 0..<lefts {
          for column in 0..<rights where right + column <= left + row {
            total[left + row, right + column] += sums[row][column]
          }
        }
      }
    }
  }
  return total
}

/// Four rows of a matrix.
private struct Tile {
  var first = SIMD4<Double>.zero
  var second = SIMD4<Double>.zero
  var third = SIMD4<Double>.zero
  var fourth = SIMD4<Double>.zero

  subscript(row: Int) -> SIMD4<Double> {
    switch row {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }
}

@inline(__always)
private func tile(
  _ vectors: Span<Double>, _ size: Int, _ rows: Range<Int>, _ left: Int, _ lefts: Int,
  _ right: Int, _ rights: Int, _ weight: (Int) -> Double
) -> Tile {
  var sums = Tile()
  for row in rows {
    let base = row * size
    let ahead = lane(vectors, base + left, lefts) * weight(row)
    let behind = lane(vectors, base + right, rights)
    sums.first += behind * ahead.x
    if lefts > 1 { sums.second += behind * ahead.y }
    if lefts > 2 { sums.third += behind * ahead.z }
    if lefts > 3 { sums.fourth += behind * ahead.w }
  }
  return sums
}

extension ScoreData {
  /// The leverages of a weighted least-squares design without absorbed fixed effects.
  ///
  ///     hᵢ = wᵢ xᵢᵀ (XᵀWX)⁻¹ xᵢ
  ///
  /// With absorbed fixed effects these are the regressors' part only: add what the fixed effects
  /// take, or put them into the regressors.
  ///
  /// - Parameter weights: w, one a row (ω for least squares, ωμ for Poisson).
  /// - Returns: h, one a row; their sum is the number of coefficients.
  /// - Throws: ``InferenceError/shape(name:found:wanted:)``.
  public func leverages(weights: [Double]) throws(InferenceError) -> [Double] {
    try check("weights", weights.count)
    let matrix = breadMatrix
    return (0..<rowCount).map { row in
      let x = Array(regressors[(row * coefficientCount)..<((row + 1) * coefficientCount)])
      return weights[row] * matrix.form(x, x)
    }
  }
}
