public import Foundation
internal import TamgaPresent

/// Where the running program lies, and the folders that belong to it.
///
/// The working directory is never asked: a study's folder must not supply code or assets.
public enum ProgramPlace {
  /// The path of the executable with its links resolved; nil when the system does not tell it.
  public static let executable: URL? = {
    #if os(Linux)
      return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        .map { URL(fileURLWithPath: $0) }
    #else
      return Bundle.main.executableURL?.resolvingSymlinksInPath()
    #endif
  }()

  /// The folder of chart assets: `TAMGA_ASSETS`, `../share/tamga`, or `.assets` of an ancestor.
  ///
  /// - Throws: `T915` with the folders tried.
  public static func assets() throws -> URL {
    try folder("assets", variable: "TAMGA_ASSETS", beside: "share/tamga/assets", inside: ".assets")
  }

  /// The folder of Python modules: `TAMGA_PY`, `../share/tamga/py`, or `.deps/py` of an ancestor.
  ///
  /// - Throws: `T915` with the folders tried.
  public static func pythonModules() throws -> URL {
    try folder("py", variable: "TAMGA_PY", beside: "share/tamga/py", inside: ".deps/py")
  }

  /// The folders that may hold native libraries, in order.
  static func libraryFolders() -> [String] {
    folders(beside: "lib", inside: ".deps/lib").map(\.path)
  }

  private static func folder(_ name: String, variable: String, beside: String, inside: String)
    throws -> URL
  {
    let named = ProcessInfo.processInfo.environment[variable] ?? ""
    let tried =
      named.isEmpty
      ? folders(beside: beside, inside: inside) : [URL(fileURLWithPath: named, isDirectory: true)]
    if let found = tried.first(where: \.isFolder) { return found }
    throw Diagnostic(
      "T915",
      [
        "folder": name, "variable": variable,
        "paths": tried.map(\.path).joined(separator: ", "),
      ])
  }

  /// `../beside` of the program's folder, then `inside` of each ancestor from the nearest.
  private static func folders(beside: String, inside: String) -> [URL] {
    guard let executable else { return [] }
    var folder = executable.deletingLastPathComponent()
    var found = [
      folder.deletingLastPathComponent().appendingPathComponent(beside, isDirectory: true)
    ]
    while folder.pathComponents.count > 1 {
      found.append(folder.appendingPathComponent(inside, isDirectory: true))
      folder = folder.deletingLastPathComponent()
    }
    return found
  }
}

extension URL {
  /// Whether there is a folder at this place.
  var isFolder: Bool {
    (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}
