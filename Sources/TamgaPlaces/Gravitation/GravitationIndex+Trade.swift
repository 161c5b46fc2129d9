public import TamgaNumerics

extension GravitationIndex {
  /// Returns how far the trade of each pair lies from what its gravitation would have it be.
  ///
  ///     (T_ij / ΣT) / (G_ij / ΣG)
  ///
  /// Sums run over pairs whose trade is known, on both sides.
  ///
  /// - Parameter trade: of each pair, in the order of ``pairs``; nil where it is not known.
  /// - Returns: 1 where both shares agree; `missing(missingInput)` for unknown trade,
  ///   `missing(zeroDenominator)` for a pair without gravitation or where nothing is traded.
  /// - Throws: ``BorderError``.
  public func tradeRatios(_ trade: [Double?]) throws(BorderError) -> [Outcome<Double>] {
    guard trade.count == pairs.count else {
      throw .wrongSize(what: "trade", expected: pairs.count, given: trade.count)
    }
    try checkBorder("trade", trade.map { $0 ?? 0 })
    let known = pairs.indices.filter { trade[$0] != nil }
    let allTrade = compensatedTotal(of: known.map { trade[$0] ?? 0 })
    let allPull = compensatedTotal(of: known.map { pairs[$0].share.value ?? 0 })
    return pairs.indices.map { place in
      guard let own = trade[place] else { return .missing(.missingInput) }
      if let reason = pairs[place].share.reason { return .missing(reason) }
      let pull = pairs[place].share.value ?? 0
      guard pull > 0, allTrade > 0 else { return .missing(.zeroDenominator) }
      let value = own / allTrade / (pull / allPull)
      return value.isFinite ? .value(value) : .missing(.undefined)
    }
  }
}
