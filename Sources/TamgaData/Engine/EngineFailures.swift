internal import TamgaPresent

/// The error for a database that could not be opened, judged by the library's words.
func openingFailure(path: String, detail: String) -> Diagnostic {
  let place = Place(file: path)
  func says(_ phrases: String...) -> Bool { phrases.contains { detail.contains($0) } }
  let code =
    if says("Could not set lock", "Conflicting lock") {
      "T182"
    } else if says("No such file") {
      "T180"
    } else if says("Permission denied", "Read-only file system", "No space left", "Cannot create") {
      "T183"
    } else {
      "T181"
    }
  return Diagnostic(code, ["path": path], place: place, detail: detail)
}

/// The error for a statement that failed.
///
/// - Parameters:
///   - detail: the library's words.
///   - sql: the statement; it is shown, for it is the program's own or the reader's own.
/// - Returns: `T185`, `T186` when it was stopped, `T183` when the disk is full.
func statementFailure(_ detail: String, sql: String) -> Diagnostic {
  let first = detail.split(separator: "\n").first.map(String.init) ?? detail
  if detail.hasPrefix("INTERRUPT") { return Diagnostic("T186", detail: detail) }
  if detail.contains("No space left") || detail.contains("Could not write file") {
    return Diagnostic("T183", ["path": ""], detail: detail)
  }
  return Diagnostic("T185", ["reason": first], excerpt: sql, detail: detail)
}

/// The error for a call that can only fail by a mistake of this program or lack of memory.
func internalFailure(_ reason: String, detail: String? = nil) -> Diagnostic {
  Diagnostic("T185", ["reason": reason], detail: detail)
}
