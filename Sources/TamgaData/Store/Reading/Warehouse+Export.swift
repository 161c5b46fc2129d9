public import Foundation
internal import TamgaPresent

/// The form of an export.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// Comma-separated text with a header.
  case csv
  /// Parquet, compressed.
  case parquet
}

extension Warehouse {
  /// Writes all facts of a table with their vintages and cells, sorted by key.
  ///
  /// The same files stored together give the same bytes at any number of threads, in whatever
  /// order they are named.
  ///
  /// - Parameters:
  ///   - fact: the table.
  ///   - format: the form.
  ///   - url: the file to write; it appears when it is complete.
  /// - Throws: `T183` when it cannot be written.
  public func exportRows(_ fact: Observation.Fact, as format: ExportFormat, to url: URL) throws {
    let folder = url.deletingLastPathComponent()
    guard folder.isFolder, FileManager.default.isWritableFile(atPath: folder.path) else {
      throw Diagnostic("T183", ["path": folder.path], place: Place(file: folder.path))
    }
    let part = folder.appendingPathComponent(
      ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: part) }
    let options = format == .csv ? "FORMAT csv, HEADER true" : "FORMAT parquet, COMPRESSION zstd"
    let path = part.path.replacingOccurrences(of: "'", with: "''")
    try connection.execute("COPY (\(exportQuery(fact))) TO '\(path)' (\(options))")
    guard unsafe rename(part.path, url.path) == 0 else {
      throw Diagnostic("T183", ["path": url.path], place: Place(file: url.path))
    }
  }

  /// No number given out at import is among the columns: it would tell the order of import.
  private func exportQuery(_ fact: Observation.Fact) -> String {
    let (key, rest) =
      switch fact {
      case .flow:
        (
          WarehouseSchema.flowKey,
          """
          f.value, f.qty, f.qty_unit, f.net_kg, f.state, f.reason, f.status, f.is_aggregate,
          f.source_unit, f.source_value
          """
        )
      case .indicator:
        (
          WarehouseSchema.indicatorKey,
          "f.value, f.base_period, f.state, f.reason, f.status, f.is_aggregate"
        )
      }
    return """
      SELECT f.dataset, \(key), \(rest), v.content_hash AS vintage, s.sha256, s.importer,
        s.importer_version, f.locator, c.line, c.raw, c.printed
      FROM \(fact.rawValue) f JOIN vintage v USING (vintage_id) JOIN source_file s USING (file_id)
      LEFT JOIN cell c ON c.file_id = f.file_id AND c.locator = f.locator
      WHERE s.superseded_by IS NULL
      ORDER BY ALL
      """
  }
}
