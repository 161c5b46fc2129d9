/// Changes of trade costs between all countries, as they enter flows.
///
///     t̂_ij = τ̂_ij^(1-σ) = exp(Σ_k β_k Δx_kij)
///
/// Effects of pairs that a model absorbs cancel: only what changes is needed.
public struct TradeCostChange: Hashable, Sendable {
  /// t̂_ij by rows, positive; 1 where nothing changes.
  public let factors: [Double]
  /// What it is, as written by the analyst.
  public let label: String

  /// Creates a change from factors.
  ///
  /// - Parameters:
  ///   - factors: N·N positive numbers by rows.
  ///   - countries: the names, for errors.
  ///   - label: what the change is, printed with results.
  /// - Throws: ``EquilibriumError/wrongSize(what:expected:found:)`` or
  ///   ``EquilibriumError/invalidCostChange(exporter:importer:)``.
  public init(
    factors: [Double], countries: [String], label: String
  ) throws(EquilibriumError) {
    let n = countries.count
    guard factors.count == n * n else {
      throw .wrongSize(what: "cost factors", expected: n * n, found: factors.count)
    }
    for (k, factor) in factors.enumerated() where !(factor > 0 && factor.isFinite) {
      throw .invalidCostChange(exporter: countries[k / n], importer: countries[k % n])
    }
    self.factors = factors
    self.label = label
  }

  /// The change that changes nothing.
  public static func none(countries: Int) -> TradeCostChange {
    TradeCostChange(
      unchecked: [Double](repeating: 1, count: max(0, countries) * max(0, countries)), label: "none"
    )
  }

  private init(unchecked factors: [Double], label: String) {
    self.factors = factors
    self.label = label
  }

  /// How many pairs change.
  public var changedPairs: Int { factors.count { $0 != 1 } }
}
