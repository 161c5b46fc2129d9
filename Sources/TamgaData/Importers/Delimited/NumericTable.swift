public import Foundation
public import TamgaNumerics
internal import TamgaPresent

/// Columns of numbers from a delimited text, by their headers, as strictly read as an import.
public struct NumericTable: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The header.
    public let name: String
    /// The numbers exactly as written; nil where the cell says that there is none.
    public let values: [ExactDecimal?]

    /// The numbers as binary floating point, for statistics.
    public var reals: [Double?] { values.map { $0.map(\.double) } }
  }

  /// The file's path as given.
  public let path: String
  /// The SHA-256 of the file's bytes, hexadecimal.
  public let sha256: String
  /// All headers of the file.
  public let header: [String]
  /// The columns asked for, in that order.
  public let columns: [Column]
  /// The columns asked for where there are any, in that order; nil where there is none.
  public let optionalColumns: [Column?]
  /// The fields of the columns asked for as words, in that order, by row.
  public let words: [[String]]
  /// The same for columns that the file may do without; nil where there is none.
  public let optionalWords: [[String]?]
  /// The line of each row, from 1.
  public let lines: [Int]
  /// A name for each row: the first column that is not asked for and tells all rows apart, or the
  /// line's number.
  public let labels: [String]
  /// The name that keeps the first column of words from telling all rows apart, and its line.
  private let repeated: (name: String, line: Int)?

  /// Reads columns of a file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - columns: the headers, in any case.
  ///   - ifPresent: headers of columns of numbers that the file may do without.
  ///   - words: headers of columns that are read as they stand.
  ///   - wordsIfPresent: such that the file may do without.
  ///   - options: encoding, delimiter and decimal mark, where the user says them.
  ///   - limits: the bounds for untrusted bytes.
  /// - Returns: the columns, with the line and a name of each row.
  /// - Throws: T130 for a missing column, T126 and T128 for a malformed line, T133 and T134 for a
  ///   cell that is no certain number, T163 for a table without rows, and T120–T129 for the file.
  public static func read(
    _ url: URL, columns: [String], ifPresent: [String] = [], words: [String] = [],
    wordsIfPresent: [String] = [], options: ImportOptions = ImportOptions(),
    limits: ParseLimits = .standard
  ) throws -> NumericTable {
    let text = try DelimitedText(contentsOf: url, options: options, limits: limits) { header in
      (columns + words).allSatisfy { position(of: $0, in: header) != nil }
    }
    return try NumericTable(
      text, columns: columns, ifPresent: ifPresent, words: words, wordsIfPresent: wordsIfPresent)
  }

  init(
    _ text: DelimitedText, columns names: [String], ifPresent: [String] = [],
    words wordNames: [String] = [], wordsIfPresent: [String] = []
  ) throws {
    let rows = try NumericTable.rows(text)
    let header = text.header
    let place = text.place(line: text.scanned.records.first?.line)
    let positions = try names.map { try NumericTable.require($0, in: header, place) }
    let wordPositions = try wordNames.map { try NumericTable.require($0, in: header, place) }
    if rows.isEmpty { throw Diagnostic("T163", place: place) }
    columns = try positions.map { try NumericTable.column($0, header[$0], rows, text) }
    optionalColumns = try ifPresent.map { name in
      try NumericTable.position(of: name, in: header).map {
        try NumericTable.column($0, header[$0], rows, text)
      }
    }
    func fields(_ position: Int) -> [String] { rows.map { $0.fields[position].trimmed } }
    words = wordPositions.map(fields)
    optionalWords = wordsIfPresent.map { NumericTable.position(of: $0, in: header).map(fields) }
    path = text.path
    sha256 = text.sha256
    self.header = header
    lines = rows.map(\.line)
    labels = NumericTable.labels(rows, without: positions)
    let first = rows[0].fields.indices.first { !positions.contains($0) }
    repeated = first.flatMap { position in
      var seen: Set<String> = []
      return rows.first { !seen.insert($0.fields[position].trimmed).inserted }
        .map { ($0.fields[position].trimmed, $0.line) }
    }
  }

  /// A name for each row of a table whose rows are units.
  ///
  /// - Throws: T843 when no column tells the rows apart, and the first one names a unit twice.
  public func unitNames() throws -> [String] {
    if let repeated, labels == lines.map(String.init) {
      throw Diagnostic(
        "T843", ["key": repeated.name], place: Place(file: path, line: repeated.line))
    }
    return labels
  }

  /// The position of a header: an exact match, else the only one that matches in another case.
  private static func position(of name: String, in header: [String]) -> Int? {
    let exact = header.indices.filter { header[$0].trimmed == name }
    if let first = exact.first { return exact.count == 1 ? first : nil }
    let loose = header.indices.filter { header[$0].trimmed.lowercased() == name.lowercased() }
    return loose.count == 1 ? loose[0] : nil
  }

  private static func require(_ name: String, in header: [String], _ place: Place) throws -> Int {
    if let position = position(of: name, in: header) { return position }
    let same = header.filter { $0.trimmed.lowercased() == name.lowercased() }
    if same.count > 1 {
      throw Diagnostic(
        "T131", ["role": name, "first": same[0], "second": same[1]], place: place)
    }
    throw Diagnostic(
      "T130",
      [
        "column": name, "found": header.joined(separator: ", "),
        "suggestion": Spelling.nearest(to: name, in: header) ?? "–",
      ], place: place)
  }

  /// A row: its place among the records, its line, its fields.
  struct Row {
    let record: Int
    let line: Int
    let fields: [String]
  }

  static func rows(_ text: DelimitedText) throws -> [Row] {
    try text.scanned.records.indices.dropFirst().map { index in
      let span = text.scanned.records[index]
      var place = text.place(line: span.line)
      if span.hasBrokenQuote {
        throw Diagnostic("T128", place: place, excerpt: text.raw(span))
      }
      let fields = text.fields(of: span)
      let isTrailing = span.fields == text.width + 1 && fields.last == ""
      guard span.fields == text.width || isTrailing else {
        place.column = min(span.fields, text.width) + 1
        throw Diagnostic(
          "T126", ["found": String(span.fields), "expected": String(text.width)], place: place,
          excerpt: text.raw(span))
      }
      return Row(record: index, line: span.line, fields: fields)
    }
  }

  static func column(
    _ position: Int, _ name: String, _ rows: [Row], _ text: DelimitedText
  ) throws -> Column {
    let grammar = try NumberColumn(
      cells: rows.lazy.map { (line: $0.line, text: $0.fields[position]) }, dialect: text.dialect,
      column: name, place: text.place(column: position + 1))
    let values = try rows.map { row -> ExactDecimal? in
      func refusal(_ code: String) -> Diagnostic {
        Diagnostic(
          code, ["column": name, "raw": row.fields[position]],
          place: text.place(line: row.line, column: position + 1),
          excerpt: text.record(row.record).raw)
      }
      switch grammar.read(row.fields[position]) {
      case .number(let value, _): return value
      case .missing: return nil
      case .unreadable: throw refusal("T133")
      case .ambiguous: throw refusal("T134")
      }
    }
    return Column(name: name.trimmed, values: values)
  }

  private static func labels(_ rows: [Row], without taken: [Int]) -> [String] {
    for position in rows[0].fields.indices where !taken.contains(position) {
      let labels = rows.map { $0.fields[position].trimmed }
      if Set(labels).count == rows.count, !labels.contains("") { return labels }
    }
    return rows.map { String($0.line) }
  }
}
