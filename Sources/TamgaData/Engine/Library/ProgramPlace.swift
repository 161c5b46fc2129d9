public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// Where the running program lies, and the folders that belong to it.
///
/// The working directory is never asked: a study's folder must not supply code or assets.
public enum ProgramPlace {
  /// The path of the executable with its links resolved; nil when the system does not tell it.
  public static let executable = ProgramLocation.executable.map { URL(fileURLWithPath: $0) }

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

  private static func folder(_ name: String, variable: String, beside: String, inside: String)
    throws -> URL
  {
    let named = ProgramLocation.environment(variable).map { [$0] }
    let tried = (named ?? ProgramLocation.folders(beside: beside, inside: inside))
      .map { URL(fileURLWithPath: $0, isDirectory: true) }
    if let found = tried.first(where: \.isFolder) { return found }
    throw Diagnostic(
      "T915",
      [
        "folder": name, "variable": variable,
        "paths": tried.map(\.path).joined(separator: ", "),
      ])
  }
}

extension URL {
  /// Whether there is a folder at this place.
  var isFolder: Bool {
    (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}
