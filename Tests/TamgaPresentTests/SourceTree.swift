import Foundation

/// The package's own files, found from this file's place.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Swift sources with their text, comments removed, in the order of their paths.
  static func swiftFiles() throws -> [(path: String, code: String)] {
    let sources = root.appendingPathComponent("Sources")
    let walker = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var files: [(path: String, code: String)] = []
    for case let file as URL in walker ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let code = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
        .joined(separator: "\n")
      files.append((file.path, code))
    }
    return files.sorted { $0.path < $1.path }
  }

  static func resource(_ path: String) throws -> [UInt8] {
    let folder = root.appendingPathComponent("Sources/TamgaPresent/Resources")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  static func resources(in folder: String) throws -> [String] {
    let url = root.appendingPathComponent("Sources/TamgaPresent/Resources/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0.hasSuffix(".yml") }.sorted()
  }
}
