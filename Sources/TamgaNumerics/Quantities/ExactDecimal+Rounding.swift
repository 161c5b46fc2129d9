/// What happens to a value that lies exactly between two roundings.
public enum DecimalRounding: String, Sendable, Codable, CaseIterable {
  /// To the neighbour whose last digit is even: 2.5 becomes 2.
  case halfEven = "half-even"
  /// To the neighbour farther from zero, as offices print: 2.5 becomes 3.
  case halfAwayFromZero = "half-away-from-zero"

  /// Whether a magnitude is rounded up, given twice its remainder against the divisor.
  func roundsUp(isOdd: Bool, comparedToHalf half: Int) -> Bool {
    half > 0 || half == 0 && (self == .halfAwayFromZero || isOdd)
  }
}

extension ExactDecimal {
  /// The value rounded to a number of decimal places.
  ///
  /// - Parameters:
  ///   - places: the places to keep, `0...38`; a value with fewer is returned as it is.
  ///   - rule: what happens to a half.
  /// - Returns: a value with at most `places` places.
  public func rounded(toScale places: Int, _ rule: DecimalRounding) -> ExactDecimal {
    precondition((0...Self.maximumScale).contains(places), "places are the caller's constant")
    guard places < scale else { return self }
    let divisor = tenPower(scale - places).magnitude
    var (quotient, remainder) = mantissa.magnitude.quotientAndRemainder(dividingBy: divisor)
    if rule.roundsUp(isOdd: quotient % 2 == 1, comparedToHalf: half(remainder, of: divisor)) {
      quotient += 1
    }
    return ExactDecimal(mantissa: signed(quotient, negative: mantissa < 0), scale: places)
  }

  /// The quotient rounded to a number of decimal places.
  ///
  /// - Parameters:
  ///   - divisor: the divisor.
  ///   - places: the places of the quotient, `0...38`.
  ///   - rule: what happens to a half.
  /// - Returns: the quotient, correctly rounded once.
  /// - Throws: ``DecimalError/divisionByZero``, ``DecimalError/overflow``.
  public func divided(by divisor: ExactDecimal, scale places: Int, _ rule: DecimalRounding)
    throws(DecimalError) -> ExactDecimal
  {
    precondition((0...Self.maximumScale).contains(places), "places are the caller's constant")
    guard !divisor.isZero else { throw .divisionByZero }
    let numerator = normalised
    let denominator = divisor.normalised
    let shift = places - numerator.scale + denominator.scale
    var division = LongDivision(numerator.mantissa.magnitude, by: denominator.mantissa.magnitude)
    if shift < 0 {
      let widened = denominator.mantissa.magnitude.multipliedReportingOverflow(
        by: tenPower(min(-shift, Self.maximumScale)).magnitude)
      // A divisor beyond 2^128 is more than twice any mantissa: the quotient rounds to zero.
      if widened.overflow || -shift > Self.maximumScale {
        return ExactDecimal(mantissa: 0, scale: places)
      }
      division = LongDivision(numerator.mantissa.magnitude, by: widened.partialValue)
    } else {
      for _ in 0..<shift { try division.appendDigit() }
    }
    try division.round(rule)
    guard division.quotient <= Int128.max.magnitude else { throw .overflow }
    let negative = (mantissa < 0) != (divisor.mantissa < 0)
    return ExactDecimal(mantissa: signed(division.quotient, negative: negative), scale: places)
  }
}

/// A division of whole numbers that can be carried on digit by digit.
struct LongDivision {
  private(set) var quotient: UInt128
  private(set) var remainder: UInt128
  let divisor: UInt128

  init(_ dividend: UInt128, by divisor: UInt128) {
    (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    self.divisor = divisor
  }

  /// Carries the quotient on by one decimal digit.
  mutating func appendDigit() throws(DecimalError) {
    let wide = remainder.multipliedFullWidth(by: 10)
    let (digit, rest) = divisor.dividingFullWidth(wide)
    let shifted = quotient.multipliedReportingOverflow(by: 10)
    guard !shifted.overflow else { throw .overflow }
    let sum = shifted.partialValue.addingReportingOverflow(digit)
    guard !sum.overflow else { throw .overflow }
    quotient = sum.partialValue
    remainder = rest
  }

  /// Rounds the quotient by its remainder.
  mutating func round(_ rule: DecimalRounding) throws(DecimalError) {
    let position = half(remainder, of: divisor)
    guard rule.roundsUp(isOdd: quotient % 2 == 1, comparedToHalf: position) else { return }
    guard quotient < .max else { throw .overflow }
    quotient += 1
  }
}

/// The sign of `2 · remainder − divisor`.
private func half(_ remainder: UInt128, of divisor: UInt128) -> Int {
  let rest = divisor - remainder
  if remainder == rest { return 0 }
  return remainder < rest ? -1 : 1
}

private func signed(_ magnitude: UInt128, negative: Bool) -> Int128 {
  negative ? -Int128(magnitude) : Int128(magnitude)
}
