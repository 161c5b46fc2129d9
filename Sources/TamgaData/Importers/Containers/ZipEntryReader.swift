internal import CZlib
internal import Foundation
internal import TamgaPresent

/// Unpacks one entry of an archive, piece by piece, and checks it at its end.
///
/// Sizes of the directory are claims: bounds are counted on bytes that really came out. Safe because
/// the stream lives exactly as long as this object and leaves it nowhere.
@safe final class ZipEntryReader {
  private let archive: ZipArchive
  private let entry: ZipEntry
  /// On the heap because zlib keeps the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen = false
  private var packed = [UInt8](repeating: 0, count: 64 << 10)
  /// What of `packed` is not used yet.
  private var pending = 0..<0
  private var packedOffset: Int
  private let packedEnd: Int
  private var unpacked = 0
  private var checksum: UInt = 0
  private var ended = false

  init(_ entry: ZipEntry, in archive: ZipArchive) throws {
    self.archive = archive
    self.entry = entry
    guard !entry.isEncrypted else { throw ContainerError.encrypted(archive.file.path) }
    guard entry.method == 0 || entry.method == 8 else {
      throw ContainerError.compression(archive.file.path, method: entry.method)
    }
    packedOffset = try ZipEntryReader.dataOffset(entry, in: archive.file)
    packedEnd = packedOffset + entry.packedBytes
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    // Raw deflate: minus 15 bits of window, no zlib header.
    let opened = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, size)
    guard opened == Z_OK else { throw damaged("zlib cannot start") }
    isOpen = true
  }

  deinit {
    if isOpen { _ = unsafe inflateEnd(stream) }
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Fills a buffer; returns 0 at the end of the entry, once length and checksum are proved.
  ///
  /// - Throws: `T103`, `T108`, `T109`.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if ended { return 0 }
    let count = unsafe entry.method == 0 ? try copy(into: buffer) : try inflate(into: buffer)
    // The bytes below `count` have just been written by copy or inflate.
    checksum = unsafe UInt(
      crc32(
        uLong(checksum), buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), uInt(count)))
    unpacked += count
    archive.unpackedTotal += count
    try checkBounds()
    if count == 0 {
      ended = true
      guard unpacked == entry.unpackedBytes, UInt32(truncatingIfNeeded: checksum) == entry.checksum
      else { throw damaged("\(entry.name) does not have the promised length or checksum") }
    }
    return count
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, packedEnd - packedOffset)
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    let count = unsafe try archive.file.read(at: packedOffset, into: target)
    guard count == wanted else { throw damaged("\(entry.name) is cut") }
    packedOffset += count
    return count
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = uInt(buffer.count)
    var state = Z_OK
    while unsafe stream.pointee.avail_out > 0 && state != Z_STREAM_END {
      if pending.isEmpty { try refill() }
      let before = pending.count
      state = unsafe packed.withUnsafeMutableBufferPointer { bytes in
        // zlib reads within `pending`, a range of the array, and only during this call.
        unsafe stream.pointee.next_in = bytes.baseAddress?.advanced(by: pending.lowerBound)
        unsafe stream.pointee.avail_in = uInt(before)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
      pending = (pending.upperBound - Int(unsafe stream.pointee.avail_in))..<pending.upperBound
      let isStuck = state == Z_BUF_ERROR && before == 0
      guard state == Z_OK || state == Z_STREAM_END || (state == Z_BUF_ERROR && !isStuck) else {
        throw damaged("\(entry.name) cannot be unpacked")
      }
    }
    return buffer.count - Int(unsafe stream.pointee.avail_out)
  }

  private func refill() throws {
    let wanted = min(packed.count, packedEnd - packedOffset)
    let count = unsafe try packed.withUnsafeMutableBytes { bytes in
      unsafe try archive.file.read(
        at: packedOffset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]))
    }
    guard count == wanted else { throw damaged("\(entry.name) is cut") }
    packedOffset += count
    pending = 0..<count
  }

  private func checkBounds() throws {
    let limits = archive.limits
    let packedSoFar = max(1, entry.packedBytes - (packedEnd - packedOffset) - pending.count)
    if unpacked > limits.entryBytes {
      throw over("\(entry.name) unpacks to more than \(limits.entryBytes) bytes")
    }
    if archive.unpackedTotal > limits.totalBytes {
      throw over("the archive unpacks to more than \(limits.totalBytes) bytes")
    }
    if unpacked > 1 << 20 && unpacked / packedSoFar > limits.ratio {
      throw over("\(entry.name) unpacks to more than \(limits.ratio) times its size")
    }
  }

  /// Where the entry's bytes begin; its own header must repeat the directory's name.
  private static func dataOffset(_ entry: ZipEntry, in file: SourceFile) throws -> Int {
    let header = try file.bytes(at: entry.headerOffset, count: 30 + entry.rawName.count)
    guard header.int32(at: 0) == 0x0403_4b50, let nameLength = header.int16(at: 26),
      let extraLength = header.int16(at: 28), nameLength == entry.rawName.count,
      Array(header.dropFirst(30)) == entry.rawName
    else {
      throw ContainerError.damagedArchive(file.path, "the header of \(entry.name) is wrong")
    }
    let offset = entry.headerOffset + 30 + nameLength + extraLength
    guard offset <= file.byteCount - entry.packedBytes else {
      throw ContainerError.damagedArchive(file.path, "\(entry.name) leaves the file")
    }
    return offset
  }

  private func damaged(_ detail: String) -> Diagnostic {
    ContainerError.damagedArchive(archive.file.path, detail)
  }

  private func over(_ detail: String) -> Diagnostic {
    ContainerError.overLimit(archive.file.path, detail)
  }
}
