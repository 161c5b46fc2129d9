internal import Foundation

/// A cell of a row as the parser leaves it: positions into the row's bytes, no text of its own.
public struct RowCell: Sendable {
  /// How the file says the value is to be read.
  public enum Kind: UInt8, Sendable {
    /// A formula without a stored result.
    case empty
    /// A number, in ``RowCell/number``.
    case number
    /// A shared string, its index in ``RowCell/number``.
    case sharedText
    /// Text in the row's own bytes.
    case inlineText
    /// `1` or `0`.
    case boolean
    /// An error value, or a number that cannot be read.
    case error
    /// A date as ISO 8601 text.
    case isoDate
  }

  /// The column, from 0.
  public var column: Int32 = 0
  /// The index of the cell's format.
  public var style: Int32 = 0
  /// The kind of the value.
  public var kind: Kind = .empty
  /// The number, or the index of the shared string.
  public var number: Double = 0
  /// The value's bytes in the row.
  public var value: Range<Int32> = 0..<0
  /// The formula's bytes in the row.
  public var formula: Range<Int32> = 0..<0
  /// The bytes of the superscript characters of an inline text.
  public var superscript: Range<Int32> = 0..<0
}

/// A row of a sheet, valid during the call that receives it.
public struct SheetRow: Sendable {
  /// The row, from 0.
  public let index: Int
  /// The cells that stand in the row, in file order, formatted blanks left out.
  public let cells: [RowCell]
  /// The bytes of values and formulas.
  public let bytes: [UInt8]

  /// The text of a range of bytes.
  public func text(_ range: Range<Int32>) -> String {
    String(decoding: bytes[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }
}
