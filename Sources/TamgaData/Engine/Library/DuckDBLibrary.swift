internal import CNative
internal import Foundation
internal import TamgaPresent

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
    lookup = NativeLibrary.duckDB.probe { path in
      try unsafe Self.open(path, into: table)
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

  private static func open(
    _ path: String, into table: UnsafeMutablePointer<tamga_duckdb_functions>
  ) throws(LibraryFailure) {
    var message = [CChar](repeating: 0, count: 4_096)
    let stub = companionPath(beside: path)
    let state = unsafe message.withUnsafeMutableBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return TAMGA_LIBRARY_UNREADABLE }
      return unsafe tamga_duckdb_load(path, stub, table, words, buffer.count)
    }
    let states: [UInt32: LibraryLookup.State] = [
      TAMGA_LIBRARY_UNREADABLE.rawValue: .unreadable, TAMGA_LIBRARY_STUB.rawValue: .companion,
      TAMGA_LIBRARY_SYMBOLS.rawValue: .missingSymbols,
    ]
    if let failure = states[state.rawValue] {
      throw LibraryFailure(state: failure, words: text(of: message))
    }
  }

  /// The stand-in for Python's symbols beside a library, if there is one.
  private static func companionPath(beside path: String) -> String? {
    guard path.contains("/"), let name = NativeLibrary.duckDB.companion else { return nil }
    let stub = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(name)
    return FileManager.default.fileExists(atPath: stub.path) ? stub.path : nil
  }
}
