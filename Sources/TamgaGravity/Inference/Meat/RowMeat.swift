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
  let size = scores.coefficientCount
  let regressors = scores.regressors.span
  let residuals = scores.residuals.span
  var total = SquareMatrix(size: size)
  for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 1024) {
    var block = [Double](repeating: 0, count: size * size)
    var sums = block.mutableSpan
    for row in start..<min(rows.upperBound, start + 1024) {
      var square = residuals[row] * residuals[row]
      if power != .none {
        let left = 1 - leverages[row]
        square /= power == .one ? left : left * left
      }
      let base = row * size
      for first in 0..<size {
        let weighted = regressors[base + first] * square
        for second in 0...first {
          sums[first * size + second] += weighted * regressors[base + second]
        }
      }
    }
    for index in block.indices { total.values[index] += block[index] }
  }
  return total
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
