internal import CNative
internal import TamgaPresent

/// Bulk load of a table from contiguous columns.
///
///     let appender = try Appender(connection, table: "flow")
///     try appender.append([Column(texts: …), Column(mantissas: …, scale: 3)])
///     try appender.close()
///
/// Rows count only once ``close()`` returned; inside a transaction they are part of it.
public final class Appender {
  private let owner: ConnectionOwner
  private let handle: AppenderHandle
  private let table: String

  /// Opens a table for appending.
  ///
  /// - Parameters:
  ///   - connection: the connection; it can be used between appends.
  ///   - table: the table's name in the main schema.
  /// - Throws: `T185` when there is no such table.
  public init(_ connection: Connection, table: String) throws {
    owner = connection.owner
    handle = try AppenderHandle(connection.owner.handle, table: table)
    self.table = table
  }

  /// The number of columns of the table.
  public var columnCount: Int { handle.types.count }

  /// Appends rows.
  ///
  /// - Parameter columns: one for each column of the table, all of the same length; a whole number
  ///   fits a column of whole numbers, a decimal one of the same scale, a text one of text.
  /// - Throws: `T190` when a number does not fit its column, `T197` when the columns do not match.
  public func append(_ columns: [Column]) throws {
    let rows = columns.first?.values.count ?? 0
    guard columns.count == columnCount, columns.allSatisfy({ $0.values.count == rows }) else {
      throw Diagnostic("T197", ["table": table, "column": "\(columns.count)/\(columnCount)"])
    }
    let size = unsafe Int(handle.functions.pointee.vector_size())
    for start in stride(from: 0, to: rows, by: size) {
      try handle.append(columns, start..<min(start + size, rows), table: table)
    }
  }

  /// Ends the load; every row is in the table afterwards.
  public func close() throws { try handle.close(table: table) }
}

/// The library's appender with one reusable chunk, freed at the end.
@safe private struct AppenderHandle: ~Copyable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer
  let chunk: OpaquePointer
  let types: [(type: ColumnType, storage: Storage?)]

  init(_ connection: borrowing ConnectionHandle, table: String) throws {
    let functions = unsafe connection.functions
    var appender: OpaquePointer?
    let state = unsafe functions.pointee.appender_create(
      connection.reference, nil, table, &appender)
    guard state == 0, let appender = unsafe appender else {
      let detail = unsafe words(functions.pointee.appender_error(appender))
      _ = unsafe functions.pointee.appender_destroy(&appender)
      throw internalFailure("append to \(table)", detail: detail)
    }
    var types: [(type: ColumnType, storage: Storage?)] = []
    var references: [OpaquePointer?] = unsafe []
    let count = unsafe functions.pointee.appender_column_count(appender)
    for index in 0..<count {
      let reference = unsafe functions.pointee.appender_column_type(appender, index)
      unsafe references.append(reference)
    }
    let chunk = unsafe functions.pointee.create_data_chunk(&references, UInt64(references.count))
    for index in 0..<Int(count) {
      if let type = unsafe TypeHandle(functions, references[index]) {
        types.append((type.columnType, type.storage))
      }
    }
    guard let chunk = unsafe chunk, UInt64(types.count) == count else {
      var appender: OpaquePointer? = unsafe appender
      _ = unsafe functions.pointee.appender_destroy(&appender)
      throw internalFailure("append to \(table)")
    }
    unsafe self.functions = functions
    unsafe reference = appender
    unsafe self.chunk = chunk
    self.types = types
  }

  func append(_ columns: [Column], _ rows: Range<Int>, table: String) throws {
    unsafe functions.pointee.data_chunk_reset(chunk)
    for (index, column) in columns.enumerated() {
      let vector = unsafe functions.pointee.data_chunk_get_vector(chunk, UInt64(index))
      guard let vector = unsafe vector else { throw internalFailure("append to \(table)") }
      let writer = unsafe VectorWriter(functions, vector, types[index].storage)
      do {
        try writer.write(column, rows, as: types[index].type)
      } catch {
        throw Diagnostic(
          error == .doesNotFit ? "T190" : "T197", ["table": table, "column": "\(index + 1)"])
      }
    }
    unsafe functions.pointee.data_chunk_set_size(chunk, UInt64(rows.count))
    guard unsafe functions.pointee.append_data_chunk(reference, chunk) == 0 else {
      throw failure(table)
    }
  }

  func close(table: String) throws {
    guard unsafe functions.pointee.appender_close(reference) == 0 else { throw failure(table) }
  }

  private func failure(_ table: String) -> Diagnostic {
    let detail = unsafe words(functions.pointee.appender_error(reference))
    return statementFailure(detail, sql: "append to \(table)")
  }

  deinit {
    var chunk: OpaquePointer? = unsafe chunk
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.destroy_data_chunk(&chunk)
    _ = unsafe functions.pointee.appender_destroy(&reference)
  }
}
