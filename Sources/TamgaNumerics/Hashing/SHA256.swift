internal import CCrypto

/// The SHA-256 digest of bytes, by the system's crypto library.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Computes the digest of bytes.
  public init(of data: some Sequence<UInt8>) {
    var hasher = SHA256Hasher()
    hasher.update(Array(data))
    self = hasher.finish()
  }

  /// Computes the digest of a text's UTF-8 bytes.
  public init(ofText text: String) { self.init(of: text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The digest in lower-case hexadecimal.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The digest in lower-case base 32 (RFC 4648, without padding).
  public var base32: String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz234567")
    var text = ""
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[Int(buffer >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { text.append(digits[Int(buffer << UInt32(5 - bits)) & 31]) }
    return text
  }

  /// The digest in hexadecimal.
  public var description: String { hexadecimal }
}

/// Computes a SHA-256 digest piece by piece.
@safe public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Starts a digest.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// Ends the digest.
  public consuming func finish() -> SHA256Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
    }
    return SHA256Digest(bytes: bytes)
  }
}
