import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Exports to each other") struct MutualTests {
  @Test("periods of different length stand apart, and no rate joins them") func periods() throws {
    let result = try AnalysisCase.mutual.step().run(Tables(AnalysisCase.mutual.points))
    let periods = result.tables[0].rows.map { $0[0] }
    #expect(
      periods
        == ["2022", "2023", "2023-YTD08"].map { TableCell.period(Period($0) ?? Period(year: 0)) })
    #expect(result.values.allSatisfy { $0.unit == "MUSD" })
    #expect(Set(result.values.map(\.id.path)) == ["mutual.exports", "mutual.balance"])
    #expect(result.figures[0].notes == [Message("mutual.note")])
  }

  @Test("the balance is exact; one side alone gives none") func balance() throws {
    let result = try AnalysisCase.mutual.step().run(Tables(AnalysisCase.mutual.points))
    func balance(_ period: String) -> ResultValue? {
      result.record("v:mutual.balance@partner=KGZ,src=office.trade,t=\(period),u=MUSD,who=KAZ")?
        .value
    }
    #expect(balance("2022") == .exact(ExactDecimal("60.5") ?? .zero))
    #expect(balance("2023") == .exact(-30))
    #expect(balance("2023-YTD08") == .missing("missing-input"))
    let arguments = result.figures[0].finding.arguments
    #expect(arguments["both"] == .count(2) && arguments["more"] == .count(1))
  }

  @Test("another currency is T072") func currency() throws {
    let points = ["first": [Made.flow("KAZ:KGZ", "X", "2022", "1", unit: "MKZT")]]
    #expect(try diagnostic { try AnalysisCase.mutual.step().run(Tables(points)) }?.code == "T072")
  }
}
