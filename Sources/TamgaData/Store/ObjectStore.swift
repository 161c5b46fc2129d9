internal import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// Original files, unchanged, under the names of their SHA-256: `objects/ab/cdef…`.
struct ObjectStore: Sendable {
  let folder: URL

  /// The place of a file.
  func url(_ sha256: String) -> URL {
    folder.appendingPathComponent(String(sha256.prefix(2)), isDirectory: true)
      .appendingPathComponent(String(sha256.dropFirst(2)))
  }

  /// Keeps a copy of a file: written aside, synced, renamed.
  ///
  /// - Parameters:
  ///   - original: the file.
  ///   - sha256: the hash of the bytes that were imported.
  /// - Throws: `T194` when the file is another by now, `T183` when the copy cannot be written.
  func keep(_ original: URL, sha256: String) throws {
    let target = url(sha256)
    if FileManager.default.fileExists(atPath: target.path) { return }
    let data: Data
    do {
      data = try Data(contentsOf: original)
    } catch {
      throw Diagnostic(
        "T194", ["path": original.path, "found": "–", "wanted": sha256],
        place: Place(file: original.path), detail: error.localizedDescription)
    }
    let found = SHA256Digest(of: data).hexadecimal
    guard found == sha256 else {
      throw Diagnostic(
        "T194", ["path": original.path, "found": found, "wanted": sha256],
        place: Place(file: original.path))
    }
    try write(data, to: target)
  }

  /// The bytes of a kept file, checked against its name.
  ///
  /// - Throws: `T195` when it is missing or damaged.
  func bytes(_ sha256: String) throws -> Data {
    guard let data = try? Data(contentsOf: url(sha256)),
      SHA256Digest(of: data).hexadecimal == sha256
    else { throw Diagnostic("T195", ["sha256": sha256]) }
    return data
  }

  private func write(_ data: Data, to target: URL) throws {
    let folder = target.deletingLastPathComponent()
    let part = folder.appendingPathComponent(
      ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: part)
      let handle = try FileHandle(forUpdating: part)
      try handle.synchronize()
      try handle.close()
      guard unsafe rename(part.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw Diagnostic("T183", ["path": target.path], detail: error.localizedDescription)
    }
  }
}
