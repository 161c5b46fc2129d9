internal import Foundation

/// A regular file opened for reading at any offset, never mapped: a file cut by another program
/// while it is read is an error here and not a signal.
final class SourceFile {
  /// The path as given.
  let path: String
  /// The size when opened.
  let byteCount: Int
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: `T100` not found, `T101` a directory, `T102` empty, `T103` unreadable, `T104` too
  ///   large.
  init(_ url: URL, limits: ParseLimits) throws {
    path = url.path
    // Without O_NONBLOCK, opening a pipe would wait for its writer for ever.
    let opened = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR
      throw missing
        ? ContainerError.notFound(path) : ContainerError.unreadable(path, systemWords(errno))
    }
    descriptor = opened
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      byteCount = 0
      throw ContainerError.unreadable(path, systemWords(errno))
    }
    byteCount = Int(status.st_size)
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ContainerError.directory(path)
    default: throw ContainerError.unreadable(path, "not a regular file")
    }
    guard byteCount > 0 else { throw ContainerError.empty(path) }
    guard byteCount <= limits.fileBytes else {
      throw ContainerError.tooLarge(path, bytes: byteCount, limit: limits.fileBytes)
    }
  }

  deinit { close(descriptor) }

  /// Fills a buffer from an offset; returns fewer bytes only at the end of the file.
  ///
  /// - Throws: `T103`.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      // The rebased slice lies within the caller's buffer, whose size bounds the read.
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw ContainerError.unreadable(path, systemWords(errno)) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// The bytes of a range, cut at the end of the file.
  ///
  /// - Throws: `T103`.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, offset < byteCount, count > 0 else { return [] }
    let wanted = min(count, byteCount - offset)
    return unsafe try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      filled = unsafe try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

/// The system's words for an error number.
func systemWords(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
