internal import TamgaNumerics

/// A country, group, region or special line with its codes, names and years.
struct Entity: Sendable {
  let code: EntityCode
  let kind: EntityKind
  /// Names in the order of ``NameLanguage/allCases``.
  let names: [String]
  /// The first and last year it exists in.
  let years: ClosedRange<Int>
  /// The administrative type of a region.
  var type: RegionType?
  /// The country or region it lies in.
  var parent: EntityCode?
  /// Other codes it is known by: ISO 3166, M49, Comtrade, withdrawn and users' codes.
  var otherCodes: [String] = []
  /// Whether the table of memberships lists all members of a group.
  var hasAllMembers = false
}

/// A dated membership of a group.
struct Membership: Sendable {
  let group: EntityCode
  let member: EntityCode
  /// The first and last day, ISO 8601; empty for open ends.
  let from: String
  let to: String

  /// Whether it holds on 31 December of a year.
  func holds(in year: Int) -> Bool {
    let day = "\(year)-12-31"
    return (from.isEmpty || from <= day) && (to.isEmpty || to >= day)
  }
}

/// The tables of codes as entities, in file order.
struct EntityTable: Sendable {
  private(set) var entities: [Entity] = []
  private(set) var memberships: [Membership] = []
  private(set) var indexOfCode: [String: Int] = [:]

  /// Reads the tables of the resource folder.
  init() throws {
    try addCountries()
    try addGroups()
    try addRegions()
    let columns = ["group", "member", "valid_from", "valid_to"]
    memberships = try ReferenceTable(bundled: "Codes/memberships.csv", columns: columns).rows.map {
      Membership(group: EntityCode($0[0]), member: EntityCode($0[1]), from: $0[2], to: $0[3])
    }
    // Own codes first: another list's code never takes the place of a code of the house.
    for (index, entity) in entities.enumerated() { indexOfCode[entity.code.text] = index }
    for (index, entity) in entities.enumerated() {
      for code in entity.otherCodes where !code.isEmpty && indexOfCode[code] == nil {
        indexOfCode[code] = index
      }
    }
  }

  private static func years(_ from: String, _ to: String) -> ClosedRange<Int> {
    let first = ReferenceTable.year(from) ?? 0
    return first...max(first, ReferenceTable.year(to) ?? 9999)
  }

  /// A numeric code with and without its leading zeros.
  private static func numeric(_ code: String) -> [String] {
    guard let number = Int(code) else { return [] }
    return [code, String(number)]
  }

  private mutating func addCountries() throws {
    let columns = [
      "iso3", "kind", "iso2", "m49", "comtrade", "other_codes", "name_en", "name_ru", "name_kk",
      "name_ky", "valid_from", "valid_to",
    ]
    let table = try ReferenceTable(bundled: "Codes/countries.csv", columns: columns)
    for row in table.rows {
      var entity = Entity(
        code: EntityCode(row[0]), kind: row[1] == "special" ? .special : .country,
        names: Array(row[6...9]), years: EntityTable.years(row[10], row[11]))
      entity.otherCodes =
        [row[2]] + EntityTable.numeric(row[3]) + EntityTable.numeric(row[4])
        + row[5].split(separator: " ").map(String.init)
      entities.append(entity)
    }
  }

  private mutating func addGroups() throws {
    let columns = [
      "group", "m49", "members", "other_codes", "name_en", "name_ru", "name_kk", "name_ky",
    ]
    let table = try ReferenceTable(bundled: "Codes/groups.csv", columns: columns)
    for row in table.rows {
      var entity = Entity(
        code: EntityCode(row[0]), kind: .group, names: Array(row[4...7]), years: 0...9999)
      entity.hasAllMembers = row[2] == "complete"
      // Short numbers are years and counts more often than world regions: padded codes only.
      entity.otherCodes = [row[1]] + row[3].split(separator: " ").map(String.init)
      entities.append(entity)
    }
  }

  private mutating func addRegions() throws {
    let columns = [
      "region", "type", "parent", "former_code", "name_en", "name_ru", "name_kk", "name_ky",
      "valid_from", "valid_to",
    ]
    let table = try ReferenceTable(bundled: "Codes/regions.csv", columns: columns)
    for (line, row) in table.rows.enumerated() {
      guard let type = RegionType(rawValue: row[1]) else {
        throw ReferenceTable.damage(table.file, line: line + 2, "type \(row[1])")
      }
      var entity = Entity(
        code: EntityCode(row[0]), kind: .region, names: Array(row[4...7]),
        years: EntityTable.years(row[8], row[9]))
      entity.type = type
      entity.parent = EntityCode(row[2])
      entity.otherCodes = [row[3]]
      entities.append(entity)
    }
  }
}
