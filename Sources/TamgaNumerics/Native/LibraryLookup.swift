/// What a look-up of a native library found, step by step.
public struct LibraryLookup: Hashable, Sendable {
  /// What became of a path.
  public enum State: String, Sendable {
    /// It is the library in the wanted version.
    case fits
    /// There is no file.
    case absent
    /// The loader refused it.
    case unreadable
    /// It opened, but is another version.
    case otherVersion = "other-version"
    /// It opened, but lacks functions.
    case missingSymbols = "missing-symbols"
    /// The stand-in it needs is missing or was refused.
    case companion
  }

  /// One path and what became of it.
  public struct Attempt: Hashable, Sendable {
    /// The path, or the bare file name given to the system loader.
    public let path: String
    /// What became of it.
    public let state: State
    /// The version, the missing names or the loader's words.
    public let detail: String
  }

  /// The library's name.
  public let library: String
  /// The environment variable that may name its path.
  public let variable: String
  /// The paths tried, in order.
  public internal(set) var tried: [Attempt] = []
  /// The path of the library, when one opened.
  public internal(set) var path: String?
  /// The version found.
  public internal(set) var version: String?
  /// The version wanted.
  public let wanted: String

  init(library: String, variable: String, wanted: String) {
    self.library = library
    self.variable = variable
    self.wanted = wanted
  }

  /// Whether the library is there in the wanted version.
  public var isUsable: Bool { version == wanted }
}
