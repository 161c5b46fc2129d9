/// A decimal number held exactly: a 128-bit integer and a count of decimal places.
///
///     value = mantissa · 10^(−scale)
///
/// Money and printed figures use it to the last step; it never rounds without being asked to.
public struct ExactDecimal: Sendable {
  /// The digits as an integer.
  public let mantissa: Int128
  /// The number of decimal places, `0...38`.
  public let scale: Int

  /// The largest number of decimal places.
  public static let maximumScale = 38

  /// Creates the value `mantissa · 10^(−scale)`.
  ///
  /// - Parameters:
  ///   - mantissa: any but `Int128.min`, which has no opposite.
  ///   - scale: a constant of the caller's type, `0...38`.
  public init(mantissa: Int128, scale: Int = 0) {
    precondition((0...Self.maximumScale).contains(scale) && mantissa != .min)
    self.mantissa = mantissa
    self.scale = scale
  }

  /// The number zero.
  public static let zero = ExactDecimal(mantissa: 0)
}

/// Why an operation on exact decimals has no exact result.
public enum DecimalError: Error, Hashable, Sendable {
  /// The result needs more than 38 digits or more than 38 decimal places.
  case overflow
  /// The divisor is zero.
  case divisionByZero
  /// The text is not a number in the neutral form `-1234.5`.
  case notANumber
  /// The floating-point value is infinite or not a number.
  case notFinite
}

extension ExactDecimal: Hashable, Comparable {
  /// The same value without trailing zeros.
  public var normalised: ExactDecimal {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return ExactDecimal(mantissa: mantissa, scale: scale)
  }

  /// Compares values, not spellings: 1.50 equals 1.5.
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    order(left, right) == 0
  }

  /// Compares values exactly; never overflows.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    order(left, right) < 0
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    let value = normalised
    hasher.combine(value.mantissa)
    hasher.combine(value.scale)
  }

  /// The sign of `left − right`.
  ///
  /// When the mantissa with fewer places does not fit after widening, it is larger in magnitude
  /// than any mantissa that fits, so its sign decides.
  private static func order(_ left: ExactDecimal, _ right: ExactDecimal) -> Int {
    if left.scale < right.scale { return -order(right, left) }
    let widened = right.mantissa.multipliedReportingOverflow(by: tenPower(left.scale - right.scale))
    if widened.overflow { return right.mantissa > 0 ? -1 : 1 }
    if left.mantissa == widened.partialValue { return 0 }
    return left.mantissa < widened.partialValue ? -1 : 1
  }
}

/// Ten to a power of `0...38`, all of which fit.
func tenPower(_ exponent: Int) -> Int128 {
  var power: Int128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}
