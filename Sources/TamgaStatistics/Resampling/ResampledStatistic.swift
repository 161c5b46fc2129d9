// α₁ = Φ(z₀ + (z₀ + z_α)/(1 − a(z₀ + z_α)));  z₀ = Φ⁻¹(#(θ* < θ̂)/B);  a = Σd³ / 6(Σd²)^{3/2}
//                                                                        Efron (1987)
// blocks of length l from a circle                                       Politis and Romano (1992)

public import TamgaNumerics

/// How a sample is drawn again.
public enum ResamplingPlan: Hashable, Sendable {
  /// Rows one by one, for independent observations.
  case rows
  /// Blocks of so many neighbouring rows from a circle, for series; nil takes the cube root of n.
  case blocks(length: Int?)
}

/// A statistic with an interval from resampling.
public struct BootstrapResult: Hashable, Sendable {
  /// The statistic of the sample itself.
  public let estimate: Outcome<Double>
  /// The interval; missing when the statistic has no value or does not vary.
  public let interval: Outcome<Interval>
  /// The standard deviation of the resampled values.
  public let standardError: Outcome<Double>
  /// The mean of the resampled values minus the estimate.
  public let bias: Outcome<Double>
  /// The resamples asked for.
  public let draws: Int
  /// The resamples on which the statistic has no value.
  public let drawsWithoutValue: Int
  /// The length of a block; 1 for rows.
  public let blockLength: Int
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns a bootstrap interval of a statistic.
///
/// Rows give the bias-corrected and accelerated interval; blocks the bias-corrected one, since the
/// acceleration of a dependent sample is not known from leaving out rows.
///
/// - Parameters:
///   - count: the rows n.
///   - plan: how rows are drawn.
///   - draws: resamples; 1,999 by the rule of the house.
///   - level: the coverage, strictly between 0 and 1.
///   - seed: the seed that is printed with the result.
///   - threads: of the computation; no bit depends on them.
///   - statistic: a pure function of row numbers, each in `0..<count`.
/// - Returns: estimate and interval; `missing(tooFewObservations)` below three rows or when fewer than
///   nine tenths of the draws have a value.
/// - Source: Efron (1987); Politis and Romano (1992); DiCiccio and Efron (1996).
public func bootstrap(
  count: Int, plan: ResamplingPlan = .rows, draws: Int = 1999, level: Double = 0.95, seed: UInt64,
  threads: Int = 1, statistic: @Sendable ([Int]) -> Outcome<Double>
) -> BootstrapResult {
  let estimate = statistic(Array(0..<max(0, count)))
  let length = blockLength(plan, count)
  let drawn = max(1, min(draws, 1_000_000))
  guard count >= 3, case .value(let centre) = estimate, level > 0, level < 1 else {
    let reason = estimate.reason ?? (count < 3 ? .tooFewObservations : .undefined)
    return BootstrapResult(
      estimate: estimate, interval: .missing(reason), standardError: .missing(reason),
      bias: .missing(reason), draws: drawn, drawsWithoutValue: 0, blockLength: length,
      warnings: count < 10 ? [.smallSample] : [])
  }
  let outcomes = mapped(drawn, threads: threads) { draw in
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.bootstrap")
    return statistic(resample(count, length, &stream)).value
  }
  let values = outcomes.compactMap(\.self).sorted()
  var warnings: Set<SampleWarning> = count < 10 ? [.smallSample] : []
  if values.count < drawn { warnings.insert(.resamplesLeftOut) }
  let summary = ResampledValues(values, centre: centre)
  let interval: Outcome<Interval>
  if values.count * 10 < drawn * 9 {
    interval = .missing(.tooFewObservations)
  } else {
    let isRows = plan == .rows
    let acceleration = isRows ? jackknifeAcceleration(count, threads, statistic) : 0
    interval = summary.interval(
      level: level, acceleration: acceleration, method: isRows ? "bca" : "block-bootstrap")
  }
  if let interval = interval.value, interval.lower <= 0, interval.upper >= 0 {
    warnings.insert(.intervalThroughZero)
  }
  return BootstrapResult(
    estimate: estimate, interval: interval, standardError: summary.deviation, bias: summary.bias,
    draws: drawn, drawsWithoutValue: drawn - values.count, blockLength: length,
    warnings: SampleWarning.ordered(warnings))
}

private func blockLength(_ plan: ResamplingPlan, _ count: Int) -> Int {
  guard case .blocks(let length) = plan else { return 1 }
  let chosen = length ?? Int(Elementary.power(Double(max(1, count)), 1.0 / 3).rounded(.up))
  return max(1, min(chosen, max(1, count)))
}

private func resample(_ count: Int, _ length: Int, _ stream: inout RandomStream) -> [Int] {
  var rows: [Int] = []
  rows.reserveCapacity(count)
  while rows.count < count {
    let start = stream.below(count)
    for step in 0..<min(length, count - rows.count) { rows.append((start + step) % count) }
  }
  return rows
}

/// Efron's acceleration from leaving out each row; 0 where it has no value.
private func jackknifeAcceleration(
  _ count: Int, _ threads: Int, _ statistic: @Sendable ([Int]) -> Outcome<Double>
) -> Double {
  let values = mapped(count, threads: threads) { left in
    statistic((0..<count).filter { $0 != left }).value
  }.compactMap(\.self)
  guard values.count >= 3 else { return 0 }
  let mean = compensatedTotal(of: values) / Double(values.count)
  let squares = compensatedTotal(of: values.lazy.map { (mean - $0) * (mean - $0) })
  let cubes = compensatedTotal(of: values.lazy.map { (mean - $0) * (mean - $0) * (mean - $0) })
  guard squares > 0, squares.isFinite else { return 0 }
  let result = cubes / (6 * squares * squares.squareRoot())
  return result.isFinite ? result : 0
}

/// Sorted resampled values about an estimate.
private struct ResampledValues {
  let values: [Double]
  let centre: Double

  init(_ values: [Double], centre: Double) {
    self.values = values
    self.centre = centre
  }

  private var mean: Double { compensatedTotal(of: values) / Double(values.count) }

  var bias: Outcome<Double> {
    values.isEmpty ? .missing(.tooFewObservations) : .value(mean - centre)
  }

  var deviation: Outcome<Double> {
    guard values.count >= 2 else { return .missing(.tooFewObservations) }
    let average = mean
    let squares = compensatedTotal(of: values.lazy.map { ($0 - average) * ($0 - average) })
    return .value((squares / Double(values.count - 1)).squareRoot())
  }

  func interval(level: Double, acceleration: Double, method: String) -> Outcome<Interval> {
    guard let low = values.first, let high = values.last, low < high else {
      return .missing(.noVariation)
    }
    // Values equal to the estimate count half.
    let below = Double(values.count { $0 < centre }) + Double(values.count { $0 == centre }) / 2
    let share = min(max(below, 0.5), Double(values.count) - 0.5) / Double(values.count)
    guard case .value(let z0) = NormalDistribution.quantile(share),
      case .value(let z) = NormalDistribution.quantile((1 + level) / 2)
    else { return .missing(.undefined) }
    func end(_ quantile: Double) -> Double {
      let shifted = z0 + quantile
      let divisor = 1 - acceleration * shifted
      let place = divisor > 0 ? z0 + shifted / divisor : (shifted > 0 ? 9 : -9)
      return at(NormalDistribution.cumulative(place))
    }
    return .value(Interval(lower: end(-z), upper: end(z), level: level, method: method))
  }

  /// The quantile by the place (B + 1)α between neighbouring values.
  private func at(_ share: Double) -> Double {
    let place = min(max(share * Double(values.count + 1) - 1, 0), Double(values.count - 1))
    let lower = Int(place)
    let upper = min(lower + 1, values.count - 1)
    return values[lower] + (place - Double(lower)) * (values[upper] - values[lower])
  }
}
