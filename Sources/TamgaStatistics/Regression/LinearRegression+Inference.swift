internal import TamgaNumerics

extension LinearRegression {
  init(
    rows: CompleteRows, names: [String], fit: LeastSquares, covariance: [[Double]]?,
    estimator: CovarianceEstimator, lags: Int?, intercept: Bool
  ) {
    observations = fit.observations
    leftOut = rows.leftOut
    degreesOfFreedom = fit.degreesOfFreedom
    self.covariance = covariance ?? []
    self.estimator = estimator
    self.lags = lags
    residuals = fit.residuals
    leverages = fit.leverages
    residualDeviation = (fit.squares / Double(fit.degreesOfFreedom)).squareRoot()
    let scale = rows.response.reduce(0) { max($0, abs($1)) }
    // What is left of an exact fit is the rounding of the machine.
    let isExact = residualDeviation <= 1e-12 * scale
    coefficients = names.indices.map { place in
      RegressionCoefficient(
        name: names[place], estimate: fit.coefficients[place],
        variance: isExact ? nil : covariance?[place][place],
        degreesOfFreedom: fit.degreesOfFreedom)
    }
    let moments = PairedMoments(x: rows.response, y: rows.response)
    let total =
      intercept
      ? moments.squaresX * moments.scaleX * moments.scaleX
      : compensatedTotal(of: rows.response.lazy.map { $0 * $0 })
    determination =
      total > 0 && total.isFinite
      ? .value(max(0, 1 - fit.squares / total)) : .missing(.noVariation)
    durbinWatson =
      rows.gap != nil
      ? .missing(.missingInput)
      : isExact ? .missing(.undefined) : LinearRegression.durbinWatson(fit.residuals)
    let rho = isExact ? 0 : lagOneAutocorrelation(fit.residuals).value ?? 0
    effectiveObservations = min(
      Double(fit.observations), max(1, Double(fit.observations) * (1 - rho) / (1 + rho)))
    var found: Set<SampleWarning> = []
    if !rows.leftOut.isEmpty { found.insert(.rowsLeftOut) }
    if observations < 10 { found.insert(.smallSample) }
    if degreesOfFreedom < 3 { found.insert(.fewDegreesOfFreedom) }
    if covariance == nil || fit.leverages.contains(where: { $0 > 0.9 }) {
      found.insert(.highLeverage)
    }
    if effectiveObservations < 0.7 * Double(observations) { found.insert(.autocorrelation) }
    if coefficients.dropFirst(intercept ? 1 : 0).contains(where: \.isThroughZero) {
      found.insert(.intervalThroughZero)
    }
    if isExact { found.insert(.exactFit) }
    warnings = SampleWarning.ordered(found)
  }

  private static func durbinWatson(_ residuals: [Double]) -> Outcome<Double> {
    let squares = compensatedTotal(of: residuals.lazy.map { $0 * $0 })
    guard residuals.count >= 2, squares > 0 else { return .missing(.noVariation) }
    let steps = zip(residuals, residuals.dropFirst()).map { ($1 - $0) * ($1 - $0) }
    return .value(compensatedTotal(of: steps) / squares)
  }
}

extension RegressionCoefficient {
  /// A coefficient from its variance; nil when the variance is not defined.
  package init(
    name: String, estimate: Double, variance: Double?, degreesOfFreedom: Int, method: String = "t"
  ) {
    self.name = name
    self.estimate = estimate
    guard let variance,
      let student = StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom))
    else {
      standardError = .missing(.undefined)
      statistic = .missing(.undefined)
      probability = .missing(.undefined)
      interval = .missing(.undefined)
      return
    }
    let error = max(0, variance).squareRoot()
    standardError = .value(error)
    guard error > 0, case .value(let quantile) = student.quantile(0.975) else {
      statistic = .missing(.noVariation)
      probability = .missing(.noVariation)
      interval = .missing(.noVariation)
      return
    }
    statistic = .value(estimate / error)
    probability = .value(student.twoSided(estimate / error))
    interval = .value(
      Interval(
        lower: estimate - quantile * error, upper: estimate + quantile * error, level: 0.95,
        method: method))
  }

  /// Whether the interval contains zero.
  package var isThroughZero: Bool { interval.value.map { $0.lower <= 0 && $0.upper >= 0 } ?? false }
}
