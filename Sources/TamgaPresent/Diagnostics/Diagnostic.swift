/// How grave a diagnostic is.
public enum Severity: String, Sendable, Codable {
  /// Something to know.
  case note
  /// The work went on, but a reader should look.
  case warning
  /// The work stopped.
  case error
}

/// The place a diagnostic speaks of.
public struct Place: Hashable, Sendable, Codable {
  /// The file.
  public var file: String
  /// The sheet of a workbook.
  public var sheet: String?
  /// The cell, as in `F11`.
  public var cell: String?
  /// The line, from 1.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?

  /// Creates a place.
  public init(
    file: String, sheet: String? = nil, cell: String? = nil, line: Int? = nil, column: Int? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.cell = cell
    self.line = line
    self.column = column
  }

  /// The place as text: `file:3:7` or `file [sheet!F11]`.
  public var text: String {
    if let sheet { return "\(file) [\(sheet)\(cell.map { "!" + $0 } ?? "")]" }
    return ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}

/// A coded error, warning or note: what happened, where, why, and what to do.
///
/// Its sentences stand in `Resources/Diagnostics/*.yml` under the code, in four languages; `{name}`
/// in them is replaced by the argument of that name. An error is thrown as it is.
public struct Diagnostic: Error, Hashable, Sendable, Codable {
  /// The stable code, as in `T102`.
  public var code: String
  /// How grave it is.
  public var severity: Severity
  /// The arguments of the sentences.
  public var arguments: [String: String]
  /// Where.
  public var place: Place?
  /// The line or raw text shown.
  public var excerpt: String?
  /// The system's or library's own words, untranslated.
  public var detail: String?

  /// Creates a diagnostic.
  public init(
    _ code: String, severity: Severity = .error, _ arguments: [String: String] = [:],
    place: Place? = nil, excerpt: String? = nil, detail: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.arguments = arguments
    self.place = place
    self.excerpt = excerpt
    self.detail = detail
  }
}
