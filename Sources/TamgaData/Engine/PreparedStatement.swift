internal import CNative
internal import TamgaNumerics

/// A statement that is parsed and planned once.
public final class PreparedStatement {
  let owner: ConnectionOwner
  private let handle: PreparedHandle
  private let sql: String

  init(_ owner: ConnectionOwner, _ sql: String) throws {
    handle = try PreparedHandle(owner.handle, sql)
    self.owner = owner
    self.sql = sql
  }

  /// Runs the statement and drops its result.
  ///
  /// - Parameter values: the parameters in order.
  /// - Returns: the number of rows inserted, changed or deleted.
  /// - Throws: `T185` with the database's words.
  @discardableResult
  public func execute(_ values: [BoundValue] = []) throws -> Int {
    try handle.bind(values, sql: sql)
    var result = unsafe ResultHandle(owner.handle.functions)
    let state = unsafe handle.functions.pointee.execute_prepared(handle.reference, &result.result)
    guard state == 0 else { throw result.failure(sql: sql) }
    return unsafe Int(handle.functions.pointee.rows_changed(&result.result))
  }

  /// Runs the statement and streams its rows.
  ///
  /// - Parameters:
  ///   - values: the parameters in order.
  ///   - control: time limit, progress, cancellation.
  /// - Returns: the stream; the connection runs nothing else until it has ended or is gone.
  /// - Throws: `T185` with the database's words, `T186` interrupted, `T187` over its time.
  public func query(_ values: [BoundValue] = [], control: QueryControl = QueryControl()) throws
    -> ColumnStream
  {
    try handle.bind(values, sql: sql)
    let watch = try QueryWatch.start(owner, control)
    let result: ResultHandle
    do {
      result = try handle.stream(sql: sql)
    } catch {
      watch?.stop()
      throw watch?.failure(instead: error) ?? error
    }
    return try ColumnStream(owner, result, watch: watch, sql: sql)
  }
}

/// The library's prepared statement, freed at the end.
@safe private struct PreparedHandle: ~Copyable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  init(_ connection: borrowing ConnectionHandle, _ sql: String) throws {
    let functions = unsafe connection.functions
    var prepared: OpaquePointer?
    let state = unsafe functions.pointee.prepare(connection.reference, sql, &prepared)
    guard state == 0, let prepared = unsafe prepared else {
      let detail = unsafe words(functions.pointee.prepare_error(prepared))
      unsafe functions.pointee.destroy_prepare(&prepared)
      throw statementFailure(detail, sql: sql)
    }
    unsafe self.functions = functions
    unsafe reference = prepared
  }

  func bind(_ values: [BoundValue], sql: String) throws {
    let wanted = unsafe Int(functions.pointee.nparams(reference))
    guard wanted == values.count else {
      throw statementFailure("\(wanted) parameters, \(values.count) values", sql: sql)
    }
    for (index, value) in values.enumerated() {
      guard bind(value, at: UInt64(index + 1)) == 0 else {
        throw statementFailure("parameter \(index + 1) cannot be bound", sql: sql)
      }
    }
  }

  private func bind(_ value: BoundValue, at index: UInt64) -> Int32 {
    switch value {
    case .null: unsafe functions.pointee.bind_null(reference, index)
    case .boolean(let truth): unsafe functions.pointee.bind_boolean(reference, index, truth)
    case .integer(let number): unsafe functions.pointee.bind_int64(reference, index, number)
    case .double(let number): unsafe functions.pointee.bind_double(reference, index, number)
    case .decimal(let decimal):
      unsafe functions.pointee.bind_decimal(reference, index, libraryDecimal(decimal))
    case .text(var text):
      text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
          unsafe functions.pointee.bind_varchar_length(
            reference, index, characters.baseAddress, UInt64(characters.count))
        }
      }
    }
  }

  func stream(sql: String) throws -> ResultHandle {
    var pending: OpaquePointer?
    defer { unsafe functions.pointee.destroy_pending(&pending) }
    let state = unsafe functions.pointee.pending_prepared_streaming(reference, &pending)
    guard state == 0 else {
      throw unsafe statementFailure(words(functions.pointee.pending_error(pending)), sql: sql)
    }
    var result = unsafe ResultHandle(functions)
    guard unsafe functions.pointee.execute_pending(pending, &result.result) == 0 else {
      throw result.failure(sql: sql)
    }
    return result
  }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.destroy_prepare(&reference)
  }
}

/// A decimal as the library takes it; digits beyond 38 cannot occur in an `ExactDecimal`.
private func libraryDecimal(_ value: ExactDecimal) -> tamga_duckdb_decimal {
  let half = value.mantissa
  return tamga_duckdb_decimal(
    width: 38, scale: UInt8(value.scale),
    value: tamga_duckdb_hugeint(
      lower: UInt64(truncatingIfNeeded: half), upper: Int64(truncatingIfNeeded: half >> 64)))
}
