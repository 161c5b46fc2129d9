internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What a negative binomial fit says of the variance μ + μ²/θ.
public enum Overdispersion: Hashable, Sendable {
  /// The likelihood has its maximum at this θ, above 0.
  case estimated(theta: Double)
  /// The likelihood is greatest in the Poisson limit θ → ∞, or μ²/θ is below 1e-10 of μ everywhere:
  /// no excess variance is left. The estimates are the Poisson ones; there is no θ.
  case none
}

extension NewtonIteration {
  /// Σω log f(y; μ, θ) of NB2; of Poisson at θ = ∞.
  func negativeBinomialLikelihood(theta: Double) -> Double {
    let constant = theta.isFinite ? logGamma(theta) : 0
    var total = 0.0
    for row in 0..<panel.rowCount {
      let y = sample.y[row]
      let mean = exp(eta[row])
      var value = -logGamma(y + 1)
      if theta.isFinite {
        value += logGamma(y + theta) - constant - theta * log1p(mean / theta)
        if y > 0 { value += y * (eta[row] - log(mean + theta)) }
      } else {
        value += y * eta[row] - mean
      }
      total += (sample.omega?[row] ?? 1) * value
    }
    return total
  }

  /// The greater of the Poisson limit and the maximum that alternation finds.
  ///
  /// The means start from the Poisson fit, and θ from its moments, θ = Σωμ²/Σω((y-μ)² - y). Without
  /// excess variance there the likelihood falls from the limit, but may still rise to a maximum
  /// further on, where a few large outcomes are fitted closely and many small ones are not: then the
  /// search starts at θ = 1.
  func runNegativeBinomial(_ hook: StepHook?) throws(GravityError) {
    update.theta = .infinity
    try run(hook)
    let limit = negativeBinomialLikelihood(theta: .infinity)
    let (excess, squares, greatest) = moments()
    let start = excess > 0 ? squares / excess : 1
    if let theta = try alternate(from: start, below: 1e10 * greatest, hook),
      negativeBinomialLikelihood(theta: theta) > limit
    {
      update.theta = theta
      deviance = refresh()
    } else {
      update.theta = .infinity
      drift = .infinity
      try run(hook)
    }
  }

  /// Alternates the means at given θ and θ at given means until log θ moves by at most 1e-10; nil
  /// when θ leaves for infinity.
  private func alternate(
    from start: Double, below bound: Double, _ hook: StepHook?
  ) throws(GravityError) -> Double? {
    var theta = start
    for _ in 0..<100 {
      guard theta < bound else { return nil }
      update.theta = theta
      try run(hook)
      guard let next = likeliestTheta(from: theta) else { return nil }
      let change = abs(log(next / theta))
      if change > 0.01 { drift = .infinity }
      theta = next
      if change <= 1e-10 { return theta }
    }
    throw .notConverged(trace)
  }

  /// Σω((y-μ)² - y), Σωμ² and the greatest μ.
  private func moments() -> (excess: Double, squares: Double, greatest: Double) {
    var (excess, squares, greatest) = (0.0, 0.0, 0.0)
    for row in 0..<panel.rowCount {
      let (y, mean, own) = (sample.y[row], exp(eta[row]), sample.omega?[row] ?? 1)
      excess += own * ((y - mean) * (y - mean) - y)
      squares += own * mean * mean
      greatest = max(greatest, mean)
    }
    return (excess, squares, greatest)
  }

  /// The first two derivatives of the log-likelihood in log θ at the present means.
  private func curve(_ theta: Double) -> (slope: Double, bend: Double) {
    let (own, ownSlope) = (digammaLessLog(theta), trigammaLessInverse(theta))
    var (first, second) = (0.0, 0.0)
    for row in 0..<panel.rowCount {
      let y = sample.y[row]
      let part = (y - exp(eta[row])) / (exp(eta[row]) + theta)
      let weight = sample.omega?[row] ?? 1
      var score = logLessArgument(part)
      var slope = part * part / (y + theta)
      if y > 0 {
        score += digammaLessLog(y + theta) - own
        slope += trigammaLessInverse(y + theta) - ownSlope
      }
      first += weight * score
      second += weight * slope
    }
    return (theta * first, theta * (first + theta * second))
  }

  /// The maximum in θ at the present means, by Newton's steps in log θ within a bracket; nil when
  /// the likelihood still rises at 1e15.
  private func likeliestTheta(from start: Double) -> Double? {
    var (low, high) = (start, start)
    while curve(high).slope > 0 {
      low = high
      high *= 4
      if high > 1e15 { return nil }
    }
    while curve(low).slope < 0 {
      high = low
      low /= 4
      if low < 1e-15 { return low }
    }
    var theta = (low * high).squareRoot()
    for _ in 0..<200 {
      let (slope, bend) = curve(theta)
      if slope > 0 { low = theta } else { high = theta }
      let step = bend < 0 ? theta * exp(-slope / bend) : .nan
      let next = step > low && step < high ? step : (low * high).squareRoot()
      let change = abs(log(next / theta))
      theta = next
      if change <= 1e-13 { break }
    }
    return theta
  }
}

/// log(1 + x) - x without cancellation, for x > -1.
func logLessArgument(_ x: Double) -> Double {
  guard abs(x) < 0.01 else { return log1p(x) - x }
  var series = 0.0
  for power in stride(from: 9.0, through: 2, by: -1) { series = 1 / power - x * series }
  return -x * x * series
}

/// ψ(x) - log x for x > 0: recurrence up to 8, then Stirling's series.
func digammaLessLog(_ x: Double) -> Double {
  var (argument, shift) = (x, 0.0)
  while argument < 8 {
    shift -= 1 / argument
    argument += 1
  }
  let square = 1 / (argument * argument)
  let series =
    square
    * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))))
  let whole = -0.5 / argument - series
  return x < 8 ? whole + shift + log(argument / x) : whole
}

/// ψ'(x) - 1/x for x > 0: recurrence up to 8, then Stirling's series.
func trigammaLessInverse(_ x: Double) -> Double {
  var (argument, shift) = (x, 0.0)
  while argument < 8 {
    shift += 1 / (argument * argument)
    argument += 1
  }
  let square = 1 / (argument * argument)
  let series =
    square
    * (0.5
      + (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5 / 66))))
        / argument)
  return x < 8 ? series + shift + (1 / argument - 1 / x) : series
}
