internal import Foundation
public import TamgaData
internal import TamgaPresent

extension PanelSource {
  /// The source as a command names it: a file, or a table of a warehouse.
  ///
  /// - Parameters:
  ///   - path: a Parquet file, a delimited text, or a DuckDB file.
  ///   - table: the table of a DuckDB file; nil for the others.
  /// - Returns: the source; nothing is read yet.
  /// - Throws: `T100` when the file is not there, `T554` for a table without a warehouse or the
  ///   other way round.
  public static func named(_ path: String, table: String?) throws -> PanelSource {
    let url = URL(fileURLWithPath: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic("T100", ["file": path], place: Place(file: path))
    }
    let isWarehouse = ["duckdb", "db"].contains(url.pathExtension.lowercased())
    switch (isWarehouse, table) {
    case (true, let table?): return .table(database: url, name: table)
    case (false, nil): return .file(url)
    default: throw Diagnostic("T554", ["path": path], place: Place(file: path))
    }
  }

  /// The file, for messages.
  var name: String {
    switch self {
    case .file(let url): url.path
    case .table(let database, let table): "\(database.path) [\(table)]"
    }
  }
}
