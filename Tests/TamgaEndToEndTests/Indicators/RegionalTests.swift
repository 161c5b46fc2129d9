import Foundation
import TamgaPresent
import Testing

@Suite(
  "Series, regions, composites and SWOT tables",
  .enabled(if: Program.isBuilt, "the release binary"))
struct RegionalTests {
  /// Thurman and Fisher (1988), the first thirty years.
  private static let chickens = """
    year,eggs,chickens
    1930,3581,468491
    1931,3532,449743
    1932,3327,436815
    1933,3255,444523
    1934,3156,433937
    1935,3081,389958
    1936,3166,403446
    1937,3443,423921
    1938,3424,389624
    1939,3561,418591
    1940,3640,438288
    1941,3840,422841
    1942,4456,476935
    1943,5000,542047
    1944,5366,582197
    1945,5154,516497
    1946,5130,523227
    1947,5077,467217
    1948,5032,499644
    1949,5148,430876
    1950,5404,456549
    1951,5322,430988
    1952,5323,426555
    1953,5307,398156
    1954,5402,396776
    1955,5407,390708
    1956,5500,383690
    1957,5442,391363
    1958,5442,374281
    1959,5542,387002
    """

  private static let lattice = """
    i,j,w
    a,b,1
    b,a,1
    a,c,1
    c,a,1
    b,d,1
    d,b,1
    c,d,1
    d,c,1
    """

  @Test("granger: both directions, pre-tests, power, codes of misuse") func granger() throws {
    let scratch = try Scratch()
    let data = try scratch.write(Self.chickens, to: "eggs.csv")
    let outcome = try Program.run(
      "stats", "granger", data, "--y", "chickens", "--x", "eggs", "--lags", "1", "--json")
    try Schemas.expect(outcome, "stats.granger")
    let test = outcome.data?["tests"]?[0]
    #expect(test?["from"]?.string == "eggs" && test?["method"]?.string == "toda-yamamoto")
    #expect(test?["df1"]?.integer == 1 && outcome.data?["n"]?.integer == 30)
    // statsmodels 0.15: F(1, 26) = 0.2437 at one lag of levels.
    let f = try #require(outcome.data?["plain"]?[0]?["f"]?.double)
    #expect(abs(f - 0.2437480872342492) < 1e-9)
    let table = try Program.run(
      "stats", "granger", data, "--y", "chickens", "--x", "eggs", "--lang", "ru")
    #expect(table.exit == 0 && table.output.contains("Тода–Ямамото"))
    try Schemas.expectFailure(
      try Program.run(
        "stats", "granger", data, "--y", "chickens", "--x", "eggs", "--lags", "x", "--json"),
      "stats.granger", exit: 64, code: "T848")
    try Schemas.expectFailure(
      try Program.run(
        "stats", "granger", data, "--y", "chickens", "--x", "eggs", "--lags", "99", "--json"),
      "stats.granger", exit: 65, code: "T841")
    let flat = try scratch.write(
      "t,a,b\n" + (1...20).map { "\($0),\($0 * $0 % 7),5\n" }.joined(), to: "flat.csv")
    let constant = try Program.run("stats", "granger", flat, "--y", "a", "--x", "b", "--json")
    try Schemas.expectFailure(constant, "stats.granger", exit: 65, code: "T868")
    #expect(try constant.envelope["diagnostics"]?[0]?["arguments"]?["column"]?.string == "b")
    let gap = try scratch.write("t,a,b\n1,2,3\n2,,4\n3,5,6\n", to: "gap.csv")
    try Schemas.expectFailure(
      try Program.run("stats", "granger", gap, "--y", "a", "--x", "b", "--json"),
      "stats.granger", exit: 65, code: "T840")
    let short = try scratch.write("t,a,b\n1,2,3\n2,1,4\n3,5,6\n4,2,2\n5,3,8\n", to: "short.csv")
    let refused = try Program.run(
      "stats", "granger", short, "--y", "a", "--x", "b", "--lags", "1", "--json")
    try Schemas.expect(refused, "stats.granger")
    #expect(refused.data?["tests"]?[0]?["verdict"]?.string == "refused")
    #expect(refused.data?["tests"]?[0]?["f"] == .null)
  }

  @Test("moran: a checkerboard, islands, codes of misuse") func moran() throws {
    let scratch = try Scratch()
    let weights = try scratch.write(Self.lattice, to: "w.csv")
    let data = try scratch.write("region,y\na,1\nb,0\nc,0\nd,1\n", to: "y.csv")
    let outcome = try Program.run(
      "stats", "moran", data, "--value", "y", "--weights", weights, "--local", "lisa", "--json")
    try Schemas.expect(outcome, "stats.moran")
    #expect(outcome.data?["value"]?.double == -1)
    #expect(outcome.data?["arrangements"]?.integer == 24)
    let island = try scratch.write("region,y\na,1\nb,0\nc,0\nd,1\ne,7\n", to: "e.csv")
    let alone = try Program.run(
      "stats", "moran", island, "--value", "y", "--weights", weights, "--json")
    try Schemas.expect(alone, "stats.moran")
    #expect(alone.data?["islands"]?[0]?.string == "e")
    #expect(try alone.envelope["diagnostics"]?[0]?["code"]?.string == "T860")
    let flat = try scratch.write("region,y\na,1\nb,1\nc,1\nd,1\n", to: "flat.csv")
    let constant = try Program.run(
      "stats", "moran", flat, "--value", "y", "--weights", weights, "--json")
    try Schemas.expect(constant, "stats.moran")
    #expect(constant.data?["reason"]?.string == "no-variation")
    let few = try scratch.write("region,y\na,1\nb,2\n", to: "few.csv")
    try Schemas.expectFailure(
      try Program.run("stats", "moran", few, "--value", "y", "--weights", weights, "--json"),
      "stats.moran", exit: 65, code: "T847")
    let own = try scratch.write("i,j,w\na,a,1\n", to: "own.csv")
    let linked = try Program.run(
      "stats", "moran", data, "--value", "y", "--weights", own, "--json")
    try Schemas.expectFailure(linked, "stats.moran", exit: 65, code: "T850")
    #expect(try linked.envelope["diagnostics"]?[0]?["place"]?["file"]?.string == own)
    let kazakh = try Program.run(
      "stats", "moran", data, "--value", "y", "--weights", weights, "--local", "lisa", "--lang",
      "kk")
    #expect(!kazakh.output.contains("high-low") && !kazakh.errors.contains("few-regions"))
  }

  @Test("region: shift-share, quotients, convergence") func regions() throws {
    let scratch = try Scratch()
    let jobs = try scratch.write(
      """
      region,industry,period,employment
      a,farms,2020,60
      a,mills,2020,40
      b,farms,2020,40
      b,mills,2020,60
      a,farms,2023,57
      a,mills,2023,60
      b,farms,2023,33
      b,mills,2023,80
      """, to: "jobs.csv")
    let shift = try Program.run("region", "shift-share", jobs, "--json")
    try Schemas.expect(shift, "region.shift-share")
    let printed = try Program.run("region", "shift-share", jobs)
    for word in ["Allocation", "Structure index", "all regions"] {
      #expect(printed.output.contains(word), "\(word)")
    }
    #expect(shift.data?["regions"]?[0]?["dunn"]?["actual"]?.double == 17)
    #expect(shift.data?["regions"]?[0]?["dunn"]?["regional"]?.double == 7)
    let fresh = try scratch.write(
      "region,industry,period,employment\na,x,1,5\na,y,1,0\na,x,2,6\na,y,2,2\n", to: "fresh.csv")
    let apart = try Program.run("region", "shift-share", fresh, "--json")
    try Schemas.expect(apart, "region.shift-share")
    #expect(apart.data?["new_industries"]?[0]?.string == "y")
    #expect(apart.data?["regions"]?[0]?["dunn"]?["new"]?.double == 2)
    #expect(try apart.envelope["diagnostics"]?[0]?["code"]?.string == "T861")
    let nothing = try scratch.write(
      "region,industry,period,employment\na,x,1,0\na,x,2,6\n", to: "nothing.csv")
    try Schemas.expectFailure(
      try Program.run("region", "shift-share", nothing, "--json"), "region.shift-share", exit: 65,
      code: "T865")
    let gap = try scratch.write(
      """
      region,industry,period,employment
      a,farms,2020,60
      a,mills,2020,40
      b,farms,2020,40
      a,farms,2023,57
      a,mills,2023,60
      b,farms,2023,33
      b,mills,2023,80
      """, to: "gap-jobs.csv")
    let filled = try Program.run("region", "shift-share", gap, "--json")
    #expect(filled.data?["absent_pairs"]?.integer == 1)
    #expect(try filled.envelope["diagnostics"]?[0]?["code"]?.string == "T876")
    let quotients = try Program.run("region", "lq", jobs, "--period", "2020", "--json")
    try Schemas.expect(quotients, "region.lq")
    #expect(quotients.data?["quotients"]?[0]?["lq"]?.double == 1.2)
    try Schemas.expectFailure(
      try Program.run("region", "lq", jobs, "--period", "1999", "--json"), "region.lq", exit: 64,
      code: "T848")
    let year = try scratch.write(
      "region,period,value\nr1,2000,1\nr2,2000,2\nr3,2000,3\n", to: "year.csv")
    try Schemas.expectFailure(
      try Program.run("region", "convergence", year, "--json"), "region.convergence", exit: 65,
      code: "T871")
    let income = try scratch.write(
      "region,period,value\n"
        + (1...8).map { "r\($0),2000,\($0)\nr\($0),2010,\(Double($0) + 4)" }
        .joined(separator: "\n"), to: "income.csv")
    let convergence = try Program.run("region", "convergence", income, "--json")
    try Schemas.expect(convergence, "region.convergence")
    #expect((convergence.data?["beta"]?["estimate"]?.double ?? 1) < 0)
    let zero = try scratch.write(
      "region,period,value\na,2000,0\na,2001,1\nb,2000,1\nb,2001,2\n", to: "zero.csv")
    try Schemas.expectFailure(
      try Program.run("region", "convergence", zero, "--json"), "region.convergence", exit: 65,
      code: "T851")
    let twice = try scratch.write(
      "region,industry,period,employment\na,x,1,5\na,x,1,5\na,x,2,5\n", to: "twice.csv")
    try Schemas.expectFailure(
      try Program.run("region", "shift-share", twice, "--json"), "region.shift-share", exit: 65,
      code: "T843")
  }

  @Test("an island is flagged, and n counts the regions that take part") func islands() throws {
    let scratch = try Scratch()
    let data = try scratch.write(
      "region,period,value\n" + (1...10).map { "r\($0),2020,\($0 * $0 % 7 + $0)\n" }.joined(),
      to: "regions.csv")
    let weights = try scratch.write(
      "i,j,w\n" + (1...8).map { "r\($0),r\($0 + 1),1\nr\($0 + 1),r\($0),1\n" }.joined(),
      to: "weights.csv")
    let ids = ["spatial.moran.row-standardised", "spatial.lisa.row-standardised"]
    for id in ids {
      let outcome = try Program.run(
        "indicators", "compute", id, "--data", data, "--data", weights, "--json")
      try Schemas.expect(outcome, "indicators.compute")
      let results = try #require(outcome.data?.array)
      #expect(!results.isEmpty)
      for result in results {
        #expect(result["n"]?.integer == 9, "\(id)")
        let flags = result["flags"]?.array?.compactMap(\.string) ?? []
        #expect(flags.contains("islands") && flags.contains("small-n"), "\(id): \(flags)")
      }
      let island = results.first { $0["subject"]?.string == "r10" }
      #expect(island.map { $0["state"]?.string == "undefined" } ?? id.contains("moran"))
    }
  }

  @Test("composite: ranks with intervals, codes of misuse") func composite() throws {
    let scratch = try Scratch()
    let data = try scratch.write(
      "unit,income,poverty\na,10,9\nb,20,5\nc,30,1\nd,25,\n", to: "data.csv")
    let meta = try scratch.write(
      "indicator,direction,weight\nincome,higher,1\npoverty,lower,1\n", to: "meta.csv")
    let outcome = try Program.run("composite", data, "--meta", meta, "--json")
    try Schemas.expect(outcome, "composite")
    #expect(outcome.data?["units"]?[2]?["rank"]?.integer == 1)
    #expect(outcome.data?["units"]?[3]?["reason"]?.string == "coverage")
    let wrong = try scratch.write("indicator,direction\nincome,up\n", to: "wrong.csv")
    try Schemas.expectFailure(
      try Program.run("composite", data, "--meta", wrong, "--json"), "composite", exit: 65,
      code: "T866")
    let twice = try scratch.write("unit,income,poverty\na,10,9\nb,2,5\na,3,1\n", to: "twice.csv")
    let repeated = try Program.run("composite", twice, "--meta", meta, "--json")
    try Schemas.expectFailure(repeated, "composite", exit: 65, code: "T843")
    #expect(try repeated.envelope["diagnostics"]?[0]?["place"]?["line"]?.integer == 4)
    let missing = try scratch.write("indicator,direction\nwages,higher\n", to: "missing.csv")
    #expect(try Program.run("composite", data, "--meta", missing, "--json").exit == 65)
  }

  @Test("the bundled SWOT tables; assertions are counted, contradictions named") func swot() throws
  {
    let studies = Program.root.appendingPathComponent("Studies/swot")
    let first = try Program.run("swot", studies.appendingPathComponent("000").path, "--json")
    try Schemas.expect(first, "swot")
    #expect(first.data?["assertions"]?.integer == 16)
    let second = try Program.run("swot", studies.appendingPathComponent("002").path, "--json")
    try Schemas.expect(second, "swot")
    #expect(second.data?["assertions"]?.integer == 9)
    // A study's table is that of its step.
    let study = Program.root.appendingPathComponent("Studies/kazakhstan-eaeu-regions").path
    #expect(try Program.run("swot", study, "--json").data == second.data)
    let priorities = (second.data?["lines"]?.array ?? []).compactMap { $0["priority"]?.double }
    #expect(priorities.count == 9 && abs(priorities.reduce(0, +) - 1) < 1e-9)
    try Schemas.expectFailure(
      try Program.run("swot", studies.appendingPathComponent("no").path, "--json"), "swot",
      exit: 66, code: "T862")
    let scratch = try Scratch()
    let crooked = try scratch.write(
      """
      tamga: swot/1
      unit: a
      lines:
        - {quadrant: strength, text: x, source: s}
        - {quadrant: strength, text: y, source: s}
      weights:
        quadrants: [[1]]
        strength: [[1, 2], [2, 1]]
      """, to: "swot.yml")
    try Schemas.expectFailure(
      try Program.run("swot", crooked, "--json"), "swot", exit: 65, code: "T853")
    let invented = try scratch.write(
      """
      tamga: swot/1
      unit: a
      lines:
        - {quadrant: strength, text: x, indicator: growth.rate.chian, source: s}
      """, to: "invented.yml")
    try Schemas.expectFailure(
      try Program.run("swot", invented, "--json"), "swot", exit: 64, code: "T800")
  }
}
