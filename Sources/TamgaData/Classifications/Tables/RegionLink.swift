public import TamgaNumerics

/// How a region passed its territory on when regions were split or joined.
///
/// A region that lost a part has a link to the new region and one to itself, so that the parts of
/// a date name the whole territory before it.
public struct RegionLink: Hashable, Sendable {
  /// The region before the date.
  public let from: EntityCode
  /// The region from the date on.
  public let to: EntityCode
  /// The day of the change, ISO 8601.
  public let date: String
  /// The share of `from` that passed to `to`, as decimal text; nil where none is published.
  public let weight: String?
  /// What the share measures: `population`, `area` or `GRP`.
  public let basis: String?
  /// Whether all of `to` comes from `from`: then sums over the parts give the old region exactly.
  public let isExact: Bool

  /// The links of the program's resource folder.
  ///
  /// - Returns: the links in the order of the table: by region, then successor.
  /// - Throws: `T170`, `T171` or `T172` when the table cannot be read.
  public static func bundled() throws -> [RegionLink] {
    let columns = ["from", "to", "date", "weight", "basis", "exact"]
    return try ReferenceTable(bundled: "Codes/region_links.csv", columns: columns).rows.map {
      RegionLink(
        from: EntityCode($0[0]), to: EntityCode($0[1]), date: $0[2],
        weight: $0[3].isEmpty ? nil : $0[3], basis: $0[4].isEmpty ? nil : $0[4],
        isExact: $0[5] == "yes")
    }
  }
}
