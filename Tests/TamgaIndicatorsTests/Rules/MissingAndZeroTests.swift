import TamgaIndicators
import TamgaNumerics
import Testing

/// Missing, zero, negative and one-sided differ, each with its code.
@Suite("Missing is not zero") struct MissingAndZeroTests {
  private func state(_ id: String, _ csv: String, _ subject: String) throws -> String? {
    try results(id, try TidyTable(csv: csv)).first { $0.subject == subject }?.state
  }

  @Test("a gap, a zero and a negative class") func classes() throws {
    let head = "reporter,partner,flow,value\nK,A,X,60\n"
    let hhi = "concentration.hhi.sum-squares"
    #expect(try state(hhi, head + "K,B,X,0", "K/X") == "value")
    #expect(try state(hhi, head + "K,B,X,", "K/X") == "missing-input")
    #expect(try state(hhi, head + "K,B,X,-1", "K/X") == "negative-value")
    #expect(
      try state(hhi, "reporter,partner,flow,value\nK,A,X,0\nK,B,X,0", "K/X")
        == "zero-denominator")
  }

  @Test("a gap beside a printed total: used when the known cover enough of it") func coverage()
    throws
  {
    let head = "reporter,partner,flow,value\nK,A,X,60\nK,B,X,32\nK,C,X,\n"
    let enough = try results(
      "concentration.hhi.sum-squares", try TidyTable(csv: head + "K,WLD,X,100"))
    #expect(enough[0].flags.contains(.lowCoverage) && enough[0].n == 2)
    #expect(enough[0].value != nil)
    #expect(
      try state("concentration.hhi.sum-squares", head + "K,WLD,X,110", "K/X") == "coverage")
  }

  @Test("a gap beside others that make up the printed total is a gap, no lack of cover")
  func whole()
    throws
  {
    let rows = "reporter,partner,product,flow,value\nK,A,TOTAL,X,60\nK,B,TOTAL,X,40\n"
    let gap = "K,C,TOTAL,X,\nK,WLD,TOTAL,X,"
    // The column of products holds nothing but totals: partners are told apart.
    let all = try results("concentration.hhi.sum-squares", try TidyTable(csv: rows + gap + "100"))
    #expect(all.count == 1 && abs((all[0].value ?? 0) - 0.52) < 1e-12)
    #expect(all[0].flags.contains(.gaps) && !all[0].flags.contains(.lowCoverage))
    let most = try results("concentration.hhi.sum-squares", try TidyTable(csv: rows + gap + "101"))
    #expect(most[0].flags.contains(.lowCoverage))
  }

  @Test("a world that is the table's own reporters is said, a printed one is not") func world()
    throws
  {
    let own = "reporter,partner,flow,value\nK,A,X,60\nK,B,X,40\nU,A,X,10\nU,B,X,90\n"
    let printed = own + "WLD,A,X,150\nWLD,B,X,350"
    func intensity(_ csv: String) throws -> IndicatorResult? {
      try results("bilateral.tii.gross", try TidyTable(csv: csv)).first { $0.subject == "K/A" }
    }
    let summed = try #require(try intensity(own))
    // (60/100) / (70/200), and against the printed world (60/100) / (150/500).
    #expect(abs((summed.value ?? 0) - 0.6 / 0.35) < 1e-12)
    #expect(summed.flags.contains(.worldFromTable))
    let stated = try #require(try intensity(printed))
    #expect(abs((stated.value ?? 0) - 2) < 1e-12)
    #expect(!stated.flags.contains(.worldFromTable))
  }

  @Test("a pair that one side records is one-sided, never filled in") func orphans() throws {
    let table = "reporter,partner,flow,value\nCHN,KGZ,X,5\nKGZ,CHN,M,4\nKAZ,KGZ,X,3"
    for id in ["mirror.ratio.raw", "mirror.gap.raw", "cif-fob.fixed.106"] {
      #expect(try state(id, table, "KAZ/KGZ") == "one-sided")
      #expect(try state(id, table, "CHN/KGZ") == "value")
    }
    let reconciled = try results("reconciled.value.softmax", try TidyTable(csv: table))
    #expect(reconciled.map(\.state) == ["value", "one-sided"])
  }

  @Test("growth over a gap of years is missing, never two years' as one") func gaps() throws {
    let table = "region,period,value\nK,2019,100\nK,2021,121"
    #expect(try state("growth.rate.chain", table, "K") == "missing-input")
    let average = try results("growth.average.cagr", try TidyTable(csv: table))
    #expect(agree(average[0].value ?? .nan, 10, 1e-12))
    #expect(try state("growth.average.mean-chain", table, "K") == "missing-input")
  }

  @Test("the ledger has no number but the gap") func ledger() throws {
    let example = try #require(
      IndicatorCatalogue.indicator("ledger.hidden.interval")?.examples.first)
    let tables = try IndicatorTables(example.tables.map { try TidyTable(csv: $0) })
    let indicator = try #require(IndicatorCatalogue.indicator("ledger.hidden.interval"))
    let found = try indicator.compute(tables).filter { $0.period == "2022" }
    #expect(found.count == 7)
    #expect(found.filter { $0.value != nil }.map(\.subject) == ["CHN/KGZ/gap"])
    #expect(found.dropFirst().allSatisfy { $0.state == "interval-only" && $0.interval != nil })
    let rows = Dictionary(uniqueKeysWithValues: found.map { (String($0.subject.dropFirst(8)), $0) })
    let parts = ["freight", "timing", "re-exports", "coverage", "residual"].compactMap {
      rows[$0]?.interval
    }
    let gap = try #require(rows["gap"]?.value)
    let low: Double = parts.map(\.lower).reduce(0, +)
    let high: Double = parts.map(\.upper).reduce(0, +)
    #expect(low <= gap && gap <= high)
    // Widening a row never narrows the residual.
    let wider = try indicator.compute(
      tables, IndicatorContext(choices: ["freight-most": "1.4", "unrecorded-share": "0.1"])
    ).first { $0.subject == "CHN/KGZ/residual" && $0.period == "2022" }
    let (before, after) = (
      try #require(rows["residual"]?.interval), try #require(wider?.interval)
    )
    #expect(after.lower <= before.lower && after.upper >= before.upper)
    #expect(wider?.flags.contains(.undetermined) == true)
  }

  @Test("supplies of regions add up to the nation's") func regional() throws {
    let example = try #require(
      IndicatorCatalogue.indicator("potential.epi.regional")?.examples.first)
    let distances =
      "origin,destination,distance\nKAZ,CHN,1000\nUZB,CHN,1000\nKAZ,KGZ,500\n"
      + "UZB,KGZ,500\nKZ-ZHM,KGZ,500\nKZ-ALA,KGZ,500"
    let tables = try [example.tables[0], distances, example.tables[2], example.tables[3]].map {
      try TidyTable(csv: $0)
    }
    let regions = try values("potential.epi.regional", tables[0], tables[1], tables[2], tables[3])
    let nation = try values("potential.epi.itc-form", tables[0], tables[1], tables[2])
    let sum = (regions["KZ-ZHM/KGZ/01@"] ?? .nan) + (regions["KZ-ALA/KGZ/01@"] ?? .nan)
    #expect(agree(sum, nation["KAZ/KGZ/01@"] ?? .nan))
  }
}
