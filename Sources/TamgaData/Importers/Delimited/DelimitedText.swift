public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// A delimited text file: decoded, cut into records, with every byte accounted for.
public struct DelimitedText: Sendable {
  /// One record.
  public struct Record: Sendable, Hashable {
    /// The line it begins on, from 1.
    public let line: Int
    /// Its first byte in the file as stored.
    public let byteOffset: Int
    /// Its fields, without quotes.
    public let fields: [String]
    /// The record as it stands in the file, decoded, without the line end.
    public let raw: String
  }

  /// The file's path as given.
  public let path: String
  /// The SHA-256 of the file's bytes, hexadecimal.
  public let sha256: String
  /// The number of the file's bytes.
  public let byteCount: Int
  /// The encoding, given or proven.
  public let encoding: TextEncoding
  /// The dialect, given or proven.
  public let dialect: Dialect
  /// Blank lines and records of empty fields.
  public var blankLines: Int { scanned.blankLines }
  /// Comment lines.
  public var commentLines: Int { scanned.commentLines }
  /// The number of records, with the header.
  public var recordCount: Int { scanned.records.count }

  let text: [UInt8]
  let scanned: ScannedText
  /// Where each record begins in the file as stored.
  let sourceOffsets: [Int]

  /// The column names: the first record's fields; empty when the dialect has no header.
  public var header: [String] {
    dialect.header && !scanned.records.isEmpty ? fields(of: scanned.records[0]) : []
  }

  /// The records below the header.
  var body: ArraySlice<RecordSpan> { scanned.records.dropFirst(dialect.header ? 1 : 0) }

  /// The width of the table: the header's, or the first record's.
  var width: Int { scanned.records.first?.fields ?? 0 }

  /// The file as a place, with a line and a column.
  func place(line: Int? = nil, column: Int? = nil) -> Place {
    Place(file: path, line: line, column: column)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - options: its encoding, delimiter and decimal mark, where the user says them.
  ///   - limits: the bounds for untrusted bytes.
  ///   - recognise: whether a header is one the caller understands; used to prove the delimiter.
  /// - Throws: a diagnostic T120–T129 when the file is no provable, well-formed text.
  public init(
    contentsOf url: URL, options: ImportOptions = ImportOptions(),
    limits: ParseLimits = .standard, recognise: (([String]) -> Bool)? = nil
  ) throws {
    let bytes = try SourceBytes.read(url, limits)
    try self.init(
      bytes: bytes, path: url.relativePath, options: options, limits: limits, recognise: recognise)
  }

  init(
    bytes: [UInt8], path: String, options: ImportOptions = ImportOptions(),
    limits: ParseLimits = .standard, recognise: (([String]) -> Bool)? = nil
  ) throws {
    self.path = path
    byteCount = bytes.count
    sha256 = SHA256Digest(of: bytes).hexadecimal
    let place = Place(file: path)
    (encoding, text) = try SourceBytes.text(bytes, encodingName: options.encoding, place)
    (dialect, scanned) = try DialectProof.prove(
      text, options: options, place: place, recognise: recognise)
    sourceOffsets = DelimitedText.offsets(
      of: scanned.records, in: text, encoding,
      markLength: bytes.starts(with: encoding.mark) ? encoding.mark.count : 0)
    try checkWholeness(limits)
  }

  /// The record that begins at a byte of the file, as `explain` asks for it; nil when none does.
  public func record(at byteOffset: Int) -> Record? {
    var low = 0
    var high = sourceOffsets.count
    while low < high {
      let middle = (low + high) / 2
      if sourceOffsets[middle] < byteOffset { low = middle + 1 } else { high = middle }
    }
    guard low < sourceOffsets.count, sourceOffsets[low] == byteOffset else { return nil }
    return record(low)
  }

  /// The record at a position, from 0, with the header.
  public func record(_ index: Int) -> Record {
    let span = scanned.records[index]
    return Record(
      line: span.line, byteOffset: sourceOffsets[index], fields: fields(of: span), raw: raw(span))
  }

  /// The record as it stands in the file, decoded.
  func raw(_ span: RecordSpan) -> String {
    String(decoding: text[span.start..<span.end], as: UTF8.self)
  }

  /// The fields of a record, without quotes; blanks around a plain field are kept.
  func fields(of span: RecordSpan) -> [String] {
    FieldCutter.fields(of: text[span.start..<span.end], dialect)
  }

  private static func offsets(
    of records: [RecordSpan], in text: [UInt8], _ encoding: TextEncoding, markLength: Int
  ) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(records.count)
    var source = markLength
    var position = 0
    for record in records {
      source += encoding.sourceLength(ofUTF8: text[position..<record.start])
      position = record.start
      offsets.append(source)
    }
    return offsets
  }

  private func checkWholeness(_ limits: ParseLimits) throws {
    if let line = scanned.unterminatedLine {
      throw Diagnostic("T127", ["line": String(line)], place: place(line: line))
    }
    if let long = scanned.records.first(where: { $0.fields > limits.columns }) {
      throw Diagnostic(
        "T129", ["what": "columns", "limit": String(limits.columns)], place: place(line: long.line))
    }
    if let long = scanned.records.first(where: { $0.end - $0.start > limits.recordBytes }) {
      throw Diagnostic(
        "T129", ["what": "recordBytes", "limit": String(limits.recordBytes)],
        place: place(line: long.line))
    }
    let counted = RecordCounter.count(text, dialect)
    guard counted == scanned.records.count, scanned.bytesAccounted == text.count else {
      throw Diagnostic(
        "T139", ["counted": String(counted), "read": String(scanned.records.count)], place: place())
    }
    if scanned.records.isEmpty { throw Diagnostic("T124", ["reason": "empty"], place: place()) }
  }
}

/// Takes a record's bytes apart into fields.
enum FieldCutter {
  /// The fields of a record, quotes removed and doubled quotes made single.
  static func fields(of bytes: ArraySlice<UInt8>, _ dialect: Dialect) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var index = bytes.startIndex
    while true {
      let isQuoted = index < bytes.endIndex && bytes[index] == dialect.quote
      if isQuoted, let quote = dialect.quote {
        index = quoted(bytes, from: index + 1, quote, into: &field)
      }
      let start = index
      while index < bytes.endIndex, bytes[index] != dialect.delimiter { index += 1 }
      if isQuoted {
        field.append(contentsOf: bytes[start..<index])
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        fields.append(String(decoding: bytes[start..<index], as: UTF8.self))
      }
      guard index < bytes.endIndex else { return fields }
      index += 1
    }
  }

  private static func quoted(
    _ bytes: ArraySlice<UInt8>, from start: Int, _ quote: UInt8, into field: inout [UInt8]
  ) -> Int {
    var index = start
    while index < bytes.endIndex {
      if bytes[index] == quote {
        index += 1
        guard index < bytes.endIndex, bytes[index] == quote else { return index }
      }
      field.append(bytes[index])
      index += 1
    }
    return index
  }
}
