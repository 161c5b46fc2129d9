internal import TamgaNumerics
internal import TamgaStatistics

/// The bootstrap interval of a value of the catalogue: units are drawn with what stands beside them.
struct Bootstrap: Sendable {
  let seed: UInt64
  let entity: UInt64
  let draws: Int

  /// The 95 % interval, bias-corrected and accelerated.
  ///
  /// - Parameters:
  ///   - columns: columns of equal length, a unit at each place.
  ///   - formula: the statistic; a draw without a value is left out.
  /// - Returns: the interval; nil below three units or a hundred draws, when fewer than nine draws in
  ///   ten have a value, or the statistic does not vary.
  func interval(
    _ columns: [[Double]], _ formula: @Sendable ([[Double]]) -> Outcome<Double>
  ) -> IndicatorInterval? {
    guard draws >= 100 else { return nil }
    var stream = RandomStream(seed: seed, entity: entity, purpose: "indicator.bootstrap")
    let result = bootstrap(count: columns.first?.count ?? 0, draws: draws, seed: stream.next()) {
      rows in
      formula(columns.map { column in rows.map { column[$0] } })
    }
    return result.interval.value.flatMap {
      IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: "bca-95")
    }
  }
}
