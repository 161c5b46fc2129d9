internal import TamgaPresent

/// Where diagnostics of a sheet point to.
struct SheetPlace: Sendable {
  /// The file as given.
  let file: String
  /// The sheet.
  let sheet: String

  /// A warning at a cell.
  func warning(
    _ code: String, _ arguments: [String: String], at cell: CellAddress? = nil,
    excerpt: String? = nil
  ) -> Diagnostic {
    diagnostic(code, .warning, arguments, at: cell, excerpt: excerpt)
  }

  /// An error at a cell.
  func error(
    _ code: String, _ arguments: [String: String], at cell: CellAddress? = nil,
    excerpt: String? = nil
  ) -> Diagnostic {
    diagnostic(code, .error, arguments, at: cell, excerpt: excerpt)
  }

  /// A diagnostic at a cell.
  func diagnostic(
    _ code: String, _ severity: Severity, _ arguments: [String: String], at cell: CellAddress?,
    excerpt: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, severity: severity, arguments,
      place: Place(file: file, sheet: sheet, cell: cell?.a1), excerpt: excerpt)
  }
}
