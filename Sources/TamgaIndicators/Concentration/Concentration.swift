// H = Σ s²;  C_k = the sum of the k largest s;  s = x / Σ x

package import TamgaCatalogue
public import TamgaNumerics

/// Returns the Herfindahl–Hirschman index of flows by partner or product.
///
///     H = Σ s²,  s = x / Σ x
///
/// - Parameter flows: any unit, none below zero; zeros stay in the count of classes.
/// - Returns: H in `1/n...1`, the same in any order; `missing(zeroDenominator)` when all are zero,
///   `missing(tooFewObservations)` of none.
/// - Throws: ``IndicatorError/negativeFlow(row:)``, ``IndicatorError/arithmetic(_:)``.
/// - Source: Hirschman (1964), The Paternity of an Index.
public func herfindahlIndex(of flows: [ExactDecimal]) throws(IndicatorError) -> Outcome<Double> {
  switch try shares(of: flows) {
  case .missing(let reason): return .missing(reason)
  case .value(let shares): return .value(compensatedTotal(of: shares.lazy.map { $0 * $0 }))
  }
}

/// Returns the share of the largest flows in all.
///
/// - Parameters:
///   - count: k, one or more; above the number of flows the share is 1.
///   - flows: any unit, none below zero.
/// - Returns: `0...1`, from exact totals and one division; `missing(zeroDenominator)` when all are
///   zero, `missing(tooFewObservations)` of none or for k below one.
/// - Throws: ``IndicatorError/negativeFlow(row:)``, ``IndicatorError/arithmetic(_:)``.
/// - Source: Bain (1956), Barriers to New Competition.
public func shareOfLargest(_ count: Int, of flows: [ExactDecimal]) throws(IndicatorError)
  -> Outcome<Double>
{
  if let row = flows.firstIndex(where: { $0 < 0 }) { throw .negativeFlow(row: row) }
  guard !flows.isEmpty, count >= 1 else { return .missing(.tooFewObservations) }
  do throws(DecimalError) {
    let largest = try ExactDecimal.sum(flows.sorted(by: >).prefix(count))
    return try largest.ratio(to: ExactDecimal.sum(flows))
  } catch {
    throw .arithmetic(error)
  }
}

/// Shares of flows, the smallest first.
private func shares(of flows: [ExactDecimal]) throws(IndicatorError) -> Outcome<[Double]> {
  if let row = flows.firstIndex(where: { $0 < 0 }) { throw .negativeFlow(row: row) }
  guard !flows.isEmpty else { return .missing(.tooFewObservations) }
  do throws(DecimalError) {
    let total = try ExactDecimal.sum(flows)
    guard !total.isZero else { return .missing(.zeroDenominator) }
    return .value(flows.compactMap { $0.ratio(to: total).value }.sorted())
  } catch {
    throw .arithmetic(error)
  }
}
