// r_k = corr(x_t, y_{t+k}) over the pairs that both have;  k > 0: x leads

public import TamgaNumerics

/// The correlation of one series with another some steps later.
public struct LagCorrelation: Hashable, Sendable {
  /// The steps k; above zero the first series leads, below zero it lags.
  public let lag: Int
  /// The complete pairs.
  public let observations: Int
  /// The coefficient, `−1...1`; missing below four pairs or without variation.
  public let coefficient: Outcome<Double>
  /// The pairs that the autocorrelated series are worth.
  public let effectiveObservations: Outcome<Double>
  /// The two-sided p-value with the effective number of pairs; missing below four of them.
  public let probability: Outcome<Double>
  /// The 95 % interval by blocks, of this lag by itself; missing below four effective pairs.
  public let interval: Outcome<Interval>
}

/// Correlations at every lead and lag.
public struct LeadLagReport: Hashable, Sendable {
  /// From the largest lag to the largest lead.
  public let lags: [LagCorrelation]
  /// The lag with the largest coefficient in magnitude, the smallest on a tie; nil when none has one.
  public let strongest: Int?
  /// p-values adjusted by Holm for looking at all lags, in the order of ``lags``; nil where none.
  public let adjusted: [Double?]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns correlations of a series with another at leads and lags.
///
/// - Parameters:
///   - x: the first series at equal steps; nil where it is not known.
///   - y: the second, as long as x.
///   - reach: lags from −reach to reach, `0...n − 1`.
///   - seed: of the block bootstrap.
///   - draws: of the block bootstrap; 1,999 by the rule of the house.
///   - threads: of the computation; no bit depends on them.
/// - Returns: coefficients with effective sizes, tests and intervals.
/// - Throws: ``SeriesError``.
/// - Source: Bartlett (1935); Box and Jenkins (1976), chapter 11; Künsch (1989) for blocks.
public func leadLagReport(
  x: [Double?], y: [Double?], reach: Int, seed: UInt64, draws: Int = 1999, threads: Int = 1
) throws(SeriesError) -> LeadLagReport {
  guard x.count == y.count else { throw .unequalLengths(x.count, y.count) }
  guard reach >= 0, reach < max(1, x.count) else {
    throw .lagOutOfRange(lags: reach, allowed: max(0, x.count - 1))
  }
  try checkFinite(x.compactMap(\.self))
  try checkFinite(y.compactMap(\.self))
  let lags = (-reach...reach).map { lag -> LagCorrelation in
    var left: [Double] = []
    var right: [Double] = []
    for time in x.indices where y.indices.contains(time + lag) {
      if let first = x[time], let second = y[time + lag] {
        left.append(first)
        right.append(second)
      }
    }
    return LagCorrelation(left, right, lag: lag, seed: seed, draws: draws, threads: threads)
  }
  let probabilities = lags.map(\.probability.value)
  var next = holmAdjusted(probabilities.compactMap(\.self)).makeIterator()
  var found: Set<SampleWarning> = []
  if x.contains(nil) || y.contains(nil) { found.insert(.rowsLeftOut) }
  if lags.contains(where: { $0.observations < 10 }) { found.insert(.smallSample) }
  if lags.contains(where: {
    ($0.effectiveObservations.value ?? .infinity) < 0.7 * Double($0.observations)
  }) {
    found.insert(.autocorrelation)
  }
  let order = lags.filter { $0.coefficient.value != nil }.sorted {
    let (a, b) = (abs($0.coefficient.value ?? 0), abs($1.coefficient.value ?? 0))
    return a != b ? a > b : (abs($0.lag), $0.lag) < (abs($1.lag), $1.lag)
  }
  if let interval = order.first?.interval.value, interval.lower <= 0, interval.upper >= 0 {
    found.insert(.intervalThroughZero)
  }
  return LeadLagReport(
    lags: lags, strongest: order.first?.lag,
    adjusted: probabilities.map { $0 == nil ? nil : next.next() },
    warnings: SampleWarning.ordered(found))
}

extension LagCorrelation {
  fileprivate init(
    _ x: [Double], _ y: [Double], lag: Int, seed: UInt64, draws: Int, threads: Int
  ) {
    self.lag = lag
    observations = x.count
    guard x.count >= 4 else {
      coefficient = .missing(.tooFewObservations)
      effectiveObservations = .missing(.tooFewObservations)
      probability = .missing(.tooFewObservations)
      interval = .missing(.tooFewObservations)
      return
    }
    coefficient = PairedMoments(x: x, y: y).correlation
    effectiveObservations = effectiveSampleSize(x, y)
    guard case .value(let r) = coefficient, case .value(let size) = effectiveObservations else {
      let reason = coefficient.reason ?? effectiveObservations.reason ?? .undefined
      probability = .missing(reason)
      interval = .missing(reason)
      return
    }
    guard size >= 4 else {
      probability = .missing(.tooFewObservations)
      interval = .missing(.tooFewObservations)
      return
    }
    if let student = StudentDistribution(degreesOfFreedom: size - 2), abs(r) < 1 {
      probability = .value(student.twoSided(r * ((size - 2) / (1 - r * r)).squareRoot()))
    } else {
      probability = .value(0)
    }
    interval =
      bootstrap(
        count: x.count, plan: .blocks(length: nil), draws: draws,
        seed: seed &+ UInt64(bitPattern: Int64(lag)), threads: threads
      ) { rows in
        PairedMoments(x: rows.map { x[$0] }, y: rows.map { y[$0] }).correlation
      }.interval
  }
}
