/// Where bytes are not text in an encoding.
struct DecodingFailure: Error, Hashable {
  /// The position of the first bad byte, from the start of the file.
  var offset: Int
  /// The line of it, from 1.
  var line: Int
  /// Whether it is a control character that no text table holds, not an invalid sequence.
  var isControl = false
}

/// Decodes bytes strictly: nothing is replaced, nothing is skipped.
enum TextDecoder {
  /// Decodes a file's bytes to UTF-8, without the byte order mark.
  ///
  /// - Throws: ``DecodingFailure`` at the first byte that is not text.
  static func decode(
    _ bytes: [UInt8], as encoding: TextEncoding
  ) throws(DecodingFailure) -> [UInt8] {
    let start = bytes.starts(with: encoding.mark) ? encoding.mark.count : 0
    let body = bytes[start...]
    switch encoding {
    case .utf8: return try utf8(body)
    case .utf16LittleEndian: return try utf16(body, low: 0)
    case .utf16BigEndian: return try utf16(body, low: 1)
    case .windows1251: return try singleByte(body, CyrillicTable.windows1251)
    case .koi8r: return try singleByte(body, CyrillicTable.koi8r)
    case .latin1: return try singleByte(body, (0x80...0xFF).compactMap(Unicode.Scalar.init))
    }
  }

  /// Whether a scalar is a control character that has no place in a table: C0 but for tab, line
  /// feed and carriage return, DEL, and C1.
  static func isControl(_ value: UInt32) -> Bool {
    value < 0x20
      ? value != 0x09 && value != 0x0A && value != 0x0D : (0x7F...0x9F).contains(value)
  }

  private static func utf8(_ body: ArraySlice<UInt8>) throws(DecodingFailure) -> [UInt8] {
    var index = body.startIndex
    var line = 1
    while index < body.endIndex {
      let byte = body[index]
      if byte < 0x80 {
        if byte == 0x0A { line += 1 }
        if isControl(UInt32(byte)) {
          throw DecodingFailure(offset: index, line: line, isControl: true)
        }
        index += 1
        continue
      }
      guard let (value, length) = multibyte(body, index) else {
        throw DecodingFailure(offset: index, line: line)
      }
      if isControl(value) { throw DecodingFailure(offset: index, line: line, isControl: true) }
      index += length
    }
    return Array(body)
  }

  /// One sequence of two to four bytes, by the shortest-form rule of Unicode (table 3-7).
  private static func multibyte(_ body: ArraySlice<UInt8>, _ index: Int) -> (UInt32, Int)? {
    let lead = body[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead), index + length <= body.endIndex else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for next in body[(index + 1)..<(index + length)] {
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
    guard value >= least, Unicode.Scalar(value) != nil else { return nil }
    return (value, length)
  }

  private static func utf16(
    _ body: ArraySlice<UInt8>, low: Int
  ) throws(DecodingFailure) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var index = body.startIndex
    var line = 1
    func unit(_ at: Int) -> UInt32? {
      guard at + 1 < body.endIndex else { return nil }
      return UInt32(body[at + low]) | UInt32(body[at + 1 - low]) << 8
    }
    while index < body.endIndex {
      guard var value = unit(index) else { throw DecodingFailure(offset: index, line: line) }
      var length = 2
      if (0xD800..<0xDC00).contains(value) {
        guard let second = unit(index + 2), (0xDC00..<0xE000).contains(second) else {
          throw DecodingFailure(offset: index, line: line)
        }
        value = 0x1_0000 + ((value - 0xD800) << 10) + (second - 0xDC00)
        length = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw DecodingFailure(offset: index, line: line)
      }
      if isControl(value) { throw DecodingFailure(offset: index, line: line, isControl: true) }
      if value == 0x0A { line += 1 }
      out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      index += length
    }
    return out
  }

  private static func singleByte(
    _ body: ArraySlice<UInt8>, _ upper: [Unicode.Scalar]
  ) throws(DecodingFailure) -> [UInt8] {
    let encoded = upper.map { Array(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter) }
    var out: [UInt8] = []
    out.reserveCapacity(body.count + body.count / 2)
    var line = 1
    for (offset, byte) in zip(body.indices, body) {
      if byte == 0x0A { line += 1 }
      let value = byte < 0x80 ? UInt32(byte) : upper[Int(byte) - 0x80].value
      if value == 0xFFFD { throw DecodingFailure(offset: offset, line: line) }
      if isControl(value) { throw DecodingFailure(offset: offset, line: line, isControl: true) }
      if byte < 0x80 {
        out.append(byte)
      } else {
        out.append(contentsOf: encoded[Int(byte) - 0x80])
      }
    }
    return out
  }
}
