import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Tidy tables") struct TidyImportTests {
  @Test("rows become observations with their line, byte offset and printed text")
  func trade() throws {
    let sheet = try #require(TidySample.read(TidySample.trade).sheets.first)
    #expect(sheet.rowsRead == 5)
    #expect(sheet.rowsAccepted == 5)
    let first = sheet.observations[0]
    #expect(first.reporter == "KAZ")
    #expect(first.partner == "KGZ")
    #expect(first.flow == "X")
    #expect(first.value == ExactDecimal("721.5"))
    #expect(first.unit == .money("USD", powerOfTen: 6))
    #expect(first.line == 2)
    #expect(first.sheet == -1)
    #expect(first.row == 89)
    #expect(first.column == 6)
    #expect(first.printed == "Invented (2025), Table 1: “721,5”")
    #expect(sheet.observations[1].printed == "Invented (2025), p. 3")
    #expect(sheet.notes.map(\.text) == ["preliminary"])
    #expect(sheet.observations[2].product == "010121")
    #expect(sheet.observations[2].nomenclature == "H5")
    #expect(sheet.observations[2].period == Period(year: 2022, kind: .quarter(2)))
    #expect(sheet.observations[4].period == Period(year: 2023, kind: .month(8)))
  }

  @Test("zero, not reported and suppressed stay apart")
  func threeStates() throws {
    let rows = try TidySample.read(TidySample.trade).sheets[0].observations
    #expect(rows.map(\.state) == [.reported, .reported, .reported, .notReported, .suppressed])
    #expect(rows[2].value == .zero)
    #expect(rows[3].value == nil)
    #expect(rows[3].reason == "dash")
  }

  @Test("NA is Namibia in a column of countries and nothing in a column of numbers")
  func namibia() throws {
    let sheet = try TidySample.read(TidySample.header + "\nKAZ,NA,01,X,2022,NA,USD\n").sheets[0]
    #expect(sheet.observations[0].partner == "NAM")
    #expect(sheet.observations[0].reason == "na")
    #expect(sheet.observations[0].product == "01")
  }

  @Test(
    "units come from the column, the header or the options",
    arguments: [
      ("value_usd_thousand", "kUSD"), ("VALUE_IN_EUR", "EUR"), ("value (million tenge)", "MKZT"),
      ("Trade value kUSD", "kUSD"), ("стоимость, тыс. долларов США", "kUSD"),
    ])
  func headerUnit(header: String, unit: String) throws {
    let text = "reporter;partner;flow;period;\"\(header)\"\nKAZ;KGZ;X;2022;5\n"
    #expect(try TidySample.read(text).sheets[0].observations[0].unit.id == unit)
  }

  @Test("indicators by region")
  func indicators() throws {
    let text = """
      region\tindicator\tperiod\tvalue\tunit\tprice_basis
      Абайская\tinvestment\t2023\t1 234,50\tмлн. тенге\tcurrent
      Абайская\tinvestment\t2024\t(2)\tMKZT\tconstant
      """
    let rows = try TidySample.read(text).sheets[0].observations
    #expect(rows.map(\.fact) == [.indicator, .indicator])
    #expect(rows[0].value == ExactDecimal("1234.50"))
    #expect(rows[0].unit.id == "MKZT")
    #expect(rows[1].value == ExactDecimal("-2"))
    #expect(rows[1].priceBasis == "constant")
  }

  @Test("each data set of a file becomes a sheet, and may differ from another")
  func datasets() throws {
    let text = """
      dataset,published_on,reporter,partner,flow,period,value,currency
      a,2023-05-01,KAZ,KGZ,X,2022,1,USD
      a,2024-05-01,KAZ,KGZ,X,2022,2,USD
      b,2024-05-01,KAZ,KGZ,X,2022,3,USD
      a,2023-05-01,KAZ,KGZ,X,2022,1.0,USD
      """
    let sheets = try TidySample.read(text).sheets
    #expect(sheets.map(\.dataset) == ["a", "a", "b"])
    #expect(sheets.map(\.publishedOn) == ["2023-05-01", "2024-05-01", "2024-05-01"])
    #expect(sheets[0].rowsRead == 2)
    #expect(sheets[0].rejected.map(\.diagnostic.code) == ["T137"])
    #expect(sheets[0].rejected.map(\.line) == [5])
  }

  @Test("the labels of a European extract, with groups told apart and flagged")
  func comext() throws {
    let text = """
      REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR
      "France (incl. Monaco, invented)","Kyrgyzstan","Total","EXPORT","Total","Aug. 2024",1410
      "Euro area (AT-01/1999, BE-01/1999)","Kyrgyzstan","Total","EXPORT","Total","Aug. 2024",7
      "Euro area - 20 countries (AT, BE)","Kyrgyzstan","Total","EXPORT","Total","Aug. 2024",7
      "European Union - 27 countries (AT, BE)","Kyrgyzstan","Total","EXPORT","Total","Aug. 2024",9
      "France","Kyrgyzstan","Total","EXPORT","Inward processing","Jul. 2024",9
      """
    let sheet = try TidySample.read(text).sheets[0]
    #expect(sheet.observations.map(\.reporter) == ["FRA", "EA", "EA20", "EU27"])
    #expect(sheet.observations.map(\.isAggregate) == [false, true, true, true])
    #expect(sheet.observations[0].unit.id == "EUR")
    #expect(sheet.observations[0].product == "TOTAL")
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T136"])
  }

  @Test("what cannot be read is rejected with line, raw text and reason")
  func rejects() throws {
    let text = """
      \(TidySample.header)
      KAZ,Atlantis,,X,2022,1,USD
      KAZ,KGZ,,Y,2022,1,USD
      KAZ,KGZ,,X,20.22,1,USD
      KAZ,KGZ,,X,2022,abc,USD
      KAZ,KGZ,,X,2022,1,shillings
      KAZ,KGZ,,X,2022,1,USD
      """
    let sheet = try TidySample.read(text).sheets[0]
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T135", "T136", "T136", "T133", "T132"])
    #expect(sheet.rejected.map(\.line) == [2, 3, 4, 5, 6])
    #expect(sheet.rejected[0].raw == "KAZ,Atlantis,,X,2022,1,USD")
    #expect(sheet.rowsRead == 6)
    #expect(sheet.rowsAccepted == 1)
  }
}
