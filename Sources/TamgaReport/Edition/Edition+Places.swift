internal import TamgaPresent

extension Edition {
  /// A diagnostic in words.
  struct Warning {
    let heading: String
    let message: String
    let detail: String?
  }

  /// The place of a cell in words: `Sheet 2022 · Cell F11`, or line and column.
  func place(of cell: CellReference) -> String {
    let line = cell.line.map(String.init)
    let parts = [
      ("drawer.sheet", cell.sheet), ("drawer.cell", cell.cell), ("drawer.line", line),
      ("drawer.column", cell.column),
    ]
    return parts.compactMap { key, name in name.map { ui(key) + "\u{A0}" + $0 } }
      .joined(separator: " · ")
  }
}

extension Edition {
  /// A diagnostic as a reader of the report sees it.
  func warning(_ diagnostic: Diagnostic) -> Warning {
    let text = DiagnosticCatalog.standard.text(of: diagnostic, in: language)
    let place = diagnostic.place.map { " · " + $0.text } ?? ""
    let rest = [text.why, diagnostic.detail ?? ""].filter { !$0.isEmpty }
    let severity = ui("severity." + diagnostic.severity.rawValue)
    return Warning(
      heading: "\(diagnostic.code) · \(severity)\(place)",
      message: text.message, detail: rest.isEmpty ? nil : rest.joined(separator: " "))
  }
}
