public import Foundation
internal import TamgaPresent

/// The store of all facts with their vintages and the cells they came from.
///
///     let warehouse = try Warehouse.create(at: url)
///     let report = try warehouse.store(files, originals: urls)
///     let flows = try warehouse.flows(FlowRequest(reporter: "KAZ"))
///
/// One process writes at a time; while it does, no other opens the file. Original files lie
/// unchanged in the folder `.tamga/objects` beside it.
public final class Warehouse {
  /// The database file.
  public let file: URL
  let connection: Connection
  let objects: ObjectStore

  private init(file: URL, options: DatabaseOptions) throws {
    self.file = file
    connection = try Database(file: file, options: options).connect()
    let folder = file.deletingLastPathComponent()
    let hidden =
      folder.lastPathComponent == ".tamga" ? folder : folder.appendingPathComponent(".tamga")
    objects = ObjectStore(folder: hidden.appendingPathComponent("objects", isDirectory: true))
    try checkVersion()
  }

  /// Opens a warehouse for writing; makes it first when it is not there.
  ///
  /// It appears under its name only when it is complete.
  ///
  /// - Parameters:
  ///   - file: the database file; its folder is made too.
  ///   - options: threads and memory.
  /// - Returns: the warehouse.
  /// - Throws: `T181`, `T182`, `T183`, `T192`, `T910`–`T914`.
  public static func create(at file: URL, options: DatabaseOptions = DatabaseOptions()) throws
    -> Warehouse
  {
    var options = options
    options.access = .readWrite
    if !FileManager.default.fileExists(atPath: file.path) { try makeEmpty(file) }
    return try Warehouse(file: file, options: options)
  }

  /// Opens a warehouse that is there.
  ///
  /// - Parameters:
  ///   - file: the database file.
  ///   - options: how to open it; reading only by default.
  /// - Returns: the warehouse.
  /// - Throws: `T180` missing, `T181`, `T182`, `T192`, `T910`–`T914`.
  public static func open(
    at file: URL, options: DatabaseOptions = DatabaseOptions(access: .readOnly)
  ) throws -> Warehouse {
    try Warehouse(file: file, options: options)
  }

  private static func makeEmpty(_ file: URL) throws {
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic("T183", ["path": folder.path], detail: error.localizedDescription)
    }
    let part = folder.appendingPathComponent(
      file.lastPathComponent + ".\(ProcessInfo.processInfo.processIdentifier).part")
    defer { try? FileManager.default.removeItem(at: part) }
    try? FileManager.default.removeItem(at: part)
    try makeTables(part)
    do {
      // A hard link fails when another process was faster: then its warehouse is used.
      try FileManager.default.linkItem(at: part, to: file)
    } catch {
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw Diagnostic("T183", ["path": file.path], detail: error.localizedDescription)
      }
    }
  }

  private static func makeTables(_ file: URL) throws {
    let connection = try Database(file: file, options: .init(access: .create, threads: 1)).connect()
    try connection.transaction {
      for statements in WarehouseSchema.statements { try connection.execute(statements) }
      try CodeTables.fill(connection)
    }
    try connection.execute("CHECKPOINT")
  }

  private func checkVersion() throws {
    let found = (try? Self.version(connection)) ?? nil
    guard found == WarehouseSchema.version else {
      throw Diagnostic(
        "T192",
        [
          "path": file.path, "found": found.map(String.init) ?? "–",
          "wanted": String(WarehouseSchema.version),
        ], place: Place(file: file.path))
    }
  }

  private static func version(_ connection: Connection) throws -> Int? {
    try connection.query("SELECT version FROM schema_version").next()?.columns[0].integer(0)
  }

  /// A whole number computed by a query of one row and column; zero when it has none.
  func number(_ sql: String, _ values: [BoundValue] = []) throws -> Int {
    try connection.query(sql, values).next()?.columns[0].integer(0) ?? 0
  }
}
