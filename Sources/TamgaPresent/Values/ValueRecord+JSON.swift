public import TamgaNumerics

extension JSONValue {
  /// The number of a record: money and other exact decimals as a string, real numbers as a number,
  /// a missing value as `null`.
  public init(_ record: ValueRecord?) {
    switch record?.value {
    case .exact(let value): self = .decimalString(value)
    case .real(let value): self = .number(value)
    case .missing, nil: self = .null
    }
  }

  /// A cell of a source.
  public init(_ cell: CellReference) {
    self = .object([
      "file": .string(cell.file), "sha256": .string(cell.sha256),
      "sheet": .optional(cell.sheet), "cell": .optional(cell.cell),
      "line": .optional(cell.line), "column": .optional(cell.column),
      "raw": .string(cell.raw), "printed": .optional(cell.printed),
    ])
  }

  /// An interval.
  public init(_ interval: Interval) {
    self = .object([
      "lo": .number(interval.lower), "hi": .number(interval.upper),
      "level": .number(interval.level), "method": .string(interval.method),
    ])
  }
}

extension ValueRecord {
  /// Why there is no number, in a word; nil when there is one.
  public var missingReason: String? {
    guard case .missing(let reason) = value else { return nil }
    return reason
  }
}
