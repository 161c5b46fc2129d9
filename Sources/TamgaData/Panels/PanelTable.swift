public import Foundation

/// Where the rows of a model are.
public enum PanelSource: Sendable, Hashable {
  /// A Parquet file or a delimited text with a header; told apart by content.
  case file(URL)
  /// A table of a warehouse.
  case table(database: URL, name: String)

  /// The file.
  var url: URL {
    switch self {
    case .file(let url): url
    case .table(let database, _): database
    }
  }
}

/// What to read of a panel.
public struct PanelRequest: Sendable, Hashable {
  /// Where the rows are.
  public var source: PanelSource
  /// The columns, each once; nothing else is read.
  public var columns: [String]
  /// The rows to keep: one SQL expression over any columns of the source; nil for all.
  public var filter: String?

  /// Creates a request.
  public init(_ source: PanelSource, columns: [String], filter: String? = nil) {
    self.source = source
    self.columns = columns
    self.filter = filter
  }
}

/// A column of a panel in contiguous buffers.
public struct PanelColumn: Sendable {
  /// The values.
  public enum Values: Sendable {
    /// Numbers, truth values as 1 and 0, dates as days since 1970-01-01; 0 in a row without one.
    case numbers([Double])
    /// Places in a sorted list of texts; -1 in a row without one.
    case levels(codes: [Int32], texts: [String])
  }

  /// The name.
  public let name: String
  /// The values.
  public let values: Values
  /// A bit for each row, 64 in a word, the lowest first: 1 when the row has a value; nil when all
  /// have one.
  public let validity: [UInt64]?

  /// Creates a column.
  public init(_ name: String, _ values: Values, validity: [UInt64]? = nil) {
    self.name = name
    self.values = values
    self.validity = validity
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .levels(let codes, _): codes.count
    }
  }
}

/// The rows of a panel as columns.
public struct PanelTable: Sendable {
  /// The columns, in the order of the request.
  public let columns: [PanelColumn]
  /// The rows kept.
  public let rowCount: Int
  /// The rows there are in the source.
  public let rowsRead: Int
  /// For each row kept its number among the data rows of the source, from 1; nil for 1, 2, 3, ….
  public let rowNumbers: [Int32]?
}
