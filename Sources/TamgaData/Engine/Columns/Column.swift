public import TamgaNumerics

/// The type of a column, as the engine hands it over.
public enum ColumnType: Sendable, Hashable {
  /// Truth values.
  case boolean
  /// Whole numbers of at most 64 bits.
  case integer
  /// Floating-point numbers.
  case double
  /// Exact decimals with a fixed number of places; whole numbers of 128 bits have none.
  case decimal(width: Int, scale: Int)
  /// Text.
  case text
  /// Text out of a fixed list.
  case dictionary([String])
  /// Days since 1970-01-01.
  case date
  /// A type the engine does not read, by the database's number; cast it in the statement.
  case other(Int)
}

/// The values of a column in one contiguous buffer.
///
/// A row without a value holds zero, false or no text; see ``Column/validity``.
public enum ColumnValues: Sendable {
  /// Truth values.
  case boolean([Bool])
  /// Whole numbers, or days since 1970-01-01.
  case integer([Int64])
  /// Floating-point numbers.
  case double([Double])
  /// Whole numbers to be divided by 10 to the scale.
  case decimal([Int128], scale: Int)
  /// Texts.
  case text([String])
  /// UTF-8 texts end to end; the text of row `i` ends before byte `ends[i]`.
  case utf8(bytes: [UInt8], ends: [Int])
  /// Places in a list of texts.
  case dictionary(codes: [UInt32], values: [String])

  /// The number of rows.
  public var count: Int {
    switch self {
    case .boolean(let values): values.count
    case .integer(let values): values.count
    case .double(let values): values.count
    case .decimal(let values, _): values.count
    case .text(let values): values.count
    case .utf8(_, let ends): ends.count
    case .dictionary(let codes, _): codes.count
    }
  }
}

/// A column of a chunk: a buffer of values and which of them are there.
public struct Column: Sendable {
  /// The values.
  public var values: ColumnValues
  /// A bit for each row, 64 in a word, the lowest first: 1 when the row has a value; nil when all
  /// have one.
  public var validity: [UInt64]?

  /// Creates a column in which every row has a value, or as the bits say.
  public init(_ values: ColumnValues, validity: [UInt64]? = nil) {
    self.values = values
    self.validity = validity
  }

  /// Creates a column of texts.
  public init(texts: [String?]) {
    self.init(.text(texts.map { $0 ?? "" }), validity: bits(of: texts))
  }

  /// Creates a column of whole numbers.
  public init(integers: [Int?]) {
    self.init(.integer(integers.map { Int64($0 ?? 0) }), validity: bits(of: integers))
  }

  /// Creates a column of truth values.
  public init(booleans: [Bool]) { self.init(.boolean(booleans)) }

  /// Creates a column of decimals from whole numbers to be divided by 10 to the scale.
  public init(mantissas: [Int128?], scale: Int) {
    self.init(.decimal(mantissas.map { $0 ?? 0 }, scale: scale), validity: bits(of: mantissas))
  }

  /// Whether a row has a value.
  public func isPresent(_ row: Int) -> Bool {
    guard let validity else { return true }
    return validity[row >> 6] >> UInt64(row & 63) & 1 == 1
  }
}

/// Access by row, for results of some thousand rows; kernels take the buffers.
extension Column {
  /// The text of a row; nil when it has none or the column is not text.
  public func text(_ row: Int) -> String? {
    guard isPresent(row) else { return nil }
    switch values {
    case .text(let texts): return texts[row]
    case .dictionary(let codes, let texts): return texts[Int(codes[row])]
    case .utf8(let bytes, let ends):
      return String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
    case .boolean, .integer, .double, .decimal: return nil
    }
  }

  /// The whole number of a row; nil when it has none or the column is not of whole numbers.
  public func integer(_ row: Int) -> Int? {
    guard isPresent(row) else { return nil }
    switch values {
    case .integer(let numbers): return Int(numbers[row])
    case .decimal(let numbers, scale: 0): return Int(exactly: numbers[row])
    default: return nil
    }
  }

  /// The decimal of a row; nil when it has none or the column is not exact.
  public func decimal(_ row: Int) -> ExactDecimal? {
    guard isPresent(row) else { return nil }
    switch values {
    case .integer(let numbers): return ExactDecimal(Int(numbers[row]))
    case .decimal(let numbers, let scale):
      return numbers[row] == .min ? nil : ExactDecimal(mantissa: numbers[row], scale: scale)
    default: return nil
    }
  }

  /// The floating-point number of a row; nil when it has none or the column is of another type.
  public func double(_ row: Int) -> Double? {
    guard isPresent(row), case .double(let numbers) = values else { return nil }
    return numbers[row]
  }

  /// The truth value of a row; nil when it has none or the column is of another type.
  public func boolean(_ row: Int) -> Bool? {
    guard isPresent(row), case .boolean(let truths) = values else { return nil }
    return truths[row]
  }
}

/// The validity bits of optional values; nil when none is missing.
func bits<Value>(of values: [Value?]) -> [UInt64]? {
  guard values.contains(where: { $0 == nil }) else { return nil }
  var words = [UInt64](repeating: 0, count: (values.count + 63) / 64)
  for (row, value) in values.enumerated() where value != nil { words[row >> 6] |= 1 << (row & 63) }
  return words
}
