internal import CZlib
public import Foundation

/// Makes small zip archives, whole or wrong in a chosen way.
public struct ZipFixture: Sendable {
  /// An entry to be written.
  public struct Entry: Sendable {
    /// The name.
    public var name: String
    /// The content.
    public var bytes: [UInt8]
    /// Whether the content is deflated.
    public var isDeflated = true
    /// General purpose flags; bit 0 claims encryption.
    public var flags: UInt16 = 0
    /// The compression method claimed; nil for the true one.
    public var method: UInt16?
    /// The checksum claimed; nil for the true one.
    public var checksum: UInt32?
    /// Whether lengths follow the data instead of standing in the entry's own header.
    public var hasDescriptor = false
    /// Whether lengths stand in the 64-bit extra field.
    public var isWide = false

    /// Creates an entry.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    /// Creates an entry of text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// The entries in order.
  public var entries: [Entry]
  /// Whether every entry of the directory points at the first one's bytes.
  public var overlaps = false

  /// Creates an archive.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The archive's bytes.
  public func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = entry.isDeflated ? deflated(entry.bytes) : entry.bytes
      let offset = overlaps ? 0 : bytes.count
      let header = Header(entry, packed: packed.count, offset: offset)
      bytes += header.local + packed + (entry.hasDescriptor ? header.descriptor : [])
      directory += header.central
    }
    let offset = bytes.count
    bytes += directory
    bytes += little(UInt32(0x0605_4b50)) + [0, 0, 0, 0]
    bytes += little(UInt16(entries.count)) + little(UInt16(entries.count))
    bytes += little(UInt32(directory.count)) + little(UInt32(offset)) + [0, 0]
    return bytes
  }

  /// Writes the archive.
  public func write(to url: URL) throws { try Data(bytes()).write(to: url) }
}

/// The headers of an entry.
private struct Header {
  let local: [UInt8]
  let central: [UInt8]
  let descriptor: [UInt8]

  init(_ entry: ZipFixture.Entry, packed: Int, offset: Int) {
    let name = Array(entry.name.utf8)
    let method = entry.method ?? (entry.isDeflated ? 8 : 0)
    let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
    let checksum = entry.checksum ?? crc(entry.bytes)
    let numbers = [UInt32(packed), UInt32(entry.bytes.count)]
    let start = little(UInt16(20)) + little(flags) + little(method) + [0, 0, 0x21, 0x4e]
    let truth = little(checksum) + numbers.flatMap(little)
    let hidden = [UInt8](repeating: 0, count: 12)
    local =
      little(UInt32(0x0403_4b50)) + start + (entry.hasDescriptor ? hidden : truth)
      + little(UInt16(name.count)) + [0, 0] + name
    descriptor = little(UInt32(0x0807_4b50)) + truth
    let wide = little(UInt64(entry.bytes.count)) + little(UInt64(packed))
    let extra = entry.isWide ? little(UInt16(1)) + little(UInt16(16)) + wide : []
    let ones = [UInt8](repeating: 0xff, count: 8)
    let lengths = entry.isWide ? little(checksum) + ones : truth
    central =
      little(UInt32(0x0201_4b50)) + [20, 0] + start + lengths + little(UInt16(name.count))
      + little(UInt16(extra.count)) + [UInt8](repeating: 0, count: 10) + little(UInt32(offset))
      + name + extra
  }
}

/// An integer, lowest byte first.
func little<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
  (0..<(Word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> Word(8 * $0)) }
}

private func crc(_ bytes: [UInt8]) -> UInt32 {
  UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
}

/// Raw deflate: what zlib makes without its two bytes of header and four of checksum.
private func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var length = compressBound(uLong(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(length))
  compress2(&packed, &length, bytes, uLong(bytes.count), 9)
  return Array(packed[2..<(Int(length) - 4)])
}
