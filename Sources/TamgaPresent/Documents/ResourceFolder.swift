public import Foundation

/// Finds the resource bundle of a target without the accessor that traps when a file is missing.
///
/// A bundle is the folder `tamga_<Target>.resources` (`.bundle` on Apple systems). It is looked for
/// beside the running executable with its links resolved, in `../share/tamga` of that folder, and,
/// where tests run inside a helper, beside the loaded test bundles. The working directory is never
/// asked: a study's folder must not supply resources.
public enum ResourceFolder {
  /// Returns the resource folder of a target.
  ///
  /// - Parameter target: the target's name, as in `TamgaData`.
  /// - Returns: the folder with the files, on Apple systems the inner one of the bundle.
  /// - Throws: `T170` with the folders tried when there is none.
  public static func url(ofTarget target: String) throws -> URL {
    let candidates = searchFolders().flatMap { folder in
      bundleSuffixes.flatMap { suffix in
        let bundle = folder.appendingPathComponent("tamga_\(target).\(suffix)", isDirectory: true)
        return [bundle, bundle.appendingPathComponent("Contents/Resources", isDirectory: true)]
      }
    }
    let isThere = { (url: URL) in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      return exists && isFolder.boolValue
    }
    // A macOS bundle keeps its files one level down, so the deeper folder wins where both exist.
    for pair in stride(from: 0, to: candidates.count, by: 2) {
      if isThere(candidates[pair + 1]) { return candidates[pair + 1] }
      if isThere(candidates[pair]) { return candidates[pair] }
    }
    throw Diagnostic(
      "T170", ["target": target],
      detail: searchFolders().map(\.path).joined(separator: ", "))
  }

  /// Reads a file of a target's resource folder.
  ///
  /// - Parameters:
  ///   - path: the path inside the folder, as in `Codes/countries.csv`.
  ///   - target: the target's name.
  /// - Returns: the bytes of the file.
  /// - Throws: `T170` when the folder is missing, `T171` when the file cannot be read.
  public static func bytes(of path: String, inTarget target: String) throws -> [UInt8] {
    let file = try url(ofTarget: target).appendingPathComponent(path)
    do {
      return [UInt8](try Data(contentsOf: file))
    } catch {
      throw Diagnostic(
        "T171", ["file": path], place: Place(file: file.path), detail: error.localizedDescription)
    }
  }

  private static let bundleSuffixes = ["resources", "bundle"]

  /// The folders that may hold bundles, in order, each once.
  private static func searchFolders() -> [URL] {
    var folders: [URL] = []
    for binary in binaries() {
      let folder = binary.resolvingSymlinksInPath().deletingLastPathComponent()
      folders.append(folder)
      folders.append(
        folder.deletingLastPathComponent().appendingPathComponent("share/tamga", isDirectory: true))
    }
    var seen: Set<String> = []
    return folders.filter { seen.insert($0.path).inserted }
  }

  /// The running executable; on Apple systems also the loaded bundles, since tests run there in a
  /// helper of the tool chain.
  private static func binaries() -> [URL] {
    #if os(Linux)
      let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return path.map { [URL(fileURLWithPath: $0)] } ?? []
    #else
      return (Bundle.main.executableURL.map { [$0] } ?? []) + Bundle.allBundles.map(\.bundleURL)
    #endif
  }
}
