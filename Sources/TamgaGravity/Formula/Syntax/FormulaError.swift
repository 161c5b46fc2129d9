/// A stretch of a formula's text, in characters counted from 1.
public struct FormulaPlace: Sendable, Hashable {
  /// The column of the first character, from 1.
  public let column: Int
  /// How many characters, at least 1.
  public let length: Int

  /// Creates a place; a length below 1 counts as 1.
  public init(column: Int, length: Int = 1) {
    self.column = max(1, column)
    self.length = max(1, length)
  }

  /// The stretch from this place to the end of another.
  func through(_ other: FormulaPlace) -> FormulaPlace {
    FormulaPlace(column: column, length: other.column + other.length - column)
  }
}

/// What is wrong with a formula, or with what it asks of the data, and where.
public struct FormulaError: Error, Sendable, Hashable {
  /// The text the place lies in.
  public enum Source: Sendable, Hashable {
    /// The formula.
    case formula
    /// The text given for the weights.
    case weights
    /// The text given for the offset.
    case offset
    /// The text given for the row filter.
    case filter
    /// The text given for a cluster, by its number from 0.
    case cluster(Int)
    /// The declared panel key.
    case panel
  }

  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text is longer, nested deeper or stands for more models or terms than the limit.
    case tooLarge(what: String, limit: Int)
    /// A character that has no meaning in a formula.
    case unexpectedCharacter(String)
    /// A quoted name or text without its closing quotation mark.
    case unclosedQuote
    /// A number that cannot be held.
    case badNumber(String)
    /// Something else was expected here; `found` is empty at the end of the text.
    case expected(String, found: String)
    /// A function that is not known, with the nearest names.
    case unknownFunction(String, nearest: [String])
    /// A function with a wrong number or kind of arguments, and how it is written.
    case badArguments(String, usage: String)
    /// Something that may not stand here, and how to write it.
    case notAllowed(String, instead: String)
    /// A column that the data lack, with the nearest names.
    case unknownColumn(String, nearest: [String])
    /// A column of text where numbers are needed.
    case textColumn(String)
    /// A level that the column lacks, with the nearest names.
    case unknownLevel(String, column: String, nearest: [String])
    /// A lag or lead without a declared panel key.
    case noPanelKey
    /// Two rows with one panel key; rows from 1.
    case duplicateKey(firstRow: Int, secondRow: Int)
    /// A time that is not a whole number; row from 1.
    case timeNotWhole(String, row: Int)
    /// More levels than columns may be made of.
    case tooManyLevels(String, count: Int, limit: Int)
    /// Fewer instruments than endogenous regressors.
    case tooFewInstruments(endogenous: Int, instruments: Int)
    /// Weights below zero: how many, and the first row from 1.
    case negativeWeight(String, count: Int, row: Int)
    /// No row is left; the account tells why.
    case noRows(SampleLedger)
    /// A column of the frame has another number of rows than the others.
    case columnLength(String, rows: Int, expected: Int)
    /// Two columns of the frame have the same name.
    case duplicateColumn(String)
    /// A code of a categorical column outside its list of levels; row from 1.
    case badCode(String, row: Int)
  }

  /// The text the place lies in.
  public var source: Source
  /// Where.
  public var place: FormulaPlace
  /// What is wrong.
  public var reason: Reason

  /// Creates an error.
  public init(_ reason: Reason, at place: FormulaPlace, in source: Source = .formula) {
    self.reason = reason
    self.place = place
    self.source = source
  }

  /// The same error, lying in another text.
  func inside(_ source: Source) -> FormulaError { FormulaError(reason, at: place, in: source) }
}

/// Sizes beyond which a formula is refused: it may come from outside.
enum FormulaLimits {
  static let characters = 100_000
  static let nesting = 100
  static let models = 1_000
  static let terms = 2_000
  static let levels = 1_000
}
