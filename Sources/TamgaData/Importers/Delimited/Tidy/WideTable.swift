internal import TamgaPresent

/// Tables with periods across: handed to the reader of statistical layouts as a grid.
enum WideTable {
  /// Whether a header has periods across and no column of values.
  static func recognises(_ header: [String]) -> Bool {
    guard !header.contains(where: { ColumnRole(header: $0) == .value }) else { return false }
    return header.count { PeriodText.read($0.trimmed) != nil } >= 2
  }

  /// Imports a table; places are those of the text: lines and byte offsets.
  ///
  /// - Throws: T140–T147 when the layout, the unit, the flow or the reporter is not known.
  static func importText(
    _ text: DelimitedText, options: ImportOptions, resolver: NameResolver
  ) throws -> ImportedFile {
    var file = try StatisticalWorkbookImporter.importGrid(
      text.grid(), path: text.path, sha256: text.sha256, byteCount: text.byteCount,
      options: options, resolver: resolver)
    for sheet in file.sheets.indices {
      for index in file.sheets[sheet].observations.indices {
        let row = file.sheets[sheet].observations[index].row
        file.sheets[sheet].observations[index].sheet = -1
        file.sheets[sheet].observations[index].line = text.line(ofRow: row)
        file.sheets[sheet].observations[index].row = text.byteOffset(ofRow: row)
      }
      for index in file.sheets[sheet].rejected.indices {
        let row = file.sheets[sheet].rejected[index].line - 1
        file.sheets[sheet].rejected[index].sheet = nil
        file.sheets[sheet].rejected[index].line = text.line(ofRow: row)
      }
    }
    return file
  }
}
