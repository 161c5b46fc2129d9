// dynamic: the parts of each step of time, added                        Barff and Knight (1988)
// spatial: e′ − e = e g + Σ e_k (ğ_k − g) + Σ e_k (γ_k − ğ_k), ğ_k of the neighbours
//                                                                Nazara and Hewings (2004), eq. 5

public import TamgaNumerics
public import TamgaStatistics

/// The parts of a region's change over several steps of time.
public struct DynamicShiftShare: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The sum over steps.
  public let total: ShiftShareParts
  /// Each step.
  public let steps: [ShiftShareParts]
}

/// Returns the dynamic shift-share analysis: the parts of each step, added.
///
/// - Parameter tables: employment of two or more periods in the order of time, with the same regions
///   and industries.
/// - Returns: sums and steps for each region; industries that the nation starts from nothing within a
///   step stand apart in ``ShiftShareParts/new`` of that step.
/// - Throws: ``RegionError``.
/// - Source: Barff and Knight (1988), Dynamic shift-share analysis.
public func dynamicShiftShare(_ tables: [IndustryTable]) throws(RegionError)
  -> [DynamicShiftShare]
{
  guard tables.count >= 2 else {
    throw .tooShort(what: "periods", needed: 2, given: tables.count)
  }
  var steps: [[ShiftShareParts]] = []
  for (start, end) in zip(tables, tables.dropFirst()) {
    steps.append(try shiftShare(from: start, to: end).map(\.total))
  }
  return tables[0].regions.indices.map { region in
    let own = steps.map { $0[region] }
    return DynamicShiftShare(
      region: tables[0].regions[region], total: ShiftShareParts(own), steps: own)
  }
}

/// The parts of a region's change against its neighbours; what is new in the nation stands apart.
public struct SpatialShiftShare: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The sum over industries.
  ///
  /// ``ShiftShareParts/mix`` compares the neighbours' industries with the nation,
  /// ``ShiftShareParts/regional`` the region with its neighbours. Missing for a region without
  /// neighbours, or whose neighbours start an industry from nothing.
  public let total: Outcome<ShiftShareParts>
}

/// Returns the spatial shift-share analysis, where the neighbours' growth takes the nation's place.
///
/// - Parameters:
///   - start: employment of the first period.
///   - end: employment of the last period.
///   - weights: neighbours of the regions of both tables.
/// - Returns: parts for each region; `missing(undefined)` for a region without neighbours.
/// - Throws: ``RegionError``; ``RegionError/unknownRegion(_:)`` where weights and table differ.
/// - Source: Nazara and Hewings (2004), Spatial structure and taxonomy of decomposition in
///   shift-share analysis.
public func spatialShiftShare(
  from start: IndustryTable, to end: IndustryTable, weights: SpatialWeights
) throws(RegionError) -> [SpatialShiftShare] {
  let pair = try TablePair(start, end)
  guard weights.regions == start.regions else {
    let other = Set(weights.regions).symmetricDifference(start.regions).min()
    throw .unknownRegion(other ?? "")
  }
  return start.regions.indices.map { region in
    let neighbours = weights.neighbours(of: region)
    guard !neighbours.isEmpty else {
      return SpatialShiftShare(region: start.regions[region], total: .missing(.undefined))
    }
    let compared = start.industries.indices.filter { pair.growth[$0] != nil }
    var growth = [Double?](repeating: nil, count: start.industries.count)
    for k in compared {
      let before = compensatedTotal(
        of: neighbours.map { $0.weight * start.values[$0.region][k] })
      let after = compensatedTotal(of: neighbours.map { $0.weight * end.values[$0.region][k] })
      if before > 0 {
        growth[k] = after / before
      } else if after == 0, start.values[region][k] == 0 {
        // An industry that neither the region nor its neighbours had: nothing to compare.
        growth[k] = 1
      } else {
        return SpatialShiftShare(region: start.regions[region], total: .missing(.zeroDenominator))
      }
    }
    let shares = ShiftShare(pair, region: region, growth: growth, reference: pair.totalGrowth)
    return SpatialShiftShare(region: start.regions[region], total: .value(shares.total))
  }
}
