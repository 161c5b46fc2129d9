public import TamgaNumerics

/// A parameter of a statement.
public enum BoundValue: Sendable, Hashable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
  /// No value.
  case null
  /// A truth value.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case double(Double)
  /// An exact decimal.
  case decimal(ExactDecimal)
  /// Text.
  case text(String)

  /// Creates text, or no value from nil.
  public init(_ text: String?) { self = text.map(BoundValue.text) ?? .null }

  /// Creates a whole number, or no value from nil.
  public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// Creates text from a literal.
  public init(stringLiteral value: String) { self = .text(value) }

  /// Creates a whole number from a literal.
  public init(integerLiteral value: Int64) { self = .integer(value) }

  /// Creates no value.
  public init(nilLiteral: ()) { self = .null }
}
