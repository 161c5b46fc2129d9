import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("In brief") struct BriefFindingsTests {
  private func section(_ step: String, _ kind: String, _ count: Int) -> AnalysisResult {
    AnalysisResult(
      step: step, title: Message(kind),
      findings: (0..<count).map {
        Finding(id: "\(step).\($0)", kind: .statement, message: Message("any"))
      })
  }

  @Test("every kind of analysis is heard before a second section of one") func kinds() {
    let sections =
      (1...7).map { section("trade-\($0)", "trade.title", 2) }
      + [section("audit", "audit.title", 0), section("poles", "poles.title", 3)]
      + [section("composite", "composite.title", 2)]
    #expect(sections.briefFindings(2).map(\.id) == ["trade-1.0", "poles.0"])
    #expect(
      sections.briefFindings(5).map(\.id)
        == ["trade-1.0", "trade-2.0", "trade-3.0", "poles.0", "composite.0"])
    // Nine sections have findings; the tenth place is a second finding of the first section.
    let ten = sections.briefFindings(10).map(\.id)
    #expect(ten.count == 10 && Array(ten.prefix(3)) == ["trade-1.0", "trade-1.1", "trade-2.0"])
  }

  @Test("where there is room all stand, in the order of the report") func all() {
    let sections = [section("a", "x", 2), section("b", "y", 1)]
    #expect(sections.briefFindings(8).map(\.id) == ["a.0", "a.1", "b.0"])
    #expect([AnalysisResult]().briefFindings(8).isEmpty)
  }
}
