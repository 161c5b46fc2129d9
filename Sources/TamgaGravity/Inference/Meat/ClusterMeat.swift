// Sums of scores by cluster and their outer products.
//
//     S_g = Σ_{i ∈ g} x̃ᵢ eᵢ,   M = Σ_g S_g S_gᵀ
//
// Source: Liang and Zeger (1986); several ways: Cameron, Gelbach and Miller (2011), eq. 2.13.

/// The sums of scores by level of a column, levels × coefficients by rows.
///
/// Rows of one cluster that follow each other are added up before they are stored, so that rows
/// grouped by cluster make one sequential pass.
func clusterSums(_ scores: ScoreData, _ column: FactorColumn, threads: Int) -> [Double] {
  let rowCount = scores.rowCount
  let levels = column.levelCount
  var blocks = rowBlocks(rowCount)
  if levels * blocks > rowCount { blocks = 1 }
  var sums = [Double](repeating: 0, count: levels * scores.coefficientCount)
  for first in stride(from: 0, to: scores.coefficientCount, by: 4) {
    let lanes = min(4, scores.coefficientCount - first)
    let parts = blockResults(count: blocks, threads: threads) { block -> [SIMD4<Double>] in
      var part = [SIMD4<Double>](repeating: .zero, count: levels)
      var target = part.mutableSpan
      addScores(
        scores, column.codes.span, rows(ofBlock: block, of: blocks, count: rowCount),
        lanes: first..<(first + lanes), into: &target)
      return part
    }
    for part in parts {
      for level in 0..<levels {
        for lane in 0..<lanes {
          sums[level * scores.coefficientCount + first + lane] += part[level][lane]
        }
      }
    }
  }
  return sums
}

private func addScores(
  _ scores: ScoreData, _ codes: Span<Int32>, _ rows: Range<Int>, lanes: Range<Int>,
  into target: inout MutableSpan<SIMD4<Double>>
) {
  let regressors = scores.regressors.span
  let residuals = scores.residuals.span
  let stride = scores.coefficientCount
  guard let start = rows.first else { return }
  var current = Int(codes[start])
  var sum = SIMD4<Double>.zero
  for row in rows {
    let code = Int(codes[row])
    if code != current {
      target[current] += sum
      sum = .zero
      current = code
    }
    sum += lane(regressors, row * stride + lanes.lowerBound, lanes.count) * residuals[row]
  }
  target[current] += sum
}

/// Up to four neighbouring numbers as a vector.
@inline(__always)
func lane(_ values: Span<Double>, _ start: Int, _ count: Int) -> SIMD4<Double> {
  switch count {
  case 1: SIMD4(values[start], 0, 0, 0)
  case 2: SIMD4(values[start], values[start + 1], 0, 0)
  case 3: SIMD4(values[start], values[start + 1], values[start + 2], 0)
  default: SIMD4(values[start], values[start + 1], values[start + 2], values[start + 3])
  }
}

/// The sum of outer products of vectors that lie one after the other, in blocks of 1,024.
func outerProducts(_ vectors: [Double], size: Int) -> SquareMatrix {
  var total = SquareMatrix(size: size)
  let span = vectors.span
  let count = vectors.count / max(1, size)
  for start in stride(from: 0, to: count, by: 1024) {
    var block = [Double](repeating: 0, count: size * size)
    var sums = block.mutableSpan
    for vector in start..<min(count, start + 1024) {
      let base = vector * size
      for row in 0..<size {
        let left = span[base + row]
        if left == 0 { continue }
        for column in 0...row { sums[row * size + column] += left * span[base + column] }
      }
    }
    for index in total.values.indices { total.values[index] += block[index] }
  }
  return mirrored(total)
}

/// A matrix whose upper half is that of its lower half.
func mirrored(_ matrix: SquareMatrix) -> SquareMatrix {
  var result = matrix
  for row in 0..<matrix.size {
    for column in 0..<row { result[column, row] = matrix[row, column] }
  }
  return result
}

/// The meat of clustering by the union of 1 to 4 columns.
///
///     M = Σ_{∅ ≠ A ⊆ columns} (−1)^{|A|+1} M(clusters by the intersection of A)
func multiwayMeat(_ scores: ScoreData, _ columns: [FactorColumn], threads: Int) -> SquareMatrix {
  var meat = SquareMatrix(size: scores.coefficientCount)
  for subset in 1..<(1 << columns.count) {
    let members = columns.indices.filter { subset & (1 << $0) != 0 }
    guard let first = members.first else { continue }
    let joined = members.dropFirst().reduce(columns[first]) {
      $0.interacted(with: columns[$1])
    }
    let sums = clusterSums(scores, joined, threads: threads)
    meat.add(
      outerProducts(sums, size: scores.coefficientCount), times: members.count % 2 == 1 ? 1 : -1)
  }
  return meat
}
