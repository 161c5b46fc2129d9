import TamgaAudit
import Testing

@testable import TamgaStudy

@Suite("Corrected numbers in the digits of a document") struct PrintedDigitsTests {
  @Test(
    "precision, marks and grouping are those of the printed number",
    arguments: [
      ("56.5", 1, NumberStyle.english, 31.337, "31.3"), ("56,5", 1, .spaced, 31.35, "31,4"),
      ("36,581.40", 2, .english, 1_234_567.891, "1,234,567.89"),
      ("1688,1", 1, .spaced, 2_345.64, "2345,6"), ("541", 0, .spaced, 1_234.4, "1 234"),
      ("−5.2", 1, .english, -7.25, "−7.3"), ("-5.2", 1, .english, -7.25, "-7.3"),
      ("5.2", 1, .english, -0.04, "0.0"), ("129,1%", 1, .spaced, 128.96, "129,0"),
    ])
  func digits(
    printed: String, decimals: Int, style: NumberStyle, value: Double, expected: String
  ) {
    let digits = PrintedDigits(printed: printed, decimals: decimals, style: style)
    #expect(digits.text(value) == expected)
  }

  @Test(
    "a number is replaced where it stands whole and once",
    arguments: [
      ("grew by 56.5% or 195.4", "grew by 31.3% or 195.4"), ("56.5", "31.3"),
      ("56.5, then less.", "31.3, then less."), ("of 56.5. It", "of 31.3. It"),
      ("56.5 and again 56.5", nil), ("156.5 and 56.51", nil), ("1,56.5", nil), ("nothing", nil),
    ])
  func replaced(sentence: String, expected: String?) {
    let digits = PrintedDigits(printed: "56.5", decimals: 1, style: .english)
    #expect(digits.replaced(by: 31.337, in: sentence) == expected)
  }

  @Test("a sign goes with its number, and spaces of any kind part groups") func marks() {
    let fall = PrintedDigits(printed: "−5.2", decimals: 1, style: .english)
    #expect(fall.replaced(by: 3, in: "a change of −5.2 percent") == "a change of 3.0 percent")
    let spaced = PrintedDigits(printed: "1 234,5", decimals: 1, style: .spaced)
    #expect(spaced.replaced(by: 2345.6, in: "всего 1\u{A0}234,5 млн") == "всего 2 345,6 млн")
  }
}
