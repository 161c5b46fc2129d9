/// A record of a delimited text: where it stands, and how many fields it has.
struct RecordSpan: Hashable, Sendable {
  /// The first byte, in the decoded text.
  var start: Int
  /// One past the last byte, without the line end.
  var end: Int
  /// One past the line end: the start of what follows.
  var next: Int
  /// The line it begins on, from 1.
  var line: Int
  /// The number of fields.
  var fields: Int
  /// Whether text follows a closing quote, which RFC 4180 does not allow.
  var hasBrokenQuote: Bool
  /// Whether every field is empty.
  var isVoid: Bool
}

/// A delimited text cut into records, with every byte accounted for.
struct ScannedText: Sendable {
  /// The records in file order, the header among them.
  var records: [RecordSpan] = []
  /// Blank lines and records whose fields are all empty.
  var blankLines = 0
  /// Comment lines.
  var commentLines = 0
  /// Bytes of records with their line ends.
  var recordBytes = 0
  /// Bytes of blank lines and void records.
  var blankBytes = 0
  /// Bytes of comment lines.
  var commentBytes = 0
  /// The line on which a quoted field begins that never ends.
  var unterminatedLine: Int?

  /// All bytes the scanner has seen.
  var bytesAccounted: Int { recordBytes + blankBytes + commentBytes }
}

/// Cuts text into records as RFC 4180 says, and in its spirit where it says nothing.
///
/// Fields may be quoted, with delimiters, line ends and doubled quotes inside. Lines end with LF,
/// CRLF or CR. A quote inside a field that does not begin with one is plain text. A line of blanks
/// only, and a record whose fields are all empty, is counted and is no record.
struct RecordScanner {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let quote: UInt8?
  private let comment: UInt8?
  private var index = 0
  private var line = 1
  private var result = ScannedText()

  private init(_ bytes: [UInt8], _ dialect: Dialect) {
    self.bytes = bytes
    delimiter = dialect.delimiter
    quote = dialect.quote
    comment = dialect.comment
  }

  /// Cuts a decoded text into records.
  static func scan(_ bytes: [UInt8], _ dialect: Dialect) -> ScannedText {
    var scanner = RecordScanner(bytes, dialect)
    while scanner.index < bytes.count, scanner.result.unterminatedLine == nil {
      scanner.scanLine()
    }
    return scanner.result
  }

  private mutating func scanLine() {
    let start = index
    let firstLine = line
    if let comment, bytes[index] == comment {
      while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
      skipLineEnd()
      result.commentLines += 1
      result.commentBytes += index - start
      return
    }
    var record = RecordSpan(
      start: start, end: start, next: start, line: firstLine, fields: 1, hasBrokenQuote: false,
      isVoid: true)
    while true {
      scanField(&record)
      guard index < bytes.count, bytes[index] == delimiter else { break }
      record.fields += 1
      index += 1
    }
    record.end = index
    skipLineEnd()
    record.next = index
    if record.isVoid {
      result.blankLines += 1
      result.blankBytes += record.next - start
    } else {
      result.records.append(record)
      result.recordBytes += record.next - start
    }
  }

  private mutating func scanField(_ record: inout RecordSpan) {
    if let quote, index < bytes.count, bytes[index] == quote {
      scanQuoted(quote, &record)
      return
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == delimiter || isLineEnd(byte) { return }
      if byte != 0x20 && byte != 0x09 { record.isVoid = false }
      index += 1
    }
  }

  private mutating func scanQuoted(_ quote: UInt8, _ record: inout RecordSpan) {
    let opening = line
    index += 1
    while true {
      guard index < bytes.count else {
        result.unterminatedLine = opening
        record.isVoid = false
        return
      }
      let byte = bytes[index]
      if byte == quote {
        index += 1
        guard index < bytes.count, bytes[index] == quote else { break }
        record.isVoid = false
        index += 1
      } else if isLineEnd(byte) {
        skipLineEnd()
      } else {
        if byte != 0x20 && byte != 0x09 { record.isVoid = false }
        index += 1
      }
    }
    while index < bytes.count, bytes[index] != delimiter, !isLineEnd(bytes[index]) {
      if bytes[index] != 0x20 {
        record.hasBrokenQuote = true
        record.isVoid = false
      }
      index += 1
    }
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    line += 1
  }
}
