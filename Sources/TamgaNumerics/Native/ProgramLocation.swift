#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where the running program lies, and the folders that belong to it, as plain paths.
///
/// The working directory is never asked: a study's folder must not supply code or assets.
package enum ProgramLocation {
  /// The full path of the executable with its links resolved; nil when the system does not tell it.
  package static let executable: String? = {
    var buffer = [CChar](repeating: 0, count: 4_097)
    #if os(Linux)
      // The last byte stays zero, so that the path ends inside the buffer.
      let length = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
      return length > 0 ? text(of: buffer) : nil
    #else
      var size = UInt32(buffer.count - 1)
      guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      guard let resolved = unsafe realpath(buffer, nil) else { return nil }
      defer { unsafe free(resolved) }
      return unsafe String(cString: resolved)
    #endif
  }()

  /// `../beside` of the program's folder, then `inside` of each ancestor from the nearest.
  package static func folders(beside: String, inside: String) -> [String] {
    guard let executable else { return [] }
    var parents = executable.split(separator: "/").dropLast()
    var found = [path(parents.dropLast(), beside)]
    while !parents.isEmpty {
      found.append(path(parents, inside))
      parents.removeLast()
    }
    return found
  }

  /// The value of an environment variable; nil when it is not set or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Whether something is at a path.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  private static func path(_ folders: ArraySlice<Substring>, _ last: String) -> String {
    folders.map { "/" + $0 }.joined() + "/" + last
  }
}

/// The text in a buffer that ends with a zero.
func text(of buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
