public import TamgaNumerics

/// What a value record holds.
public enum ResultValue: Sendable, Equatable, Codable {
  /// An exact decimal: money, a printed figure, a count.
  case exact(ExactDecimal)
  /// A computed real number.
  case real(Double)
  /// No value, and the reason in a word (`not-reported`, `suppressed`, `zero-denominator` …).
  case missing(String)
}

/// A cell of a source: where a number was first read.
public struct CellReference: Hashable, Sendable, Codable {
  /// The file's name, without its folder.
  public var file: String
  /// The file's SHA-256, hexadecimal.
  public var sha256: String
  /// The sheet of a workbook.
  public var sheet: String?
  /// The cell, as in `F11`.
  public var cell: String?
  /// The line of a text file, from 1.
  public var line: Int?
  /// The column of a text file, by its header.
  public var column: String?
  /// The text or number exactly as it stands in the file.
  public var raw: String
  /// Where the file itself says the number was printed: paper, table, cell, printed text.
  public var printed: String?

  /// Creates a reference.
  public init(
    file: String, sha256: String, sheet: String? = nil, cell: String? = nil, line: Int? = nil,
    column: String? = nil, raw: String, printed: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.sheet = sheet
    self.cell = cell
    self.line = line
    self.column = column
    self.raw = raw
    self.printed = printed
  }
}

/// An input of a value: another value, or a cell of a file.
public enum ValueInput: Hashable, Sendable, Codable {
  /// Another value.
  case value(ValueID)
  /// A cell of a source file.
  case cell(CellReference)
}

/// A number with everything a reader may ask about it.
public struct ValueRecord: Sendable, Equatable, Codable {
  /// The id.
  public var id: ValueID
  /// The number.
  public var value: ResultValue
  /// The unit's id.
  public var unit: String
  /// Decimal places to show.
  public var digits: Int
  /// The interval, where there is one.
  public var interval: Interval?
  /// The number of observations behind a statistic.
  public var observations: Int?
  /// Quality marks, as in `mirror`, `provisional`, `estimated` or `vintage.mixed`.
  public var marks: [String]
  /// The formula, as in `X + M`.
  public var formula: String?
  /// What it was computed from.
  public var inputs: [ValueInput]
  /// What was done on the way: `parse number`, `unit kUSD → USD`.
  public var steps: [String]
  /// The data sets and vintages behind it, as in `bns.trade.partner@2024-07-25`.
  public var sources: [String]

  /// Creates a record.
  public init(
    id: ValueID, value: ResultValue, unit: String, digits: Int, interval: Interval? = nil,
    observations: Int? = nil, marks: [String] = [], formula: String? = nil,
    inputs: [ValueInput] = [], steps: [String] = [], sources: [String] = []
  ) {
    self.id = id
    self.value = value
    self.unit = unit
    self.digits = digits
    self.interval = interval
    self.observations = observations
    self.marks = marks
    self.formula = formula
    self.inputs = inputs
    self.steps = steps
    self.sources = sources
  }
}
