/// What resampling over clusters needs of each cluster.
///
///     s_g = X̃_gᵀ e_g,   A_g = X̃_gᵀ W_g X̃_g
struct ClusterMoments {
  /// The number of coefficients.
  let size: Int
  /// The levels that have rows.
  let levels: [Int]
  /// s_g of each level.
  let scores: [[Double]]
  /// A_g of each level.
  let information: [SquareMatrix]

  /// Sums rows by cluster.
  ///
  /// - Throws: ``InferenceError/shape(name:found:wanted:)``,
  ///   ``InferenceError/nonFinite(row:)`` for a score or weight that is not finite.
  init(
    _ data: ScoreData, _ column: FactorColumn, weights: [Double], threads: Int
  ) throws(InferenceError) {
    try data.check(column.name, column.codes.count)
    try data.check("weights", weights.count)
    if let row = data.firstBadRow ?? weights.firstIndex(where: { !$0.isFinite }) {
      throw .nonFinite(row: row)
    }
    size = data.coefficientCount
    let sums = clusterSums(data, column, threads: threads)
    var products = [Double](repeating: 0, count: column.levelCount * size * size)
    ClusterMoments.add(data, column.codes.span, weights.span, into: &products)
    var seen = [Bool](repeating: false, count: column.levelCount)
    for code in column.codes { seen[Int(code)] = true }
    levels = seen.indices.filter { seen[$0] }
    let width = size
    scores = levels.map { Array(sums[($0 * width)..<(($0 + 1) * width)]) }
    information = levels.map { level in
      let start = level * width * width
      return SquareMatrix(size: width, values: Array(products[start..<(start + width * width)]))
    }
  }

  private static func add(
    _ data: ScoreData, _ codes: Span<Int32>, _ weights: Span<Double>, into products: inout [Double]
  ) {
    let size = data.coefficientCount
    let regressors = data.regressors.span
    var target = products.mutableSpan
    for row in codes.indices {
      let (base, place) = (row * size, Int(codes[row]) * size * size)
      for first in 0..<size {
        let left = weights[row] * regressors[base + first]
        for second in 0..<size {
          target[place + first * size + second] += left * regressors[base + second]
        }
      }
    }
  }
}

/// The jackknife over clusters, without its factor (G − 1)/G.
///
///     β₍g₎ − β = −(A − A_g)⁻¹ s_g,   V = Σ_g (β₍g₎ − β)(β₍g₎ − β)ᵀ
///
/// Exact for least squares when every fixed effect lies within one cluster; one Newton step of the
/// refit for Poisson. Centred at β, as CRV3.
///
/// - Throws: ``InferenceError/singularWithoutCluster(name:level:)``.
/// - Source: MacKinnon, Nielsen and Webb (2023), Fast and reliable jackknife, eq. 6.
func jackknifeCovariance(
  _ data: ScoreData, _ column: FactorColumn, weights: [Double], threads: Int
) throws(InferenceError) -> SquareMatrix {
  let moments = try ClusterMoments(data, column, weights: weights, threads: threads)
  var total = SquareMatrix(size: moments.size)
  for matrix in moments.information { total.add(matrix) }
  var changes: [Double] = []
  for (place, level) in moments.levels.enumerated() {
    var rest = total
    rest.add(moments.information[place], times: -1)
    for index in 0..<moments.size
    where !(rest[index, index] > 1e-10 * total[index, index]) {
      throw .singularWithoutCluster(name: column.name, level: level)
    }
    guard let change = rest.solvingPositive(moments.scores[place]) else {
      throw .singularWithoutCluster(name: column.name, level: level)
    }
    changes += change
  }
  return outerProducts(changes, size: moments.size)
}
