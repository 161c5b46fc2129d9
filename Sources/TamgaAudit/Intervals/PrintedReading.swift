/// One way to read a printed number.
public struct PrintedReading: Hashable, Sendable {
  /// How the digits were read.
  public enum Kind: String, Sendable {
    /// In the document's style.
    case printed
    /// In the other style: `3.286` as 3286.
    case otherStyle = "other style"
    /// With a separator that was lost: `11472` as 1147.2.
    case lostSeparator = "lost separator"
    /// With letters read as the digits they resemble.
    case letters = "letters for digits"
  }

  /// The digits without separators, signed: 11472 for `1147,2`.
  public var mantissa: Int
  /// The decimals: 1 for `1147,2`.
  public var decimals: Int
  /// How it was read.
  public var kind: Kind
  /// The price of the reading against the printed one.
  public var cost: Double

  /// The number in the printed unit.
  public var value: Double { scaled(mantissa, -decimals) }

  /// The number in a unit that is a power of ten smaller, as in 6 for millions into units.
  public func value(power: Int) -> Double { scaled(mantissa, power - decimals) }

  /// The number with a decimal point and its own decimals.
  public var text: String { decimalText(mantissa, decimals: decimals) }
}

extension PrintedReading {
  /// The number halfway between two others, with one decimal more; nil where it has too many digits.
  init?(between low: PrintedReading, _ high: PrintedReading) {
    let decimals = Swift.max(low.decimals, high.decimals)
    var sum = 0
    for end in [low, high] {
      var digits = end.mantissa
      for _ in end.decimals..<decimals where digits.magnitude < Self.most { digits *= 10 }
      guard digits.magnitude < Self.most else { return nil }
      sum += digits
    }
    self.init(mantissa: sum * 5, decimals: decimals + 1, kind: .printed, cost: 0)
  }

  /// Ten times as much still fits into 64 bits.
  private static let most: UInt = 100_000_000_000_000_000
}

/// A whole number times a power of ten, correctly rounded for powers from −22 to 22.
package func scaled(_ mantissa: Int, _ exponent: Int) -> Double {
  let digits = Double(mantissa)
  return exponent >= 0 ? digits * powerOfTen(exponent) : digits / powerOfTen(-exponent)
}

/// 10ⁿ, exact for n ≤ 22.
package func powerOfTen(_ exponent: Int) -> Double {
  guard exponent >= 0 else { return 1 / powerOfTen(-exponent) }
  var result = 1.0
  for _ in 0..<Swift.min(exponent, 300) { result *= 10 }
  return result
}

/// Digits with a decimal point: 11472 with one decimal is `1147.2`.
func decimalText(_ mantissa: Int, decimals: Int) -> String {
  let digits = String(mantissa.magnitude)
  let sign = mantissa < 0 ? "-" : ""
  guard decimals > 0 else { return sign + digits + String(repeating: "0", count: -decimals) }
  let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
  return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
