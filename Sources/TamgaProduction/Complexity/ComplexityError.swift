/// Why a table of exports cannot be used for complexity at all.
public enum ComplexityError: Error, Hashable, Sendable {
  /// The number of values is not countries × products.
  case wrongSize(expected: Int, given: Int)
  /// A country or product stands twice among the names of a dense table.
  case duplicateName(String)
  /// A value is below zero.
  case negativeValue(country: String, product: String)
  /// A value is infinite or not a number, or their total is.
  case notFinite(country: String, product: String)
  /// There are more countries than 65,535.
  case tooManyCountries(Int)
  /// An income is not positive, infinite or not a number.
  case incomeOutOfRange(country: String)
  /// A threshold, count or other choice is out of range.
  case choiceOutOfRange(String)
}
