import Foundation
import TamgaData
import TamgaPresent

/// A folder that a test removes when it ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tamga-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes bytes under a name.
  func write(_ bytes: [UInt8], _ name: String = "book.bin") throws -> URL {
    let file = url.appending(path: name)
    try Data(bytes).write(to: file)
    return file
  }
}

/// The code of the diagnostic that a piece of work throws; nil when it throws none.
func code(of work: () throws -> Void) throws -> String? {
  do {
    try work()
    return nil
  } catch let diagnostic as Diagnostic {
    return diagnostic.code
  }
}
