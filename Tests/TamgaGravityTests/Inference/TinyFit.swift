import TamgaNumerics

@testable import TamgaGravity

/// A fit of a few rows by dense algebra with a dummy for each level: what the tests are made of.
struct TinyFit {
  var scores: ScoreData
  var estimates: [Double]
  /// ω for least squares, ωμ for Poisson.
  var weights: [Double]
  var residualSquares: Double
  var counts: ParameterCounts

  /// Fits by Newton's method.
  init(
    y: [Double], x: [[Double]], effects: [FactorColumn] = [], family: VarianceFamily = .linear
  ) throws {
    let dummies = effects.enumerated().flatMap { place, effect in
      (0..<effect.levelCount).filter { place == 0 || $0 > 0 }.map { level in
        effect.codes.map { Int($0) == level ? 1.0 : 0 }
      }
    }
    let columns = x + dummies
    var beta = [Double](repeating: 0, count: columns.count)
    // Poisson starts at η = 0, μ = 1.
    var eta = y.map { _ in 0.0 }
    var mu = y.map { _ in 1.0 }
    for _ in 0..<(family == .linear ? 1 : 60) {
      let weights = family == .linear ? y.map { _ in 1.0 } : mu
      let working = y.indices.map {
        family == .linear ? y[$0] : eta[$0] + (y[$0] - mu[$0]) / mu[$0]
      }
      beta = TinyFit.leastSquares(columns, working, weights)
      eta = y.indices.map { row in columns.indices.reduce(0) { $0 + columns[$1][row] * beta[$1] } }
      mu = family == .linear ? eta : eta.map { TinyFit.exponential($0) }
    }
    let weights = family == .linear ? y.map { _ in 1.0 } : mu
    let projected = x.map { column -> [Double] in
      guard !dummies.isEmpty else { return column }
      let fitted = TinyFit.leastSquares(dummies, column, weights)
      return column.indices.map { row in
        dummies.indices.reduce(column[row]) { $0 - dummies[$1][row] * fitted[$1] }
      }
    }
    let information = SquareMatrix(
      size: x.count,
      values: projected.flatMap { left in
        projected.map { right in
          y.indices.reduce(0) { $0 + weights[$1] * left[$1] * right[$1] }
        }
      })
    let residuals = y.indices.map { y[$0] - mu[$0] }
    scores = try ScoreData(
      regressors: y.indices.flatMap { row in projected.map { $0[row] } }, residuals: residuals,
      bread: information.invertedPositive?.values ?? [], coefficientCount: x.count)
    estimates = Array(beta.prefix(x.count))
    self.weights = weights
    residualSquares = residuals.reduce(0) { $0 + $1 * $1 }
    counts = ParameterCounts(
      rows: y.count, coefficients: x.count, fixedEffects: effects, family: family)
  }

  /// Weighted least squares by the normal equations.
  static func leastSquares(_ columns: [[Double]], _ y: [Double], _ weights: [Double]) -> [Double] {
    let matrix = SquareMatrix(
      size: columns.count,
      values: columns.flatMap { left in
        columns.map { right in
          y.indices.reduce(0) { $0 + weights[$1] * left[$1] * right[$1] }
        }
      })
    let right = columns.map { column in
      y.indices.reduce(0) { $0 + weights[$1] * column[$1] * y[$1] }
    }
    return matrix.solvingPositive(right) ?? right.map { _ in 0 }
  }

  /// e^x by the series of e^(x/1024).
  static func exponential(_ x: Double) -> Double {
    var term = 1.0
    var sum = 0.0
    for index in 1...30 {
      term *= x / 1024 / Double(index)
      sum += term
    }
    for _ in 0..<10 { sum = 2 * sum + sum * sum }
    return 1 + sum
  }

  /// The variance of a request.
  func variance(
    _ request: VarianceRequest, _ convention: SmallSample = .none, threads: Int = 1
  ) throws -> VarianceEstimate {
    try TamgaGravity.variance(
      of: scores, request, convention: convention, counts: counts, threads: threads)
  }
}

/// The 24 rows of six units in four periods that reference values were taken for.
enum TinyPanel {
  static let y: [Double] = [
    2, 1, 0, 5, 3, 0, 4, 2, 1, 2, 3, 0, 6, 1, 0, 3, 2, 1, 1, 7, 0, 2, 3, 1,
  ]
  static let x1: [Double] = [
    0.3, 1.2, -0.7, 2.1, 0.4, -1.5, 0.9, 1.7, -0.2, 0.6, 1.1, -0.9, 2.3, 0.1, -1.3, 0.8, 1.4, -0.4,
    0.2, 1.9, -0.6, 0.5, 1.0, -1.1,
  ]
  static let x2: [Double] = [
    1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1,
  ]
  static let time: [Int32] = (0..<24).map { Int32($0 % 4) }
  static let unit = column("unit", (0..<24).map { $0 / 4 })
  static let period = column("time", (0..<24).map { $0 % 4 })
  static let group = column(
    "grp", [0, 0, 1, 1, 2, 2, 0, 1, 2, 0, 1, 2, 2, 1, 0, 0, 1, 2, 1, 1, 0, 2, 2, 0])
  static let row = column("row", Array(0..<24))

  static func column(_ name: String, _ codes: [Int]) -> FactorColumn {
    FactorColumn(
      known: name, codes: codes.map { Int32($0) }, levelCount: (codes.max() ?? 0) + 1)
  }

  /// Least squares with a constant.
  static func leastSquares() throws -> TinyFit {
    try TinyFit(y: y, x: [y.map { _ in 1 }, x1, x2])
  }

  /// Least squares with unit and period effects.
  static func twoWay() throws -> TinyFit {
    try TinyFit(y: y, x: [x1, x2], effects: [unit, period])
  }

  /// Poisson with unit and period effects.
  static func poisson() throws -> TinyFit {
    try TinyFit(y: y, x: [x1, x2], effects: [unit, period], family: .likelihood)
  }
}
