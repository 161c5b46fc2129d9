internal import CNative

/// Numbers the different texts of a column in the order of first sight.
///
/// Open addressing over 64-bit hashes; texts of up to twelve bytes, as codes of countries are, are
/// compared as two words, without a look elsewhere.
struct TextLevels {
  private var first: [UInt64] = []
  private var second: [UInt64] = []
  private(set) var texts: [String] = []
  private var slots = [Int32](repeating: -1, count: 1_024)

  /// The number of a text of the library.
  @unsafe mutating func number(of entry: UnsafePointer<tamga_duckdb_string>) -> Int32 {
    let length = unsafe Int(entry.pointee.length)
    let bytes = unsafe UnsafeRawBufferPointer(start: tamga_duckdb_bytes(entry), count: length)
    guard length <= 12 else { return unsafe number(ofLong: bytes) }
    // Length and twelve bytes, the unused ones zero.
    let words = unsafe UnsafeRawPointer(entry)
    let one = unsafe words.load(as: UInt64.self)
    let two = unsafe words.load(fromByteOffset: 8, as: UInt64.self)
    return unsafe number(one, two, bytes) { _ in true }
  }

  /// The number of a text given by its bytes.
  @unsafe mutating func number(of bytes: UnsafeRawBufferPointer) -> Int32 {
    guard bytes.count <= 12 else { return unsafe number(ofLong: bytes) }
    var one = UInt64(bytes.count)
    var two: UInt64 = 0
    for index in 0..<min(4, bytes.count) {
      one |= UInt64(unsafe bytes[index]) << UInt64(32 + 8 * index)
    }
    for index in stride(from: 4, to: bytes.count, by: 1) {
      two |= UInt64(unsafe bytes[index]) << UInt64(8 * (index - 4))
    }
    return unsafe number(one, two, bytes) { _ in true }
  }

  @unsafe private mutating func number(ofLong bytes: UnsafeRawBufferPointer) -> Int32 {
    let length = UInt64(bytes.count) | 1 << 63
    return unsafe number(Self.hash(bytes), length, bytes) { text in
      unsafe text.utf8.elementsEqual(bytes)
    }
  }

  @unsafe @inline(__always)
  private mutating func number(
    _ one: UInt64, _ two: UInt64, _ bytes: UnsafeRawBufferPointer, isSame: (String) -> Bool
  ) -> Int32 {
    let mask = slots.count - 1
    var slot = Self.mixed(one, two) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if first[place] == one, second[place] == two, isSame(texts[place]) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let number = Int32(truncatingIfNeeded: texts.count)
    first.append(one)
    second.append(two)
    texts.append(unsafe String(decoding: bytes, as: UTF8.self))
    slots[slot] = number
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for place in first.indices {
      var slot = Self.mixed(first[place], second[place]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: place)
    }
  }

  /// The finaliser of MurmurHash3 (Appleby) over both words.
  private static func mixed(_ one: UInt64, _ two: UInt64) -> Int {
    var hash = one ^ (two &* 0x9E37_79B9_7F4A_7C15)
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: (hash ^ (hash >> 33)) & 0x7FFF_FFFF_FFFF_FFFF)
  }

  @unsafe private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset += 8
    }
    while offset < bytes.count {
      hash = (hash ^ UInt64(unsafe bytes[offset])) &* 0x100_0000_01B3
      offset += 1
    }
    return hash
  }
}
