public import Foundation

/// Makes small `.xls` workbooks (BIFF8 in an OLE container) of texts and numbers.
public struct XLSFixture: Sendable {
  /// What a cell holds.
  public enum Value: Sendable {
    /// A number.
    case number(Double)
    /// A number shown as a date.
    case date(Double)
    /// A text of the table of strings.
    case text(String)
  }

  /// A sheet.
  public struct Sheet: Sendable {
    /// The name.
    public var name: String
    /// Rows of cells, from A1.
    public var rows: [[Value?]]
    /// Merged ranges: first row, last row, first column, last column.
    public var merges: [[UInt16]] = []
    /// Whether the sheet is hidden.
    public var isHidden = false

    /// Creates a sheet.
    public init(_ name: String, _ rows: [[Value?]]) {
      self.name = name
      self.rows = rows
    }
  }

  /// The sheets.
  public var sheets: [Sheet]
  /// The name of the stream; anything but `Workbook` makes another kind of document.
  public var streamName = "Workbook"
  /// The version in the first record: 0x0600 since Excel 97.
  public var version: UInt16 = 0x0600
  /// Whether a record claims a password.
  public var isProtected = false
  /// Whether the stream lies in the container's area of small streams.
  public var usesSmallStreams = false

  /// Creates a workbook.
  public init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// Writes the workbook.
  public func write(to url: URL) throws { try Data(bytes()).write(to: url) }

  /// The file's bytes.
  public func bytes() -> [UInt8] {
    usesSmallStreams ? smallContainer(stream()) : container(stream())
  }

  private func stream() -> [UInt8] {
    var strings: [String] = []
    let bodies = sheets.map { body(of: $0, &strings) }
    let tail = stringTable(strings) + record(0x000a, [])
    let names = sheets.map { Array($0.name.utf16).flatMap(little) }
    let before = globals()
    let listBytes = names.map { 4 + 8 + $0.count }.reduce(0, +)
    var offset = before.count + listBytes + tail.count
    var list: [UInt8] = []
    for (index, sheet) in sheets.enumerated() {
      let length = UInt8(names[index].count / 2)
      list += record(
        0x0085, little(UInt32(offset)) + [sheet.isHidden ? 1 : 0, 0, length, 1] + names[index])
      offset += bodies[index].count
    }
    return before + list + tail + bodies.flatMap { $0 }
  }

  /// The beginning, the code page, the date system, and two formats of cells.
  private func globals() -> [UInt8] {
    let format = { (number: UInt16) in
      [0, 0] + little(number) + [UInt8](repeating: 0, count: 16)
    }
    return record(0x0809, little(version) + little(UInt16(5)) + [UInt8](repeating: 0, count: 12))
      + (isProtected ? record(0x002f, [UInt8](repeating: 0, count: 54)) : [])
      + record(0x0042, little(UInt16(1_200))) + record(0x0022, [0, 0])
      + record(0x00e0, format(0)) + record(0x00e0, format(14))
  }

  private func body(of sheet: Sheet, _ strings: inout [String]) -> [UInt8] {
    var bytes = record(
      0x0809, little(UInt16(0x0600)) + little(UInt16(0x10)) + [UInt8](repeating: 0, count: 12))
    // The used range is claimed to be the widest of the format, as real books do.
    bytes += record(
      0x0200,
      little(UInt32(0)) + little(UInt32(sheet.rows.count)) + little(UInt16(0))
        + little(UInt16(256)) + [0, 0])
    for (row, values) in sheet.rows.enumerated() {
      for (column, value) in values.enumerated() {
        guard let value else { continue }
        let place = little(UInt16(row)) + little(UInt16(column))
        switch value {
        case .number(let number):
          bytes += record(0x0203, place + [0, 0] + little(number.bitPattern))
        case .date(let number):
          bytes += record(0x0203, place + [1, 0] + little(number.bitPattern))
        case .text(let text):
          bytes += record(0x00fd, place + [0, 0] + little(UInt32(strings.count)))
          strings.append(text)
        }
      }
    }
    if !sheet.merges.isEmpty {
      bytes += record(
        0x00e5, little(UInt16(sheet.merges.count)) + sheet.merges.joined().flatMap(little))
    }
    return bytes + record(0x000a, [])
  }

  private func stringTable(_ strings: [String]) -> [UInt8] {
    let texts: [UInt8] = strings.flatMap { text -> [UInt8] in
      little(UInt16(text.utf16.count)) + [1] + text.utf16.flatMap(little)
    }
    return record(0x00fc, little(UInt32(strings.count)) + little(UInt32(strings.count)) + texts)
  }

  private func record(_ kind: UInt16, _ body: [UInt8]) -> [UInt8] {
    little(kind) + little(UInt16(body.count)) + body
  }

  /// An OLE container of one stream: header, allocation table, directory, stream.
  private func container(_ stream: [UInt8]) -> [UInt8] {
    // A stream of at least 4,096 bytes lies in sectors of its own.
    let sectors = max(8, (stream.count + 511) / 512)
    let table = [special, end] + chain(from: 2, count: sectors)
    let size = UInt32(sectors * 512)
    let directory =
      entry("Root Entry", 5, child: 1, start: end, size: 0)
      + entry(streamName, 2, child: free, start: 2, size: size)
    return header(small: end, smallCount: 0) + sector(of: table)
      + padded(directory, to: 512) + padded(stream, to: sectors * 512)
  }

  /// The same with the stream in pieces of 64 bytes, which have a table of their own.
  private func smallContainer(_ stream: [UInt8]) -> [UInt8] {
    let pieces = (stream.count + 63) / 64
    let sectors = (pieces * 64 + 511) / 512
    let table = [special, end, end] + chain(from: 3, count: sectors)
    let directory =
      entry("Root Entry", 5, child: 1, start: 3, size: UInt32(pieces * 64))
      + entry(streamName, 2, child: free, start: 0, size: UInt32(stream.count))
    return header(small: 2, smallCount: 1) + sector(of: table) + padded(directory, to: 512)
      + sector(of: chain(from: 0, count: pieces)) + padded(stream, to: sectors * 512)
  }

  private var free: UInt32 { 0xffff_ffff }
  private var end: UInt32 { 0xffff_fffe }
  private var special: UInt32 { 0xffff_fffd }

  private func header(small: UInt32, smallCount: UInt32) -> [UInt8] {
    let signature: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    let shape: [UInt8] = [0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]
    let places = [UInt32(1), 1, 0, 4_096, small, smallCount, end, 0, 0].flatMap(little)
    let unused = [UInt32](repeating: free, count: 108).flatMap(little)
    return padded(signature, to: 24) + padded(shape, to: 20) + places + unused
  }

  private func chain(from start: UInt32, count: Int) -> [UInt32] {
    (0..<UInt32(count)).map { $0 == UInt32(count - 1) ? end : start + $0 + 1 }
  }

  private func sector(of words: [UInt32]) -> [UInt8] {
    (words + [UInt32](repeating: free, count: 128 - words.count)).flatMap(little)
  }

  private func padded(_ bytes: [UInt8], to count: Int) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: count - bytes.count)
  }

  private func entry(
    _ name: String, _ kind: UInt8, child: UInt32, start: UInt32, size: UInt32
  ) -> [UInt8] {
    let units = name.utf16.flatMap(little)
    let length = UInt16(name.isEmpty ? 0 : units.count + 2)
    let links = [UInt32(0xffff_ffff), 0xffff_ffff, child].flatMap(little)
    return units + [UInt8](repeating: 0, count: 64 - units.count) + little(length) + [kind, 1]
      + links + [UInt8](repeating: 0, count: 36) + little(start) + little(size) + [0, 0, 0, 0]
  }
}
