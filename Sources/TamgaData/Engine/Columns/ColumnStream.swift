internal import CNative
internal import TamgaPresent

/// Some rows of a result as columns.
public struct ColumnChunk: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The columns, in the order of the statement.
  public let columns: [Column]
}

/// The rows of a running statement, chunk by chunk.
///
///     let stream = try connection.query("SELECT partner, sum(value) FROM flow GROUP BY 1")
///     while let chunk = try stream.next() { … chunk.columns[1] … }
public final class ColumnStream {
  /// A column's name and type.
  public struct Header: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The type.
    public let type: ColumnType
  }

  /// The columns.
  public let headers: [Header]
  private let owner: ConnectionOwner
  private var result: ResultHandle?
  private let watch: QueryWatch?
  private let sql: String

  init(
    _ owner: ConnectionOwner, _ result: consuming ResultHandle, watch: QueryWatch?, sql: String
  ) throws {
    headers = result.headers()
    self.owner = owner
    self.result = .some(consume result)
    self.watch = watch
    self.sql = sql
  }

  deinit { watch?.stop() }

  /// The next rows; nil after the last.
  ///
  /// - Throws: `T185` with the database's words, `T186` interrupted, `T187` over its time, `T189`
  ///   when a column is of a type the engine does not read.
  public func next() throws -> ColumnChunk? {
    do {
      while let chunk = try result?.fetch(sql: sql, watch: watch) {
        let rows = chunk.rowCount
        if rows == 0 { continue }
        return ColumnChunk(rowCount: rows, columns: try columns(of: chunk, rows: rows))
      }
    } catch {
      end()
      throw error
    }
    end()
    return nil
  }

  /// Drops the result: the connection is free for the next statement once it is gone.
  private func end() {
    result = nil
    watch?.stop()
  }

  /// Hands over the remaining chunks without copying them, with the layout of each column.
  ///
  /// - Throws: as ``next()``, and what the body throws.
  func forEachChunk(
    _ body: (_ chunk: borrowing ChunkHandle, _ storages: [Storage?]) throws -> Void
  ) throws {
    defer { end() }
    let storages = result?.storages() ?? []
    while let chunk = try result?.fetch(sql: sql, watch: watch) {
      if chunk.rowCount > 0 { try body(chunk, storages) }
    }
  }

  /// All remaining rows of a small result, each as its place in a chunk.
  public func forEachRow(_ body: (_ columns: [Column], _ row: Int) throws -> Void) throws {
    while let chunk = try next() {
      for row in 0..<chunk.rowCount { try body(chunk.columns, row) }
    }
  }

  private func columns(of chunk: borrowing ChunkHandle, rows: Int) throws -> [Column] {
    var columns: [Column] = []
    for (index, header) in headers.enumerated() {
      let reader = unsafe VectorReader(chunk, column: index, rows: rows)
      guard let column = reader.read(header.type) else {
        throw Diagnostic("T189", ["column": header.name], excerpt: sql)
      }
      columns.append(column)
    }
    return columns
  }
}

/// A chunk of the library, freed at the end.
@safe struct ChunkHandle: ~Copyable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  var rowCount: Int { unsafe Int(functions.pointee.data_chunk_get_size(reference)) }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.destroy_data_chunk(&reference)
  }
}

extension ResultHandle {
  /// The next chunk; nil after the last.
  mutating func fetch(sql: String, watch: QueryWatch?) throws -> ChunkHandle? {
    if let chunk = unsafe functions.pointee.fetch_chunk(result) {
      return unsafe ChunkHandle(functions: functions, reference: chunk)
    }
    let detail = unsafe words(functions.pointee.result_error(&result))
    guard !detail.isEmpty else { return nil }
    let error = failure(sql: sql)
    throw watch?.failure(instead: error) ?? error
  }

  /// How the values of the columns lie in memory.
  mutating func storages() -> [Storage?] {
    let count = unsafe functions.pointee.column_count(&result)
    var storages: [Storage?] = []
    for index in 0..<count {
      let type = unsafe TypeHandle(functions, functions.pointee.column_logical_type(&result, index))
      storages.append(type?.storage)
    }
    return storages
  }

  /// The names and types of the columns.
  mutating func headers() -> [ColumnStream.Header] {
    let count = unsafe functions.pointee.column_count(&result)
    var headers: [ColumnStream.Header] = []
    for index in 0..<count {
      let name = unsafe words(functions.pointee.column_name(&result, index))
      let type = unsafe TypeHandle(functions, functions.pointee.column_logical_type(&result, index))
      headers.append(.init(name: name, type: type?.columnType ?? .other(0)))
    }
    return headers
  }
}
