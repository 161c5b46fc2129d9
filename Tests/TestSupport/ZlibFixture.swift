internal import CZlib

/// What bytes packed as RFC 1950 says were; nil when they are none.
public func zlibUnpacked(_ packed: [UInt8], count: Int) -> [UInt8]? {
  var length = uLong(count)
  var bytes = [UInt8](repeating: 0, count: count + 1)
  guard uncompress(&bytes, &length, packed, uLong(packed.count)) == Z_OK else { return nil }
  return Array(bytes.prefix(Int(length)))
}
