/// Whole numbers of few bits in runs of one value and packed groups of eight.
///
/// - Source: Apache Parquet format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
enum HybridRuns {
  /// Decodes numbers.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that hold the runs.
  ///   - range: where they are.
  ///   - width: the bits of a number, at most 31.
  ///   - count: how many numbers.
  ///   - numbers: becomes these numbers.
  /// - Throws: ``ParquetRefusal`` when the runs end too early.
  static func decode(
    _ bytes: [UInt8], _ range: Range<Int>, width: Int, count: Int, into numbers: inout [Int32]
  ) throws(ParquetRefusal) {
    guard width <= 31 else { throw ParquetRefusal() }
    if numbers.count != count { numbers = [Int32](repeating: 0, count: count) }
    guard width > 0 else {
      fill(0..<count, with: 0, &numbers)
      return
    }
    var cursor = try ParquetCursor(bytes, range)
    var filled = 0
    while filled < count {
      let head = try cursor.count()
      if head & 1 == 0 {
        let value = try cursor.take((width + 7) / 8).reversed().reduce(0) {
          $0 << 8 | Int(bytes[$1])
        }
        guard head > 1, value <= Int(Int32.max) else { throw ParquetRefusal() }
        let run = min(head >> 1, count - filled)
        fill(filled..<(filled + run), with: Int32(value), &numbers)
        filled += run
      } else {
        let groups = head >> 1
        let wanted = min(groups * 8, count - filled)
        // The last group may be cut off after its last number.
        let part = try cursor.take(min(groups * width, cursor.remaining))
        guard wanted > 0, part.count * 8 >= wanted * width else { throw ParquetRefusal() }
        unpack(bytes, part.lowerBound, width, filled..<(filled + wanted), &numbers)
        filled += wanted
      }
    }
  }

  private static func fill(_ places: Range<Int>, with value: Int32, _ numbers: inout [Int32]) {
    var numbers = numbers.mutableSpan
    for place in places { numbers[place] = value }
  }

  private static func unpack(
    _ bytes: [UInt8], _ start: Int, _ width: Int, _ places: Range<Int>, _ numbers: inout [Int32]
  ) {
    let mask: UInt64 = (1 << UInt64(width)) - 1
    var numbers = numbers.mutableSpan
    unsafe bytes.withUnsafeBytes { raw in
      var bit = 8 * start
      for place in places {
        // A number of at most 31 bits lies within eight bytes of the byte it begins in.
        let byte = bit >> 3
        var word: UInt64 = 0
        if byte + 8 <= raw.count {
          word = unsafe raw.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
        } else {
          for index in byte..<raw.count {
            word |= UInt64(unsafe raw[index]) << UInt64(8 * (index - byte))
          }
        }
        numbers[place] = Int32(truncatingIfNeeded: (word >> UInt64(bit & 7)) & mask)
        bit += width
      }
    }
  }
}
