/// Little-endian integers at offsets of untrusted bytes: nil outside them.
extension [UInt8] {
  func littleEndian<Word: FixedWidthInteger>(_ type: Word.Type, at offset: Int) -> Word? {
    let width = Word.bitWidth / 8
    guard offset >= 0, offset <= count - width else { return nil }
    var word: Word = 0
    for place in 0..<width {
      word |= Word(truncatingIfNeeded: self[offset + place]) << Word(8 * place)
    }
    return word
  }

  func int16(at offset: Int) -> Int? { littleEndian(UInt16.self, at: offset).map { Int($0) } }

  func int32(at offset: Int) -> Int? { littleEndian(UInt32.self, at: offset).map { Int($0) } }

  /// A 64-bit count; nil also when it is beyond every file.
  func int64(at offset: Int) -> Int? {
    littleEndian(UInt64.self, at: offset).flatMap { Int(exactly: $0) }
  }
}
