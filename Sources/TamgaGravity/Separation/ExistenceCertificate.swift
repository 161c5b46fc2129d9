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
  /// The largest |(Xᵀv)| of a column as a part of Σ|xv| of the column, or of the least v at a bound
  /// where that is more: what is small beside every such v cannot undo the proof.
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
    var least = Double.infinity
    for (row, weight) in zip(rows, weights) where tails[row] != 0 {
      least = min(least, weight * Double(tails[row]))
    }
    let (sums, imbalance) = balance(
      weights, rows: rows, least: least.isFinite ? max(least, 0) : 0)
    var failing: [Int] = []
    var margin = Double.infinity
    var boundRows = 0
    for (row, weight) in zip(rows, weights) where tails[row] != 0 {
      boundRows += 1
      let outward = weight * Double(tails[row])
      var off = 0.0
      for block in columns.blocks {
        let sum = sums[columns.column(ofRow: row, in: block)]
        off = max(off, abs(sum * (block.values?[row] ?? 1)))
      }
      // Also false where the weight is not a number.
      let isOutward = outward > 0
      let rowMargin = isOutward ? (off > 0 ? outward / off : .infinity) : -1
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

  /// (Xᵀv) by column, and the largest as a part of its Σ|xv| or of `least`.
  private func balance(
    _ weights: [Double], rows: [Int], least: Double
  ) -> (sums: [Double], imbalance: Double) {
    var totals = [Total](repeating: Total(), count: columns.count)
    for (index, values) in columns.regressors.enumerated() {
      totals[index] = total(values.span, weights.span, rows.span)
    }
    for block in columns.blocks {
      add(
        weights.span, rows.span, block.codes.span, block.values, to: &totals,
        from: block.firstColumn)
    }
    var imbalance = 0.0
    for total in totals where total.size > 0 {
      imbalance = max(imbalance, abs(total.sum) / max(total.size, least))
    }
    return (totals.map(\.sum), imbalance)
  }
}

/// Σxv and Σ|xv|.
private struct Total {
  var sum = 0.0
  var size = 0.0
}

private func total(_ values: Span<Double>, _ weights: Span<Double>, _ rows: Span<Int>) -> Total {
  var total = Total()
  for place in rows.indices {
    let part = values[rows[place]] * weights[place]
    total.sum += part
    total.size += abs(part)
  }
  return total
}

private func add(
  _ weights: Span<Double>, _ rows: Span<Int>, _ codes: Span<Int32>, _ values: [Double]?,
  to totals: inout [Total], from first: Int
) {
  var totals = totals.mutableSpan
  for place in rows.indices {
    let row = rows[place]
    let part = values.map { $0[row] * weights[place] } ?? weights[place]
    let column = first + Int(codes[row])
    totals[column].sum += part
    totals[column].size += abs(part)
  }
}
