import TamgaNumerics
import Testing

@testable import TamgaIndicators

@Suite("Ranking of partners") struct PartnerRankingTests {
  @Test("equal numbers share the better place, the next place is left out") func ties() {
    let numbers: [ExactDecimal] = [5, 9, 5, 1]
    #expect(numbers.map { competitionRank(of: $0, among: numbers) } == [2, 1, 2, 4])
  }

  @Test("the cumulated share of the smallest is that of all; a total of zero gives none")
  func whole() throws {
    let numbers: [ExactDecimal] = [5, 9, 5, 1]
    #expect(try cumulativeShare(of: 1, among: numbers, whole: 40) == .value(50))
    #expect(try cumulativeShare(of: 9, among: numbers, whole: 40) == .value(22.5))
    #expect(try cumulativeShare(of: 9, among: numbers, whole: 0) == .missing(.zeroDenominator))
  }

  private func results(_ id: String, _ csv: String) throws -> [IndicatorResult] {
    let definition = try #require(IndicatorCatalogue.indicator(id))
    return try definition.compute(IndicatorTables([try TidyTable(csv: csv)]))
  }

  @Test("a partner without a number has no place, and the others say that there is a gap")
  func gap() throws {
    let table = """
      reporter,partner,flow,period,value
      AAA,WLD,X,2020,100
      AAA,BBB,X,2020,30
      AAA,CCC,X,2020,
      AAA,DDD,X,2020,50
      """
    let found = try results("flow.rank.competition", table)
    #expect(found.map(\.subject) == ["AAA/BBB/X", "AAA/CCC/X", "AAA/DDD/X"])
    #expect(found.map(\.value) == [2, nil, 1])
    #expect(found[1].state == "missing-input")
    #expect(found.allSatisfy { $0.flags.contains(.gaps) })
  }

  @Test("printed digits that leave an order open give a range of places") func rounding() throws {
    let table = """
      reporter,partner,flow,period,value
      AAA,WLD,X,2020,10
      AAA,BBB,X,2020,3
      AAA,CCC,X,2020,2.9
      """
    let first = try #require(try results("flow.rank.competition", table).first)
    #expect(first.value == 1 && first.interval?.lower == 1 && first.interval?.upper == 2)
  }
}
