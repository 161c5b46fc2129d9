public import Foundation
public import TamgaNumerics
internal import TamgaPresent

/// A delimited text whose columns are numbers or words, by their headers.
public struct MixedTable: Sendable {
  /// A column.
  public enum Column: Sendable {
    /// Numbers exactly as written; nil where the cell says that there is none.
    case numbers([ExactDecimal?])
    /// Words without spaces about them.
    case words([String])
  }

  /// The file's path as given.
  public let path: String
  /// The columns in the order of the file, by header.
  public let columns: [(name: String, column: Column)]
  /// The line of each row in the file.
  public let lines: [Int]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - numberColumns: the headers of columns that hold numbers; all others hold words.
  ///   - options: encoding, delimiter and decimal mark, where the user says them.
  ///   - limits: the bounds for untrusted bytes.
  /// - Throws: T126 and T128 for a malformed line, T133 and T134 for a cell that is no certain
  ///   number, T163 for a header without rows, T120–T129 for the file.
  public init(
    contentsOf url: URL, numberColumns: Set<String>, options: ImportOptions = ImportOptions(),
    limits: ParseLimits = .standard
  ) throws {
    let text = try DelimitedText(contentsOf: url, options: options, limits: limits) { header in
      header.contains { numberColumns.contains($0.trimmed) }
    }
    let rows = try NumericTable.rows(text)
    path = text.path
    guard !rows.isEmpty else { throw Diagnostic("T163", place: text.place(line: 1)) }
    lines = rows.map(\.line)
    columns = try text.header.enumerated().map { position, header in
      let name = header.trimmed
      guard numberColumns.contains(name) else {
        return (name, .words(rows.map { $0.fields[position].trimmed }))
      }
      return (name, .numbers(try NumericTable.column(position, header, rows, text).values))
    }
  }
}
