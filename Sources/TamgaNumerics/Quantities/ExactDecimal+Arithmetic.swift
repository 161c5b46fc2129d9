extension ExactDecimal: ExpressibleByIntegerLiteral {
  /// Creates a whole number from a literal.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Creates a whole number.
  public init(_ value: Int) { self.init(mantissa: Int128(value)) }

  /// Whether the value is zero.
  public var isZero: Bool { mantissa == 0 }

  /// The value without its sign.
  public var magnitude: ExactDecimal {
    ExactDecimal(mantissa: mantissa < 0 ? -mantissa : mantissa, scale: scale)
  }

  /// The value with the opposite sign.
  public static prefix func - (value: ExactDecimal) -> ExactDecimal {
    ExactDecimal(mantissa: -value.mantissa, scale: value.scale)
  }

  /// Adds exactly; the result has the larger number of places.
  public static func + (left: ExactDecimal, right: ExactDecimal) throws(DecimalError)
    -> ExactDecimal
  {
    let (a, b, scale) = try aligned(left, right)
    let sum = a.addingReportingOverflow(b)
    if !sum.overflow, sum.partialValue != .min {
      return ExactDecimal(mantissa: sum.partialValue, scale: scale)
    }
    let (first, second) = (left.normalised, right.normalised)
    guard max(first.scale, second.scale) < scale else { throw .overflow }
    return try first + second
  }

  /// Subtracts exactly; the result has the larger number of places.
  public static func - (left: ExactDecimal, right: ExactDecimal) throws(DecimalError)
    -> ExactDecimal
  { try left + -right }

  /// Multiplies exactly; the places add up, trailing zeros go only when they have to.
  public static func * (left: ExactDecimal, right: ExactDecimal) throws(DecimalError)
    -> ExactDecimal
  {
    let product = left.mantissa.multipliedReportingOverflow(by: right.mantissa)
    let scale = left.scale + right.scale
    if !product.overflow { return try fitting(product.partialValue, scale: scale) }
    let (first, second) = (left.normalised, right.normalised)
    guard first.scale + second.scale < scale else { throw .overflow }
    return try first * second
  }

  /// Adds a sequence of values exactly.
  ///
  /// - Parameter values: any number of values; none gives zero.
  /// - Returns: the total, the same in any order.
  /// - Throws: ``DecimalError/overflow`` when a partial total does not fit.
  public static func sum(_ values: some Sequence<ExactDecimal>) throws(DecimalError)
    -> ExactDecimal
  {
    var total = ExactDecimal.zero
    for value in values { total = try total + value }
    return total
  }

  /// The value times a power of ten, as when thousand dollars become dollars.
  ///
  /// - Parameter power: the exponent, as in 3 for thousands; negative divides.
  /// - Returns: the product, exact.
  /// - Throws: ``DecimalError/overflow``.
  public func multiplied(byPowerOfTen power: Int) throws(DecimalError) -> ExactDecimal {
    let places = scale - power
    if places >= 0 { return try Self.fitting(mantissa, scale: places) }
    if isZero { return .zero }
    guard -places <= Self.maximumScale else { throw .overflow }
    let product = mantissa.multipliedReportingOverflow(by: tenPower(-places))
    guard !product.overflow else { throw .overflow }
    return try Self.fitting(product.partialValue, scale: 0)
  }

  /// A decimal of a mantissa and places, less trailing zeros where the places are too many.
  static func fitting(_ mantissa: Int128, scale: Int) throws(DecimalError) -> ExactDecimal {
    guard mantissa != .min else { throw .overflow }
    if mantissa == 0 { return ExactDecimal(mantissa: 0, scale: min(scale, maximumScale)) }
    var mantissa = mantissa
    var scale = scale
    while scale > maximumScale {
      guard mantissa % 10 == 0 else { throw .overflow }
      mantissa /= 10
      scale -= 1
    }
    return ExactDecimal(mantissa: mantissa, scale: scale)
  }

  /// Both mantissas at one scale: the larger one, or that without trailing zeros if it must be.
  private static func aligned(_ left: ExactDecimal, _ right: ExactDecimal) throws(DecimalError)
    -> (Int128, Int128, scale: Int)
  {
    let scale = max(left.scale, right.scale)
    let a = left.mantissa.multipliedReportingOverflow(by: tenPower(scale - left.scale))
    let b = right.mantissa.multipliedReportingOverflow(by: tenPower(scale - right.scale))
    if !a.overflow, !b.overflow { return (a.partialValue, b.partialValue, scale) }
    let (first, second) = (left.normalised, right.normalised)
    guard max(first.scale, second.scale) < scale else { throw .overflow }
    return try aligned(first, second)
  }
}
