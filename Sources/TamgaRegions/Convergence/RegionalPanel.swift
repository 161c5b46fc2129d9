internal import TamgaNumerics

/// A row of a panel of regions.
public struct PanelRow: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The period, as a year.
  public let period: Int
  /// The measure, as income per person; nil where it is not known.
  public let value: Double?

  /// Creates a row.
  public init(region: String, period: Int, value: Double?) {
    self.region = region
    self.period = period
    self.value = value
  }
}

/// A measure of regions by period, dense, sorted by key.
public struct RegionalPanel: Hashable, Sendable {
  /// The regions' keys, sorted.
  public let regions: [String]
  /// The periods, ascending.
  public let periods: [Int]
  /// Values by region and period; nil where not known.
  public let values: [[Double?]]

  /// Creates a panel.
  ///
  /// - Parameter rows: one for each region and period.
  /// - Throws: ``RegionError/duplicateKey(region:other:)``, ``RegionError/notFinite(region:other:)``,
  ///   ``RegionError/tooShort(what:needed:given:)`` of none.
  public init(_ rows: [PanelRow]) throws(RegionError) {
    guard !rows.isEmpty else { throw .tooShort(what: "rows", needed: 1, given: 0) }
    let regions = Set(rows.map(\.region)).sorted()
    let periods = Set(rows.map(\.period)).sorted()
    let regionPlace = Dictionary(uniqueKeysWithValues: zip(regions, regions.indices))
    let periodPlace = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    var values = [[Double?]](
      repeating: [Double?](repeating: nil, count: periods.count), count: regions.count)
    var seen: Set<PanelKey> = []
    for row in rows {
      guard let r = regionPlace[row.region], let t = periodPlace[row.period] else { continue }
      guard seen.insert(PanelKey(region: r, period: t)).inserted else {
        throw .duplicateKey(region: row.region, other: String(row.period))
      }
      if row.value?.isFinite == false {
        throw .notFinite(region: row.region, other: String(row.period))
      }
      values[r][t] = row.value
    }
    self.regions = regions
    self.periods = periods
    self.values = values
  }

  /// Regions with a value in every period.
  var completeRegions: [Int] { regions.indices.filter { !values[$0].contains(nil) } }
}

private struct PanelKey: Hashable {
  let region: Int
  let period: Int
}
