internal import CNative

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the rows of a range give at their linear predictors: weights, residuals, deviance.
struct FamilyUpdate {
  let family: Family
  let y: Buffer<Double>
  /// log y where y > 0, else 0.
  let logY: Buffer<Double>
  let eta: Buffer<Double>
  /// The user's weights; nil for 1.
  let omega: Buffer<Double>?
  let weights: Buffer<Double>
  /// The lanes whose last one holds the residual.
  let lanes: Buffer<Double>
  /// θ of the negative binomial.
  var theta = 1.0

  /// Writes w and u for the rows and returns their deviance, infinite when μ leaves its range.
  func callAsFunction(_ rows: Range<Int>) -> Double {
    switch family {
    case .poisson:
      let start = rows.lowerBound
      return unsafe tamga_gravity_poisson(
        y.base + start, logY.base + start, eta.base + start, omega.map { unsafe $0.base + start },
        Int64(rows.count), weights.base + start, lanes.base + 4 * start + 3)
    case .gaussian: return each(rows, gaussian)
    case .logit: return each(rows, logit)
    case .gamma: return each(rows, gamma)
    case .negativeBinomial: return each(rows, negativeBinomial)
    }
  }

  private typealias Row = (weight: Double, residual: Double, deviance: Double)

  @inline(__always)
  private func each(_ rows: Range<Int>, _ law: (Double, Double, Double) -> Row) -> Double {
    var total = 0.0
    for row in rows {
      let value = law(y[row], logY[row], eta[row])
      let own = omega?[row] ?? 1
      weights[row] = own * value.weight
      lanes[4 * row + 3] = value.residual
      total += own * value.deviance
    }
    return total.isFinite ? total : .infinity
  }

  private func gaussian(_ y: Double, _ logY: Double, _ eta: Double) -> Row {
    (1, y - eta, (y - eta) * (y - eta))
  }

  /// w = μ(1-μ), u = (y-μ)/w, deviance -2(yη - log(1+e^η)) + 2(y log y + (1-y) log(1-y)).
  private func logit(_ y: Double, _ logY: Double, _ eta: Double) -> Row {
    if abs(eta) > 700 { return (0, 0, .infinity) }
    let tail = exp(-abs(eta))
    let small = tail / (1 + tail)
    let weight = small / (1 + tail)
    let mean = eta > 0 ? 1 - small : small
    // y - μ without cancellation where μ is near 1.
    let error = eta > 0 ? small - (1 - y) : y - mean
    let softplus = max(eta, 0) + log1p(tail)
    let entropy = y > 0 && y < 1 ? y * logY + (1 - y) * log1p(-y) : 0
    return (weight, error / weight, 2 * (softplus - y * eta + entropy))
  }

  /// w = 1, u = (y-μ)/μ; the deviance of a zero leaves out its infinite constant.
  private func gamma(_ y: Double, _ logY: Double, _ eta: Double) -> Row {
    if abs(eta) > 700 { return (1, 0, .infinity) }
    if y == 0 { return (1, -1, 2 * eta) }
    let d = logY - eta
    let residual = expm1(d)
    return (1, residual, 2 * (residual - d))
  }

  /// w = μ/(1+μ/θ), u = (y-μ)/μ.
  private func negativeBinomial(_ y: Double, _ logY: Double, _ eta: Double) -> Row {
    if abs(eta) > 700 { return (0, 0, .infinity) }
    let mean = exp(eta)
    let weight = mean / (1 + mean / theta)
    let tail = (y + theta) * log1p((y - mean) / (mean + theta))
    if y == 0 { return (weight, -1, -2 * tail) }
    return (weight, expm1(logY - eta), 2 * (y * (logY - eta) - tail))
  }
}

/// exp of numbers between -708 and 709, by the kernel's plain arithmetic.
package func exponentials(_ x: [Double]) -> [Double] {
  var result = [Double](repeating: 0, count: x.count)
  unsafe tamga_gravity_exp(x, Int64(x.count), &result)
  return result
}
