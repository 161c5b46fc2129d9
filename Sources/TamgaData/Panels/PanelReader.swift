internal import CNative
internal import Foundation
internal import Synchronization
internal import TamgaPresent

/// Reads the columns a model names out of a file or a warehouse.
///
///     let request = PanelRequest(.file(url), columns: ["trade", "rta", "exporter"])
///     let table = try PanelReader.read(request)
///
/// Rows keep the order and the numbers they have in the source. Plain Parquet files without a filter
/// are read directly, everything else by the database: opening it takes longer than reading a
/// hundred thousand rows. One thread reads: a second one costs more processor time than it saves.
public enum PanelReader {
  /// Reads a panel.
  ///
  /// - Parameters:
  ///   - request: the source, the columns and the filter.
  ///   - control: time limit, progress, cancellation.
  /// - Returns: the columns in the order of the request.
  /// - Throws: `T320` not a table, `T321` unknown column, `T322` filter, `T323` cell, `T324` a
  ///   damaged file, `T325` a name that stands twice in the header, `T189` type of a column; `T100`–`T109` for the file, `T180`–`T187` for the database, `T910`–`T914` for
  ///   its library.
  public static func read(
    _ request: PanelRequest, control: QueryControl = QueryControl()
  ) throws -> PanelTable {
    if let filter = request.filter { try FilterText.check(filter) }
    let statement = try PanelStatement(request)
    if statement.isParquet, let table = try ParquetPanel.read(request, control: control) {
      return table
    }
    let connection = try connect(request)
    do {
      let stream = try connection.query(statement.sql, control: control)
      let table = try gather(stream, request)
      try checkHeader(statement, connection)
      return table
    } catch let failure as Diagnostic where failure.code == "T185" {
      throw statement.failure(failure, connection)
    }
  }

  /// Refuses a delimited text whose header names a wanted column twice: the database would take the
  /// first and give the second another name.
  private static func checkHeader(_ statement: PanelStatement, _ connection: Connection) throws {
    guard let sql = statement.headerSQL else { return }
    let stream = try connection.query(sql)
    let cells = try gather(
      stream, PanelRequest(statement.request.source, columns: stream.headers.map(\.name)))
    var counts: [String: Int] = [:]
    for column in cells.columns {
      guard case .levels(_, let texts) = column.values, let name = texts.first else { continue }
      counts[name.lowercased(), default: 0] += 1
    }
    for name in statement.request.columns {
      guard let count = counts[name.lowercased()], count > 1 else { continue }
      throw Diagnostic(
        "T325", ["column": name, "count": "\(count)"],
        place: Place(file: statement.request.source.url.path, line: 1))
    }
  }

  /// The names of a source's columns.
  ///
  /// - Throws: as ``read(_:control:)``.
  public static func columnNames(of source: PanelSource) throws -> [String] {
    let request = PanelRequest(source, columns: [])
    return try PanelStatement(request).columnNames(connect(request))
  }

  /// Opening costs more than reading a small file: one database in memory serves all files.
  private static let shared = Mutex<Database?>(nil)

  private static func connect(_ request: PanelRequest) throws -> Connection {
    switch request.source {
    case .table(let url, _):
      let options = DatabaseOptions(
        access: .readOnly, threads: 1, isSealed: request.filter != nil)
      return try Database(file: url, options: options).connect()
    case .file(let url) where request.filter != nil:
      // The filter is the reader's own SQL: it may look at this file only.
      let connection = try Database(inMemory: DatabaseOptions(threads: 1)).connect()
      let file = url.absoluteURL.standardizedFileURL
      // A name with the signs of a pattern is found by listing its folder.
      let isPattern = file.path.contains { "*?[".contains($0) }
      let allowed =
        isPattern
        ? "allowed_directories = [\(quotedText(file.deletingLastPathComponent().path))]"
        : "allowed_paths = [\(quotedText(file.path))]"
      try connection.execute(
        """
        SET \(allowed); SET enable_external_access = false; SET lock_configuration = true
        """)
      return connection
    case .file:
      return try shared.withLock { database in
        let opened = try database ?? Database(inMemory: DatabaseOptions(threads: 1))
        database = opened
        return opened
      }.connect()
    }
  }

  private static func gather(
    _ stream: ColumnStream, _ request: PanelRequest
  ) throws -> PanelTable {
    var builders: [PanelBuilder] = []
    for (name, header) in zip(request.columns, stream.headers) {
      builders.append(try PanelBuilder(name, header.type))
    }
    var rowsRead = 0
    var numbers: [Int32] = []
    let isFiltered = request.filter != nil
    try stream.forEachChunk { chunk, storages in
      let rows = chunk.rowCount
      guard rowsRead + rows <= Int(Int32.max) else {
        throw Diagnostic("T104", ["path": request.source.url.path])
      }
      var kept: [Int32]?
      if isFiltered {
        let truths = unsafe PanelVector(
          chunk, column: storages.count - 1, storage: .boolean, rows: rows)
        let chosen = unsafe truths.trueRows()
        kept = chosen.count == rows ? nil : chosen
        let first = Int32(truncatingIfNeeded: rowsRead + 1)
        for row in chosen { numbers.append(first + row) }
      }
      for index in builders.indices {
        let vector = unsafe PanelVector(
          chunk, column: index, storage: storages[index], rows: rows)
        unsafe builders[index].append(vector, kept)
      }
      rowsRead += rows
    }
    let rowCount = isFiltered ? numbers.count : rowsRead
    return PanelTable(
      columns: builders.map { $0.column() }, rowCount: rowCount, rowsRead: rowsRead,
      rowNumbers: rowCount == rowsRead ? nil : numbers)
  }
}

/// A text of SQL.
func quotedText(_ text: String) -> String {
  "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
}
