internal import Foundation
internal import TamgaPresent

/// The central directory of a zip archive, with the 64-bit extension.
struct ZipDirectory {
  private let file: SourceFile
  private let limits: ParseLimits

  init(_ file: SourceFile, limits: ParseLimits) {
    self.file = file
    self.limits = limits
  }

  private struct Extent {
    var entries: Int
    var bytes: Int
    var offset: Int
  }

  /// The entries, checked against the file's size and against each other.
  func entries() throws -> [ZipEntry] {
    let extent = try extent()
    guard extent.entries <= limits.entries else {
      throw ContainerError.overLimit(
        file.path, "\(extent.entries) entries, the limit is \(limits.entries)")
    }
    guard extent.offset >= 0, extent.bytes >= 0, extent.bytes <= file.byteCount,
      extent.offset <= file.byteCount - extent.bytes
    else { throw damaged("the directory lies outside the file") }
    let bytes = try file.bytes(at: extent.offset, count: extent.bytes)
    var entries: [ZipEntry] = []
    var position = 0
    for _ in 0..<extent.entries {
      let (entry, length) = try entry(in: bytes, at: position)
      entries.append(entry)
      position += length
    }
    try refuseOverlaps(entries, before: extent.offset)
    return entries
  }

  /// Finds the end record by its signature and a comment length that reaches the end of the file.
  private func extent() throws -> Extent {
    let tailBytes = min(file.byteCount, 22 + 65_535)
    let tailOffset = file.byteCount - tailBytes
    let tail = try file.bytes(at: tailOffset, count: tailBytes)
    var position = tail.count - 22
    while position >= 0 {
      if tail[position] == 0x50, tail.int32(at: position) == 0x0605_4b50,
        let comment = tail.int16(at: position + 20), position + 22 + comment <= tail.count,
        let entries = tail.int16(at: position + 10), let bytes = tail.int32(at: position + 12),
        let offset = tail.int32(at: position + 16)
      {
        let plain = Extent(entries: entries, bytes: bytes, offset: offset)
        guard entries == 0xffff || bytes == 0xffff_ffff || offset == 0xffff_ffff else {
          return plain
        }
        return try wideExtent(locatorAt: tailOffset + position - 20) ?? plain
      }
      position -= 1
    }
    throw damaged("the directory at the end is missing: the file is cut or not an archive")
  }

  private func wideExtent(locatorAt offset: Int) throws -> Extent? {
    let locator = try file.bytes(at: offset, count: 20)
    guard locator.int32(at: 0) == 0x0706_4b50, let recordOffset = locator.int64(at: 8) else {
      return nil
    }
    let record = try file.bytes(at: recordOffset, count: 56)
    guard record.int32(at: 0) == 0x0606_4b50, let entries = record.int64(at: 32),
      let bytes = record.int64(at: 40), let directory = record.int64(at: 48)
    else { throw damaged("the 64-bit end record is wrong") }
    return Extent(entries: entries, bytes: bytes, offset: directory)
  }

  private func entry(in bytes: [UInt8], at position: Int) throws -> (ZipEntry, Int) {
    guard bytes.int32(at: position) == 0x0201_4b50,
      let flags = bytes.int16(at: position + 8), let method = bytes.int16(at: position + 10),
      let checksum = bytes.littleEndian(UInt32.self, at: position + 16),
      let packed = bytes.int32(at: position + 20), let unpacked = bytes.int32(at: position + 24),
      let nameLength = bytes.int16(at: position + 28),
      let extraLength = bytes.int16(at: position + 30),
      let commentLength = bytes.int16(at: position + 32),
      let offset = bytes.int32(at: position + 42)
    else { throw damaged("the directory is cut at byte \(position)") }
    let nameEnd = position + 46 + nameLength
    let length = 46 + nameLength + extraLength + commentLength
    guard position + length <= bytes.count else {
      throw damaged("the directory is cut at byte \(position)")
    }
    let rawName = Array(bytes[(position + 46)..<nameEnd])
    var entry = ZipEntry(
      name: String(decoding: rawName, as: UTF8.self), rawName: rawName, method: method,
      isEncrypted: flags & 0x2041 != 0, checksum: checksum, packedBytes: packed,
      unpackedBytes: unpacked, headerOffset: offset)
    try widen(&entry, extra: Array(bytes[nameEnd..<(nameEnd + extraLength)]))
    return (entry, length)
  }

  /// Replaces sizes of all ones by those of the 64-bit extra field, in its fixed order.
  private func widen(_ entry: inout ZipEntry, extra: [UInt8]) throws {
    var position = 0
    while let tag = extra.int16(at: position), let size = extra.int16(at: position + 2) {
      if tag == 1 {
        var field = position + 4
        let end = min(field + size, extra.count)
        for path in [\ZipEntry.unpackedBytes, \.packedBytes, \.headerOffset]
        where entry[keyPath: path] == 0xffff_ffff {
          guard field + 8 <= end, let wide = extra.int64(at: field) else {
            throw damaged("the 64-bit sizes of \(entry.name) are cut")
          }
          entry[keyPath: path] = wide
          field += 8
        }
      }
      position += 4 + size
    }
  }

  /// Refuses entries that share bytes: the trick of archives that unpack without end.
  private func refuseOverlaps(_ entries: [ZipEntry], before directory: Int) throws {
    var reached = 0
    for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      let fixed = 30 + entry.rawName.count
      guard entry.headerOffset >= reached, entry.headerOffset <= directory,
        entry.packedBytes <= directory - entry.headerOffset - fixed
      else { throw damaged("the bytes of \(entry.name) overlap with others or leave the file") }
      reached = entry.headerOffset + fixed + entry.packedBytes
    }
  }

  private func damaged(_ detail: String) -> Diagnostic {
    ContainerError.damagedArchive(file.path, detail)
  }
}
