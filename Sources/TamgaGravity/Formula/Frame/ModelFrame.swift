/// Named columns of equal length: the data of a model.
///
/// The rows keep the numbers they had where they were read, from 1, also when some were filtered
/// out before.
public struct ModelFrame: Sendable {
  /// A column.
  public enum Column: Sendable {
    /// Numbers.
    case numeric(NumberColumn)
    /// Levels.
    case categorical(CategoricalColumn)

    /// The name.
    public var name: String {
      switch self {
      case .numeric(let column): column.name
      case .categorical(let column): column.name
      }
    }

    var count: Int {
      switch self {
      case .numeric(let column): column.values.count
      case .categorical(let column): column.codes.count
      }
    }
  }

  /// The columns, in the order given.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int
  /// The number of rows there were before a filter.
  public let rowsRead: Int
  private let rowNumbers: [Int32]?
  private let places: [String: Int]

  /// Creates a frame.
  ///
  /// - Parameters:
  ///   - columns: at least one, with different names, all of one length.
  ///   - rowNumbers: for each row its number where it was read, from 1; nil for 1, 2, 3, …
  ///   - rowsRead: the rows there were before a filter; nil when none was filtered out.
  /// - Throws: ``FormulaError/Reason/columnLength(_:rows:expected:)``,
  ///   ``FormulaError/Reason/duplicateColumn(_:)``, ``FormulaError/Reason/badCode(_:row:)``.
  public init(
    _ columns: [Column], rowNumbers: [Int32]? = nil, rowsRead: Int? = nil
  ) throws(FormulaError) {
    let rows = rowNumbers?.count ?? columns.first?.count ?? 0
    var places: [String: Int] = [:]
    for (index, column) in columns.enumerated() {
      guard column.count == rows, rows <= Int(Int32.max) else {
        throw Self.failure(.columnLength(column.name, rows: column.count, expected: rows))
      }
      guard places.updateValue(index, forKey: column.name) == nil else {
        throw Self.failure(.duplicateColumn(column.name))
      }
      if case .categorical(let categorical) = column, let row = categorical.firstBadRow {
        throw Self.failure(.badCode(column.name, row: row + 1))
      }
    }
    self.columns = columns
    self.places = places
    self.rowNumbers = rowNumbers
    rowCount = rows
    self.rowsRead = max(rows, rowsRead ?? rows)
  }

  private static func failure(_ reason: FormulaError.Reason) -> FormulaError {
    FormulaError(reason, at: FormulaPlace(column: 1))
  }

  /// The column of a name.
  public subscript(name: String) -> Column? { places[name].map { columns[$0] } }

  /// The names of the columns, in the order given.
  public var names: [String] { columns.map(\.name) }

  /// The number, from 1, that a row had where it was read.
  public func sourceRow(_ row: Int) -> Int {
    guard let rowNumbers, rowNumbers.indices.contains(row) else { return row + 1 }
    return Int(rowNumbers[row])
  }

  /// The source's numbers of some rows, nil for all; nil when they are 1, 2, 3, ….
  func rowNumbers(of kept: [Int32]?) -> [Int32]? {
    guard let kept else { return rowNumbers }
    return kept.map { row in rowNumbers.map { $0[Int(row)] } ?? row + 1 }
  }
}

/// A column of numbers.
public struct NumberColumn: Sendable {
  /// The name.
  public let name: String
  /// The numbers; NaN in a row without a value.
  public let values: [Double]
  /// A bit for each row, 64 in a word, the lowest first: 1 when the row has no value; nil when all
  /// have one.
  let missing: [UInt64]?

  /// Creates a column in which every row has a value.
  ///
  /// A number that is NaN or infinite counts as not finite, not as missing.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
    missing = nil
  }

  /// Creates a column from values some of which are missing.
  public init(_ name: String, optional values: [Double?]) {
    var words = [UInt64](repeating: 0, count: (values.count + 63) / 64)
    for (row, value) in values.enumerated() where value == nil {
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
    self.init(name, values.map { $0 ?? .nan }, validity: words.map { ~$0 })
  }

  /// Creates a column from a buffer and validity bits.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - values: the numbers; what stands in a row without a value is not looked at.
  ///   - validity: a bit for each row, 64 in a word, the lowest first: 1 when the row has a value;
  ///     rows beyond the last word have one.
  public init(_ name: String, _ values: [Double], validity: [UInt64]?) {
    self.name = name
    guard let validity, Self.hasGap(validity, rows: values.count) else {
      self.values = values
      missing = nil
      return
    }
    var kept = values
    var words = [UInt64](repeating: 0, count: (values.count + 63) / 64)
    for row in kept.indices where row >> 6 < validity.count {
      if validity[row >> 6] >> UInt64(row & 63) & 1 == 0 {
        words[row >> 6] |= 1 << UInt64(row & 63)
        kept[row] = .nan
      }
    }
    self.values = kept
    missing = words
  }

  private static func hasGap(_ validity: [UInt64], rows: Int) -> Bool {
    for (index, word) in validity.enumerated() where word != .max && index * 64 < rows {
      let rest = rows - index * 64
      let wanted: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
      if word & wanted != wanted { return true }
    }
    return false
  }

  /// Whether a row has no value.
  public func isMissing(_ row: Int) -> Bool {
    guard let missing, row >= 0, row >> 6 < missing.count else { return false }
    return missing[row >> 6] >> UInt64(row & 63) & 1 == 1
  }
}

/// A column of levels.
public struct CategoricalColumn: Sendable {
  /// The name.
  public let name: String
  /// For each row the place of its level in ``levels``; -1 in a row without one.
  public let codes: [Int32]
  /// The levels.
  public let levels: [String]

  /// Creates a column from codes; `levels` should be in a fixed order, so that the order of the
  /// rows does not matter.
  public init(_ name: String, codes: [Int32], levels: [String]) {
    self.name = name
    self.codes = codes
    self.levels = levels
  }

  /// Creates a column from texts; the levels are sorted.
  public init(_ name: String, _ texts: [String?]) {
    let levels = Set(texts.compactMap { $0 }).sorted()
    var codes: [String: Int32] = [:]
    for (code, level) in levels.enumerated() { codes[level] = Int32(truncatingIfNeeded: code) }
    self.init(name, codes: texts.map { $0.flatMap { codes[$0] } ?? -1 }, levels: levels)
  }

  /// The first row, from 0, with a code outside the list.
  var firstBadRow: Int? {
    let limit = Int32(clamping: levels.count)
    return hasCodeOutside(codes.span, limit: limit)
      ? codes.firstIndex { $0 < -1 || $0 >= limit } : nil
  }
}

/// Whether a code lies outside `-1..<limit`.
private func hasCodeOutside(_ codes: Span<Int32>, limit: Int32) -> Bool {
  var highest: Int32 = -1
  var lowest: Int32 = -1
  for index in codes.indices {
    highest = max(highest, codes[index])
    lowest = min(lowest, codes[index])
  }
  return highest >= limit || lowest < -1
}
