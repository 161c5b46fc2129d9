import TamgaNumerics
import Testing

@Suite("Exact decimals") struct ExactDecimalTests {
  @Test(
    "text is read exactly and written back with its places",
    arguments: [
      ("0", "0"), ("-0.50", "-0.50"), ("+7", "7"), ("453925.25315", "453925.25315"),
      ("1.5e-3", "0.0015"), ("12E2", "1200"), ("0.00", "0.00"),
      ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
      ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
    ])
  func text(_ written: String, _ read: String) throws {
    #expect(try ExactDecimal(parsing: written).description == read)
    #expect(ExactDecimal(written)?.description == read)
  }

  @Test(
    "text that is not a neutral number is refused",
    arguments: [
      "", "-", ".5", "5.", "1,5", "1 000", "1_000", "0x10", "nan", "inf", "1e", "--1", "٣",
    ])
  func refused(_ text: String) {
    #expect(throws: DecimalError.notANumber) { try ExactDecimal(parsing: text) }
    #expect(ExactDecimal(text) == nil)
  }

  @Test(
    "text beyond 38 digits or places is an overflow, not a trap",
    arguments: [
      "170141183460469231731687303715884105728", "1e39", "1e-39", "1e999999999999",
      "0.000000000000000000000000000000000000001", "99999999999999999999999999999999999999e9",
    ])
  func tooLong(_ text: String) {
    #expect(throws: DecimalError.overflow) { try ExactDecimal(parsing: text) }
  }

  @Test("sums, differences and products are exact") func arithmetic() throws {
    let a = try ExactDecimal(parsing: "1147.2")
    let b = try ExactDecimal(parsing: "541")
    #expect(try (a + b).description == "1688.2")
    #expect(try (b - a).description == "-606.2")
    #expect(try (a * b).description == "620635.2")
    #expect(try (ExactDecimal(parsing: "0.1") + ExactDecimal(parsing: "0.2")).description == "0.3")
    #expect(try -a + a == .zero)
    #expect((-a).magnitude == a)
  }

  @Test("a total is the same in any order, where floating point is not")
  func orderIndependent() throws {
    let values = try ["1e16", "0.01", "-1e16", "0.02"].map { try ExactDecimal(parsing: $0) }
    #expect(try ExactDecimal.sum(values) == ExactDecimal(parsing: "0.03"))
    #expect(try ExactDecimal.sum(values.reversed()) == ExactDecimal(parsing: "0.03"))
    #expect(try ExactDecimal.sum([]) == .zero)
  }

  @Test("overflow of an operation is thrown") func overflow() throws {
    let huge = ExactDecimal(mantissa: .max)
    #expect(throws: DecimalError.overflow) { try huge + 1 }
    #expect(throws: DecimalError.overflow) { try -huge - 1 }
    #expect(throws: DecimalError.overflow) { try huge * 2 }
    #expect(throws: DecimalError.overflow) { try huge.multiplied(byPowerOfTen: 1) }
    #expect(throws: DecimalError.overflow) { try huge + ExactDecimal(mantissa: 1, scale: 1) }
    #expect(throws: DecimalError.overflow) {
      try ExactDecimal(mantissa: 1, scale: 38).multiplied(byPowerOfTen: -1)
    }
    // Trailing zeros give way before an overflow is declared.
    let padded = try ExactDecimal(parsing: "1.00000000000000000000000000000000000")
    #expect(try padded * padded == 1)
    #expect(try ExactDecimal(parsing: "1e37") + ExactDecimal(parsing: "1.00") > 0)
  }

  @Test("comparison widens without overflow and ignores trailing zeros") func comparison() throws {
    let huge = ExactDecimal(mantissa: .max)
    let tiny = ExactDecimal(mantissa: 1, scale: 38)
    #expect(tiny < huge)
    #expect(-huge < tiny)
    #expect(-huge < -tiny)
    #expect(try ExactDecimal(parsing: "1.50") == ExactDecimal(parsing: "1.5"))
    #expect(try Set([ExactDecimal(parsing: "1.50"), ExactDecimal(parsing: "1.5")]).count == 1)
    #expect(try [3, ExactDecimal(parsing: "-2.5"), 0].sorted().first == ExactDecimal("-2.5"))
  }

  @Test("thousand dollars become dollars by moving the point") func powerOfTen() throws {
    let thousands = try ExactDecimal(parsing: "453925.25315")
    #expect(try thousands.multiplied(byPowerOfTen: 3).description == "453925253.15")
    #expect(try thousands.multiplied(byPowerOfTen: 6).description == "453925253150")
    #expect(try thousands.multiplied(byPowerOfTen: 3).multiplied(byPowerOfTen: -3) == thousands)
    #expect(try ExactDecimal.zero.multiplied(byPowerOfTen: 100) == .zero)
  }
}
