internal import CNative
internal import Foundation

/// A library that is opened at run time: its names, where it is looked for, the version wanted.
public struct NativeLibrary: Sendable {
  /// The name shown to readers, as in `DuckDB`.
  public let name: String
  /// The environment variable that may hold its full path.
  public let variable: String
  /// The file names it goes by, the preferred one first.
  public let fileNames: [String]
  /// The version the declarations are written for.
  public let wantedVersion: String
  /// The function without arguments that returns the version as text.
  let versionFunction: String
  /// The file beside it that must be opened first, where it needs one.
  let companion: String?

  /// The database.
  public static let duckDB = NativeLibrary(
    name: "DuckDB", variable: "TAMGA_DUCKDB", fileNames: dynamic("duckdb"),
    wantedVersion: "v2.0.0", versionFunction: "duckdb_library_version",
    companion: "libpyabsent.so")

  /// The solver of linear and integer programmes.
  public static let highs = NativeLibrary(
    name: "HiGHS", variable: "TAMGA_HIGHS", fileNames: dynamic("highs", major: 1),
    wantedVersion: "1.15.1", versionFunction: "Highs_version", companion: nil)

  /// Looks for the library and reads its version; nothing is thrown, everything is told.
  public func lookUp() -> LibraryLookup {
    if self.name == NativeLibrary.duckDB.name { return DuckDBLibrary.shared.lookup }
    return probe { path in try versionFromFile(path) }
  }

  /// The paths to try, in order: variable, beside the program, the system loader, `.deps/lib`.
  ///
  /// A library of the system in the wanted version is taken before the pinned one.
  func candidates() -> [String] {
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty { return [named] }
    let folders = ProgramPlace.libraryFolders().map { folder in
      fileNames.map { folder + "/" + $0 }
    }
    return (folders.first ?? []) + fileNames + folders.dropFirst().flatMap { $0 }
  }

  /// Tries the candidates until one opens with the wanted version.
  func probe(_ version: (String) throws -> String) -> LibraryLookup {
    var lookup = LibraryLookup(library: name, variable: variable, wanted: wantedVersion)
    for path in candidates() where !lookup.isUsable {
      if path.contains("/"), !FileManager.default.fileExists(atPath: path) {
        lookup.tried.append(.init(path: path, state: .absent, detail: ""))
        continue
      }
      do {
        let found = try version(path)
        let fits = found == wantedVersion
        lookup.tried.append(.init(path: path, state: fits ? .fits : .otherVersion, detail: found))
        lookup.note(path: path, version: found)
      } catch let failure as LibraryFailure {
        let absent = !path.contains("/") && failure.state == .unreadable
        lookup.tried.append(
          .init(path: path, state: absent ? .absent : failure.state, detail: failure.words))
      } catch {
        lookup.tried.append(.init(path: path, state: .unreadable, detail: "\(error)"))
      }
    }
    return lookup
  }

  private func versionFromFile(_ path: String) throws(LibraryFailure) -> String {
    var message = [CChar](repeating: 0, count: 1_024)
    let handle = unsafe message.withUnsafeMutableBufferPointer { buffer in
      // The buffer has a base address: it is not empty.
      unsafe buffer.baseAddress.flatMap { unsafe tamga_library_open(path, $0, buffer.count) }
    }
    guard let handle = unsafe handle else {
      throw LibraryFailure(state: .unreadable, words: text(of: message))
    }
    guard let version = unsafe tamga_library_text(handle, versionFunction) else {
      throw LibraryFailure(state: .missingSymbols, words: versionFunction)
    }
    return unsafe String(cString: version)
  }

  private static func dynamic(_ stem: String, major: Int? = nil) -> [String] {
    #if os(Linux)
      let plain = "lib\(stem).so"
      return major.map { ["\(plain).\($0)", plain] } ?? [plain]
    #else
      return (major.map { ["lib\(stem).\($0).dylib"] } ?? []) + ["lib\(stem).dylib"]
    #endif
  }
}

/// Why a file was not taken as a library.
struct LibraryFailure: Error {
  let state: LibraryLookup.State
  let words: String
}

/// The text in a buffer that ends with a zero.
func text(of buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The words behind a pointer of the library; empty when there are none.
func words(_ pointer: UnsafePointer<CChar>?) -> String {
  guard let pointer = unsafe pointer else { return "" }
  return unsafe String(cString: pointer)
}
