/// Why an input–output table cannot be used at all.
public enum InputOutputError: Error, Hashable, Sendable {
  /// A vector or matrix has another size than the sectors.
  case wrongSize(what: String, expected: Int, given: Int)
  /// A sector stands twice.
  case duplicateSector(String)
  /// A number is infinite or not a number.
  case notFinite(what: String, place: String)
  /// An intermediate delivery, output, employment or margin is below zero.
  case negativeValue(what: String, place: String)
  /// A sector without output buys inputs.
  case inputsWithoutOutput(sector: String)
  /// The sectors use up all they make: I − A has no inverse.
  case singular
  /// The economy does not sustain itself: its inverse has entries below zero (Hawkins and Simon).
  case notProductive(sector: String)
  /// A region's employment exceeds the nation's in a sector.
  case regionAboveNation(sector: String)
  /// Margins of rows and columns have different totals.
  case marginsDiffer(rows: Double, columns: Double)
  /// No matrix with these zeros has these margins: the rows cannot deliver what these columns take.
  case infeasibleMargins(columns: [Int])
  /// The iteration did not reach the tolerance.
  case notConverged(iterations: Int, gap: Double)
  /// A parameter is out of range.
  case choiceOutOfRange(String)
}
