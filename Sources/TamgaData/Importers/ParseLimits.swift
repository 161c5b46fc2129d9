/// The one set of bounds for untrusted bytes.
public struct ParseLimits: Sendable {
  /// The largest file read, in bytes.
  public var fileBytes = 512 << 20
  /// The largest number of entries of a container.
  public var entries = 4_096
  /// The largest size of one unpacked entry, in bytes.
  public var entryBytes = 1 << 30
  /// The largest total of unpacked entries, in bytes.
  public var totalBytes = 2 << 30
  /// The largest ratio of unpacked to packed bytes, above one mebibyte unpacked.
  public var ratio = 200
  /// The deepest nesting of elements.
  public var depth = 64
  /// The largest number of non-empty cells held as a grid.
  public var cells = 5_000_000

  /// The largest record of a text, in bytes.
  public var recordBytes = 1 << 20
  /// The largest number of columns of a text.
  public var columns = 16_384

  /// The limits used everywhere but in tests.
  public static let standard = ParseLimits()
}
