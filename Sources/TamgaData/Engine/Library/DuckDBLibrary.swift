internal import CNative
internal import Foundation
public import TamgaNumerics

/// The opened database library: its functions, and how it was found.
///
/// It is opened once in a process and never closed.
@safe struct DuckDBLibrary: @unchecked Sendable {
  // Written once before the value is published; the table and the library live to the end.
  private let table: UnsafeMutablePointer<tamga_duckdb_functions>
  let lookup: LibraryLookup

  /// The library of this process.
  static let shared = DuckDBLibrary()

  private init() {
    let table = UnsafeMutablePointer<tamga_duckdb_functions>.allocate(capacity: 1)
    unsafe self.table = table
    // A library of the system in the wanted version is taken before the pinned one.
    let library = NativeLibrary(
      "DuckDB", variable: "TAMGA_DUCKDB", stem: "duckdb", version: "v2.0.0", prefersSystem: true)
    lookup = library.probe { path throws(LibraryFailure) in
      let stub = Self.companionPath(beside: path)
      try unsafe LibraryFailure.check { words, capacity in
        unsafe tamga_duckdb_load(path, stub, table, words, capacity).rawValue
      }
      return unsafe words(table.pointee.library_version())
    }
  }

  /// The functions.
  ///
  /// - Throws: `T910`–`T914` when the library cannot be used.
  static func functions() throws -> UnsafePointer<tamga_duckdb_functions> {
    if let failure = shared.lookup.failure { throw failure }
    return unsafe UnsafePointer(shared.table)
  }

  /// The stand-in for Python's symbols beside a library, if there is one.
  private static func companionPath(beside path: String) -> String? {
    guard path.contains("/") else { return nil }
    let stub = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent("libpyabsent.so")
    return FileManager.default.fileExists(atPath: stub.path) ? stub.path : nil
  }
}

extension LibraryLookup {
  /// The database: how it was found.
  public static var duckDB: LibraryLookup { DuckDBLibrary.shared.lookup }
}

/// The words behind a pointer of the library; empty when there are none.
func words(_ pointer: UnsafePointer<CChar>?) -> String {
  guard let pointer = unsafe pointer else { return "" }
  return unsafe String(cString: pointer)
}
