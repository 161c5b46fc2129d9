public import TamgaNumerics

/// Why an indicator cannot be computed at all.
public enum IndicatorError: Error, Hashable, Sendable {
  /// The indicator takes another number of inputs.
  case wrongCount(expected: Int, given: Int)
  /// A flow below zero has no share.
  case negativeFlow(row: Int)
  /// An exact intermediate does not fit.
  case arithmetic(DecimalError)
  /// No table has the columns the indicator takes.
  case missingTable(kind: TableKind, columns: [String])
  /// The indicator has no such choice.
  case unknownChoice(key: String, known: [String])
  /// A choice has another value than it can take.
  case badChoice(key: String, value: String, allowed: [String])
  /// The keys of a table are too many to be told apart.
  case tooManyKeys(count: Int)
  /// A word of a table is none of those that its column takes; `of` is what it is said of.
  case unknownWord(column: String, word: String, of: String, known: [String])
  /// A table cannot be read.
  case table(TableError)
}
