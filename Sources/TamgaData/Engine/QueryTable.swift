/// A result of a reader's query: plain cells.
public struct QueryTable: Sendable, Hashable {
  /// A column.
  public struct Column: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The type in a word: `boolean`, `integer`, `double`, `decimal(18,3)`, `text` or `date`.
    public let type: String
  }

  /// A cell.
  public enum Cell: Sendable, Hashable {
    /// No value.
    case null
    /// Text, a date or a truth value.
    case text(String)
    /// A number in neutral form: digits, a point, an exponent where the type has one.
    case number(String)
  }

  /// The columns.
  public var columns: [Column]
  /// The rows; each has one cell a column.
  public var rows: [[Cell]]
  /// Whether there were more rows than the limit.
  public var isTruncated: Bool
}

extension ColumnType {
  /// The type in a word.
  var name: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "integer"
    case .double: "double"
    case .decimal(_, scale: 0): "integer"
    case .decimal(let width, let scale): "decimal(\(width),\(scale))"
    case .text, .dictionary, .other: "text"
    case .date: "date"
    }
  }
}
