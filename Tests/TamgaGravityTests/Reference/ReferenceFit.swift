import Foundation
import TamgaGravity

/// A plain fit by alternating projections and Newton steps, for small samples of tests.
struct ReferenceFit {
  enum Family { case poisson, logit }

  var coefficients: [Double]
  /// μ.
  var fitted: [Double]
  /// x̃ after projection on all effects with the working weights.
  var projected: [[Double]]
  var hasConverged: Bool

  /// Fits y on x and effects with weights ω.
  init(
    _ outcome: [Double], _ regressors: [[Double]], _ effects: [FactorColumn],
    weights: [Double]? = nil, family: Family = .poisson, steps: Int = 60
  ) {
    let count = outcome.count
    let omega = weights ?? [Double](repeating: 1, count: count)
    let mean = zip(outcome, omega).map { $0 * $1 }.reduce(0, +) / omega.reduce(0, +)
    var eta = outcome.map { y in
      family == .poisson ? log((y + mean) / 2) : log((y + 0.5) / (1.5 - y))
    }
    var beta = [Double](repeating: 0, count: regressors.count)
    hasConverged = false
    fitted = []
    projected = []
    for _ in 0..<steps {
      let mu = eta.map { family == .poisson ? exp($0) : 1 / (1 + exp(-$0)) }
      let slope = mu.map { family == .poisson ? $0 : $0 * (1 - $0) }
      let working = (0..<count).map { eta[$0] + (outcome[$0] - mu[$0]) / slope[$0] }
      let w = zip(omega, slope).map { $0 * $1 }
      let parts = Self.residuals(of: regressors + [working], weights: w, effects)
      let x = Array(parts.dropLast())
      let u = parts[regressors.count]
      beta = Self.solve(x, u, w)
      var next = (0..<count).map { working[$0] - u[$0] }
      for (k, column) in x.enumerated() {
        for row in 0..<count { next[row] += beta[k] * column[row] }
      }
      let change = zip(next, eta).map { abs($0 - $1) }.max() ?? 0
      eta = next
      fitted = eta.map { family == .poisson ? exp($0) : 1 / (1 + exp(-$0)) }
      let last = fitted.map { family == .poisson ? $0 : $0 * (1 - $0) }
      if change < 1e-10 {
        projected = Self.residuals(
          of: regressors, weights: zip(omega, last).map { $0 * $1 }, effects)
        hasConverged = true
        break
      }
    }
    coefficients = beta
  }

  /// Weighted residuals of columns on effects, by alternating projections.
  static func residuals(
    of columns: [[Double]], weights: [Double], _ effects: [FactorColumn]
  ) -> [[Double]] {
    columns.map { column in
      var v = column
      let size = max(1e-300, column.map(abs).max() ?? 0)
      for _ in 0..<5_000 {
        var change = 0.0
        for effect in effects {
          var sums = [Double](repeating: 0, count: effect.levelCount)
          var totals = sums
          for row in v.indices {
            sums[Int(effect.codes[row])] += weights[row] * v[row]
            totals[Int(effect.codes[row])] += weights[row]
          }
          for row in v.indices {
            let level = Int(effect.codes[row])
            let mean = totals[level] > 0 ? sums[level] / totals[level] : 0
            v[row] -= mean
            change = max(change, abs(mean))
          }
        }
        if change < 1e-13 * size { break }
      }
      return v
    }
  }

  /// Weighted least squares of u on x by elimination.
  static func solve(_ x: [[Double]], _ u: [Double], _ w: [Double]) -> [Double] {
    let k = x.count
    var a = (0..<k).map { i in
      (0..<k).map { j in w.indices.reduce(0.0) { $0 + w[$1] * x[i][$1] * x[j][$1] } }
        + [w.indices.reduce(0.0) { $0 + w[$1] * x[i][$1] * u[$1] }]
    }
    for pivot in 0..<k {
      for row in 0..<k where row != pivot {
        let factor = a[row][pivot] / a[pivot][pivot]
        for column in 0...k { a[row][column] -= factor * a[pivot][column] }
      }
    }
    return (0..<k).map { a[$0][k] / a[$0][$0] }
  }
}
