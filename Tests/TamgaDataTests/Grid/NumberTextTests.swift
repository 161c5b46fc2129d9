import Foundation
import TestSupport
import Testing

@testable import TamgaData

@Suite("Numbers between text and doubles")
struct NumberTextTests {
  private func parsed(_ text: String) -> Double? { parseDouble(Array(text.utf8).span) }

  @Test(
    "reading gives the nearest double, as the library does",
    arguments: [
      "0", "-0", "1", "453925.25315", "44721.200000000004", "0.1", "1e22", "1e23", "-1.5E-3",
      "9007199254740993", "9007199254740992.5", "123456789012345678", "1234567890123456789",
      "12345678901234567890", "5e-324", "1.7976931348623157e308", "2.2250738585072011e-308",
      "0.000000000000000000000001", "8.41", "179769313486231570000", "1e19", "9999999999999999999",
    ])
  func reads(text: String) throws {
    let expected = try #require(Double(text))
    let read = try #require(parsed(String(text)))
    #expect(read.bitPattern == expected.bitPattern)
  }

  @Test("reading equals the library for random decimals of every length", arguments: 0..<40)
  func agrees(seed: Int) throws {
    var draw = SplitMix(seed: UInt64(seed))
    for _ in 0..<100 {
      var digits = String(1 + draw.below(9))
      for _ in 0..<draw.below(20) { digits += String(draw.below(10)) }
      let point = draw.below(digits.count + 1)
      let text =
        digits.prefix(point) + "." + digits.dropFirst(point)
        + (draw.below(3) == 0 ? "e\(draw.below(60) - 30)" : "")
      let expected = try #require(Double(text.hasPrefix(".") ? "0" + text : String(text)))
      #expect(parsed(String(text))?.bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test(
    "what is no number is none",
    arguments: ["", "-", ".", "1,5", "1 000", "abc", "0x10", "inf", "nan", "1e", "1e+", "1e999"])
  func refuses(text: String) {
    #expect(parsed(String(text)) == nil)
  }

  @Test(
    "the shortest text has no exponent where a spreadsheet shows none",
    arguments: [
      (0.0, "0"), (-2, "-2"), (453_925.25315, "453925.25315"), (0.1 + 0.2, "0.30000000000000004"),
      (1e15, "1000000000000000"), (1e20, "100000000000000000000"), (0.00001, "0.00001"),
      (-1.5e-7, "-0.00000015"), (1e300, "1e+300"),
    ])
  func shortest(number: Double, text: String) {
    #expect(shortestText(number) == text)
    #expect(Double(text) == number)
  }

  @Test("the shortest text reads back as the same double", arguments: 0..<20)
  func roundTrip(seed: Int) {
    var draw = SplitMix(seed: UInt64(seed))
    for _ in 0..<200 {
      let number = (draw.unit() - 0.5) * pow(10, Double(draw.below(50) - 25))
      #expect(Double(shortestText(number)) == number)
    }
  }
}
