internal import CNative
internal import Synchronization

/// The opened solver library: its functions, and how it was found.
///
/// It is opened once in a process and never closed.
@safe struct HighsLibrary: @unchecked Sendable {
  // Written once before the value is published; the table and the library live to the end.
  private let table: UnsafeMutablePointer<tamga_highs_functions>
  let lookup: LibraryLookup

  /// The library of this process.
  static let shared = HighsLibrary(
    // Structures change between minor versions, so the version must match exactly.
    NativeLibrary("HiGHS", variable: "TAMGA_HIGHS", stem: "highs", major: 1, version: "1.15.1"))

  /// One call at a time: in 1.15.1 `Highs_destroy` resets a scheduler that all models share, and a
  /// solve on another thread would use it after its end (ERGO-Code/HiGHS, pull request 3141).
  private static let calls = Mutex(())

  init(_ library: NativeLibrary) {
    let table = UnsafeMutablePointer<tamga_highs_functions>.allocate(capacity: 1)
    unsafe self.table = table
    lookup = library.probe { path throws(LibraryFailure) in
      try unsafe LibraryFailure.check { words, capacity in
        unsafe tamga_highs_load(path, table, words, capacity).rawValue
      }
      return unsafe table.pointee.version().map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// Calls functions of the library while nobody else does.
  func call<Answer, Failure: Error>(
    _ body: (UnsafePointer<tamga_highs_functions>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    // The lock keeps nothing, it only orders calls; the answers are numbers.
    nonisolated(unsafe) let table = unsafe UnsafePointer(table)
    return try Self.calls.withLock { _ throws(Failure) in
      nonisolated(unsafe) let answer = try unsafe body(table)
      return unsafe answer
    }
  }
}

extension LibraryLookup {
  /// The solver of linear and integer programmes: how it was found.
  public static var highs: LibraryLookup { HighsLibrary.shared.lookup }
}
