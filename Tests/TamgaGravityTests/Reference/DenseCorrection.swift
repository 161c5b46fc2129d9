import TamgaGravity

/// A small dense matrix for direct evaluations.
struct Dense {
  var rows: Int
  var columns: Int
  var entries: [Double]

  init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
    entries = [Double](repeating: 0, count: rows * columns)
  }

  static func identity(_ size: Int) -> Dense {
    var one = Dense(size, size)
    for index in 0..<size { one[index, index] = 1 }
    return one
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * columns + column] }
    set { entries[row * columns + column] = newValue }
  }

  var transposed: Dense {
    var other = Dense(columns, rows)
    for i in 0..<rows { for j in 0..<columns { other[j, i] = self[i, j] } }
    return other
  }

  var trace: Double { (0..<rows).reduce(0) { $0 + self[$1, $1] } }

  static func * (a: Dense, b: Dense) -> Dense {
    var product = Dense(a.rows, b.columns)
    for i in 0..<a.rows {
      for k in 0..<a.columns where a[i, k] != 0 {
        for j in 0..<b.columns { product[i, j] += a[i, k] * b[k, j] }
      }
    }
    return product
  }

  static func + (a: Dense, b: Dense) -> Dense {
    var sum = a
    for index in sum.entries.indices { sum.entries[index] += b.entries[index] }
    return sum
  }

  static func * (factor: Double, a: Dense) -> Dense {
    var scaled = a
    for index in scaled.entries.indices { scaled.entries[index] *= factor }
    return scaled
  }

  /// A generalised inverse by elimination with full symmetric pivots: what is left below 1e-10 of
  /// the largest pivot is dependent.
  var generalisedInverse: Dense {
    let n = rows
    var a = self
    var inverse = Dense.identity(n)
    var isUsed = [Bool](repeating: false, count: n)
    var first = 0.0
    for _ in 0..<n {
      guard let p = (0..<n).filter({ !isUsed[$0] }).max(by: { abs(a[$0, $0]) < abs(a[$1, $1]) })
      else { break }
      let pivot = a[p, p]
      first = max(first, abs(pivot))
      guard abs(pivot) > 1e-10 * first else { break }
      isUsed[p] = true
      for j in 0..<n {
        a[p, j] /= pivot
        inverse[p, j] /= pivot
      }
      for i in 0..<n where i != p {
        let factor = a[i, p]
        for j in 0..<n {
          a[i, j] -= factor * a[p, j]
          inverse[i, j] -= factor * inverse[p, j]
        }
      }
    }
    for i in 0..<n where !isUsed[i] {
      for j in 0..<n {
        inverse[i, j] = 0
        inverse[j, i] = 0
      }
    }
    return inverse
  }
}

/// The formulas of Weidner and Zylkin (2021) written out with whole matrices.
struct DenseCorrection {
  var exporterBias: [Double]
  var importerBias: [Double]
  var coefficientBias: [Double]
  var variance: Dense

  init(
    _ fit: DyadicFit, isThreeWay: Bool, countries: Int, periods: Int, withDomesticSums: Bool,
    leavesOneOut: Bool = false
  ) {
    let k = fit.regressors.count
    var cells: [Int: [Int]] = [:]
    for row in fit.fitted.indices {
      let key = Int(fit.exporter.codes[row]) * countries + Int(fit.importer.codes[row])
      cells[key, default: []].append(row)
    }
    let effects = 2 * countries * periods
    var big = Dense(effects, effects)
    var information = Dense(k, k)
    struct Pair {
      var i: Int
      var j: Int
      var hessian: Dense
      var scores: Dense
      var x: Dense
      var lambda: Dense
      var d: Dense
    }
    let pairs = cells.keys.sorted().map { key -> Pair in
      var lambda = Dense(periods, 1)
      var scores = lambda
      var x = Dense(periods, k)
      for row in cells[key] ?? [] {
        let t = fit.time.map { Int($0.codes[row]) } ?? 0
        lambda[t, 0] = fit.fitted[row]
        scores[t, 0] = fit.residuals[row]
        for m in 0..<k { x[t, m] = fit.regressors[m][row] }
      }
      var hessian = Dense(periods, periods)
      let total = lambda.entries.reduce(0, +)
      for t in 0..<periods { hessian[t, t] = lambda[t, 0] }
      if isThreeWay { hessian = hessian + (-1 / total) * (lambda * lambda.transposed) }
      var d = Dense(periods, effects)
      for t in 0..<periods {
        d[t, (key / countries) * periods + t] = 1
        d[t, (countries + key % countries) * periods + t] = 1
      }
      return Pair(
        i: key / countries, j: key % countries, hessian: hessian, scores: scores, x: x,
        lambda: lambda, d: d)
    }
    for pair in pairs {
      big = big + pair.d.transposed * pair.hessian * pair.d
      information = information + pair.x.transposed * pair.hessian * pair.x
    }
    let inverse = information.generalisedInverse
    let effectInverse = big.generalisedInverse
    var omega = Dense(k, k)
    for pair in pairs {
      let q = pair.x * inverse * pair.x.transposed + pair.d * effectInverse * pair.d.transposed
      let system = Dense.identity(periods) + (-1) * (pair.hessian * q)
      let adjusted = system.generalisedInverse * pair.scores
      let other = leavesOneOut ? adjusted : pair.scores
      omega = omega + pair.x.transposed * adjusted * other.transposed * pair.x
    }
    let count = Double(pairs.count)
    let raw = inverse * omega * inverse
    variance = (0.5 * count / (count - 1)) * (raw + raw.transposed)

    func side(_ country: (Pair) -> Int) -> [Double] {
      (0..<k).map { m in
        (0..<countries).reduce(0.0) { sum, c in
          let own = pairs.filter { country($0) == c && (withDomesticSums || $0.i != $0.j) }
          var hessian = Dense(periods, periods)
          var scores = hessian
          var cross = hessian
          var third = hessian
          for pair in own {
            let hx = pair.hessian * pair.x
            var column = Dense(periods, 1)
            for t in 0..<periods { column[t, 0] = hx[t, m] }
            hessian = hessian + pair.hessian
            scores = scores + pair.scores * pair.scores.transposed
            cross = cross + column * pair.scores.transposed
            let total = pair.lambda.entries.reduce(0, +)
            third =
              third + (1 / total)
              * (column * pair.lambda.transposed + pair.lambda * column.transposed)
          }
          // Rank T − 1 with null vector 1, so H⁺ = (H + 11ᵀ/T)⁻¹ − 11ᵀ/T.
          var ones = Dense(periods, periods)
          for index in ones.entries.indices { ones.entries[index] = 1 / Double(periods) }
          let pseudo = (hessian + ones).generalisedInverse + (-1) * ones
          return sum - (pseudo * cross).trace + 0.5 * (third * pseudo * scores * pseudo).trace
        }
      }
    }
    let (b, d) = (side { $0.i }, side { $0.j })
    exporterBias = b
    importerBias = d
    let factor = Double(countries) / Double(countries - 1)
    coefficientBias = (0..<k).map { m in
      (0..<k).reduce(0.0) { $0 + inverse[m, $1] * factor * (b[$1] + d[$1]) }
    }
  }
}
