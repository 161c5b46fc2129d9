/// Why regions cannot be judged as poles at all.
public enum PoleError: Error, Hashable, Sendable {
  /// A column has another number of rows than the others.
  case wrongSize(what: String, expected: Int, given: Int)
  /// A number is infinite or not a number.
  case notFinite(what: String, row: Int)
  /// A number is below zero.
  case negativeValue(what: String, row: Int)
  /// A name stands twice.
  case duplicateName(String)
  /// A row or list names something that is not there.
  case unknownName(String)
  /// An indicator is worse when it is high in one row and when it is low in another.
  case mixedDirections(String)
  /// A parameter is out of range.
  case choiceOutOfRange(String)
  /// A plan refers to a measure that no data were given for.
  case planWithoutData(String)
}

func checkPole(_ what: String, _ values: [Double]) throws(PoleError) {
  for (row, value) in values.enumerated() {
    guard value.isFinite else { throw .notFinite(what: what, row: row) }
    guard value >= 0 else { throw .negativeValue(what: what, row: row) }
  }
}
