// σ: dispersion by period and its trend
// β: (1/T) ln(y_T/y_0) = a + b ln y_0 [+ c′z] + e
// λ = −ln(1 + T b)/T;  half-life ln 2/λ           Barro and Sala-i-Martin (1995), chapter 11
// s.e.(λ) = s.e.(b)/(1 + T b)                       delta method

public import TamgaNumerics
public import TamgaStatistics

/// A measure of dispersion over regions.
public enum DispersionMeasure: String, Sendable, Codable, CaseIterable {
  /// The standard deviation over the mean.
  case variation = "cv"
  /// The standard deviation of logarithms.
  case logarithmicDeviation = "sd-log"
}

/// The dispersion of one period.
public struct PeriodDispersion: Hashable, Sendable {
  /// The period.
  public let period: Int
  /// The regions that take part.
  public let regions: Int
  /// The dispersion; `missing(nonpositiveInLog)` when a value is not positive.
  public let value: Outcome<Double>
}

/// Whether regions draw together over time.
public struct SigmaConvergence: Hashable, Sendable {
  /// The measure.
  public let measure: DispersionMeasure
  /// Each period.
  public let periods: [PeriodDispersion]
  /// Regions without a value in some period, which take no part in any.
  public let leftOut: [String]
  /// The change of the dispersion per period unit, with HC3 errors; nil below four periods with a
  /// value or when they do not vary.
  public let trend: RegressionCoefficient?
  /// The last dispersion over the first; below one is convergence.
  public let ratio: Outcome<Double>
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns the dispersion of regions by period and its trend.
///
/// - Parameters:
///   - panel: a positive measure such as income per person.
///   - measure: the dispersion.
///   - sample: whether regions are a sample, divisor n − 1; a complete set has divisor n.
/// - Returns: dispersions of the regions known in every period.
/// - Source: Barro and Sala-i-Martin (1995), section 11.1.
public func sigmaConvergence(
  _ panel: RegionalPanel, measure: DispersionMeasure = .logarithmicDeviation, sample: Bool = false
) -> SigmaConvergence {
  let complete = panel.completeRegions
  let periods = panel.periods.indices.map { time -> PeriodDispersion in
    let values = complete.compactMap { panel.values[$0][time] }
    return PeriodDispersion(
      period: panel.periods[time], regions: values.count,
      value: dispersion(values, measure, sample: sample))
  }
  let known = periods.filter { $0.value.value != nil }
  let fit =
    known.count >= 4
    ? try? linearRegression(
      of: known.map(\.value.value),
      on: [Regressor(name: "period", values: known.map { Double($0.period) })]) : nil
  var found: Set<SampleWarning> = []
  if complete.count < panel.regions.count { found.insert(.rowsLeftOut) }
  if complete.count < 10 || known.count < 10 { found.insert(.smallSample) }
  if fit?.coefficient("period")?.isThroughZero == true { found.insert(.intervalThroughZero) }
  if let fit, fit.warnings.contains(.autocorrelation) { found.insert(.autocorrelation) }
  let ratio: Outcome<Double>
  if let first = periods.first?.value.value, let last = periods.last?.value.value {
    ratio = first > 0 && periods.count > 1 ? .value(last / first) : .missing(.zeroDenominator)
  } else {
    ratio = .missing(
      periods.first?.value.reason ?? periods.last?.value.reason ?? .tooFewObservations)
  }
  return SigmaConvergence(
    measure: measure, periods: periods,
    leftOut: panel.regions.indices.filter { !complete.contains($0) }.map { panel.regions[$0] },
    trend: fit?.coefficient("period"), ratio: ratio, warnings: SampleWarning.ordered(found))
}

/// The dispersion of values; two or more.
func dispersion(_ values: [Double], _ measure: DispersionMeasure, sample: Bool) -> Outcome<Double> {
  guard values.count >= 2 else { return .missing(.tooFewObservations) }
  var used = values
  if measure == .logarithmicDeviation {
    guard values.allSatisfy({ $0 > 0 }) else { return .missing(.nonpositiveInLog) }
    used = values.map(Elementary.logarithm)
  }
  let moments = PairedMoments(x: used, y: used)
  let divisor = Double(sample ? used.count - 1 : used.count)
  let deviation = (moments.squaresX / divisor).squareRoot() * moments.scaleX
  guard measure == .variation else { return .value(deviation) }
  guard case .value(let mean) = mean(of: used), mean != 0, (deviation / mean).isFinite else {
    return .missing(.zeroDenominator)
  }
  return .value(deviation / mean)
}

/// Whether poorer regions grow faster.
public struct BetaConvergence: Hashable, Sendable {
  /// The regression of the yearly growth rate on the logarithm of the start.
  public let regression: LinearRegression
  /// b, the coefficient of ln y₀, per period unit.
  public let beta: RegressionCoefficient
  /// The length T of the growth, in units of the periods.
  public let span: Int
  /// λ = −ln(1 + Tb)/T, per period unit, with its interval; missing when 1 + Tb ≤ 0.
  public let speed: Outcome<Double>
  /// The standard error of λ by the delta method.
  public let speedError: Outcome<Double>
  /// The interval of λ, from the interval of b: λ falls with b.
  public let speedInterval: Outcome<Interval>
  /// ln 2/λ, in period units; missing when λ is not positive.
  public let halfLife: Outcome<Double>
  /// Regions left out: a start or end is missing, or a condition.
  public let leftOut: [String]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Why convergence cannot be estimated.
public enum ConvergenceError: Error, Hashable, Sendable {
  /// A start or end is not positive, so that it has no logarithm.
  case notPositive(region: String, period: Int)
  /// A period is not in the panel, or the last is not after the first.
  case unknownYears(from: Int, to: Int)
  /// The regression is refused.
  case regression(RegressionError)
}

/// Returns the convergence of regions by growth on the logarithm of the start.
///
///     (1/T) ln(y_T/y_0) = a + b ln y_0 [+ c′z],  λ = −ln(1 + T b)/T,  half-life ln 2/λ
///
/// The regressand is per year, so that T divides once only.
///
/// - Parameters:
///   - panel: a positive measure.
///   - first: the first period; nil for the panel's first.
///   - last: the last period; nil for the panel's last.
///   - conditions: regressors for conditional convergence, in the order of the panel's regions.
///   - estimator: of the standard errors.
/// - Returns: coefficients with robust errors, speed and half-life.
/// - Throws: ``ConvergenceError``.
/// - Source: Barro and Sala-i-Martin (1992, 1995), equations 11.1 and 11.3.
public func betaConvergence(
  _ panel: RegionalPanel, from first: Int? = nil, to last: Int? = nil,
  conditions: [Regressor] = [], estimator: CovarianceEstimator = .hc3
) throws(ConvergenceError) -> BetaConvergence {
  let start = first ?? panel.periods[0]
  let end = last ?? panel.periods[panel.periods.count - 1]
  guard let from = panel.periods.firstIndex(of: start), let to = panel.periods.firstIndex(of: end),
    to > from
  else { throw .unknownYears(from: start, to: end) }
  let span = end - start
  var growth: [Double?] = []
  var level: [Double?] = []
  for region in panel.regions.indices {
    let (before, after) = (panel.values[region][from], panel.values[region][to])
    for (value, period) in [(before, start), (after, end)] {
      if let value, value <= 0 { throw .notPositive(region: panel.regions[region], period: period) }
    }
    level.append(before.map(Elementary.logarithm))
    if let before, let after {
      growth.append((Elementary.logarithm(after) - Elementary.logarithm(before)) / Double(span))
    } else {
      growth.append(nil)
    }
  }
  let regression: LinearRegression
  do throws(RegressionError) {
    regression = try linearRegression(
      of: growth, on: [Regressor(name: "ln-start", values: level)] + conditions,
      estimator: estimator)
  } catch {
    throw .regression(error)
  }
  guard let beta = regression.coefficient("ln-start") else {
    throw .regression(.collinear(column: "ln-start"))
  }
  let speed = convergenceSpeed(beta: beta.estimate, span: Double(span))
  return BetaConvergence(
    regression: regression, beta: beta, span: span, speed: speed,
    speedError: beta.standardError.flatMap { error in
      let rest = 1 + Double(span) * beta.estimate
      return rest > 0 ? .value(error / rest) : .missing(.undefined)
    },
    speedInterval: beta.interval.flatMap { interval in
      let low = convergenceSpeed(beta: interval.upper, span: Double(span))
      let high = convergenceSpeed(beta: interval.lower, span: Double(span))
      guard case .value(let lower) = low, case .value(let upper) = high else {
        return .missing(.undefined)
      }
      return .value(
        Interval(lower: lower, upper: upper, level: interval.level, method: "transformed-t"))
    },
    halfLife: speed.flatMap {
      $0 > 0 ? .value(Elementary.logarithm(2) / $0) : .missing(.undefined)
    },
    leftOut: regression.leftOut.map { panel.regions[$0] }, warnings: regression.warnings)
}

/// Returns the speed of convergence of a coefficient of yearly growth.
///
///     λ = −ln(1 + T b)/T
///
/// - Parameters:
///   - beta: b of yearly growth on ln y₀.
///   - span: T, positive.
/// - Returns: λ per year; `missing(undefined)` when 1 + Tb ≤ 0.
/// - Source: Barro and Sala-i-Martin (1995), equation 11.3.
public func convergenceSpeed(beta: Double, span: Double) -> Outcome<Double> {
  let rest = 1 + span * beta
  guard span > 0, rest > 0, rest.isFinite else { return .missing(.undefined) }
  return .value(-Elementary.logarithm(rest) / span)
}
