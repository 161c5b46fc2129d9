import TamgaNumerics
import TestSupport
import Testing

@Suite("Rounding and division of exact decimals") struct ExactDecimalRoundingTests {
  @Test(
    "a half goes to the even neighbour or away from zero, as named",
    arguments: [
      ("2.5", 0, "2", "3"), ("3.5", 0, "4", "4"), ("-2.5", 0, "-2", "-3"),
      ("2.45", 1, "2.4", "2.5"),
      ("2.4500001", 1, "2.5", "2.5"), ("2.4499999", 1, "2.4", "2.4"), ("0.5", 0, "0", "1"),
      ("-0.49", 0, "0", "0"), ("1.5", 3, "1.5", "1.5"), ("9.995", 2, "10.00", "10.00"),
    ])
  func rounding(_ text: String, _ places: Int, _ even: String, _ away: String) throws {
    let value = try ExactDecimal(parsing: text)
    #expect(value.rounded(toScale: places, .halfEven).description == even)
    #expect(value.rounded(toScale: places, .halfAwayFromZero).description == away)
  }

  @Test(
    "a quotient is rounded once",
    arguments: [
      ("1", "3", 4, "0.3333", "0.3333"), ("2", "3", 4, "0.6667", "0.6667"),
      ("-1", "8", 2, "-0.12", "-0.13"), ("1", "-8", 2, "-0.12", "-0.13"),
      ("1688.1", "139551", 6, "0.012097", "0.012097"), ("5", "2", 0, "2", "3"),
      ("1", "1000000", 3, "0.000", "0.000"), ("0.0000000001", "1e30", 2, "0.00", "0.00"),
      (
        "1", "0.9", 37, "1.1111111111111111111111111111111111111",
        "1.1111111111111111111111111111111111111"
      ),
    ])
  func division(_ a: String, _ b: String, _ places: Int, _ even: String, _ away: String) throws {
    let dividend = try ExactDecimal(parsing: a)
    let divisor = try ExactDecimal(parsing: b)
    #expect(try dividend.divided(by: divisor, scale: places, .halfEven).description == even)
    #expect(
      try dividend.divided(by: divisor, scale: places, .halfAwayFromZero).description == away)
  }

  @Test("division by zero and quotients that do not fit are thrown") func thrown() {
    #expect(throws: DecimalError.divisionByZero) {
      try ExactDecimal(1).divided(by: .zero, scale: 2, .halfEven)
    }
    #expect(throws: DecimalError.overflow) {
      try ExactDecimal(mantissa: .max).divided(by: 3, scale: 5, .halfEven)
    }
    #expect(throws: DecimalError.overflow) {
      try ExactDecimal(mantissa: .max)
        .divided(by: ExactDecimal(mantissa: 1, scale: 38), scale: 38, .halfEven)
    }
  }

  @Test("quotient times divisor is within half a last place", arguments: UInt64(0)..<200)
  func divisionLaw(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let dividend = ExactDecimal(mantissa: Int128(random.below(1 << 62)), scale: random.below(9))
    let divisor = ExactDecimal(mantissa: Int128(random.below(1 << 40) + 1), scale: random.below(9))
    let places = random.below(6)
    let quotient = try dividend.divided(by: divisor, scale: places, .halfEven)
    let rest = try (dividend - quotient * divisor).magnitude
    let bound = try divisor * ExactDecimal(mantissa: 5, scale: places + 1)
    #expect(rest <= bound)
  }
}
