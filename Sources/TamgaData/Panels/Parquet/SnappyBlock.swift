/// Unpacks a block packed by Snappy.
///
/// - Source: google/snappy, format_description.txt.
enum SnappyBlock {
  /// Unpacks a block of known size.
  ///
  /// - Parameters:
  ///   - packed: the packed bytes.
  ///   - size: the unpacked size.
  ///   - output: filled with the unpacked bytes; at least of that size.
  /// - Throws: ``ParquetRefusal`` when the block is damaged or of another size.
  static func unpack(
    _ packed: UnsafeRawBufferPointer, size: Int, into output: UnsafeMutableRawBufferPointer
  ) throws(ParquetRefusal) {
    var reader = unsafe SnappyReader(packed)
    guard try reader.size() == size, output.count >= size else { throw ParquetRefusal() }
    var filled = 0
    while reader.offset < packed.count {
      let tag = try reader.byte()
      if tag & 3 == 0 {
        let length = try reader.literalLength(tag)
        guard length <= size - filled else { throw ParquetRefusal() }
        let source = try reader.take(length)
        unsafe output[filled..<(filled + length)].copyBytes(from: packed[source])
        filled += length
      } else {
        let (length, distance) = try reader.copy(tag)
        guard distance > 0, distance <= filled, length <= size - filled else {
          throw ParquetRefusal()
        }
        guard let base = output.baseAddress else { throw ParquetRefusal() }
        let target = unsafe base + filled
        if distance >= length {
          unsafe target.copyMemory(from: base + filled - distance, byteCount: length)
        } else {
          // The copy reads what it has just written.
          for index in 0..<length {
            let value = unsafe base.load(fromByteOffset: filled - distance + index, as: UInt8.self)
            unsafe target.storeBytes(of: value, toByteOffset: index, as: UInt8.self)
          }
        }
        filled += length
      }
    }
    guard filled == size else { throw ParquetRefusal() }
  }
}

/// Reads the tags of a block.
@safe private struct SnappyReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  /// The bytes must live as long as the reader.
  @unsafe init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  mutating func byte() throws(ParquetRefusal) -> UInt8 {
    guard unsafe offset < bytes.count else { throw ParquetRefusal() }
    defer { offset += 1 }
    return unsafe bytes[offset]
  }

  mutating func take(_ count: Int) throws(ParquetRefusal) -> Range<Int> {
    guard unsafe count <= bytes.count - offset else { throw ParquetRefusal() }
    defer { offset += count }
    return offset..<(offset + count)
  }

  private mutating func number(_ count: Int) throws(ParquetRefusal) -> Int {
    var value = 0
    for shift in 0..<count { value |= Int(try byte()) << (8 * shift) }
    return value
  }

  mutating func size() throws(ParquetRefusal) -> Int {
    var value = 0
    for shift in 0..<5 {
      let next = try byte()
      value |= Int(next & 0x7F) << (7 * shift)
      if next < 0x80 { return value }
    }
    throw ParquetRefusal()
  }

  mutating func literalLength(_ tag: UInt8) throws(ParquetRefusal) -> Int {
    let length = Int(tag >> 2)
    return 1 + (length < 60 ? length : try number(length - 59))
  }

  /// The length and the distance back of a copy.
  mutating func copy(_ tag: UInt8) throws(ParquetRefusal) -> (length: Int, distance: Int) {
    switch tag & 3 {
    case 1: (4 + Int(tag >> 2 & 7), Int(tag >> 5) << 8 | Int(try byte()))
    case 2: (1 + Int(tag >> 2), try number(2))
    default: (1 + Int(tag >> 2), try number(4))
    }
  }
}
