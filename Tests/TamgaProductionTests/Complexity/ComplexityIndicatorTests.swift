import IndicatorTestSupport
import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Indicators of complexity read tables of flows") struct ComplexityIndicatorTests {
  private let table = """
    reporter,product,flow,period,value
    KAZ,p1,X,2020,4
    KAZ,p2,X,2020,1
    KGZ,p1,X,2020,1
    KGZ,p2,X,2020,4
    UZB,p1,X,2020,3
    UZB,p2,X,2020,2
    KAZ,p1,M,2020,900
    WLD,p1,X,2020,8
    KAZ,TOTAL,X,2020,5
    KAZ,p1,X,2021,1
    KGZ,p2,X,2021,1
    """

  @Test("imports and printed totals are left apart; periods are judged alone") func periods() throws
  {
    let found = try computed("complexity.diversity.rca1", table)
    #expect(found.map(\.subject) == ["KAZ", "KGZ", "UZB", "KAZ", "KGZ"])
    #expect(found.map(\.period) == ["2020", "2020", "2020", "2021", "2021"])
    #expect(found.map(\.value) == [1, 1, 1, 1, 1])
  }

  @Test("parts without a common product have no ranking unless the largest is asked for")
  func parts() throws {
    let found = try computed("complexity.eci.eigen", table)
    #expect(found.allSatisfy { $0.state == "undefined" })
    let wide = """
      reporter,product,flow,value
      A,p1,X,5
      A,p2,X,4
      A,p3,X,3
      B,p1,X,5
      B,p2,X,4
      C,p1,X,5
      D,q,X,5
      """
    let largest = try computed(
      "complexity.eci.eigen", wide, choices: ["component": "largest"])
    #expect(largest.last?.state == "undefined")
    #expect(largest.prefix(3).allSatisfy { $0.value != nil })
    #expect(largest[0].choices == ["component": "largest"])
  }

  @Test("a value below zero gives a state, a gap and a repeated key a flag") func hostile() throws {
    let negative = try computed(
      "complexity.ubiquity.rca1", table.replacing("KGZ,p2,X,2021,1", with: "KGZ,p2,X,2021,-1"))
    #expect(negative.filter { $0.period == "2021" }.allSatisfy { $0.state == "negative-value" })
    #expect(negative.filter { $0.period == "2020" }.allSatisfy { $0.state == "value" })
    let gap = try computed(
      "complexity.ubiquity.rca1", table.replacing("UZB,p2,X,2020,2", with: "UZB,p2,X,2020,"))
    #expect(gap.first?.flags.contains(.gaps) == true)
    let twice = try computed("complexity.ubiquity.rca1", table + "\nUZB,p2,X,2020,2")
    #expect(twice.first?.flags.contains(.duplicates) == true)
  }

  @Test("a country without income carries no weight") func incomes() throws {
    let found = try computed(
      "complexity.prody.income", table, "region,income\nKAZ,10\nKGZ,20\nUZB,")
    // p1 in 2020: shares 0.8 and 0.2.
    #expect(abs((found.first?.value ?? 0) - (0.8 * 10 + 0.2 * 20)) < 1e-12)
    let expy = try computed(
      "complexity.expy.income", table, "region,income\nKAZ,10\nKGZ,20\nUZB,")
    #expect(expy.first { $0.subject == "UZB" }?.state == "missing-input")
  }
}
