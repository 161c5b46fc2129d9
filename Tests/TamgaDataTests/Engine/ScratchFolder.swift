import Foundation

/// A folder that is removed when the test is over.
final class ScratchFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a file and returns its place.
  func write(_ name: String, _ bytes: [UInt8]) throws -> URL {
    let file = file(name)
    try Data(bytes).write(to: file)
    return file
  }
}
