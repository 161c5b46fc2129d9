internal import CNative
public import Foundation
internal import TamgaPresent

/// An open database: a file, or memory.
///
///     let database = try Database(file: url, options: .init(access: .create))
///     let connection = try database.connect()
///     try connection.execute("CREATE TABLE t(x BIGINT)")
///
/// It is closed when the last connection to it is gone.
public final class Database: Sendable {
  let handle: DatabaseHandle
  /// The file; nil for a database in memory.
  public let file: URL?
  /// How it was opened.
  public let options: DatabaseOptions

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - file: the database file.
  ///   - options: how to open it.
  /// - Throws: `T180` missing, `T181` not a database or damaged, `T182` in use by another process,
  ///   `T183` not writable, `T910`–`T914` library.
  public init(file: URL, options: DatabaseOptions = DatabaseOptions()) throws {
    // A full path: a bare name such as `x:y` could be taken for another kind of source.
    let file = file.absoluteURL.standardizedFileURL
    try Self.check(file, options.access)
    self.file = file
    self.options = options
    handle = try DatabaseHandle(path: file.path, options: options)
  }

  /// Opens an empty database in memory.
  ///
  /// - Parameter options: how to open it; `access` has no effect.
  /// - Throws: `T910`–`T914` when the library cannot be used.
  public init(inMemory options: DatabaseOptions = DatabaseOptions()) throws {
    var options = options
    options.access = .create
    file = nil
    self.options = options
    handle = try DatabaseHandle(path: nil, options: options)
  }

  /// Makes a connection.
  public func connect() throws -> Connection {
    let connection = Connection(
      ConnectionOwner(handle: try ConnectionHandle(handle), database: self))
    if options.isSealed {
      // Progress is a setting of the connection: it must stand before the settings are locked.
      try connection.execute(QueryWatch.progressSettings)
      try connection.execute("SET lock_configuration = true")
    }
    return connection
  }

  private static func check(_ file: URL, _ access: DatabaseOptions.Access) throws {
    let place = Place(file: file.path)
    if file.isFolder { throw Diagnostic("T181", ["path": file.path], place: place) }
    if !FileManager.default.fileExists(atPath: file.path) {
      guard access == .create else { throw Diagnostic("T180", ["path": file.path], place: place) }
      let folder = file.deletingLastPathComponent()
      guard folder.isFolder, FileManager.default.isWritableFile(atPath: folder.path) else {
        throw Diagnostic("T183", ["path": folder.path], place: Place(file: folder.path))
      }
    }
  }
}

/// The library's database, closed at the end.
///
/// The library locks inside; a handle may be used from any thread.
@safe struct DatabaseHandle: ~Copyable, @unchecked Sendable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  init(path: String?, options: DatabaseOptions) throws {
    let functions = try unsafe DuckDBLibrary.functions()
    let config = try unsafe ConfigHandle(functions)
    try config.apply(options)
    var database: OpaquePointer?
    var message: UnsafeMutablePointer<CChar>?
    let state = unsafe functions.pointee.open_ext(path, &database, config.reference, &message)
    let detail = unsafe words(message)
    if let message = unsafe message { unsafe functions.pointee.free(message) }
    guard state == 0, let database = unsafe database else {
      throw openingFailure(path: path ?? "", detail: detail)
    }
    unsafe self.functions = functions
    unsafe reference = database
  }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.close(&reference)
  }
}

/// The settings of a database that is about to be opened.
@safe private struct ConfigHandle: ~Copyable {
  let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  init(_ functions: UnsafePointer<tamga_duckdb_functions>) throws {
    var config: OpaquePointer?
    let state = unsafe functions.pointee.create_config(&config)
    guard state == 0, let config = unsafe config else { throw internalFailure("create_config") }
    unsafe self.functions = functions
    unsafe reference = config
  }

  func apply(_ options: DatabaseOptions) throws {
    for setting in options.settings {
      let state = unsafe functions.pointee.set_config(reference, setting.name, setting.value)
      guard state == 0 else { throw internalFailure("set_config \(setting.name)") }
    }
  }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.destroy_config(&reference)
  }
}
