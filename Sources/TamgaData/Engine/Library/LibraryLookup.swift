public import TamgaPresent

/// What a look-up of a native library found, step by step.
public struct LibraryLookup: Sendable {
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
  public struct Attempt: Sendable, Hashable {
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
  public private(set) var path: String?
  /// The version found.
  public private(set) var version: String?
  /// The version wanted.
  public let wanted: String

  init(library: String, variable: String, wanted: String) {
    self.library = library
    self.variable = variable
    self.wanted = wanted
  }

  /// Whether the library is there in the wanted version.
  public var isUsable: Bool { version == wanted }

  /// Why the library cannot be used, as the error to throw; nil when it can.
  public var failure: Diagnostic? {
    guard !isUsable else { return nil }
    let paths = tried.map(\.path).joined(separator: ", ")
    var arguments = ["library": library, "wanted": wanted, "paths": paths, "variable": variable]
    guard let last = tried.last(where: { $0.state != .absent }) else {
      return Diagnostic("T910", arguments)
    }
    arguments["path"] = last.path
    switch last.state {
    case .otherVersion:
      arguments["found"] = last.detail
      return Diagnostic("T912", arguments)
    case .missingSymbols:
      arguments["symbols"] = last.detail
      return Diagnostic("T913", arguments)
    case .companion:
      return Diagnostic("T914", arguments, detail: last.detail)
    case .fits, .absent, .unreadable:
      return Diagnostic("T911", arguments, detail: last.detail)
    }
  }

  mutating func note(path: String, version: String) {
    self.path = path
    self.version = version
  }
}
