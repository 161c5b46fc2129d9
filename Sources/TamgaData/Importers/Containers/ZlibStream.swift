internal import CZlib

/// Bytes packed as RFC 1950 says, which browsers unpack by `DecompressionStream("deflate")`.
///
/// - Parameter bytes: any bytes.
/// - Returns: the packed bytes at the best level, the same for the same version of zlib; nil when there
///   is no memory for them.
public func zlibPacked(_ bytes: [UInt8]) -> [UInt8]? {
  // The bound is zlib's own, and both counts are those of the arrays.
  var length = compressBound(uLong(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(length))
  let state = unsafe bytes.withUnsafeBufferPointer { source in
    unsafe packed.withUnsafeMutableBufferPointer { target in
      unsafe compress2(
        target.baseAddress, &length, source.baseAddress, uLong(source.count), Z_BEST_COMPRESSION)
    }
  }
  guard state == Z_OK else { return nil }
  return Array(packed.prefix(Int(length)))
}
