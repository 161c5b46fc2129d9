internal import Foundation

/// What the reading child says to its parent: frames of a length, a kind and a body.
///
///     frame = length (4 bytes, little-endian) kind (1 byte) body
///     cell  = row (4) column (2) type (1) number (8) | length (4) UTF-8
enum XLSFrame {
  /// The first frame's body: a change of the format changes it.
  static let greeting = Array("tamga-xls 1".utf8)
  /// The longest body; texts of cells are shorter than 2¹⁷ bytes.
  static let longest = 1 << 20

  enum Kind: UInt8 {
    case greeting = 1
    /// A file begins; body: its position in the batch (4).
    case file
    /// A sheet begins; body: its name.
    case sheet
    /// Cells of the last sheet.
    case cells
    /// The file is read.
    case done
    /// The library refuses the file; body: its code (4).
    case failed
  }

  enum CellType: UInt8 {
    case number = 1
    case text
    case date
  }
}

/// Collects the bytes of frames.
struct XLSFrameWriter {
  private(set) var bytes: [UInt8] = []

  /// Appends a frame.
  mutating func frame(_ kind: XLSFrame.Kind, _ body: [UInt8] = []) {
    word(UInt32(body.count))
    bytes.append(kind.rawValue)
    bytes += body
  }

  /// Appends an integer, lowest byte first.
  mutating func word<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word) {
    for place in 0..<(Word.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> Word(8 * place)))
    }
  }

  /// Appends the place and type of a cell.
  mutating func cell(row: UInt32, column: UInt16, _ type: XLSFrame.CellType) {
    word(row)
    word(column)
    bytes.append(type.rawValue)
  }

  /// Appends a text with its length.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    word(UInt32(text.count))
    unsafe bytes.append(contentsOf: text)
  }

  /// Forgets the bytes.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}

/// Cuts a stream of bytes into frames.
struct XLSFrameReader {
  /// The stream is no stream of frames.
  struct Broken: Error {}

  private var bytes: [UInt8] = []
  private var position = 0

  /// Adds bytes that have arrived.
  mutating func append(_ more: ArraySlice<UInt8>) {
    if position > 1 << 18 {
      bytes.removeFirst(position)
      position = 0
    }
    bytes += more
  }

  /// The next whole frame; nil until more bytes arrive.
  mutating func next() throws -> (kind: XLSFrame.Kind, body: [UInt8])? {
    guard let length = bytes.int32(at: position), position + 5 <= bytes.count else { return nil }
    guard length <= XLSFrame.longest, let kind = XLSFrame.Kind(rawValue: bytes[position + 4])
    else { throw Broken() }
    let start = position + 5
    guard start + length <= bytes.count else { return nil }
    position = start + length
    return (kind, Array(bytes[start..<position]))
  }
}
