internal import TamgaNumerics
internal import TamgaStatistics

/// How indicators of different units are made comparable; more is always better afterwards.
public enum Normalisation: String, Sendable, Codable, CaseIterable {
  /// 1 + 99 (x − min)/(max − min).
  case minMax = "minmax"
  /// 100 + 10 (x − mean)/sd, divisor n.
  case standardScore = "z-score"
  /// 100 rank/(n + 1), the worst first, ties averaged.
  case rank
  /// 100 x/max, or 100 min/x where less is better; positive values only.
  case leader
  /// 100 (x − lower)/(upper − lower) by goalposts, not cut at the ends.
  case bounds
}

/// One indicator normalised.
///
/// - Returns: values in the order of `column`; nil stays nil. The reason when an indicator cannot be
///   normalised: `noVariation`, `nonpositiveInLog` for the leader method with a value that is not
///   positive, `missingInput` without goalposts.
func normalised(_ column: [Double?], _ indicator: CompositeIndicator, _ method: Normalisation)
  -> Outcome<[Double?]>
{
  let known = column.compactMap(\.self)
  guard let low = known.min(), let high = known.max() else { return .missing(.missingInput) }
  let isHigher = indicator.direction == .higher
  switch method {
  case .minMax:
    guard low < high else { return .missing(.noVariation) }
    // Halves first, so that a range of the largest numbers does not overflow.
    let range = high / 2 - low / 2
    return .value(
      column.map {
        $0.map { 1 + 99 * ((isHigher ? $0 / 2 - low / 2 : high / 2 - $0 / 2) / range) }
      })
  case .standardScore:
    let moments = PairedMoments(x: known, y: known)
    guard low < high, moments.squaresX > 0 else { return .missing(.noVariation) }
    let deviation = (moments.squaresX / Double(known.count)).squareRoot()
    var next = moments.deviationsX.makeIterator()
    return .value(
      column.map { value -> Double? in
        guard value != nil, let shift = next.next() else { return nil }
        return 100 + (isHigher ? 10 : -10) * shift / deviation
      })
  case .rank:
    guard low < high else { return .missing(.noVariation) }
    var ranks = averageRanks(isHigher ? known : known.map { -$0 }).makeIterator()
    return .value(
      column.map { value -> Double? in
        guard value != nil, let rank = ranks.next() else { return nil }
        return 100 * rank / Double(known.count + 1)
      })
  case .leader:
    guard low > 0 else { return .missing(.nonpositiveInLog) }
    return .value(column.map { $0.map { 100 * (isHigher ? $0 / high : low / $0) } })
  case .bounds:
    guard let bounds = indicator.bounds else { return .missing(.missingInput) }
    let width = bounds.upperBound - bounds.lowerBound
    return .value(
      column.map {
        $0.map { 100 * (isHigher ? $0 - bounds.lowerBound : bounds.upperBound - $0) / width }
      })
  }
}
