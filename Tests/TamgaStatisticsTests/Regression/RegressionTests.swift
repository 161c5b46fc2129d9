import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

@Suite("Regression") struct RegressionTests {
  /// Stack losses of a plant: Brownlee (1965), Statistical Theory and Methodology, page 454.
  static let loss: [Double] = [
    42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15,
  ]
  static let air: [Double] = [
    80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70,
  ]
  static let water: [Double] = [
    27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20,
  ]
  static let acid: [Double] = [
    89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91,
  ]
  static let regressors = [
    Regressor(name: "air", values: air), Regressor(name: "water", values: water),
    Regressor(name: "acid", values: acid),
  ]

  /// Standard errors by statsmodels 0.15; Newey and West's by `HAC` with two lags, which are
  /// ⌊4 (21/100)^(2/9)⌋, and `use_correction`.
  static let errors: [CovarianceEstimator: [Double]] = [
    .classical: [11.895996850644247, 0.1348581853553723, 0.3680242652727039, 0.15629404324862103],
    .hc0: [6.411649464840935, 0.1589442605294957, 0.4465276886346014, 0.08642947556960379],
    .hc1: [7.12614996317373, 0.17665666885409514, 0.49628777888880693, 0.09606099140710535],
    .hc2: [7.557599636248814, 0.18392751738081428, 0.5118433277215748, 0.10164394846641626],
    .neweyWest: [
      8.996691379915944, 0.17880905670405925, 0.537278535583941, 0.11769639859435248,
    ],
    .hc3: [9.001105108949412, 0.21342119811651544, 0.5887537967320775, 0.12058022900430226],
  ]

  @Test("coefficients and every standard error", arguments: CovarianceEstimator.allCases)
  func reference(_ estimator: CovarianceEstimator) throws {
    let fit = try linearRegression(
      of: Self.loss, on: Self.regressors, estimator: estimator)
    let expected = [
      -39.919674420124025, 0.7156402004852846, 1.2952861243885716, -0.1521225191486526,
    ]
    for (own, other) in zip(fit.coefficients, expected) { #expect(isNear(own.estimate, other)) }
    for (own, other) in zip(fit.coefficients, try #require(Self.errors[estimator])) {
      #expect(isNear(own.standardError.value, other))
    }
    #expect(isNear(fit.determination.value, 0.9135769044606818))
    #expect(isNear(fit.durbinWatson.value, 1.485131034341335))
    #expect(isNear(fit.adjustedDetermination.value, 0.8983257699537434))
    #expect(fit.degreesOfFreedom == 17 && fit.observations == 21)
    #expect(fit.lags == (estimator == .neweyWest ? 2 : nil))
  }

  /// statsmodels 0.15, `HAC` with four lags; t, p and intervals by `HC3` with `use_t`.
  @Test("Newey and West with other lags; t, p and intervals of HC3") func tests() throws {
    let four = try linearRegression(
      of: Self.loss, on: Self.regressors, estimator: .neweyWest, lags: 4)
    let expected = [8.99098273652457, 0.18005145237857423, 0.5598810270440051, 0.12344701590980814]
    for (own, other) in zip(four.coefficients, expected) {
      #expect(isNear(own.standardError.value, other))
    }
    // Without lags it is HC1.
    let none = try linearRegression(
      of: Self.loss, on: Self.regressors, estimator: .neweyWest, lags: 0)
    for (own, other) in zip(none.coefficients, try #require(Self.errors[.hc1])) {
      #expect(isNear(own.standardError.value, other))
    }
    #expect(throws: RegressionError.lagOutOfRange(lags: 21, allowed: 20)) {
      try linearRegression(of: Self.loss, on: Self.regressors, estimator: .neweyWest, lags: 21)
    }
    let robust = try linearRegression(of: Self.loss, on: Self.regressors)
    let air = try #require(robust.coefficient("air"))
    #expect(isNear(air.statistic.value, 3.3531823773877774, 1e-9))
    #expect(isNear(air.probability.value, 0.003770965691059269, 1e-8))
    #expect(isNear(air.interval.value?.lower, 0.2653608320592104, 1e-8))
    #expect(isNear(air.interval.value?.upper, 1.1659195689113588, 1e-8))
  }

  /// NIST Statistical Reference Datasets, Longley: certified values.
  @Test("an ill-conditioned table keeps nine digits") func longley() throws {
    let y: [Double] = [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
      69564, 69331, 70551,
    ]
    let columns: [[Double]] = [
      [
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
        116.9,
      ],
      [
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894,
      ],
      [
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007,
      ],
      [
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827,
      ],
      [
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081,
      ],
      (1947...1962).map(Double.init),
    ]
    let fit = try linearRegression(
      of: y, on: columns.enumerated().map { Regressor(name: "x\($0)", values: $1) },
      estimator: .classical)
    let certified = [
      -3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
      -1.03322686717359, -0.511041056535807e-1, 1829.15146461355,
    ]
    for (own, other) in zip(fit.coefficients, certified) {
      #expect(abs(own.estimate - other) <= 1e-9 * abs(other))
    }
    #expect(isNear(fit.coefficients[0].standardError.value, 890420.383607373, 1e-8))
    #expect(isNear(fit.residualDeviation, 304.854073561965, 1e-9))
  }

  @Test("bad tables are typed errors") func wrongUse() throws {
    #expect(throws: RegressionError.collinear(column: "copy")) {
      try linearRegression(
        of: Self.loss, on: [Self.regressors[0], Regressor(name: "copy", values: Self.air)])
    }
    #expect(throws: RegressionError.collinear(column: "zero")) {
      try linearRegression(
        of: Self.loss, on: [Regressor(name: "zero", values: Self.loss.map { _ in 0 })])
    }
    #expect(throws: RegressionError.tooFewRows(rows: 1, coefficients: 2)) {
      try linearRegression(of: [1], on: [Regressor(name: "x", values: [2])])
    }
    #expect(throws: RegressionError.unequalLengths(column: "x", expected: 2, given: 1)) {
      try linearRegression(of: [1, 2], on: [Regressor(name: "x", values: [2])])
    }
    #expect(throws: RegressionError.notFinite(row: 1)) {
      try linearRegression(of: [1, .nan, 3], on: [Regressor(name: "x", values: [2, 1, 4])])
    }
  }

  @Test("a row that decides alone, an exact line and a constant are said")
  func limits() throws {
    let alone = try linearRegression(
      of: [1, 2, 1, 3], on: [Regressor(name: "x", values: [0, 0, 0, 1])])
    #expect(alone.warnings.contains(.highLeverage))
    #expect(alone.coefficients[1].standardError == .missing(.undefined))
    let exact = try linearRegression(
      of: [1, 2, 3, 4], on: [Regressor(name: "x", values: [1, 2, 3, 4])])
    #expect(exact.warnings.contains(.exactFit) && exact.warnings.contains(.smallSample))
    // Rounding alone is left: no error, t, p or interval is made of it.
    let near = try linearRegression(
      of: (0..<20).map { 0.1 * Double($0) + 3.3 },
      on: [Regressor(name: "x", values: (0..<20).map { Double($0) })])
    for fit in [exact, near] {
      #expect(fit.warnings.contains(.exactFit))
      for coefficient in fit.coefficients {
        #expect(coefficient.standardError == .missing(.undefined))
        #expect(coefficient.statistic == .missing(.undefined))
        #expect(coefficient.probability == .missing(.undefined))
        #expect(coefficient.interval == .missing(.undefined))
      }
    }
    #expect(abs(near.coefficients[1].estimate - 0.1) < 1e-12)
    let flat = try linearRegression(
      of: [5, 5, 5, 5], on: [Regressor(name: "x", values: [1, 2, 3, 5])])
    #expect(flat.determination == .missing(.noVariation))
    let gap = try linearRegression(
      of: [1, nil, 3, 5, 4], on: [Regressor(name: "x", values: [1, 2, 3, 4, 6])])
    #expect(gap.leftOut == [1] && gap.warnings.contains(.rowsLeftOut))
    #expect(gap.durbinWatson == .missing(.missingInput))
  }

  @Test("no lag goes over a row that is left out; rows at the ends change nothing") func gaps()
    throws
  {
    let (y, x): ([Double?], [Double?]) = ([1, 4, 3, 6, 4, 7], [1, 2, 3, 4, 6, 5])
    func fit(_ y: [Double?], _ x: [Double?]) throws -> LinearRegression {
      try linearRegression(
        of: y, on: [Regressor(name: "x", values: x)], estimator: .neweyWest, lags: 1)
    }
    let whole = try fit(y, x)
    let padded = try fit([nil] + y + [9], [5] + x + [nil])
    #expect(padded.leftOut == [0, 7] && padded.durbinWatson == whole.durbinWatson)
    #expect(whole.durbinWatson.value != nil && padded.coefficients == whole.coefficients)
    #expect(throws: RegressionError.gap(row: 3)) {
      try fit([nil] + y[..<2] + [5] + y[2...], [5] + x[..<2] + [nil] + x[2...])
    }
  }

  @Test("residuals are orthogonal to regressors; leverages sum to the coefficients")
  func identities() throws {
    for seed in UInt64(0)..<10 {
      var stream = RandomStream(seed: seed, purpose: "test")
      let n = 8 + stream.below(20)
      let columns = (0..<3).map { _ in (0..<n).map { _ in 100 + stream.normal() } }
      let y = (0..<n).map { _ in stream.normal() }
      let fit = try linearRegression(
        of: y, on: columns.enumerated().map { Regressor(name: "\($0)", values: $1) })
      #expect(abs(fit.leverages.reduce(0, +) - 4) < 1e-10)
      for column in columns {
        #expect(abs(zip(column, fit.residuals).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9)
      }
    }
  }
}
