/// Why a Parquet file is not read here: it is then left to the database, which reads all of them
/// and words the errors.
struct ParquetRefusal: Error {}

/// A place in bytes that is never left.
struct ParquetCursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ParquetRefusal) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { throw ParquetRefusal() }
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  var remaining: Int { end - offset }

  mutating func byte() throws(ParquetRefusal) -> UInt8 {
    guard offset < end else { throw ParquetRefusal() }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// The range of the next bytes.
  mutating func take(_ count: Int) throws(ParquetRefusal) -> Range<Int> {
    guard count >= 0, count <= end - offset else { throw ParquetRefusal() }
    defer { offset += count }
    return offset..<(offset + count)
  }

  /// A whole number in groups of seven bits, the lowest first.
  mutating func unsigned() throws(ParquetRefusal) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw ParquetRefusal() }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  /// A size or count that fits the machine.
  mutating func count() throws(ParquetRefusal) -> Int {
    let value = try unsigned()
    guard value <= UInt64(Int32.max) else { throw ParquetRefusal() }
    return Int(value)
  }

  /// A whole number of four bytes, the lowest first.
  mutating func word() throws(ParquetRefusal) -> Int {
    let range = try take(4)
    return range.reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// A value of Thrift's compact protocol, as the headers of Parquet are written.
///
/// - Source: Apache Thrift, thrift-compact-protocol.md.
indirect enum ThriftValue {
  case boolean(Bool)
  case integer(Int)
  case text(String)
  case list([ThriftValue])
  case record([Int: ThriftValue])
  case other

  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var list: [ThriftValue]? { if case .list(let value) = self { value } else { nil } }
  var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// A field of a record; nil when this is none or lacks it.
  subscript(field: Int) -> ThriftValue? {
    if case .record(let fields) = self { fields[field] } else { nil }
  }

  /// The fields of a record.
  var fields: [Int: ThriftValue]? { if case .record(let fields) = self { fields } else { nil } }

  /// Reads a record.
  static func record(_ cursor: inout ParquetCursor, depth: Int = 0) throws(ParquetRefusal)
    -> ThriftValue
  {
    guard depth < 16 else { throw ParquetRefusal() }
    var fields: [Int: ThriftValue] = [:]
    var field = 0
    while true {
      let head = try cursor.byte()
      if head == 0 { return .record(fields) }
      field = head >> 4 == 0 ? try signed(&cursor) : field + Int(head >> 4)
      fields[field] = try value(&cursor, type: head & 0x0F, isElement: false, depth: depth)
    }
  }

  private static func signed(_ cursor: inout ParquetCursor) throws(ParquetRefusal) -> Int {
    let zigzag = try cursor.unsigned()
    return Int(truncatingIfNeeded: zigzag >> 1) ^ -Int(truncatingIfNeeded: zigzag & 1)
  }

  private static func value(
    _ cursor: inout ParquetCursor, type: UInt8, isElement: Bool, depth: Int
  ) throws(ParquetRefusal) -> ThriftValue {
    switch type {
    case 1, 2: return .boolean(isElement ? try cursor.byte() == 1 : type == 1)
    case 3: return .integer(Int(Int8(bitPattern: try cursor.byte())))
    case 4, 5, 6: return .integer(try signed(&cursor))
    case 7:
      _ = try cursor.take(8)
      return .other
    case 8: return .text(cursor.text(try cursor.take(try cursor.count())))
    case 9, 10:
      let head = try cursor.byte()
      let count = head >> 4 == 15 ? try cursor.count() : Int(head >> 4)
      // Each element takes a byte at least.
      guard count <= cursor.remaining else { throw ParquetRefusal() }
      var list: [ThriftValue] = []
      for _ in 0..<count {
        list.append(
          try value(&cursor, type: head & 0x0F, isElement: true, depth: depth + 1))
      }
      return .list(list)
    case 12: return try record(&cursor, depth: depth + 1)
    default: throw ParquetRefusal()
    }
  }
}
