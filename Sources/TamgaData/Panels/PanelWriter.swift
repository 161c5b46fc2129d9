public import Foundation
internal import TamgaPresent

/// Writes columns to a Parquet file.
public enum PanelWriter {
  /// Writes a file; it appears whole, or not at all.
  ///
  /// - Parameters:
  ///   - columns: at least one, with different names, all of one length.
  ///   - url: the file; one that is there is replaced.
  /// - Throws: `T183` when it cannot be written, `T197` when the columns do not match.
  public static func write(_ columns: [PanelColumn], to url: URL) throws {
    let rows = columns.first?.count ?? 0
    guard !columns.isEmpty, columns.allSatisfy({ $0.count == rows }),
      Set(columns.map { $0.name.lowercased() }).count == columns.count
    else {
      throw Diagnostic(
        "T197", ["table": url.path, "column": columns.map(\.name).joined(separator: ", ")])
    }
    let folder = url.absoluteURL.standardizedFileURL.deletingLastPathComponent()
    guard folder.isFolder, FileManager.default.isWritableFile(atPath: folder.path) else {
      throw Diagnostic("T183", ["path": folder.path], place: Place(file: folder.path))
    }
    let aside = folder.appending(path: ".\(url.lastPathComponent).\(UUID().uuidString).part")
    defer { try? FileManager.default.removeItem(at: aside) }
    try fill(columns, aside)
    guard unsafe rename(aside.path, url.path) == 0 else {
      throw Diagnostic(
        "T183", ["path": url.path], place: Place(file: url.path), detail: systemWords(errno))
    }
  }

  private static func fill(_ columns: [PanelColumn], _ url: URL) throws {
    let connection = try Database(inMemory: DatabaseOptions(threads: 1)).connect()
    let list = columns.map { "\(quotedName($0.name)) \($0.sqlType)" }.joined(separator: ", ")
    try connection.execute("CREATE TABLE panel(\(list))")
    let appender = try Appender(connection, table: "panel")
    try appender.append(columns.map(\.engineColumn))
    try appender.close()
    // The path of a file to write is not a pattern.
    try connection.execute("COPY panel TO \(quotedText(url.path)) (FORMAT parquet)")
  }
}

extension PanelColumn {
  /// Numbers that are all whole and small are written as whole numbers.
  fileprivate var sqlType: String {
    switch values {
    case .levels: "VARCHAR"
    case .numbers(let numbers): areSmallIntegers(numbers.span) ? "INTEGER" : "DOUBLE"
    }
  }

  fileprivate var engineColumn: Column {
    switch values {
    case .numbers(let numbers):
      sqlType == "INTEGER"
        ? Column(.integer(numbers.map { Int64($0) }), validity: validity)
        : Column(.double(numbers), validity: validity)
    case .levels(let codes, let texts):
      Column(
        .dictionary(codes: codes.map { UInt32(max(0, $0)) }, values: texts.isEmpty ? [""] : texts),
        validity: validity ?? Self.validity(codes))
    }
  }

  private static func validity(_ codes: [Int32]) -> [UInt64]? {
    bits(of: codes.map { $0 < 0 ? nil : $0 })
  }
}

private func areSmallIntegers(_ numbers: Span<Double>) -> Bool {
  for row in numbers.indices where Int32(exactly: numbers[row]) == nil { return false }
  return true
}
