public import TamgaNumerics

/// What a bulk import has read and kept.
public struct BulkReport: Sendable {
  /// The file's path as given.
  public let path: String
  /// The SHA-256 of the file's bytes, hexadecimal.
  public let sha256: String
  /// The number of the file's bytes.
  public let byteCount: Int
  /// The table it was stored in.
  public let table: String
  /// Records by the independent reader; `rowsRead = rowsAccepted + rejected.count`.
  public let rowsRead: Int
  /// Records stored, in file order.
  public let rowsAccepted: Int
  /// Records rejected, with line, raw text and reason.
  public let rejected: [RejectedRecord]
  /// Empty lines.
  public let blankLines: Int
  /// Values that were not published.
  public let missingValues: Int
  /// Quantities that were not published.
  public let missingQuantities: Int
  /// The sum of the values in the file's unit, equal in the file and in the table.
  public let valueTotal: ExactDecimal
  /// The sum of the quantities in the file's unit, equal in the file and in the table.
  public let quantityTotal: ExactDecimal
}
