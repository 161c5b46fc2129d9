internal import Foundation
internal import TamgaPresent

/// The SQL that reads a panel.
struct PanelStatement {
  let request: PanelRequest
  /// What stands after FROM.
  let relation: String
  /// Whether the source is a Parquet file.
  let isParquet: Bool
  /// The first line of a delimited text as cells; nil for other sources.
  let headerSQL: String?

  init(_ request: PanelRequest) throws {
    self.request = request
    switch request.source {
    case .table(_, let name):
      relation = quotedName(name)
      isParquet = false
      headerSQL = nil
    case .file(let url):
      let kind = try FileKind(of: url, limits: .panels)
      isParquet = kind == .parquet
      switch kind {
      case .parquet:
        relation = "read_parquet(\(quotedPath(url)))"
        headerSQL = nil
      case .text, .gzip:
        headerSQL =
          "SELECT * FROM read_csv(\(quotedPath(url)), header = false, all_varchar = true) LIMIT 1"
        relation = "read_csv(\(quotedPath(url)), header = true, nullstr = ['', 'NA'])"
      default:
        throw Diagnostic(
          "T320", ["path": url.path, "kind": kind.name], place: Place(file: url.path))
      }
    }
  }

  /// The columns in the order of the request.
  ///
  /// Where rows are filtered, whether a row stays comes after them; the filter begins on the second
  /// line and ends on a line of its own.
  var sql: String {
    let names = request.columns.map(quotedName).joined(separator: ", ")
    guard let filter = request.filter else { return "SELECT \(names)\nFROM \(relation)" }
    let list = names.isEmpty ? "" : names + ", "
    return "SELECT \(list)CAST((\n\(filter)\n) AS BOOLEAN)\nFROM \(relation)"
  }

  /// The error for a statement that was refused: a name the source lacks, the filter, a cell.
  func failure(_ failure: Diagnostic, _ connection: Connection) -> Diagnostic {
    let place = Place(file: request.source.url.path)
    let detail = failure.detail ?? ""
    if let unknown = unknownTable(connection) { return unknown }
    if let cell = cellFailure(detail) { return cell }
    if let known = try? columnNames(connection) {
      let folded = Set(known.map { $0.lowercased() })
      for name in request.columns where !folded.contains(name.lowercased()) {
        let nearest = Spelling.nearest(to: name, in: known)
        return Diagnostic(
          "T321", ["column": name, "known": nearest ?? known.joined(separator: ", ")],
          place: place, detail: detail)
      }
      if let filter = request.filter { return filterFailure(filter, detail) }
    } else if case .file(let url) = request.source {
      let reason = detail.split(separator: "\n").first.map(String.init) ?? detail
      return Diagnostic("T324", ["path": url.path, "reason": reason], place: place)
    }
    return failure
  }

  /// A table of a database that is not there, with those that are.
  private func unknownTable(_ connection: Connection) -> Diagnostic? {
    guard case .table(let database, let name) = request.source else { return nil }
    var known: [String] = []
    do {
      let tables = try connection.query(
        "SELECT table_name FROM information_schema.tables ORDER BY table_name")
      try tables.forEachRow { columns, row in known += [columns[0].text(row) ?? ""] }
    } catch {
      return nil
    }
    guard !known.contains(where: { $0.lowercased() == name.lowercased() }) else { return nil }
    return Diagnostic(
      "T327",
      [
        "table": name, "known": known.isEmpty ? "–" : known.joined(separator: ", "),
        "suggestion": Spelling.nearest(to: name, in: known) ?? "–",
      ], place: Place(file: database.path))
  }

  /// The names of the source's columns.
  func columnNames(_ connection: Connection) throws -> [String] {
    try connection.query("SELECT * FROM \(relation) LIMIT 0").headers.map(\.name)
  }

  private func filterFailure(_ filter: String, _ detail: String) -> Diagnostic {
    let reason = detail.split(separator: "\n").first.map(String.init) ?? detail
    return Diagnostic(
      "T322", ["reason": reason],
      place: FilterText.place(in: filter, of: detail), excerpt: filter, detail: detail)
  }

  /// A cell of a delimited text that is not of its column's type.
  private func cellFailure(_ detail: String) -> Diagnostic? {
    guard detail.contains("CSV Error on Line: ") else { return nil }
    func word(after mark: String, before end: Character) -> String? {
      detail.range(of: mark).map { String(detail[$0.upperBound...].prefix { $0 != end }) }
    }
    let line = word(after: "CSV Error on Line: ", before: "\n").flatMap { Int($0) }
    let column = word(after: "converting column \"", before: "\"") ?? ""
    let value = word(after: "Could not convert string \"", before: "\"") ?? ""
    return Diagnostic(
      "T323", ["column": column, "value": value],
      place: Place(file: request.source.url.path, line: line),
      excerpt: word(after: "Original Line: ", before: "\n"), detail: detail)
  }
}

extension ParseLimits {
  /// Panels are streamed, not held as bytes: their files may be large.
  static let panels: ParseLimits = {
    var limits = ParseLimits.standard
    limits.fileBytes = 1 << 40
    return limits
  }()
}

/// A name in quotation marks.
func quotedName(_ name: String) -> String {
  "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
}

/// A file's path as a text of SQL; characters that would be a pattern stand for themselves.
func quotedPath(_ url: URL) -> String {
  let path = url.absoluteURL.standardizedFileURL.path
  let plain = path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
  return "'" + plain.replacingOccurrences(of: "'", with: "''") + "'"
}
