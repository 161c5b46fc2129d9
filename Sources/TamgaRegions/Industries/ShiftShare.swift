// An industry that the nation starts from nothing has no g_k: it stands apart, and g is that of the rest.
// national e₀g;  mix Σe_k(g_k − g);  regional Σe_k(γ_k − g_k)                          Dunn (1960)
// regional′ Σê_k(γ_k − g_k);  allocation Σ(e_k − ê_k)(γ_k − g_k);  ê_k = e E_k/E  Esteban (1972)
// mix Π_s = (Σe_k(1 + g_k)/e)/(1 + g);  regional (Σe_k(1 + γ_k))/(Σe_k(1 + g_k))        Gerfin (1964)

public import TamgaNumerics

/// The parts of a region's change in one industry or in all.
public struct ShiftShareParts: Hashable, Sendable {
  /// The change if the region had grown as the nation: e g.
  public let national: Double
  /// The part of the industries' different growth: e (g_k − g).
  public let mix: Double
  /// The rest, the region's own: e_k′ − e_k(1 + g_k).
  public let regional: Double
  /// The change in industries that the nation starts from nothing; they have no growth to compare
  /// with, so that none of it belongs to nation, mix or region.
  public let new: Double
  /// The change itself, the sum of the four.
  public let actual: Double
}

/// The shift-share analysis of a region.
public struct ShiftShare: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The sum over industries.
  public let total: ShiftShareParts
  /// Each industry, in the order of the table.
  public let industries: [ShiftShareParts]
  /// The regional part of a region with the nation's mix; missing where a present industry of the
  /// nation starts from nothing in the region.
  public let homotheticRegional: Outcome<Double>
  /// The part of being specialised in industries where the region is better: Σ(e − ê)(γ − g).
  public let allocation: Outcome<Double>
  /// The structure index, 1 for a mix that grows as the nation; missing without employment.
  public let mixIndex: Outcome<Double>
  /// The location index, 1 for a region that grows as its industries.
  public let regionalIndex: Outcome<Double>
  /// The product of both: the region's growth factor over the nation's, new industries apart.
  public let netIndex: Outcome<Double>
}

/// Two tables with the same regions and industries.
struct TablePair {
  let start: IndustryTable
  let end: IndustryTable
  /// 1 + g of each industry; nil where the nation starts from nothing.
  let growth: [Double?]
  /// 1 + g of all industries whose growth is defined.
  let totalGrowth: Double

  init(_ start: IndustryTable, _ end: IndustryTable) throws(RegionError) {
    guard start.regions == end.regions else {
      throw .differentKeys(firstDifference(start.regions, end.regions))
    }
    guard start.industries == end.industries else {
      throw .differentKeys(firstDifference(start.industries, end.industries))
    }
    self.start = start
    self.end = end
    let growth = start.industries.indices.map { k -> Double? in
      if start.industryTotals[k] > 0 { return end.industryTotals[k] / start.industryTotals[k] }
      return end.industryTotals[k] > 0 ? nil : 1
    }
    guard start.total > 0 else { throw .nothingAtStart }
    self.growth = growth
    let known = growth.indices.filter { growth[$0] != nil }
    totalGrowth = compensatedTotal(of: known.map { end.industryTotals[$0] }) / start.total
  }
}

/// The industries that the nation of a table starts from nothing: with zero in the first period and
/// not in the last.
///
/// - Parameters:
///   - start: employment of the first period.
///   - end: employment of the last period, with the same industries.
/// - Returns: their keys in the order of the table.
/// - Throws: ``RegionError``.
public func newIndustries(from start: IndustryTable, to end: IndustryTable) throws(RegionError)
  -> [String]
{
  let pair = try TablePair(start, end)
  return pair.growth.indices.filter { pair.growth[$0] == nil }.map { start.industries[$0] }
}

private func firstDifference(_ left: [String], _ right: [String]) -> String {
  Set(left).symmetricDifference(right).min() ?? ""
}

/// Returns the shift-share analysis of every region by Dunn, Esteban-Marquillas and Gerfin.
///
///     e′ − e = e g + Σ e_k (g_k − g) + Σ e_k (γ_k − g_k) + new
///
/// An industry with zero in the nation's first period and not in its last has no growth g_k. The other
/// parts are those of the remaining industries, with g the growth of these; what a region gains in new
/// industries stands in ``ShiftShareParts/new``, so that the four sum to the change.
///
/// - Parameters:
///   - start: employment of the first period; the nation is the sum of its regions.
///   - end: employment of the last period, with the same regions and industries.
/// - Returns: parts that sum to the change, in units of the table, for each region.
/// - Throws: ``RegionError``; ``RegionError/nothingAtStart`` when the first period is all zero.
/// - Source: Dunn (1960); Esteban-Marquillas (1972); Gerfin (1964).
public func shiftShare(from start: IndustryTable, to end: IndustryTable) throws(RegionError)
  -> [ShiftShare]
{
  let pair = try TablePair(start, end)
  return start.regions.indices.map {
    ShiftShare(pair, region: $0, growth: pair.growth, reference: pair.totalGrowth)
  }
}

extension ShiftShare {
  /// The parts of a region, where `growth` is 1 + g_k, nil for a new industry, and `reference` 1 + g of
  /// what it is held against.
  init(_ pair: TablePair, region: Int, growth: [Double?], reference: Double) {
    let (start, end) = (pair.start, pair.end)
    self.region = start.regions[region]
    let before = start.values[region]
    let after = end.values[region]
    industries = before.indices.map { k in
      ShiftShareParts(before[k], after[k], growth: growth[k], reference: reference)
    }
    total = ShiftShareParts(industries)
    let size = start.regionTotals[region]
    let reached = compensatedTotal(
      of: after.indices.lazy.map { growth[$0] == nil ? 0 : after[$0] })
    var homothetic = CompensatedSum()
    var allocation = CompensatedSum()
    var isDefined = size > 0
    for k in before.indices {
      guard let rate = growth[k] else { continue }
      let expected = size * (start.industryTotals[k] / start.total)
      if before[k] > 0 {
        let advantage = after[k] / before[k] - rate
        homothetic.add(expected * advantage)
        allocation.add((before[k] - expected) * advantage)
      } else if expected > 0 || after[k] > 0 {
        isDefined = false
      }
    }
    homotheticRegional = isDefined ? .value(homothetic.total) : .missing(.zeroDenominator)
    self.allocation = isDefined ? .value(allocation.total) : .missing(.zeroDenominator)
    let expected = compensatedTotal(of: before.indices.lazy.map { before[$0] * (growth[$0] ?? 0) })
    mixIndex =
      size > 0 && reference > 0 ? .value(expected / size / reference) : .missing(.zeroDenominator)
    regionalIndex =
      expected > 0 ? .value(reached / expected) : .missing(.zeroDenominator)
    netIndex =
      size > 0 && reference > 0
      ? .value(reached / size / reference) : .missing(.zeroDenominator)
  }
}

extension ShiftShareParts {
  /// The parts of one industry, `growth` being 1 + g_k, nil for one that is new in the nation.
  fileprivate init(_ before: Double, _ after: Double, growth: Double?, reference: Double) {
    guard let growth else {
      (national, mix, regional) = (0, 0, 0)
      (new, actual) = (after - before, after - before)
      return
    }
    national = before * (reference - 1)
    mix = before * (growth - reference)
    regional = after - before * growth
    (new, actual) = (0, after - before)
  }

  /// The sum of parts.
  public init(_ parts: [ShiftShareParts]) {
    national = compensatedTotal(of: parts.lazy.map(\.national))
    mix = compensatedTotal(of: parts.lazy.map(\.mix))
    regional = compensatedTotal(of: parts.lazy.map(\.regional))
    new = compensatedTotal(of: parts.lazy.map(\.new))
    actual = compensatedTotal(of: parts.lazy.map(\.actual))
  }
}
