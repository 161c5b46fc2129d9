extension ExactDecimal {
  /// The nearest floating-point number.
  public var double: Double {
    // Both operands are exact, so one division rounds once (Clinger 1990).
    if let digits = exactDouble(mantissa), scale <= 22 { return digits / exactTenPower(scale) }
    return Double("\(mantissa)e-\(scale)") ?? .zero
  }

  /// The decimal with the fewest digits that reads back as the same floating-point number.
  ///
  /// - Parameter value: a finite number.
  /// - Throws: ``DecimalError/notFinite``, ``DecimalError/overflow``.
  public init(shortest value: Double) throws(DecimalError) {
    guard value.isFinite else { throw .notFinite }
    if let exact = Self.fewDigits(value) {
      self = exact
    } else {
      self = try ExactDecimal(parsing: value.description).normalised
    }
  }

  /// The number a spreadsheet shows: the floating-point number to 15 significant digits.
  ///
  /// The cell 44721.200000000004 was typed, or added up, as 44721.2. A half goes away from zero.
  ///
  /// - Parameter value: a finite number.
  /// - Throws: ``DecimalError/notFinite``, ``DecimalError/overflow``.
  public init(spreadsheetCell value: Double) throws(DecimalError) {
    guard value.isFinite else { throw .notFinite }
    if let exact = Self.fewDigits(value) {
      self = exact
      return
    }
    let significant = 15
    let (digits, exponent) = shortestDigits(of: value.magnitude)
    var kept = digits
    var power = exponent
    let excess = String(digits).count - significant
    if excess > 0 {
      let divisor = tenPower(excess)
      let (quotient, tail) = digits.quotientAndRemainder(dividingBy: divisor)
      let roundsUp =
        tail * 2 == divisor
        ? !isBelow(value.magnitude, digits, powerOfTen: exponent) : tail * 2 > divisor
      kept = quotient + (roundsUp ? 1 : 0)
      power += excess
    }
    let magnitude = try ExactDecimal(mantissa: kept).multiplied(byPowerOfTen: power).normalised
    self = value < 0 ? -magnitude : magnitude
  }

  /// A decimal of at most 15 digits and 9 places that reads back as the number.
  ///
  /// Of that many digits only one reads back, so that it is both the shortest and the nearest.
  private static func fewDigits(_ value: Double) -> ExactDecimal? {
    for places in 0...9 {
      let digits = (value * exactTenPower(places)).rounded()
      guard abs(digits) < 1e15 else { return nil }
      if digits / exactTenPower(places) == value {
        return ExactDecimal(mantissa: Int128(Int64(digits)), scale: places)
      }
    }
    return nil
  }

  /// The quotient as the nearest floating-point number: the one division at the end.
  ///
  /// - Parameter denominator: what to divide by.
  /// - Returns: the quotient, or `missing(zeroDenominator)`.
  public func ratio(to denominator: ExactDecimal) -> Outcome<Double> {
    guard !denominator.isZero else { return .missing(.zeroDenominator) }
    if scale == denominator.scale, let upper = exactDouble(mantissa),
      let lower = exactDouble(denominator.mantissa)
    {
      return .value(upper / lower)
    }
    var division = LongDivision(mantissa.magnitude, by: denominator.mantissa.magnitude)
    var power = denominator.scale - scale
    // Twenty digits and a mark for the rest decide every rounding of a 53-bit number.
    while division.remainder != 0, division.quotient < 100_000_000_000_000_000_000 {
      guard (try? division.appendDigit()) != nil else { break }
      power -= 1
    }
    let mark = division.remainder == 0 ? "0" : "1"
    let magnitude = Double("\(division.quotient)\(mark)e\(power - 1)") ?? .zero
    return .value((mantissa < 0) != (denominator.mantissa < 0) ? -magnitude : magnitude)
  }
}

/// A whole number as a floating-point number, when that is exact.
private func exactDouble(_ value: Int128) -> Double? {
  guard let narrow = Int64(exactly: value), narrow.magnitude <= 1 << 53 else { return nil }
  return Double(narrow)
}

/// Ten to a power of `0...22`, all of which are exact.
private func exactTenPower(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent { power *= 10 }
  return power
}

/// The shortest digits that read back as a number, and the power of ten of the last one.
private func shortestDigits(of value: Double) -> (digits: Int128, powerOfTen: Int) {
  var digits: Int128 = 0
  var places = 0
  var exponent = 0
  let parts = value.description.split(separator: "e")
  var isFraction = false
  for byte in parts[0].utf8 {
    guard byte != UInt8(ascii: ".") else {
      isFraction = true
      continue
    }
    digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
    places += isFraction ? 1 : 0
  }
  if parts.count == 2 { exponent = Int(parts[1]) ?? 0 }
  return (digits, exponent - places)
}

/// Whether a number lies below `digits · 10^power`, decided exactly on whole numbers.
private func isBelow(_ value: Double, _ digits: Int128, powerOfTen power: Int) -> Bool {
  let binary = Int(value.exponent) - Double.significandBitCount
  var left = WholeNumber(value.significandBitPattern | 1 << 52)
  var right = WholeNumber(UInt64(clamping: digits))
  left.multiply(by: 2, times: max(0, binary))
  right.multiply(by: 2, times: max(0, -binary))
  left.multiply(by: 10, times: max(0, -power))
  right.multiply(by: 10, times: max(0, power))
  return left.isBelow(right)
}

/// A whole number of any length, the least significant limb first.
private struct WholeNumber {
  private var limbs: [UInt32]

  init(_ value: UInt64) { limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)] }

  mutating func multiply(by factor: UInt64, times: Int) {
    for _ in 0..<times {
      var carry: UInt64 = 0
      for index in limbs.indices {
        carry += UInt64(limbs[index]) * factor
        limbs[index] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
  }

  func isBelow(_ other: WholeNumber) -> Bool {
    for index in stride(from: max(limbs.count, other.limbs.count) - 1, through: 0, by: -1) {
      let left = index < limbs.count ? limbs[index] : 0
      let right = index < other.limbs.count ? other.limbs[index] : 0
      if left != right { return left < right }
    }
    return false
  }
}
