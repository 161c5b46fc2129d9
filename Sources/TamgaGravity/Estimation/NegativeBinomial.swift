internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension NewtonIteration {
  /// Σω log f(y; μ, θ) of NB2.
  func negativeBinomialLikelihood(theta: Double) -> Double {
    let constant = logGamma(theta)
    var total = 0.0
    for row in 0..<panel.rowCount {
      let y = sample.y[row]
      let mean = exp(eta[row])
      total +=
        (sample.omega?[row] ?? 1)
        * (logGamma(y + theta) - constant - logGamma(y + 1) - theta * log1p(mean / theta)
          + (y > 0 ? y * (eta[row] - log(mean + theta)) : 0))
    }
    return total
  }

  /// The derivative of the log-likelihood in log θ at the present means.
  private func thetaScore(_ theta: Double) -> Double {
    let own = digamma(theta)
    var total = 0.0
    for row in 0..<panel.rowCount {
      let y = sample.y[row]
      let mean = exp(eta[row])
      total +=
        (sample.omega?[row] ?? 1)
        * (digamma(y + theta) - own - log1p(mean / theta) + (mean - y) / (mean + theta))
    }
    return theta * total
  }

  /// Alternates the means at given θ and θ at given means, by bisection in log θ, until θ settles.
  ///
  /// θ is sought in 1e-6…1e8; a sample without overdispersion ends at the upper bound.
  func runNegativeBinomial(_ hook: StepHook?) throws(GravityError) {
    for _ in 0..<50 {
      try run(hook)
      let before = update.theta
      var (low, high) = (log(1e-6), log(1e8))
      if thetaScore(exp(high)) >= 0 { low = high }
      while high - low > 1e-12 {
        let middle = (low + high) / 2
        if thetaScore(exp(middle)) > 0 { low = middle } else { high = middle }
      }
      update.theta = exp((low + high) / 2)
      if abs(update.theta - before) <= 1e-9 * before {
        deviance = refresh()
        return
      }
    }
    throw .notConverged(trace)
  }
}

/// The derivative of log Γ for x > 0: recurrence up to 6, then Stirling's series.
func digamma(_ x: Double) -> Double {
  var (x, shift) = (x, 0.0)
  while x < 8 {
    shift -= 1 / x
    x += 1
  }
  let square = 1 / (x * x)
  let series =
    square
    * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))))
  return shift + log(x) - 0.5 / x - series
}
