public import Foundation

/// The folder of official books beside the package, where there is one.
public enum SharedData {
  /// The folder named by `TAMGA_SHARED`, else `../shared` beside the package; nil when absent.
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["TAMGA_SHARED"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = named ?? package.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
