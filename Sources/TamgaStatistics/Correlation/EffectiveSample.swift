// ρ = Σ (x_t − x̄)(x_{t−1} − x̄) / Σ (x_t − x̄)²
// n_eff = n (1 − ρ_x ρ_y) / (1 + ρ_x ρ_y),  at most n               Bartlett (1935)

public import TamgaNumerics

/// Returns the lag-1 autocorrelation of a series.
///
/// - Parameter series: finite numbers at equal steps.
/// - Returns: ρ, within `−1...1`; `missing(tooFewObservations)` below three,
///   `missing(noVariation)` of a constant.
public func lagOneAutocorrelation(_ series: [Double]) -> Outcome<Double> {
  guard series.count >= 3 else { return .missing(.tooFewObservations) }
  let deviations = PairedMoments(x: series, y: series)
  guard deviations.squaresX > 0 else { return .missing(.noVariation) }
  let pairs = zip(deviations.deviationsX.dropFirst(), deviations.deviationsX)
  return .value(compensatedTotal(of: pairs.map { $0 * $1 }) / deviations.squaresX)
}

/// Returns the number of independent pairs that two autocorrelated series are worth.
///
///     n_eff = n (1 − ρ_x ρ_y) / (1 + ρ_x ρ_y),  at most n
///
/// - Parameters:
///   - x: a series, finite.
///   - y: a series of the same length.
/// - Returns: n_eff; missing where an autocorrelation is, or `missing(undefined)` for unequal lengths.
/// - Source: Bartlett (1935), Some aspects of the time-correlation problem.
public func effectiveSampleSize(_ x: [Double], _ y: [Double]) -> Outcome<Double> {
  guard x.count == y.count else { return .missing(.undefined) }
  guard case .value(let rhoX) = lagOneAutocorrelation(x) else {
    return .missing(lagOneAutocorrelation(x).reason ?? .undefined)
  }
  guard case .value(let rhoY) = lagOneAutocorrelation(y) else {
    return .missing(lagOneAutocorrelation(y).reason ?? .undefined)
  }
  let n = Double(x.count)
  let product = rhoX * rhoY
  guard product < 1, product > -1 else { return .value(product > 0 ? 1 : n) }
  return .value(min(n, n * (1 - product) / (1 + product)))
}

/// Returns p-values adjusted for the number of tests by Holm's method.
///
/// - Parameter probabilities: p-values, `0...1`.
/// - Returns: adjusted p-values in the same order, at most 1, none below its own p-value.
/// - Source: Holm (1979), A simple sequentially rejective multiple test procedure.
public func holmAdjusted(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  var adjusted = probabilities
  var highest = 0.0
  for (place, index) in order.enumerated() {
    highest = max(highest, min(1, Double(probabilities.count - place) * probabilities[index]))
    adjusted[index] = highest
  }
  return adjusted
}
