internal import TamgaPresent

/// The code lists every warehouse holds: countries, groups with their members, regions.
enum CodeTables {
  /// A bundled list and the table it fills; the columns have the same names and order.
  private struct List {
    let table: String
    let file: String
    let columns: [String]
  }

  private static let names = ["name_en", "name_ru", "name_kk", "name_ky"]

  private static let lists: [List] = [
    List(
      table: "country", file: "Codes/countries.csv",
      columns: ["iso3", "kind", "iso2", "m49", "comtrade"] + names
        + ["valid_from", "valid_to", "source"]),
    List(
      table: "country_group", file: "Codes/groups.csv",
      columns: ["group", "m49", "members"] + names + ["source"]),
    List(
      table: "membership", file: "Codes/memberships.csv",
      columns: ["group", "member", "valid_from", "valid_to", "status", "source"]),
    List(
      table: "region", file: "Codes/regions.csv",
      columns: ["region", "type", "parent", "national_code", "former_code"] + names
        + ["valid_from", "valid_to", "source"]),
  ]

  /// Fills the tables of a new warehouse.
  ///
  /// - Parameter connection: a connection within the transaction that makes the tables.
  /// - Throws: when a bundled list is missing or damaged.
  static func fill(_ connection: Connection) throws {
    for list in lists {
      let table = try ReferenceTable(bundled: list.file, columns: list.columns)
      let appender = try Appender(connection, table: list.table)
      try appender.append(
        list.columns.indices.map { column in Column(texts: table.rows.map { $0[column] }) })
      try appender.close()
    }
  }
}
