public import TamgaNumerics

/// A class of an industry by its specialisation and growth.
public enum PortfolioQuadrant: String, Sendable, Codable, CaseIterable {
  /// Specialised and growing faster than the nation's industry.
  case star
  /// Specialised, not growing faster.
  case mature
  /// Not specialised, growing faster.
  case emerging
  /// Neither.
  case declining
}

/// An industry of a region in the portfolio.
public struct PortfolioEntry: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The industry's key.
  public let industry: String
  /// The location quotient at the end.
  public let quotient: Outcome<Double>
  /// The growth factor of the industry in the region over that in the nation, minus 1.
  public let relativeGrowth: Outcome<Double>
  /// The class; missing where one of the two is.
  public let quadrant: Outcome<PortfolioQuadrant>
  /// The share of the industry in the region at the end, the size of its mark.
  public let share: Outcome<Double>
}

/// Returns the portfolio of each region: specialisation at the end against growth.
///
/// A quotient of exactly 1 counts as specialised, equal growth as not faster.
///
/// - Parameters:
///   - start: employment of the first period.
///   - end: employment of the last period, with the same regions and industries.
/// - Returns: entries of each region and industry in the order of their keys.
/// - Throws: ``RegionError``.
/// - Source: Howard (2007), portfolio matrix for regions; after Hedley (1977).
public func regionalPortfolio(from start: IndustryTable, to end: IndustryTable)
  throws(RegionError) -> [PortfolioEntry]
{
  let pair = try TablePair(start, end)
  return locationQuotients(end).enumerated().map { place, quotient in
    let region = place / end.industries.count
    let industry = place % end.industries.count
    let before = start.values[region][industry]
    let growth: Outcome<Double>
    if before > 0, let nation = pair.growth[industry], nation > 0 {
      growth = .value(end.values[region][industry] / before / nation - 1)
    } else {
      growth = .missing(.zeroDenominator)
    }
    let quadrant: Outcome<PortfolioQuadrant> = quotient.ratio.flatMap { ratio in
      growth.map { change in
        switch (ratio >= 1, change > 0) {
        case (true, true): .star
        case (true, false): .mature
        case (false, true): .emerging
        case (false, false): .declining
        }
      }
    }
    return PortfolioEntry(
      region: quotient.region, industry: quotient.industry, quotient: quotient.ratio,
      relativeGrowth: growth, quadrant: quadrant,
      share: end.share(region: region, industry: industry))
  }
}
