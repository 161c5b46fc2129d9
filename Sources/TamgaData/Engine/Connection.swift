internal import CNative
internal import TamgaPresent

/// A connection to a database: one statement at a time.
///
/// It belongs to the task or thread that made it; only its ``interrupter`` may be used elsewhere.
public final class Connection {
  let owner: ConnectionOwner

  init(_ owner: ConnectionOwner) { self.owner = owner }

  /// The database it is connected to.
  public var database: Database { owner.database }

  /// What stops the running statement from another thread.
  public var interrupter: Interrupter { Interrupter(owner: owner) }

  /// Runs one or more statements without parameters; results are dropped.
  ///
  /// - Throws: `T185` with the database's words.
  public func execute(_ sql: String) throws {
    var result = unsafe ResultHandle(owner.handle.functions)
    let state = unsafe owner.handle.functions.pointee.query(
      owner.handle.reference, sql, &result.result)
    guard state == 0 else { throw result.failure(sql: sql) }
  }

  /// Runs one statement with parameters and drops its result.
  ///
  /// - Parameters:
  ///   - sql: the statement; parameters are `?` or `$1`, `$2`, …
  ///   - values: the parameters in order.
  /// - Returns: the number of rows inserted, changed or deleted.
  /// - Throws: `T185` with the database's words.
  @discardableResult
  public func execute(_ sql: String, _ values: [BoundValue]) throws -> Int {
    try prepare(sql).execute(values)
  }

  /// Prepares a statement.
  public func prepare(_ sql: String) throws -> PreparedStatement {
    try PreparedStatement(owner, sql)
  }

  /// Runs a query and streams its rows as columns.
  ///
  /// - Parameters:
  ///   - sql: one statement; parameters are `?` or `$1`, `$2`, …
  ///   - values: the parameters in order.
  ///   - control: time limit, progress, cancellation.
  /// - Returns: the stream; the connection runs nothing else until it has ended or is gone.
  /// - Throws: `T185` with the database's words, `T186` interrupted, `T187` over its time.
  public func query(
    _ sql: String, _ values: [BoundValue] = [], control: QueryControl = QueryControl()
  ) throws -> ColumnStream {
    try prepare(sql).query(values, control: control)
  }

  /// Runs the body in one transaction: committed when it returns, rolled back when it throws.
  public func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try execute("BEGIN TRANSACTION")
    let value: Value
    do {
      value = try body()
      try execute("COMMIT")
    } catch {
      // The first error is the one to tell; a failed COMMIT has already rolled back.
      try? execute("ROLLBACK")
      throw error
    }
    return value
  }
}

/// Stops the running statement of a connection from any thread.
public struct Interrupter: Sendable {
  let owner: ConnectionOwner

  /// Asks the running statement to stop, if one runs; it then fails with `T186`.
  public func interrupt() {
    unsafe owner.handle.functions.pointee.interrupt(owner.handle.reference)
  }
}

/// Keeps a connection and its database alive.
final class ConnectionOwner: Sendable {
  let handle: ConnectionHandle
  let database: Database

  init(handle: consuming ConnectionHandle, database: Database) {
    self.handle = handle
    self.database = database
  }
}

/// The library's connection, closed at the end.
///
/// Interrupting and asking for progress are allowed from any thread; the rest stays with the
/// owner of the ``Connection``, which cannot be sent.
@safe struct ConnectionHandle: ~Copyable, @unchecked Sendable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  init(_ database: borrowing DatabaseHandle) throws {
    var connection: OpaquePointer?
    let state = unsafe database.functions.pointee.connect(database.reference, &connection)
    guard state == 0, let connection = unsafe connection else { throw internalFailure("connect") }
    unsafe functions = database.functions
    unsafe reference = connection
  }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.disconnect(&reference)
  }
}

/// A result of the library, freed at the end.
@safe struct ResultHandle: ~Copyable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  var result = unsafe tamga_duckdb_result()

  init(_ functions: UnsafePointer<tamga_duckdb_functions>) { unsafe self.functions = functions }

  mutating func failure(sql: String) -> Diagnostic {
    let detail = unsafe words(functions.pointee.result_error(&result))
    return statementFailure(detail, sql: sql)
  }

  deinit {
    var result = unsafe result
    unsafe functions.pointee.destroy_result(&result)
  }
}
