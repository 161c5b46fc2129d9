import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

@Suite("Numbers as people write them") struct PrintedNumberTests {
  @Test(
    "both grammars",
    arguments: [
      ("1234.5", "1234.5", nil), ("1234,5", nil, "1234.5"), ("3.286", "3.286", "3286"),
      ("3,286", "3286", "3.286"), ("69 532 626", "69532626", "69532626"),
      ("69\u{A0}532,6", nil, "69532.6"), ("1\u{202F}234\u{2009}567.8", "1234567.8", nil),
      ("1.234.567", nil, "1234567"), ("1,234,567.89", "1234567.89", nil),
      ("12'345.6", "12345.6", nil), ("-5", "-5", "-5"), ("−5,0", nil, "-5.0"), ("– 5", "-5", "-5"),
      ("(5.25)", "-5.25", nil), ("+7", "7", "7"), (".5", "0.5", nil), ("1e+05", "100000", "100000"),
      ("2.5E-3", "0.0025", nil), ("0.123", "0.123", nil), ("1234.567", "1234.567", nil),
      ("12 34", nil, nil), ("1 2345", nil, nil), ("5.", nil, nil), ("", nil, nil), ("-", nil, nil),
      ("abc", nil, nil), ("1-2", nil, nil), ("--5", nil, nil), ("1,23,456", nil, nil),
      ("()", nil, nil),
      ("12%", nil, nil), ("٣", nil, nil), ("0x10", nil, nil), ("1e", nil, nil),
      ("999999999999999999999999999999999999999999", nil, nil),
    ] as [(String, String?, String?)])
  func grammars(text: String, point: String?, comma: String?) {
    let number = PrintedNumber(text)
    #expect(number.point?.description == point)
    #expect(number.comma?.description == comma)
  }

  @Test("the short way to plain numbers reads what the long way reads", arguments: [7, 11, 13])
  func shortWay(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let alphabet = Array("00123456789..-")
    for _ in 0..<4000 {
      let length = Int.random(in: 1...9, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      let (short, long) = (PrintedNumber(text), PrintedNumber(grouped: text))
      #expect(
        short.point?.description == long.point?.description
          && short.comma?.description == long.comma?.description
          && short.isPrintedZero == long.isPrintedZero, "\(text)")
    }
  }

  static func column(_ cells: [String], decimal: Character? = nil) throws -> NumberColumn {
    var dialect = Dialect()
    dialect.decimal = decimal?.asciiValue
    return try NumberColumn(
      cells: cells.enumerated().map { (line: $0.offset + 2, text: $0.element) }, dialect: dialect,
      column: "value", place: Place(file: "t.csv"))
  }

  @Test("the other cells of the column decide what 3.286 means")
  func columnDecides() throws {
    #expect(try Self.column(["3.286", "12.5"]).grammar == .point)
    #expect(try Self.column(["3.286", "12,5"]).grammar == .comma)
    #expect(try Self.column(["3 286", "12"]).read("3 286") == .number(3286, flags: []))
    #expect(TidySample.code { _ = try Self.column(["3.286", "12", "…"]) } == "T134")
    #expect(try Self.column(["3.286"], decimal: ".").grammar == .point)
  }

  @Test("a column of both kinds is read cell by cell, flagged, and never guessed")
  func mixed() throws {
    let column = try Self.column(["1,5", "2.5", "3.286", "7"])
    #expect(column.grammar == .mixed)
    #expect(
      column.read("1,5") == .number(ExactDecimal(mantissa: 15, scale: 1), flags: ["mixed_decimal"]))
    #expect(column.read("3.286") == .ambiguous)
    #expect(column.read("7") == .number(7, flags: []))
  }

  @Test("a printed 0,0 is less than half a unit, a 0 is zero")
  func belowUnit() throws {
    let column = try Self.column(["0,0", "0", "1,5"])
    #expect(column.read("0,0") == .number(.zero, flags: ["below_unit"]))
    #expect(column.read("0") == .number(.zero, flags: []))
  }

  @Test(
    "periods",
    arguments: [
      ("2023", "2023"), ("2023-Q2", "2023-Q2"), ("2023Q4", "2023-Q4"), ("2023-08", "2023-08"),
      ("202308", "2023-08"), ("2023M08", "2023-08"), ("Aug. 2024", "2024-08"),
      ("may 2024", "2024-05"), ("September 2023", "2023-09"), ("Jan.-Sep. 2023", "2023-YTD09"),
      ("Jan.-Dec. 2023", "2023"), ("2023-YTD09", "2023-YTD09"), ("20.23", nil), ("2023-13", nil),
      ("2023-Q5", nil), ("23", nil), ("", nil), ("Feb-Mar 2023", nil), ("201952", nil),
      ("Au 2023", nil), ("2023-8", nil),
    ] as [(String, String?)])
  func periods(text: String, expected: String?) {
    #expect(PeriodText.read(text)?.description == expected)
  }

  @Test(
    "units",
    arguments: [
      ("kUSD", "kUSD"), ("тыс. долларов США", "kUSD"), ("million EUR", "MEUR"), ("%", "pct"),
      ("миң АКШ доллары", "kUSD"), ("thousand soms", "kKGS"), ("млн тенге", "MKZT"),
      ("thousand", nil), ("thousand million USD", nil), ("USD EUR", nil), ("parsecs", nil),
      ("", nil), ("% USD", nil),
    ] as [(String, String?)])
  func units(text: String, expected: String?) { #expect(UnitWords.read(text)?.id == expected) }
}
