internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent

/// Brings a study's sources into its warehouse.
struct SourceLoader {
  let study: StudyFile
  let workspace: Workspace
  let build: String
  let xlsExecutable: URL?

  /// Opens the warehouse, building it anew when a source or the program changed.
  ///
  /// The new warehouse is written aside and renamed over the old one: a killed run leaves the old
  /// or the new one, whole.
  func load() throws -> (Warehouse, StepStatus) {
    let files = FileManager.default
    try makeFolder(workspace.hidden)
    let key = try loadKey()
    let known = try? String(contentsOf: workspace.loadKey, encoding: .utf8)
    if known == key, files.fileExists(atPath: workspace.warehouse.path),
      let warehouse = try? Warehouse.create(at: workspace.warehouse)
    {
      let detail = "\(study.sources.count) sources, unchanged"
      return (warehouse, StepStatus(step: "load", isCached: true, detail: detail))
    }
    // What was written from the old warehouse is no longer current, even if the run is killed.
    for record in [workspace.loadKey, workspace.manifest] { try? files.removeItem(at: record) }
    let aside = workspace.output.appendingPathComponent("study.duckdb.part")
    for leftover in [aside, aside.appendingPathExtension("wal")] {
      try? files.removeItem(at: leftover)
    }
    let rows = try fill(aside)
    try putInPlace(aside)
    try key.write(to: workspace.loadKey, atomically: true, encoding: .utf8)
    let detail = "\(study.sources.count) sources, \(rows) numbers"
    return (
      try Warehouse.create(at: workspace.warehouse),
      StepStatus(step: "load", isCached: false, detail: detail)
    )
  }

  /// Gives a finished warehouse its name, replacing an older one.
  ///
  /// A log that a killed run left beside the old warehouse must not be replayed into the new one.
  private func putInPlace(_ aside: URL) throws {
    let target = workspace.warehouse
    try? FileManager.default.removeItem(at: target.appendingPathExtension("wal"))
    guard rename(aside.path, target.path) == 0 else {
      let reason = String(cString: strerror(errno))
      throw Diagnostic(
        "T183", ["path": target.path], place: Place(file: target.path), detail: reason)
    }
  }

  /// Imports every source into a new warehouse; returns the number of observations.
  private func fill(_ url: URL) throws -> Int {
    let warehouse = try Warehouse.create(at: url)
    let pipeline = ImportPipeline(
      resolver: try NameResolver.bundled(), xlsExecutable: xlsExecutable)
    var imported: [ImportedFile] = []
    for source in study.sources {
      var options = ImportOptions()
      options.dataset = source.dataset
      options.publishedOn = source.published
      options.rejectsAllowed = 0
      imported.append(try pipeline.importFile(source.url, options: options))
    }
    _ = try warehouse.store(imported, originals: study.sources.map(\.url))
    return imported.flatMap(\.sheets).map(\.observations.count).reduce(0, +)
  }

  private func loadKey() throws -> String {
    let lines = try study.sources.map { source in
      [source.id, source.path, source.dataset, source.published ?? "", try Self.hash(of: source)]
        .joined(separator: "\t")
    }
    let head = "importers \(ImportPipeline.version), build \(build)"
    let text = ([head] + lines).joined(separator: "\n")
    return SHA256Digest(ofText: text).hexadecimal
  }

  /// The SHA-256 of a source's bytes.
  static func hash(of source: StudySource) throws -> String {
    guard let data = try? Data(contentsOf: source.url, options: .mappedIfSafe) else {
      throw Diagnostic("T050", ["source": source.id, "file": source.path])
    }
    return SHA256Digest(of: data).hexadecimal
  }

  private func makeFolder(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        "T055", ["folder": url.path], place: Place(file: url.path),
        detail: error.localizedDescription)
    }
  }
}
