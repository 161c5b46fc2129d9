public import TamgaNumerics

/// The share of a border population that reaches a crossing, or a town beyond it, in time.
public struct ContactFunction: Hashable, Sendable {
  /// The hours.
  public let hours: Double
  /// The least share over seasons, `0...1`.
  public let minimum: Outcome<Double>
  /// The mean over seasons, weighted by their days.
  public let mean: Outcome<Double>
  /// The largest share over seasons.
  public let maximum: Outcome<Double>
}

extension BorderStretch {
  /// Returns the share of home mass within reach of an open crossing, for each time.
  ///
  ///     C(t) = Σ_{i: min_c a_ic ≤ t} P_i / Σ P_i
  ///
  /// - Parameter hours: times, each at or above zero.
  /// - Returns: rising with time; `missing(zeroDenominator)` without home mass.
  /// - Throws: ``BorderError/choiceOutOfRange(_:)``.
  /// - Source: Sebentsov et al. (2024) for the border population as the base.
  public func contactWithCrossings(within hours: [Double]) throws(BorderError)
    -> [ContactFunction]
  {
    try contact(hours) { delays in
      homeMasses.indices.map { place in
        delays.indices.reduce(Double.infinity) { best, crossing in
          delays[crossing] == nil
            ? best : min(best, times.toCrossing[place * crossings.count + crossing])
        }
      }
    }
  }

  /// Returns the share of home mass that reaches a town abroad, delays included, for each time.
  ///
  /// - Parameters:
  ///   - hours: times, each at or above zero.
  ///   - atLeast: the least mass of a town that counts.
  ///   - threads: at least 1.
  /// - Returns: as ``contactWithCrossings(within:)``.
  /// - Throws: ``BorderError``.
  public func contactWithCounterparts(
    within hours: [Double], atLeast: Double = 10_000, threads: Int = 1
  ) throws(BorderError) -> [ContactFunction] {
    let towns = massesAbroad.indices.filter { massesAbroad[$0] >= atLeast }
    return try contact(hours) { delays throws(BorderError) in
      let all = try times.product(delays, threads: threads)
      return homeMasses.indices.map { place in
        towns.reduce(Double.infinity) { min($0, all[place * massesAbroad.count + $1]) }
      }
    }
  }

  private func contact(
    _ hours: [Double], _ reach: ([Double?]) throws(BorderError) -> [Double]
  ) throws(BorderError) -> [ContactFunction] {
    guard hours.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw .choiceOutOfRange("hours") }
    var seasons: [[Double]] = []
    for season in seasonDays.indices {
      seasons.append(try reach(delays(BarrierSwitches(7), season: season)))
    }
    let total = compensatedTotal(of: homeMasses)
    let year = compensatedTotal(of: seasonDays)
    return hours.map { limit in
      let shares = seasons.map { times in
        compensatedTotal(
          of: homeMasses.indices.lazy.map { times[$0] <= limit ? homeMasses[$0] : 0 })
          / total
      }
      let mean = compensatedTotal(of: zip(shares, seasonDays).lazy.map { $0 * $1 }) / year
      func outcome(_ value: Double?) -> Outcome<Double> {
        guard total > 0, let value else { return .missing(.zeroDenominator) }
        return .value(min(1, value))
      }
      return ContactFunction(
        hours: limit, minimum: outcome(shares.min()), mean: outcome(mean),
        maximum: outcome(shares.max()))
    }
  }
}
