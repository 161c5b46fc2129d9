/// Why a table of places, pairs or crossings cannot be used at all.
public enum BorderError: Error, Hashable, Sendable {
  /// A column has another number of rows than the others.
  case wrongSize(what: String, expected: Int, given: Int)
  /// A number is infinite or not a number.
  case notFinite(what: String, row: Int)
  /// A mass, time, area or length is below zero.
  case negativeValue(what: String, row: Int)
  /// Two different places are at no distance from each other, where a power of it is divided by.
  case zeroDistance(row: Int)
  /// A pair of places that cannot stand in a table of pairs.
  case badPair(origin: String, destination: String, fault: PairFault)
  /// A place with another mass than in an earlier row.
  case massChanges(place: String, row: Int)
  /// A row names a place that is not there.
  case unknownPlace(String)
  /// A parameter is out of range.
  case choiceOutOfRange(String)
}

/// What is wrong with a pair of places.
public enum PairFault: Hashable, Sendable {
  /// It stands twice, in whatever direction.
  case twice
  /// It joins a place with itself.
  case samePlace
  /// Its places are at no distance from each other, where a power of it is divided by.
  case zeroDistance
  /// A mass or distance is infinite or not a number.
  case notFinite(String)
  /// A mass or distance is below zero.
  case negative(String)
}

func checkBorder(_ what: String, _ values: [Double]) throws(BorderError) {
  for (row, value) in values.enumerated() {
    guard value.isFinite else { throw .notFinite(what: what, row: row) }
    guard value >= 0 else { throw .negativeValue(what: what, row: row) }
  }
}
