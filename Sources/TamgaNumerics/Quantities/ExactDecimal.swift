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

  /// Creates the value `mantissa · 10^(−scale)`.
  public init(mantissa: Int128, scale: Int = 0) {
    precondition((0...38).contains(scale), "scale is a constant of the caller's type")
    self.mantissa = mantissa
    self.scale = scale
  }

  /// The number zero.
  public static let zero = ExactDecimal(mantissa: 0)
}

extension ExactDecimal: Hashable {
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
    let left = left.normalised
    let right = right.normalised
    return left.mantissa == right.mantissa && left.scale == right.scale
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    let value = normalised
    hasher.combine(value.mantissa)
    hasher.combine(value.scale)
  }
}
