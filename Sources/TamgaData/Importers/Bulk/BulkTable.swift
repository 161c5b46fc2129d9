internal import TamgaNumerics
internal import TamgaPresent

/// What a loaded bulk table holds, by the database's own count.
struct BulkTable: Sendable {
  /// The rows.
  let rows: Int
  /// Rows with both country codes and a product code.
  let coded: Int
  /// The values that are there, and the quantities.
  let values: Int
  let quantities: Int
  /// Sums of years, values and quantities; the last two in thousandths.
  let sums: [Int128]

  /// Loads a query into a new table and keeps it only when a judge agrees.
  ///
  /// - Returns: whether it was kept.
  static func load(
    _ query: String, into connection: Connection, table: String,
    judge: (BulkTable) throws -> Bool
  ) throws -> Bool {
    let name = quoted(table)
    var isKept = false
    do {
      try connection.transaction {
        try prepare(connection)
        // File order is the order of the rows, for any number of threads.
        try connection.execute("CREATE TABLE \(name) AS \(query)")
        isKept = try judge(try BulkTable(connection, name))
        guard isKept else { throw Refusal() }
      }
    } catch is Refusal {
      return false
    }
    return isKept
  }

  private struct Refusal: Error {}

  private static func prepare(_ connection: Connection) throws {
    try connection.execute("SET preserve_insertion_order = true")
    let codes = (0..<1_000).map { "'" + String(String(1_000 + $0).dropFirst()) + "'" }
      .joined(separator: ", ")
    try connection.execute("CREATE TYPE IF NOT EXISTS m49 AS ENUM (\(codes))")
    try connection.execute("SET VARIABLE tamga_codes = [\(codes)]::m49[]")
  }

  private init(_ connection: Connection, _ name: String) throws {
    var found: (Int, Int, Int, Int, [Int128])?
    try connection.query(
      """
      SELECT count(*), least(count(i), count(j), count(k)), count(v), count(q),
        coalesce(sum(t), 0)::DECIMAL(38,0), coalesce(sum(v), 0)::DECIMAL(38,3),
        coalesce(sum(q), 0)::DECIMAL(38,3) FROM \(name)
      """
    ).forEachRow { columns, row in
      let counts = (0..<4).map { columns[$0].integer(row) ?? 0 }
      let sums = (4..<7).map { columns[$0].decimal(row)?.mantissa ?? 0 }
      found = (counts[0], counts[1], counts[2], counts[3], sums)
    }
    (rows, coded, values, quantities, sums) = found ?? (0, 0, 0, 0, [])
  }

  /// Whether the table holds exactly what the independent reader has read.
  func agrees(with audit: BulkAudit) -> Bool {
    rows == audit.records && coded == rows && values == rows - audit.missing[4]
      && quantities == rows - audit.missing[5]
      && sums == [audit.sums[0], audit.sums[4], audit.sums[5]]
  }

  /// A name as an identifier.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension BulkImporter {
  /// Adds the totals by year, exporter and importer of a bulk table, ordered by pair.
  ///
  /// - Parameters:
  ///   - table: the bulk table.
  ///   - pairs: the new table: `t`, `i`, `j`, `value`, `quantity`, `records`.
  ///   - connection: the database.
  /// - Throws: `T185` when there is no such table, or the new one exists.
  public static func addPairs(
    of table: String = "baci", as pairs: String = "baci_pair", in connection: Connection
  ) throws {
    try connection.execute(
      """
      CREATE TABLE \(BulkTable.quoted(pairs)) AS
      SELECT t, i, j, sum(v) AS value, sum(q) AS quantity, count(*) AS records
      FROM \(BulkTable.quoted(table)) GROUP BY t, i, j ORDER BY i, j, t
      """)
  }
}
