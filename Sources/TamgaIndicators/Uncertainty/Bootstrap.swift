// z₀ = Φ⁻¹(#{θ* < θ}/B);  a = Σ(θ̄ − θ₍ᵢ₎)³ / (6 (Σ(θ̄ − θ₍ᵢ₎)²)^{3/2})
// α₁ = Φ(z₀ + (z₀ + z_α) / (1 − a (z₀ + z_α)))
// Efron (1987), Better bootstrap confidence intervals; Efron and Tibshirani (1993), ch. 14.

internal import TamgaNumerics

/// A bias-corrected and accelerated bootstrap of a statistic of units.
struct Bootstrap: Sendable {
  static let kind = "bca-95"

  let seed: UInt64
  let entity: UInt64
  let draws: Int

  /// The 95 % interval.
  ///
  /// - Parameters:
  ///   - value: the statistic of all units.
  ///   - columns: columns of equal length; units are drawn with what stands beside them.
  ///   - formula: the statistic; a draw without a value is left out.
  /// - Returns: the interval; nil below three units, or when fewer than nine draws in ten have a
  ///   value, or the statistic does not vary.
  func interval(
    of value: Double, _ columns: [[Double]], _ formula: ([[Double]]) -> Outcome<Double>
  ) -> IndicatorInterval? {
    let units = columns.first?.count ?? 0
    guard units >= 3, draws >= 100 else { return nil }
    var stream = RandomStream(seed: seed, entity: entity, purpose: "indicator.bootstrap")
    var found: [Double] = []
    found.reserveCapacity(draws)
    for _ in 0..<draws {
      let places = (0..<units).map { _ in stream.below(units) }
      let drawn = columns.map { column in places.map { column[$0] } }
      if case .value(let value) = formula(drawn), value.isFinite { found.append(value) }
    }
    guard found.count * 10 >= draws * 9 else { return nil }
    found.sort()
    guard let first = found.first, let last = found.last, first < last else { return nil }
    let below = found.count { $0 < value } + found.count { $0 == value } / 2
    let share = min(max(Double(below), 0.5), Double(found.count) - 0.5) / Double(found.count)
    guard case .value(let bias) = NormalDistribution.quantile(share) else { return nil }
    let acceleration = acceleration(columns, units, formula)
    func end(_ probability: Double) -> Double? {
      guard case .value(let z) = NormalDistribution.quantile(probability) else { return nil }
      let shifted = bias + z
      let denominator = 1 - acceleration * shifted
      guard denominator > 0 else { return probability < 0.5 ? first : last }
      let level = NormalDistribution.cumulative(bias + shifted / denominator)
      let place = (level * Double(found.count + 1)).rounded(.down)
      return found[Int(min(max(place, 1), Double(found.count))) - 1]
    }
    guard let lower = end(0.025), let upper = end(0.975) else { return nil }
    return IndicatorInterval(lower: lower, upper: upper, kind: Self.kind)
  }

  /// The skewness of the statistic when units are left out one at a time.
  private func acceleration(
    _ columns: [[Double]], _ units: Int, _ formula: ([[Double]]) -> Outcome<Double>
  ) -> Double {
    var values: [Double] = []
    for left in 0..<units {
      let others = columns.map { column in
        column.indices.filter { $0 != left }.map { column[$0] }
      }
      guard case .value(let value) = formula(others), value.isFinite else { return 0 }
      values.append(value)
    }
    guard case .value(let mean) = mean(of: values) else { return 0 }
    let deviations = values.map { mean - $0 }
    let squares = compensatedTotal(of: deviations.map { $0 * $0 })
    let cubes = compensatedTotal(of: deviations.map { $0 * $0 * $0 })
    guard squares > 0 else { return 0 }
    let ratio = cubes / (6 * squares * squares.squareRoot())
    return ratio.isFinite ? ratio : 0
  }
}
