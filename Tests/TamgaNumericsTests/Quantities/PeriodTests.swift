import TamgaNumerics
import Testing

@Suite("Periods") struct PeriodTests {
  @Test(
    "the canonical text is read and written back",
    arguments: [
      "2023", "2023-Q1", "2023-Q4", "2023-01", "2023-12", "2023-YTD01", "2023-YTD11",
    ])
  func roundTrip(_ text: String) throws {
    let period = try #require(Period(text))
    #expect(period.description == text)
  }

  @Test(
    "other texts are refused",
    arguments: [
      "", "23", "20230", "2023-", "2023-Q0", "2023-Q5", "2023-q1", "2023-00", "2023-13", "2023-1",
      "2023-YTD00", "2023-YTD12", "2023-YTD9", "2023-01-01", " 2023", "+202", "２０２３", "2023-Q1-",
    ])
  func refused(_ text: String) { #expect(Period(text) == nil) }

  @Test("periods are ordered by year, then part") func order() {
    let ordered = [
      "2022-YTD11", "2023", "2023-Q1", "2023-Q4", "2023-01", "2023-12", "2023-YTD02",
      "2024",
    ].compactMap { Period($0) }
    #expect(ordered.count == 8)
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test("the previous whole year and the same part a year ago") func previous() throws {
    let part = try #require(Period("2023-YTD09"))
    #expect(part.previousWholeYear.description == "2022")
    #expect(part.sameInPreviousYear.description == "2022-YTD09")
    #expect(Period(year: 2023, kind: .yearToDate(12)) == Period(year: 2023))
  }
}
