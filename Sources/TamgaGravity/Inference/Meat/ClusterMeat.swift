// Sums of scores by cluster and their outer products.
//
//     S_g = Σ_{i ∈ g} x̃ᵢ eᵢ,   M = Σ_g S_g S_gᵀ
//
// Source: Liang and Zeger (1986); several ways: Cameron, Gelbach and Miller (2011), eq. 2.13.

/// The sums of scores by level of a column, levels × coefficients by rows.
///
/// Rows of one cluster that follow each other are added up before they are stored, and a block of
/// rows keeps room only for the levels between its least and its greatest code: rows grouped by
/// cluster make one sequential pass.
func clusterSums(_ scores: ScoreData, _ column: FactorColumn, threads: Int) -> [Double] {
  let rowCount = scores.rowCount
  let size = scores.coefficientCount
  var ranges = blockResults(count: rowBlocks(rowCount), threads: threads) { block in
    codeRange(
      column.codes.span, rows(ofBlock: block, of: rowBlocks(rowCount), count: rowCount))
  }
  if ranges.reduce(0, { $0 + $1.count }) > rowCount / 2 { ranges = [0..<column.levelCount] }
  let blocks = ranges.count
  var sums = [Double](repeating: 0, count: column.levelCount * size)
  for first in stride(from: 0, to: size, by: 4) {
    let lanes = first..<min(first + 4, size)
    let parts = blockResults(count: blocks, threads: threads) { block -> [SIMD4<Double>] in
      var part = [SIMD4<Double>](repeating: .zero, count: ranges[block].count)
      var target = part.mutableSpan
      let rows = rows(ofBlock: block, of: blocks, count: rowCount)
      let codes = column.codes.span
      let lower = ranges[block].lowerBound
      switch lanes.count {
      case 1: addScores(scores, codes, rows, first, lanes: 1, lower, into: &target)
      case 2: addScores(scores, codes, rows, first, lanes: 2, lower, into: &target)
      case 3: addScores(scores, codes, rows, first, lanes: 3, lower, into: &target)
      default: addScores(scores, codes, rows, first, lanes: 4, lower, into: &target)
      }
      return part
    }
    var target = sums.mutableSpan
    for (part, range) in zip(parts, ranges) {
      addPart(part.span, range.lowerBound, size, lanes, into: &target)
    }
  }
  return sums
}

/// The codes between the least and the greatest of some rows.
private func codeRange(_ codes: Span<Int32>, _ rows: Range<Int>) -> Range<Int> {
  guard let start = rows.first else { return 0..<0 }
  var (least, greatest) = (codes[start], codes[start])
  for row in rows {
    least = min(least, codes[row])
    greatest = max(greatest, codes[row])
  }
  return Int(least)..<(Int(greatest) + 1)
}

@inline(__always)
private func addScores(
  _ scores: ScoreData, _ codes: Span<Int32>, _ rows: Range<Int>, _ first: Int, lanes: Int,
  _ lower: Int, into target: inout MutableSpan<SIMD4<Double>>
) {
  let regressors = scores.regressors.span
  let residuals = scores.residuals.span
  let stride = scores.coefficientCount
  guard let start = rows.first else { return }
  var current = codes[start]
  var sum = SIMD4<Double>.zero
  var place = start * stride + first
  for row in rows {
    let code = codes[row]
    if code != current {
      target[Int(current) - lower] += sum
      sum = .zero
      current = code
    }
    sum += lane(regressors, place, lanes) * residuals[row]
    place += stride
  }
  target[Int(current) - lower] += sum
}

private func addPart(
  _ part: Span<SIMD4<Double>>, _ lower: Int, _ size: Int, _ lanes: Range<Int>,
  into target: inout MutableSpan<Double>
) {
  for level in part.indices {
    let sum = part[level]
    let place = (lower + level) * size + lanes.lowerBound
    target[place] += sum.x
    if lanes.count > 1 { target[place + 1] += sum.y }
    if lanes.count > 2 { target[place + 2] += sum.z }
    if lanes.count > 3 { target[place + 3] += sum.w }
  }
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

/// The sum of outer products of vectors that lie one after the other.
func outerProducts(_ vectors: [Double], size: Int) -> SquareMatrix {
  guard size > 0 else { return SquareMatrix(size: 0) }
  return mirrored(
    weightedProducts(vectors.span, size: size, 0..<(vectors.count / size)) { _ in 1 })
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
