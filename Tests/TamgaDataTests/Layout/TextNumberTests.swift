import TamgaNumerics
import Testing

@testable import TamgaData

@Suite("Printed numbers") struct TextNumberTests {
  @Test(
    "texts that decide alone",
    arguments: [
      ("69 532 626", "69532626"), ("12\u{A0}345,6", "12345.6"), ("1\u{202F}234.5", "1234.5"),
      ("1\u{2009}234\u{2009}567", "1234567"), ("88,0", "88.0"), ("103.5", "103.5"), ("-5", "-5"),
      ("−5,25", "-5.25"), ("–7", "-7"), ("(12,5)", "-12.5"), ("1.234.567", "1234567"),
      ("1,234,567", "1234567"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("0,286", "0.286"),
      ("1234,567", "1234.567"), ("1 234,567", "1234.567"), ("12,5%", "12.5"),
      ("1’234.50", "1234.50"),
    ])
  func certain(text: String, value: String) throws {
    let number = try #require(TextNumber(text))
    #expect(number.certain == ExactDecimal(value))
  }

  @Test(
    "a lone mark before three digits has two readings", arguments: ["3.286", "12,345", "123.456"])
  func ambiguous(text: String) throws {
    let number = try #require(TextNumber(text))
    #expect(number.certain == nil)
    #expect(number.proves == nil)
    #expect(Set(number.readings.keys) == [.point, .comma])
    #expect(number.readings[.point] != number.readings[.comma])
  }

  @Test(
    "no numbers",
    arguments: [
      "2023 год", "1.", "12 34", "1,23,4", "1.2.3", "4.03.00.20", "1234 567", "abc", "", "-",
      "1 23",
      "2023 1", "1.234.56,7", "12-14",
    ])
  func refused(text: String) {
    #expect(TextNumber(text)?.certain == nil)
  }

  @Test("zero with a decimal comma is below half a unit; zero alone is zero")
  func belowUnit() throws {
    #expect(try #require(TextNumber("0,0")).isBelowUnit)
    #expect(try #require(TextNumber("0,00")).isBelowUnit)
    #expect(try !#require(TextNumber("0.0")).isBelowUnit)
    #expect(try !#require(TextNumber("0")).isBelowUnit)
    #expect(try !#require(TextNumber("0,1")).isBelowUnit)
  }

  @Test(
    "marks for missing numbers keep their kind",
    arguments: [
      ("-", "dash"), ("–", "dash"), ("…", "na"), ("...", "na"), ("x", "not_applicable"),
      ("х", "not_applicable"), ("           NA", "na"), ("  ", "blank"), ("н/д", "na"),
    ])
  func missing(text: String, reason: String) throws {
    let mark = try #require(MissingMark(text))
    #expect(mark.reason == reason)
    #expect(!mark.isSuppressed)
  }

  @Test("a withheld number is not a missing one") func suppressed() throws {
    let mark = try #require(MissingMark("c"))
    #expect(mark.isSuppressed)
    #expect(MissingMark("0") == nil)
    #expect(MissingMark("Чад") == nil)
  }

  @Test("the other cells of a column decide a lone mark, or its row is refused") func column() {
    func readings(_ texts: [TestCell]) -> [CellReading] {
      let sheet = SheetView(Grid(texts.map { [nil, $0] }))
      let rows = Array(texts.indices)
      let notes = Footnotes(sheet, after: .max, dataRows: [])
      let reader = ColumnReader(sheet, column: 1, rows: rows, footnotes: notes)
      return rows.map { reader.reading(row: $0) }
    }
    #expect(readings(["3.286", "12.5"])[0].value == ExactDecimal("3.286"))
    #expect(readings(["3.286", "12,5"])[0].value == ExactDecimal("3286"))
    #expect(readings(["3,286", "1.234.567"])[0].value == ExactDecimal("3.286"))
    #expect(readings(["3.286", "12"])[0].problem == .ambiguous)
    #expect(readings(["3.286", "12,5", "12.5"])[0].problem == .ambiguous)
    #expect(readings(["3.286", "12,5", "12.5"])[1].value == ExactDecimal("12.5"))
    #expect(readings(["текст"])[0].problem == .noNumber)
    #expect(readings([44721.200000000004])[0].value == ExactDecimal("44721.2"))
  }

  @Test("where a column says nothing, the table's own decimal mark decides, another mark does not")
  func table() throws {
    func value(_ text: TestCell) throws -> ExactDecimal? {
      let sheet = try importSheets([
        Grid([
          ["4.03.00.20: Импорт товаров, тыс. долларов США"], ["Страны", 2022, 2023],
          ["Китай", text, "12,5"], ["Россия", "-", "1 345,25"],
        ])
      ]).sheets[0]
      return sheet.observations.first { $0.partner == "CHN" && $0.period.year == 2022 }?.value
    }
    #expect(try value("3,286") == ExactDecimal("3.286"))
    #expect(try value("3.286") == nil)
    #expect(try value("33.28") == ExactDecimal("33.28"))
  }
}
