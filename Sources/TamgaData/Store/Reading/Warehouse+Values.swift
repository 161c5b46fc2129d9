internal import TamgaPresent

/// A number of a run with everything a reader may ask about it, as JSON.
public struct StoredValue: Sendable, Hashable {
  /// The value's id, as in `v:trade.imports@…`.
  public var id: String
  /// The run's id.
  public var run: String
  /// The record.
  public var json: String

  /// Creates a record.
  public init(id: String, run: String, json: String) {
    self.id = id
    self.run = run
    self.json = json
  }
}

extension Warehouse {
  /// Stores the numbers of runs; those stored of the same runs before are replaced.
  ///
  /// - Parameter records: the numbers, each run whole.
  /// - Throws: `T185`; then nothing is changed.
  public func storeValueRecords(_ records: [StoredValue]) throws {
    guard !records.isEmpty else { return }
    try connection.transaction {
      for run in Set(records.map(\.run)).sorted() {
        try connection.execute("DELETE FROM value_record WHERE run = ?", [.text(run)])
      }
      let next = try number("SELECT coalesce(max(stored), 0) + 1 FROM value_record")
      let appender = try Appender(connection, table: "value_record")
      try appender.append([
        Column(texts: records.map(\.id)), Column(texts: records.map(\.run)),
        Column(texts: records.map(\.json)),
        Column(integers: records.indices.map { next + $0 }),
      ])
      try appender.close()
    }
  }

  /// The record of a number, of the run stored last or of a named one.
  ///
  /// - Parameters:
  ///   - id: the value's id.
  ///   - run: the run; nil for the last that has the value.
  /// - Returns: the record as JSON.
  /// - Throws: `T198` when there is none.
  public func valueRecordJSON(_ id: String, run: String? = nil) throws -> String {
    let condition = run == nil ? "" : "AND run = $2"
    let values: [BoundValue] = [.text(id)] + (run.map { [.text($0)] } ?? [])
    let chunk = try connection.query(
      "SELECT json FROM value_record WHERE id = $1 \(condition) ORDER BY stored DESC LIMIT 1",
      values
    ).next()
    guard let json = chunk?.columns[0].text(0) else { throw Diagnostic("T198", ["id": id]) }
    return json
  }

  /// The ids of stored numbers that begin with a text, sorted.
  ///
  /// - Parameters:
  ///   - prefix: the beginning, as in `v:trade.`.
  ///   - limit: the most ids returned.
  /// - Returns: the ids, each once.
  /// - Throws: `T185`.
  public func valueIDs(prefix: String, limit: Int = 1_000) throws -> [String] {
    var ids: [String] = []
    let stream = try connection.query(
      "SELECT DISTINCT id FROM value_record WHERE starts_with(id, ?) ORDER BY id LIMIT ?",
      [.text(prefix), .init(limit)])
    try stream.forEachRow { columns, row in ids += [columns[0].text(row) ?? ""] }
    return ids
  }
}
