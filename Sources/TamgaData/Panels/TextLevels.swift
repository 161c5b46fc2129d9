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
    if unsafe entry.pointee.length <= 12 {
      // Length and twelve bytes, the unused ones zero.
      let words = unsafe UnsafeRawPointer(entry)
      let one = unsafe words.load(as: UInt64.self)
      let two = unsafe words.load(fromByteOffset: 8, as: UInt64.self)
      return number(one, two) { _ in
        true
      } text: {
        unsafe TextLevels.text(entry)
      }
    }
    let length = unsafe Int(entry.pointee.length)
    let bytes = unsafe UnsafeRawBufferPointer(start: tamga_duckdb_bytes(entry), count: length)
    return number(unsafe Self.hash(bytes), UInt64(length) | 1 << 63) { text in
      unsafe text.utf8.elementsEqual(bytes)
    } text: {
      unsafe TextLevels.text(entry)
    }
  }

  @unsafe private static func text(_ entry: UnsafePointer<tamga_duckdb_string>) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: tamga_duckdb_bytes(entry), count: Int(entry.pointee.length))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  @inline(__always)
  private mutating func number(
    _ one: UInt64, _ two: UInt64, isSame: (String) -> Bool, text: () -> String
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
    texts.append(text())
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

  /// The texts in ascending order, and for each number its place there.
  func sorted() -> (texts: [String], places: [Int32]) {
    let order = texts.indices.sorted { texts[$0] < texts[$1] }
    var places = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { places[old] = Int32(truncatingIfNeeded: new) }
    return (order.map { texts[$0] }, places)
  }
}
