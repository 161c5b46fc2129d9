extension NumberFormat {
  /// Formats a number of any size shortly, with one decimal place: `3.1·10⁻¹³`; zero is `0`.
  public func scientific(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return string(value, digits: 0) }
    var mantissa = value
    var exponent = 0
    while mantissa.magnitude < 1 {
      mantissa *= 10
      exponent -= 1
    }
    // From here on 9.96 would be shown as 10.0.
    while mantissa.magnitude >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    let digits = String(exponent.magnitude).compactMap { digit in
      digit.wholeNumberValue.map { Self.superscripts[$0] }
    }
    return string(mantissa, digits: 1) + "·10" + (exponent < 0 ? "⁻" : "") + digits.joined()
  }

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
