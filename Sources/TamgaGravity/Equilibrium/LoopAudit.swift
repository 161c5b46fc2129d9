internal import TamgaNumerics

/// The published loop where it stops, the same loop iterated on, and the equilibrium whose deficits
/// are proportional, side by side.
///
/// What separates the first two is the stop rule; what separates the last two is that the loop lets
/// world output and expenditure differ.
public struct LoopAudit: Hashable, Sendable {
  /// One country under the three procedures.
  public struct Row: Hashable, Sendable {
    /// The country.
    public let country: String
    /// Where the loop stops.
    public let stopped: CountryEffect
    /// The loop iterated to 1e-13.
    public let iterated: CountryEffect
    /// The closed equilibrium, `deficit-multiplicative`.
    public let closed: CountryEffect
  }

  /// The loop with its published stop rule.
  public let stopped: EquilibriumResult
  /// The loop iterated to 1e-13.
  public let iterated: EquilibriumResult
  /// The closed equilibrium.
  public let closed: EquilibriumResult

  /// The countries, in the order of the base.
  public var rows: [Row] {
    (0..<closed.countries.count).map {
      Row(
        country: closed.countries[$0].country, stopped: stopped.countries[$0],
        iterated: iterated.countries[$0], closed: closed.countries[$0])
    }
  }

  /// The largest difference of full export effects between where the loop stops and where it leads,
  /// in percentage points.
  public var largestExportGap: Double {
    var gap = 0.0
    for row in rows {
      if let first = row.stopped.full.exportsPercent.value,
        let second = row.iterated.full.exportsPercent.value
      {
        gap = max(gap, abs(first - second))
      }
    }
    return gap
  }
}

extension EquilibriumModel {
  /// Compares the published loop with its own limit and with a closed equilibrium.
  ///
  /// - Parameter change: t̂.
  /// - Returns: the three results.
  /// - Throws: ``EquilibriumError``; without a reference importer
  ///   ``EquilibriumError/referenceRequired(closure:)``.
  public func loopAudit(_ change: TradeCostChange) throws(EquilibriumError) -> LoopAudit {
    var published = options
    published.loopThreshold = 0.01
    var tight = options
    tight.loopThreshold = 1e-13
    return LoopAudit(
      stopped: try EquilibriumModel(
        base: base, sigma: sigma, closure: .agtpaLoop, reference: reference, options: published
      ).solve(change),
      iterated: try EquilibriumModel(
        base: base, sigma: sigma, closure: .agtpaLoop, reference: reference, options: tight
      ).solve(change),
      closed: try EquilibriumModel(
        base: base, sigma: sigma, closure: .deficitMultiplicative, reference: reference,
        options: options
      ).solve(change))
  }
}
