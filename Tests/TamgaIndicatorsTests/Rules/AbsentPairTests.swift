import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("What tables do not hold is said") struct AbsentPairTests {
  private static let head = "region,industry,period,employment\n"
  private static let start = "a,farm,1,30\na,mine,1,10\nb,farm,1,20\nb,mine,1,40\n"

  @Test("pairs without a row count as zero and carry a flag", arguments: ["lq.", "shift-share."])
  func flags(prefix: String) throws {
    let ids = IndicatorCatalogue.all.map(\.id).filter {
      $0.hasPrefix(prefix) && !$0.contains("spatial")
    }
    #expect(!ids.isEmpty)
    for id in ids {
      let whole = try results(
        id,
        try TidyTable(
          csv: Self.head + Self.start + "a,farm,2,35\na,mine,2,9\nb,farm,2,1\nb,mine,2,5"))
      let short = try results(
        id, try TidyTable(csv: Self.head + Self.start + "a,farm,2,35\na,mine,2,9\nb,farm,2,1"))
      #expect(whole.allSatisfy { !$0.flags.contains(.absentPairs) }, "\(id)")
      #expect(short.contains { $0.flags.contains(.absentPairs) }, "\(id)")
    }
  }

  @Test("one region is not unequal: a state, not a zero") func one() throws {
    for indicator in IndicatorCatalogue.all
    where indicator.id.hasPrefix("inequality.") && !indicator.id.contains("spatial") {
      let found = try results(
        indicator.id, try TidyTable(csv: "region,value,weight,group\nA,5,2,g"))
      #expect(found.map(\.state) == ["too-few-observations"], "\(indicator.id)")
    }
  }
}
