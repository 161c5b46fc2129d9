public import TamgaNumerics

/// Percentiles of a quantity over draws.
public struct DrawPercentiles: Hashable, Sendable {
  /// The 2.5th percentile.
  public let lower: Double
  /// The 50th percentile.
  public let median: Double
  /// The 97.5th percentile.
  public let upper: Double
}

/// One country's intervals over draws of the coefficients.
public struct CountryIntervals: Hashable, Sendable {
  /// The country.
  public let country: String
  /// Conditional effect on exports, percent.
  public let conditionalExports: Outcome<DrawPercentiles>
  /// Full effect on exports, percent.
  public let exports: Outcome<DrawPercentiles>
  /// Factory-gate price, percent.
  public let price: Outcome<DrawPercentiles>
  /// Inward multilateral resistance, percent.
  public let inwardResistance: Outcome<DrawPercentiles>
  /// Real output, percent.
  public let realGDP: Outcome<DrawPercentiles>
  /// The place by real output, 1 for the largest gain, at the estimate itself.
  public let rank: Int
  /// The place by real output over draws.
  public let rankInterval: Outcome<DrawPercentiles>
}

/// Intervals of a counterfactual by parametric draws.
///
///     β_d ~ N(β̂, V),  t̂_d = exp(Σ_k β_dk Δf_k),  and for a fitted base
///     X_d = bal(X·exp(Σ_k (β_dk - β̂_k) f_k); Y, E)
///
/// Percentiles are those of the draws that reached an equilibrium, by linear interpolation between
/// order statistics. They carry the uncertainty of β (and of σ where a law is given) and nothing
/// else: not that of the flows, nor of the model.
public struct EquilibriumIntervals: Hashable, Sendable {
  /// Draws made.
  public let draws: Int
  /// Draws without an equilibrium, by code.
  public let failures: [String: Int]
  /// The seed.
  public let seed: UInt64
  /// Whether the base was rebuilt in each draw, as for fitted flows.
  public let rebuiltBase: Bool
  /// β̂.
  public let coefficients: [Double]
  /// V by rows.
  public let covariance: [Double]
  /// The result at β̂ itself.
  public let point: EquilibriumResult
  /// The countries, in the order of the base.
  public let countries: [CountryIntervals]

  /// Draws with an equilibrium.
  public var successes: Int { draws - failures.values.reduce(0, +) }
}

/// The percentiles 2.5, 50 and 97.5.
///
/// - Source: Hyndman and Fan (1996), definition 7.
func drawPercentiles(_ values: [Double]) -> Outcome<DrawPercentiles> {
  let sorted = values.sorted()
  guard let last = sorted.last else { return .missing(.tooFewObservations) }
  func at(_ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
  return .value(DrawPercentiles(lower: at(0.025), median: at(0.5), upper: at(0.975)))
}
