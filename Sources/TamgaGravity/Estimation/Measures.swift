#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Deviance, likelihood and measure of fit at the last iterate, in the outcome's unit.
struct Measures {
  private(set) var deviance: Double
  private(set) var logLikelihood: Double?
  private(set) var pseudoRSquared: PseudoRSquared?

  init(_ newton: NewtonIteration) {
    let sample = newton.sample
    let scale = sample.family == .poisson ? sample.scale : 1
    deviance = newton.deviance * scale
    switch sample.family {
    case .poisson:
      let (likelihood, null) = (
        sample.saturated - deviance / 2, sample.saturated - sample.nullDeviance / 2
      )
      logLikelihood = likelihood
      mcFadden(likelihood, null)
    case .gaussian: gaussian(sample)
    case .logit: logit(sample, newton.eta)
    case .negativeBinomial:
      logLikelihood = newton.negativeBinomialLikelihood(theta: newton.update.theta)
    case .gamma: break
    }
  }

  private mutating func mcFadden(_ likelihood: Double, _ null: Double) {
    guard null < 0, (likelihood / null).isFinite else { return }
    pseudoRSquared = PseudoRSquared(name: "McFadden", value: 1 - likelihood / null)
  }

  private mutating func gaussian(_ sample: Sample) {
    let count = sample.y.count
    var (weight, sum, logs) = (0.0, 0.0, 0.0)
    for row in 0..<count {
      let own = sample.omega?[row] ?? 1
      weight += own
      sum += own * (sample.y[row] - (sample.offset?[row] ?? 0))
      if sample.omega != nil { logs += log(own) }
    }
    let mean = weight > 0 ? sum / weight : 0
    var total = 0.0
    for row in 0..<count {
      let own = sample.omega?[row] ?? 1
      let value = sample.y[row] - (sample.offset?[row] ?? 0) - mean
      total += own * value * value
    }
    if total > 0 { pseudoRSquared = PseudoRSquared(name: "R²", value: 1 - deviance / total) }
    if deviance > 0 {
      let n = Double(count)
      logLikelihood = -n / 2 * (log(2 * Double.pi * deviance / n) + 1) + logs / 2
    }
  }

  private mutating func logit(_ sample: Sample, _ eta: Buffer<Double>) {
    var (likelihood, weight, sum) = (0.0, 0.0, 0.0)
    for row in 0..<sample.y.count {
      let own = sample.omega?[row] ?? 1
      likelihood +=
        own * (sample.y[row] * eta[row] - max(eta[row], 0) - log1p(exp(-abs(eta[row]))))
      weight += own
      sum += own * sample.y[row]
    }
    logLikelihood = likelihood
    guard weight > 0, sum > 0, sum < weight else { return }
    let mean = sum / weight
    mcFadden(likelihood, sum * log(mean) + (weight - sum) * log1p(-mean))
  }
}
