internal import Foundation
internal import TamgaPresent

/// Writes files of a report: aside, synced, then renamed.
enum ReportFiles {
  /// Writes bytes; the file appears whole or not at all.
  ///
  /// - Throws: `T723` with the system's words.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let aside = path + ".\(ProcessInfo.processInfo.processIdentifier).part"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: aside))
    } catch {
      throw Diagnostic("T723", ["path": path], detail: error.localizedDescription)
    }
    try rename(aside, to: path)
  }

  /// Syncs a finished file and gives it its name, replacing an older one.
  ///
  /// - Throws: `T723` with the system's words.
  static func rename(_ aside: String, to path: String) throws {
    do {
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: aside))
      try handle.synchronize()
      try handle.close()
    } catch {
      throw Diagnostic("T723", ["path": path], detail: error.localizedDescription)
    }
    guard unsafe Foundation.rename(aside, path) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: aside)
      throw Diagnostic("T723", ["path": path], detail: reason)
    }
  }
}
