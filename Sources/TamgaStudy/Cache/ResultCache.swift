public import Foundation
internal import TamgaNumerics
public import TamgaPresent

/// Results of analyses kept by content: the key is a hash of the analysis, its version, its
/// parameters and its input tables, so a result is found only where it would come out the same.
public struct ResultCache: Sendable {
  private let folder: URL

  /// Opens a cache in a folder; the folder is made when something is stored.
  public init(folder: URL) { self.folder = folder }

  /// The key of a step with its tables.
  public static func key(identity: String, tables: Tables, software: String) -> String {
    SHA256Digest(ofText: [software, identity, tables.contentHash].joined(separator: "\n"))
      .hexadecimal
  }

  /// The result under a key; nil when absent or unreadable, which only means computing it again.
  public func result(_ key: String) -> AnalysisResult? {
    guard let data = try? Data(contentsOf: file(key)) else { return nil }
    return try? JSONDecoder().decode(AnalysisResult.self, from: data)
  }

  /// Keeps a result; written aside and renamed, so a killed run leaves nothing half-written.
  public func store(_ result: AnalysisResult, key: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(result).write(to: file(key), options: .atomic)
  }

  private func file(_ key: String) -> URL { folder.appendingPathComponent("\(key).json") }
}
