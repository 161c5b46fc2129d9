internal import Foundation
internal import TamgaPresent

/// The header of a bulk file.
struct BulkHead: Sendable {
  /// The bytes of the header with its line end, and the byte order mark.
  let byteCount: Int
  /// The line end as a literal of SQL.
  let lineEnd: String

  /// Reads the header.
  ///
  /// - Throws: T123 when the file cannot be read, T124 when it is empty, T130 when its columns are
  ///   not those of the layout.
  init(_ url: URL, _ layout: BulkLayout) throws {
    let place = Place(file: url.relativePath, line: 1)
    var limits = ParseLimits.standard
    limits.fileBytes = .max
    let bytes = try SourceBytes.head(url, limits, count: 4_096)
    guard !bytes.isEmpty else { throw Diagnostic("T124", ["reason": "0 B"], place: place) }
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let start = bytes.starts(with: TextEncoding.utf8.mark) ? TextEncoding.utf8.mark.count : 0
    let isCRLF = end > start && bytes[end - 1] == 0x0D
    let line = bytes[start..<(isCRLF ? end - 1 : end)]
    let names = FieldCutter.fields(of: line, Dialect()).map { $0.trimmed.lowercased() }
    let wanted = layout.columns.map(\.name)
    guard names == wanted, end < bytes.count else {
      throw Diagnostic(
        "T130",
        [
          "column": wanted.first { !names.contains($0) } ?? wanted.joined(separator: ","),
          "found": names.joined(separator: ", "), "suggestion": wanted.joined(separator: ","),
        ], place: place)
    }
    byteCount = end + 1
    lineEnd = isCRLF ? "\\r\\n" : "\\n"
  }
}

/// Says why records of a bulk file were not taken.
enum BulkRejects {
  /// The irregular records of an audit, as far as their places are kept.
  static func read(
    _ url: URL, _ audit: BulkAudit, _ head: BulkHead, layout: BulkLayout
  ) throws -> [RejectedRecord] {
    guard !audit.irregular.isEmpty else { return [] }
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    return try audit.irregular.map { place in
      try file.seek(toOffset: UInt64(place.offset))
      let bytes = [UInt8](try file.read(upToCount: min(place.length, 4_096)) ?? Data())
      var record = bytes[...]
      while let last = record.last, last == 0x0A || last == 0x0D { record = record.dropLast() }
      let raw = String(decoding: record, as: UTF8.self)
      let diagnostic = reason(
        FieldCutter.fields(of: record, Dialect()), layout,
        Place(file: url.relativePath, line: place.line), raw)
      return RejectedRecord(line: place.line, raw: raw, diagnostic: diagnostic)
    }
  }

  private static func reason(
    _ fields: [String], _ layout: BulkLayout, _ place: Place, _ raw: String
  ) -> Diagnostic {
    guard fields.count == layout.columns.count else {
      let counts = ["found": String(fields.count), "expected": String(layout.columns.count)]
      return Diagnostic("T126", counts, place: place, excerpt: raw)
    }
    for (index, (field, column)) in zip(fields, layout.columns).enumerated() {
      var place = place
      place.column = index + 1
      if let digits = column.digits {
        let isCode =
          (1...digits).contains(field.utf8.count)
          && field.utf8.allSatisfy {
            (0x30...0x39).contains($0)
          }
        if isCode { continue }
        return Diagnostic(
          "T136", ["raw": field, "column": column.name, "accepted": "0…9 × \(digits)"],
          place: place, excerpt: raw)
      }
      if isDecimal(field) { continue }
      return Diagnostic(
        "T133", ["raw": field, "column": column.name], place: place, excerpt: raw)
    }
    return Diagnostic("T128", place: place, excerpt: raw)
  }

  /// Whether a field is a decimal as the layout wants it.
  private static func isDecimal(_ field: String) -> Bool {
    let text = field.drop { $0 == " " }
    if text == "NA" || field.isEmpty { return true }
    let parts = text.trimmed.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits, parts.count <= 2, parts[0].count <= 15 else { return false }
    return parts.count == 1 || parts[1].dropFirst(3).allSatisfy { $0 == "0" }
  }
}

/// A copy of the regular records of a bulk file, for the database to read.
struct RegularCopy {
  /// The copy.
  let url: URL

  /// Copies everything but the irregular records.
  init(_ source: URL, _ audit: BulkAudit, _ head: BulkHead) throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "tamga-\(UUID().uuidString).csv")
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
      throw Diagnostic("T123", ["path": url.path], place: Place(file: url.path))
    }
    let input = try FileHandle(forReadingFrom: source)
    let output = try FileHandle(forWritingTo: url)
    defer {
      try? input.close()
      try? output.close()
    }
    var position = head.byteCount
    try output.write(contentsOf: Data("header\n".utf8))
    for place in audit.irregular + [.init(offset: audit.byteCount, length: 0, line: 0)] {
      try input.seek(toOffset: UInt64(position))
      while position < place.offset {
        let count = min(1 << 20, place.offset - position)
        guard let chunk = try input.read(upToCount: count), !chunk.isEmpty else { return }
        // One line end for all records; within a regular record there is none.
        try output.write(contentsOf: chunk.filter { $0 != 0x0D })
        position += chunk.count
      }
      position = place.offset + place.length
    }
  }

  /// Removes the copy.
  func remove() { try? FileManager.default.removeItem(at: url) }
}

extension String.SubSequence {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String { String(self).trimmed }
}
