/// The proof that no row of a sample is separated, so that the estimate exists.
///
/// A weight v for each row with Xᵀv = 0 that is above 0 on every row with y = 0 (below 0 with y = 1
/// in a logit). A z that separates would give 0 = vᵀXγ = vᵀz > 0.
///
/// - Source: theorem of the alternative (Stiemke 1915).
public struct ExistenceCertificate: Sendable, Hashable {
  /// How the weights were found.
  public let method: SeparationMethod
  /// The rows of the sample, ascending.
  public let rows: [Int]
  /// The weight of each.
  public let weights: [Double]
  /// How many of the rows are at a bound of the outcome.
  public let boundRows: Int
  /// The largest |(Xᵀv)| of a column as a part of Σ|xv| of the column.
  public let imbalance: Double
  /// The least of v / |(Xᵀv)| over rows at a bound and their levels.
  ///
  /// At least 10; nil when there is no such row or no imbalance.
  public let margin: Double?
}

extension SeparationVerifier {
  /// The least margin of a weight over the imbalance of its levels.
  private static let leastMargin = 10.0
  /// The largest imbalance of a column.
  private static let largestImbalance = 1e-6

  /// Makes a proof of existence if the data confirm it.
  ///
  /// - Parameters:
  ///   - weights: one a row of `rows`.
  ///   - rows: the sample after separated rows, and rows alone in a level, are gone.
  ///   - method: how they were found.
  /// - Returns: the proof and the rows at a bound that fail.
  func existence(
    _ weights: [Double], rows: [Int], method: SeparationMethod
  ) -> (proof: ExistenceCertificate?, failing: [Int]) {
    var sums = [Double](repeating: 0, count: columns.count)
    var sizes = sums
    for (row, weight) in zip(rows, weights) {
      columns.forEachEntry(ofRow: row) { column, entry in
        sums[column] += entry * weight
        sizes[column] += abs(entry * weight)
      }
    }
    var imbalance = 0.0
    for column in sums.indices where sizes[column] > 0 {
      imbalance = max(imbalance, abs(sums[column]) / sizes[column])
    }
    var failing: [Int] = []
    var margin = Double.infinity
    var boundRows = 0
    for (row, weight) in zip(rows, weights) where tails[row] != 0 {
      boundRows += 1
      let outward = weight * Double(tails[row])
      var rowMargin = outward > 0 ? Double.infinity : -1
      for block in columns.blocks where outward > 0 {
        let entry = block.values?[row] ?? 1
        let off = abs(sums[column(ofRow: row, in: block)] * entry)
        if off > 0 { rowMargin = min(rowMargin, outward / off) }
      }
      margin = min(margin, rowMargin)
      if !(rowMargin >= Self.leastMargin) { failing.append(row) }
    }
    guard failing.isEmpty, imbalance <= Self.largestImbalance, weights.allSatisfy(\.isFinite) else {
      return (nil, failing)
    }
    let proof = ExistenceCertificate(
      method: method, rows: rows, weights: weights, boundRows: boundRows, imbalance: imbalance,
      margin: margin.isFinite ? margin : nil)
    return (proof, [])
  }

  private func column(ofRow row: Int, in block: SeparationColumns.Block) -> Int {
    columns.column(ofRow: row, in: block)
  }
}
