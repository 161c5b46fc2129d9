/// What is wrong with a shock, in its text or against the data.
public enum CostShockError: Error, Hashable, Sendable {
  /// There is no clause.
  case empty
  /// The text is longer than 10,000 bytes.
  case tooLong
  /// Something else was expected at this column (from 1).
  case expected(String, column: Int, found: String)
  /// A number cannot be read, or is not finite.
  case badNumber(String, column: Int)
  /// `between` needs at least two different countries.
  case betweenNeedsTwo(column: Int)
  /// A variable that the model's costs lack, with the nearest names.
  case unknownVariable(String, nearest: [String])
  /// A country that the base lacks, with the nearest names.
  case unknownCountry(String, nearest: [String])
  /// A value that is needed is missing.
  case missingValue(variable: String, exporter: String, importer: String)
  /// A term such as a logarithm is not defined at the new value.
  case undefinedTerm(variable: String, exporter: String, importer: String)
  /// A clause changes no pair: its place from 1.
  case changesNothing(clause: Int)
  /// The arrays of a term do not fit the countries.
  case wrongSize(variable: String, expected: Int, found: Int)
  /// A coefficient is not a finite number, or there are not as many as terms.
  case badCoefficients
  /// A cost factor is too large or too small to be held.
  case outOfRange(exporter: String, importer: String)

  /// A stable code, as in `gravity.shock.unknown-variable`.
  public var code: String {
    switch self {
    case .empty: "gravity.shock.empty"
    case .tooLong: "gravity.shock.too-long"
    case .expected: "gravity.shock.expected"
    case .badNumber: "gravity.shock.bad-number"
    case .betweenNeedsTwo: "gravity.shock.between-needs-two"
    case .unknownVariable: "gravity.shock.unknown-variable"
    case .unknownCountry: "gravity.shock.unknown-country"
    case .missingValue: "gravity.shock.missing-value"
    case .undefinedTerm: "gravity.shock.undefined-term"
    case .changesNothing: "gravity.shock.changes-nothing"
    case .wrongSize: "gravity.shock.wrong-size"
    case .badCoefficients: "gravity.shock.bad-coefficients"
    case .outOfRange: "gravity.shock.out-of-range"
    }
  }
}
