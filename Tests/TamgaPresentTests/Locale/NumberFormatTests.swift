import TamgaNumerics
import Testing

@testable import TamgaPresent

@Suite("Number format") struct NumberFormatTests {
  @Test("Decimals round half away from zero, from the digits the reader sees")
  func rounding() throws {
    let english = try NumberFormat(.en)
    #expect(english.string(ExactDecimal(mantissa: 25, scale: 1), digits: 0) == "3")
    #expect(english.string(ExactDecimal(mantissa: -25, scale: 1), digits: 0) == "−3")
    #expect(english.string(0.285, digits: 2) == "0.29")
    #expect(english.string(1.005, digits: 2) == "1.01")
    #expect(english.string(-0.04, digits: 1) == "0.0")
    #expect(english.string(999.95, digits: 1) == "1,000.0")
    #expect(english.string(1e21, digits: 0) == "1,000,000,000,000,000,000,000")
    #expect(english.string(1e-9, digits: 3) == "0.000")
    #expect(english.string(Double.leastNonzeroMagnitude, digits: 1) == "0.0")
    #expect(english.string(.nan, digits: 1) == "NaN")
    #expect(english.string(-.infinity, digits: 1) == "−∞")
  }
}
