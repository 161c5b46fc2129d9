internal import CNative

/// A library that is opened at run time: its names, where it is looked for, the version wanted.
package struct NativeLibrary: Sendable {
  /// The name shown to readers, as in `DuckDB`.
  let name: String
  /// The environment variable that may hold its full path.
  let variable: String
  /// The file names it goes by, the preferred one first.
  let fileNames: [String]
  /// The version the declarations are written for.
  let wantedVersion: String
  /// Whether a copy of the system is tried before the pinned one in `.deps/lib`.
  let prefersSystem: Bool

  /// Creates a description of a library.
  ///
  /// The stem is the file's name without `lib` and suffix, as in `highs`; the major number stands in
  /// the name of a file such as `libhighs.so.1`.
  package init(
    _ name: String, variable: String, stem: String, major: Int? = nil, version: String,
    prefersSystem: Bool = false
  ) {
    self.name = name
    self.variable = variable
    #if os(Linux)
      let plain = "lib\(stem).so"
      fileNames = (major.map { ["\(plain).\($0)"] } ?? []) + [plain]
    #else
      fileNames = (major.map { ["lib\(stem).\($0).dylib"] } ?? []) + ["lib\(stem).dylib"]
    #endif
    wantedVersion = version
    self.prefersSystem = prefersSystem
  }

  /// The paths to try, in order: variable, beside the program, `.deps/lib`, the system loader.
  ///
  /// A named path is the only one tried.
  func candidates() -> [String] {
    if let named = ProgramLocation.environment(variable) { return [named] }
    let paths = ProgramLocation.folders(beside: "lib", inside: ".deps/lib").map { folder in
      fileNames.map { folder + "/" + $0 }
    }
    let beside = paths.first ?? []
    let pinned = paths.dropFirst().flatMap { $0 }
    return prefersSystem ? beside + systemPaths + pinned : beside + pinned + systemPaths
  }

  /// Bare names for the system loader; full paths on macOS, whose loader asks the working directory.
  private var systemPaths: [String] {
    #if os(Linux)
      return fileNames
    #else
      return ["/opt/homebrew/lib/", "/usr/local/lib/"].flatMap { folder in
        fileNames.map { folder + $0 }
      }
    #endif
  }

  /// Tries the candidates until one opens with the wanted version; tells everything, throws nothing.
  ///
  /// - Parameter version: opens the library at a path and returns its version.
  /// - Returns: the path and version found, and every path tried.
  package func probe(_ version: (String) throws(LibraryFailure) -> String) -> LibraryLookup {
    var lookup = LibraryLookup(library: name, variable: variable, wanted: wantedVersion)
    for path in candidates() where !lookup.isUsable {
      if path.contains("/"), !ProgramLocation.exists(path) {
        lookup.tried.append(.init(path: path, state: .absent, detail: ""))
        continue
      }
      do {
        let found = try version(path)
        let fits = found == wantedVersion
        lookup.tried.append(.init(path: path, state: fits ? .fits : .otherVersion, detail: found))
        lookup.path = path
        lookup.version = found
      } catch {
        let absent = !path.contains("/") && error.state == .unreadable
        lookup.tried.append(
          .init(path: path, state: absent ? .absent : error.state, detail: error.words))
      }
    }
    return lookup
  }
}

/// Why a file was not taken as a library.
package struct LibraryFailure: Error {
  let state: LibraryLookup.State
  let words: String

  /// Calls a loading function of `CNative` with a buffer for its message.
  ///
  /// - Parameter load: gets the buffer and its size, returns a `tamga_library_state`.
  /// - Throws: what the state says, with the message.
  package static func check(
    _ load: (UnsafeMutablePointer<CChar>, Int) -> UInt32
  ) throws(LibraryFailure) {
    var message = [CChar](repeating: 0, count: 4_096)
    let state = unsafe message.withUnsafeMutableBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return TAMGA_LIBRARY_UNREADABLE.rawValue }
      return unsafe load(words, buffer.count)
    }
    let states: [UInt32: LibraryLookup.State] = [
      TAMGA_LIBRARY_UNREADABLE.rawValue: .unreadable, TAMGA_LIBRARY_STUB.rawValue: .companion,
      TAMGA_LIBRARY_SYMBOLS.rawValue: .missingSymbols,
    ]
    if let failure = states[state] {
      throw LibraryFailure(state: failure, words: text(of: message))
    }
  }
}
