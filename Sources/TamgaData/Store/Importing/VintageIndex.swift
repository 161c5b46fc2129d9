internal import TamgaPresent

/// What the warehouse knows about the publications of each slice.
enum VintageIndex {
  /// An origin of a vintage.
  struct Entry {
    let vintage: Int
    let contentHash: String
    /// The publication date; empty when it is not known.
    let publishedOn: String

    /// The order of publications: by date, the undated first, then as they came.
    var order: (String, Int) { (publishedOn, vintage) }
  }

  /// All origins in force by data set and slice, parted by a tab.
  static func load(_ connection: Connection) throws -> [String: [Entry]] {
    var index: [String: [Entry]] = [:]
    let stream = try connection.query(
      """
      SELECT v.dataset || chr(9) || v.slice, v.vintage_id, v.content_hash,
        coalesce(o.published_on, '')
      FROM vintage v JOIN vintage_origin o USING (vintage_id)
      JOIN source_file s ON s.file_id = o.file_id
      WHERE s.superseded_by IS NULL ORDER BY v.vintage_id, o.published_on
      """)
    try stream.forEachRow { columns, row in
      index[columns[0].text(row) ?? "", default: []].append(
        Entry(
          vintage: columns[1].integer(row) ?? 0, contentHash: columns[2].text(row) ?? "",
          publishedOn: columns[3].text(row) ?? ""))
    }
    return index
  }

  /// Counts the keys added, removed and changed between pairs of vintages.
  static func differences(
    _ pairs: [(dataset: String, slice: String, earlier: Int, later: Int)], _ connection: Connection
  ) throws -> [StoreReport.Difference] {
    guard !pairs.isEmpty else { return [] }
    try connection.execute("CREATE OR REPLACE TEMP TABLE pair(earlier INTEGER, later INTEGER)")
    let appender = try Appender(connection, table: "pair")
    try appender.append([
      Column(integers: pairs.map(\.earlier)), Column(integers: pairs.map(\.later)),
    ])
    try appender.close()
    var counts: [Int: (added: Int, removed: Int, changed: Int)] = [:]
    for (table, key) in [
      ("flow", WarehouseSchema.flowKey), ("indicator", WarehouseSchema.indicatorKey),
    ] {
      let stream = try connection.query(comparison(table, key))
      try stream.forEachRow { columns, row in
        let number = { (column: Int) in columns[column].integer(row) ?? 0 }
        let before = counts[number(0)] ?? (0, 0, 0)
        counts[number(0)] = (
          before.added + number(1), before.removed + number(2), before.changed + number(3)
        )
      }
    }
    try connection.execute("DROP TABLE pair")
    return pairs.map { pair in
      let count = counts[pair.later] ?? (0, 0, 0)
      return StoreReport.Difference(
        dataset: pair.dataset, slice: pair.slice, earlier: pair.earlier, later: pair.later,
        added: count.added, removed: count.removed, changed: count.changed)
    }
  }

  private static func comparison(_ table: String, _ key: String) -> String {
    """
    SELECT later, count(*) FILTER (WHERE e IS NULL), count(*) FILTER (WHERE l IS NULL),
      count(*) FILTER (WHERE e IS NOT NULL AND l IS NOT NULL AND
        (es <> ls OR ev IS DISTINCT FROM lv))
    FROM (SELECT p.later, 1 AS e, f.value AS ev, f.state AS es, \(key)
            FROM \(table) f JOIN pair p ON f.vintage_id = p.earlier)
    FULL JOIN (SELECT p.later, 1 AS l, f.value AS lv, f.state AS ls, \(key)
            FROM \(table) f JOIN pair p ON f.vintage_id = p.later)
    USING (later, \(key)) GROUP BY later
    """
  }
}
