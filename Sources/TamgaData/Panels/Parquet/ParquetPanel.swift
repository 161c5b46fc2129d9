internal import TamgaPresent

/// Reads plain columns of a Parquet file without the database.
///
/// Everything else is left to it: other types, nested columns, other packings, damaged files. Both
/// ways give the same columns.
enum ParquetPanel {
  /// Reads a panel.
  ///
  /// - Returns: nil when the file, a column or the request is left to the database.
  /// - Throws: `T186` cancelled, `T187` over its time, `T103` unreadable.
  static func read(_ request: PanelRequest, control: QueryControl) throws -> PanelTable? {
    guard request.filter == nil, case .file(let url) = request.source else { return nil }
    do {
      let file = try SourceFile(url, limits: .panels)
      let footer = try ParquetFooter(file, names: request.columns)
      return try read(file, footer, request.columns, control)
    } catch is ParquetRefusal {
      return nil
    }
  }

  private static func read(
    _ file: SourceFile, _ footer: ParquetFooter, _ names: [String], _ control: QueryControl
  ) throws -> PanelTable {
    let start = ContinuousClock.now
    var columns: [PanelColumn] = []
    for (place, name) in names.enumerated() {
      var column = ParquetColumn(name, footer.columns[place], rows: footer.rowCount)
      for group in footer.groups {
        if control.isCancelled?() == true { throw Diagnostic("T186") }
        if let limit = control.timeLimit, ContinuousClock.now - start > limit {
          throw Diagnostic("T187", ["seconds": String(limit.components.seconds)])
        }
        let chunk = group.chunks[place]
        let bytes = try file.bytes(at: chunk.offset, count: chunk.byteCount)
        guard bytes.count == chunk.byteCount else { throw ParquetRefusal() }
        try column.read(chunk, bytes)
      }
      columns.append(column.finished())
      control.onProgress?(
        QueryProgress(
          rowsRead: footer.rowCount * (place + 1) / names.count, rowsTotal: footer.rowCount,
          percentage: 100 * Double(place + 1) / Double(names.count)))
    }
    return PanelTable(
      columns: columns, rowCount: footer.rowCount, rowsRead: footer.rowCount, rowNumbers: nil)
  }
}
