internal import CNative
public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// Runs SQL written by a reader: one SELECT on a sealed, read-only database.
///
/// The database reads no file but itself, loads no extension, and its settings are locked.
public enum ReadOnlyQuery {
  /// The most rows given back unless another limit is asked for.
  public static let standardRowLimit = 10_000
  /// The longest time unless another limit is asked for.
  public static let standardTimeLimit = Duration.seconds(10)

  /// Runs a query.
  ///
  /// - Parameters:
  ///   - database: the warehouse's file; this process must not have it open for writing.
  ///   - sql: one SELECT, or WITH, DESCRIBE, EXPLAIN.
  ///   - rowLimit: the most rows given back.
  ///   - timeLimit: the longest time.
  ///   - onProgress: called now and then while a long statement runs.
  /// - Returns: the rows, and whether there were more.
  /// - Throws: `T184` refused by the database, `T187` over its time, `T188` not a single SELECT;
  ///   `T180`–`T182` and `T910`–`T914` as for opening.
  public static func run(
    database: URL, sql: String, rowLimit: Int = standardRowLimit,
    timeLimit: Duration = standardTimeLimit,
    onProgress: (@Sendable (QueryProgress) -> Void)? = nil
  ) throws -> QueryTable {
    let options = DatabaseOptions(access: .readOnly, memoryMebibytes: 1_024, isSealed: true)
    let connection = try Database(file: database, options: options).connect()
    do {
      try StatementCheck.requireSingleSelect(connection, sql)
      let control = QueryControl(timeLimit: timeLimit, onProgress: onProgress)
      var stream = Optional(try connection.query(sql, control: control))
      let headers = stream?.headers ?? []
      if let readable = try readableStatement(headers, sql) {
        // A connection has one open result: the first goes before the second begins.
        stream = nil
        stream = try connection.query(readable, control: control)
      }
      return try table(stream, rowLimit, headers)
    } catch let failure as Diagnostic where failure.code == "T185" {
      throw Diagnostic("T184", failure.arguments, excerpt: sql, detail: failure.detail)
    }
  }

  /// The statement with columns of unreadable types cast to text; nil when all can be read.
  private static func readableStatement(_ headers: [ColumnStream.Header], _ sql: String) throws
    -> String?
  {
    let isOther = headers.map { header in
      if case .other = header.type { true } else { false }
    }
    guard isOther.contains(true) else { return nil }
    let columns = isOther.enumerated().map { index, isOther in
      isOther ? "CAST(#\(index + 1) AS VARCHAR)" : "#\(index + 1)"
    }
    let trimmed = sql.trimmingCharacters(in: CharacterSet(charactersIn: "; \n\t\r"))
    // The statement stands on its own lines: it may end with a comment.
    return "SELECT \(columns.joined(separator: ", ")) FROM (\n\(trimmed)\n)"
  }

  private static func table(
    _ stream: ColumnStream?, _ limit: Int, _ headers: [ColumnStream.Header]
  ) throws -> QueryTable {
    var table = QueryTable(
      columns: headers.map { .init(name: $0.name, type: $0.type.name) }, rows: [],
      isTruncated: false)
    let types = stream?.headers.map(\.type) ?? []
    while let chunk = try stream?.next() {
      for row in 0..<chunk.rowCount {
        if table.rows.count == limit {
          table.isTruncated = true
          return table
        }
        table.rows.append(zip(chunk.columns, types).map { $0.cell(row, $1) })
      }
    }
    return table
  }
}

/// Tells what kind of statement a text holds.
private enum StatementCheck {
  static func requireSingleSelect(_ connection: Connection, _ sql: String) throws {
    let handle = unsafe connection.owner.handle.reference
    let functions = unsafe connection.owner.handle.functions
    var statements: OpaquePointer?
    let count = unsafe functions.pointee.extract_statements(handle, sql, &statements)
    defer { unsafe functions.pointee.destroy_extracted(&statements) }
    let detail = unsafe words(functions.pointee.extract_statements_error(statements))
    if count == 0, !detail.isEmpty { throw statementFailure(detail, sql: sql) }
    guard count == 1 else { throw Diagnostic("T188", excerpt: sql) }
    var prepared: OpaquePointer?
    let state = unsafe functions.pointee.prepare_extracted_statement(
      handle, statements, 0, &prepared)
    defer { unsafe functions.pointee.destroy_prepare(&prepared) }
    guard state == 0 else {
      throw unsafe statementFailure(words(functions.pointee.prepare_error(prepared)), sql: sql)
    }
    let kind = unsafe functions.pointee.prepared_statement_type(prepared)
    let allowed = [TAMGA_DUCKDB_STATEMENT_SELECT, TAMGA_DUCKDB_STATEMENT_EXPLAIN]
    guard allowed.contains(Int(kind)) else { throw Diagnostic("T188", excerpt: sql) }
  }
}

extension Column {
  /// A row as a plain cell.
  fileprivate func cell(_ row: Int, _ type: ColumnType) -> QueryTable.Cell {
    guard isPresent(row) else { return .null }
    switch values {
    case .boolean(let values): return .text(values[row] ? "true" : "false")
    case .integer(let values):
      return type == .date ? .text(isoDate(Int(values[row]))) : .number(String(values[row]))
    case .double(let values): return .number("\(values[row])")
    case .decimal(let values, _):
      return .number(decimal(row)?.description ?? String(values[row]))
    case .text, .utf8, .dictionary: return .text(text(row) ?? "")
    }
  }
}

/// A year, month and day as ISO 8601.
func isoDate(year: Int, month: Int, day: Int) -> String {
  [(year, 4), (month, 2), (day, 2)].map { number, width in
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }.joined(separator: "-")
}

/// A day counted from 1970-01-01 as ISO 8601 (proleptic Gregorian calendar).
///
/// Days are counted from 0000-03-01 in eras of 400 years, each of 146,097 days; months begin with
/// March, so that a leap day ends the year.
func isoDate(_ day: Int) -> String {
  let shifted = day + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let marchMonth = (5 * dayOfYear + 2) / 153
  let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  let dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
  return isoDate(year: year, month: month, day: dayOfMonth)
}
