internal import Foundation
internal import TamgaNumerics
internal import TamgaStudy

/// Remembers from what the outputs were written, so that a run with nothing changed ends at once.
struct OutputManifest {
  /// What was asked for.
  struct Request: Codable, Equatable {
    var run: String
    var languages: [String]
    var formats: [String]
    var drawings: Bool
    var components: [String]
  }

  /// What was written.
  struct Content: Codable {
    var request: Request
    var paths: [String]
    var hashes: [String: String]
    var findings: [String: Int]
    var warnings: Int
  }

  let workspace: Workspace

  /// The outputs on disk, if they are those of the request, byte for byte.
  ///
  /// The warehouse is only asked to be there: it is opened and checked when it is used.
  func current(_ request: Request) -> Content? {
    guard let data = try? Data(contentsOf: workspace.manifest),
      let content = try? JSONDecoder().decode(Content.self, from: data),
      content.request == request, content.paths.allSatisfy(FileManager.default.fileExists),
      content.hashes.allSatisfy({ hash(of: $0.key) == $0.value })
    else { return nil }
    return content
  }

  /// Remembers what was written; the last act of a run.
  func store(_ request: Request, _ outcome: ProductionOutcome) throws {
    let reports = outcome.paths.filter { !$0.hasSuffix(".duckdb") }
    let content = Content(
      request: request, paths: outcome.paths,
      hashes: Dictionary(uniqueKeysWithValues: reports.map { ($0, hash(of: $0)) }),
      findings: outcome.findings, warnings: outcome.warnings)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(content).write(to: workspace.manifest, options: .atomic)
  }

  private func hash(of path: String) -> String {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return "" }
    return SHA256Digest(of: data).hexadecimal
  }
}
