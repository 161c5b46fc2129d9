public import TamgaNumerics

/// Why a table of regions cannot be used at all.
public enum RegionError: Error, Hashable, Sendable {
  /// A region and industry, or a region and period, stand in two rows.
  case duplicateKey(region: String, other: String)
  /// A number is negative.
  case negative(region: String, other: String)
  /// A number is infinite or not a number.
  case notFinite(region: String, other: String)
  /// Periods have different regions or industries.
  case differentKeys(String)
  /// A list is empty, or shorter than the method needs.
  case tooShort(what: String, needed: Int, given: Int)
  /// A region is unknown.
  case unknownRegion(String)
  /// Growth is asked from a first period whose values add up to zero.
  case nothingAtStart
  /// A number of classes or another parameter is out of its range.
  case outOfRange(what: String)
}

/// A row of a table of regions by industries.
public struct IndustryRow: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The industry's key.
  public let industry: String
  /// Persons employed, or any other additive measure.
  public let value: Double

  /// Creates a row.
  public init(region: String, industry: String, value: Double) {
    self.region = region
    self.industry = industry
    self.value = value
  }
}

/// Regions by industries, dense, sorted by key: no result depends on the order of rows.
public struct IndustryTable: Hashable, Sendable {
  /// The regions' keys, sorted.
  public let regions: [String]
  /// The industries' keys, sorted.
  public let industries: [String]
  /// Values by region and industry; a pair without a row is 0.
  public let values: [[Double]]
  /// Pairs without a row, which count as zero.
  public let absentPairs: Int
  /// The total of each industry over regions.
  public let industryTotals: [Double]
  /// The total of each region over industries.
  public let regionTotals: [Double]
  /// The total of all.
  public let total: Double

  /// Creates a table.
  ///
  /// - Parameter rows: one for each region and industry.
  /// - Throws: ``RegionError/duplicateKey(region:other:)``, ``RegionError/negative(region:other:)``,
  ///   ``RegionError/notFinite(region:other:)``, ``RegionError/tooShort(what:needed:given:)`` of none.
  public init(_ rows: [IndustryRow]) throws(RegionError) {
    guard !rows.isEmpty else { throw .tooShort(what: "rows", needed: 1, given: 0) }
    let regions = Set(rows.map(\.region)).sorted()
    let industries = Set(rows.map(\.industry)).sorted()
    let regionPlace = Dictionary(uniqueKeysWithValues: zip(regions, regions.indices))
    let industryPlace = Dictionary(uniqueKeysWithValues: zip(industries, industries.indices))
    var values = [[Double?]](
      repeating: [Double?](repeating: nil, count: industries.count), count: regions.count)
    for row in rows {
      guard let r = regionPlace[row.region], let k = industryPlace[row.industry] else { continue }
      guard row.value.isFinite else {
        throw .notFinite(region: row.region, other: row.industry)
      }
      guard row.value >= 0 else { throw .negative(region: row.region, other: row.industry) }
      guard values[r][k] == nil else {
        throw .duplicateKey(region: row.region, other: row.industry)
      }
      values[r][k] = row.value
    }
    self.init(
      regions: regions, industries: industries, values: values.map { $0.map { $0 ?? 0 } },
      absentPairs: regions.count * industries.count - rows.count)
    guard total.isFinite else { throw .outOfRange(what: "total") }
  }

  init(regions: [String], industries: [String], values: [[Double]], absentPairs: Int) {
    self.regions = regions
    self.industries = industries
    self.values = values
    self.absentPairs = absentPairs
    industryTotals = industries.indices.map { k in
      compensatedTotal(of: values.lazy.map { $0[k] })
    }
    regionTotals = values.map { compensatedTotal(of: $0) }
    total = compensatedTotal(of: regionTotals)
  }

  /// The share of an industry in its region; missing of a region without employment.
  public func share(region: Int, industry: Int) -> Outcome<Double> {
    guard values.indices.contains(region), industries.indices.contains(industry) else {
      return .missing(.missingInput)
    }
    return regionTotals[region] > 0
      ? .value(values[region][industry] / regionTotals[region]) : .missing(.zeroDenominator)
  }

  /// The share of an industry in all regions together; missing of an empty table.
  public func share(industry: Int) -> Outcome<Double> {
    guard industries.indices.contains(industry) else { return .missing(.missingInput) }
    return total > 0 ? .value(industryTotals[industry] / total) : .missing(.zeroDenominator)
  }
}
