public import TamgaNumerics

/// Returns the part of each pole's gravitation that it has with other poles.
///
///     share_i = Σ_{j pole} G_ij / Σ_j G_ij
///
/// A pole that exchanges with its like, not with its hinterland, has a share near 1.
///
/// - Parameters:
///   - index: gravitation of pairs of regions.
///   - poles: names among the regions.
/// - Returns: in the order of the poles, `0...1`; `missing(zeroDenominator)` without gravitation.
/// - Throws: ``PoleError/unknownName(_:)``, ``PoleError/duplicateName(_:)``.
/// - Source: Tapalova et al. (2024), that poles pass impulses on to each other.
public func interPoleShares(_ index: GravitationIndex, poles: [String]) throws(PoleError)
  -> [Outcome<Double>]
{
  let names = Set(poles)
  if names.count < poles.count {
    let sorted = poles.sorted()
    let twice = zip(sorted, sorted.dropFirst()).first { $0 == $1 }
    throw .duplicateName(twice?.0 ?? "")
  }
  let regions = Set(index.pairs.flatMap { [$0.origin, $0.destination] })
  if let absent = poles.first(where: { !regions.contains($0) }) { throw .unknownName(absent) }
  return poles.map { pole in
    var (own, all) = (CompensatedSum(), CompensatedSum())
    for pair in index.pairs where pair.origin == pole || pair.destination == pole {
      let share = pair.share.value ?? 0
      all.add(share)
      if names.contains(pair.origin == pole ? pair.destination : pair.origin) { own.add(share) }
    }
    return all.total > 0 ? .value(min(1, own.total / all.total)) : .missing(.zeroDenominator)
  }
}
