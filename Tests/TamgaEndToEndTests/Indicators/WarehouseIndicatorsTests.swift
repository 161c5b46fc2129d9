import Foundation
import TamgaPresent
import Testing

@Suite(
  "tamga indicators compute, from a warehouse", .enabled(if: Program.isBuilt, "the release binary"))
struct WarehouseIndicatorsTests {
  private let trade = """
    reporter,partner,flow,period,value,unit
    KAZ,WLD,X,2022,100,MUSD
    KAZ,CHN,X,2022,60,MUSD
    KAZ,RUS,X,2022,30,MUSD
    KAZ,KGZ,X,2022,10,MUSD
    KAZ,EAEU,X,2022,40,MUSD
    KAZ,WLD,M,2022,90,MUSD
    KAZ,KGZ,M,2022,5,MUSD

    """

  /// A warehouse with the trade of a country.
  private func warehouse(_ scratch: Scratch) throws -> String {
    let file = try scratch.write(trade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    let added = try Program.run("data", "add", file, "--into", db)
    #expect(added.exit == 0, "\(added.errors)")
    return db
  }

  @Test("an index of partners leaves groups out, says so, and names unit and source")
  func partners() throws {
    let scratch = try Scratch()
    let db = try warehouse(scratch)
    let outcome = try Program.run(
      "indicators", "compute", "concentration.hhi.sum-squares", "flow.balance.net", "--db", db,
      "--reporter", "Kazakhstan", "--json")
    try Schemas.expect(outcome, "indicators.compute")
    let rows = outcome.data?.array ?? []
    func row(_ id: String, _ subject: String) -> JSONValue? {
      rows.first { $0["id"]?.string == id && $0["subject"]?.string == subject }
    }
    let index = row("concentration.hhi.sum-squares", "KAZ/X")
    #expect(abs((index?["value"]?.double ?? 0) - 0.46) < 1e-12)
    #expect(index?["sources"]?[0]?.string?.isEmpty == false)
    let balance = row("flow.balance.net", "KAZ/KGZ")
    #expect(balance?["value"]?.double == 5 && balance?["unit"]?.string == "MUSD")
    let note = try outcome.envelope["diagnostics"]?[0]
    #expect(note?["code"]?.string == "T813")
    #expect(note?["arguments"]?["groups"]?.string == "EAEU")
  }

  @Test("a group that is asked for is computed with") func group() throws {
    let scratch = try Scratch()
    let db = try warehouse(scratch)
    let outcome = try Program.run(
      "indicators", "compute", "flow.share.level", "--db", db, "--reporter", "KAZ", "--partner",
      "EAEU", "--partner", "WLD", "--flow", "X", "--unit", "USD", "--json")
    #expect(outcome.data?[0]?["subject"]?.string == "KAZ/EAEU/X")
    #expect(outcome.data?[0]?["value"]?.double == 40)
    #expect(try outcome.envelope["diagnostics"]?.array?.isEmpty == true)
  }

  /// Values of an indicator by subject, and the codes and arguments of what was said.
  private func compute(_ rows: String, _ arguments: String...) throws -> (
    values: [String: Double], notes: [JSONValue]
  ) {
    let scratch = try Scratch()
    let file = try scratch.write("reporter,partner,flow,period,value,unit\n" + rows, to: "t.csv")
    let db = scratch.path("x.duckdb")
    let added = try Program.run("data", "add", file, "--into", db)
    #expect(added.exit == 0, "\(added.errors)")
    let outcome = try Program.run(
      ["indicators", "compute", "concentration.hhi.sum-squares", "--db", db, "--json"] + arguments)
    let values = (outcome.data?.array ?? []).compactMap { row -> (String, Double)? in
      row["value"]?.double.map { (row["subject"]?.string ?? "", $0) }
    }
    return (
      Dictionary(uniqueKeysWithValues: values),
      try outcome.envelope["diagnostics"]?.array ?? []
    )
  }

  private let three = """
    KAZ,CHN,X,2022,60,MUSD
    KAZ,RUS,X,2022,30,MUSD
    KAZ,KGZ,X,2022,10,MUSD

    """

  @Test("a reporter that is a group does not make its partners groups") func reporterGroup() throws
  {
    let found = try compute(three + "EAEU,CHN,X,2022,90,MUSD\nEAEU,KGZ,X,2022,10,MUSD\n")
    #expect(abs((found.values["KAZ/X"] ?? 0) - 0.46) < 1e-12)
    #expect(abs((found.values["EAEU/X"] ?? 0) - 0.82) < 1e-12)
    #expect(found.notes.isEmpty)
  }

  @Test("parts of a country beside the country are left out and named") func parts() throws {
    let found = try compute(
      "KAZ,RUS,X,2022,60,MUSD\nKAZ,RU-ALT,X,2022,20,MUSD\nKAZ,KGZ,X,2022,40,MUSD\n")
    #expect(abs((found.values["KAZ/X"] ?? 0) - 0.52) < 1e-12)
    #expect(found.notes.first?["code"]?.string == "T813")
    #expect(found.notes.first?["arguments"]?["groups"]?.string == "RU-ALT")
  }

  @Test("a partner that is named and not there is said") func absent() throws {
    let found = try compute(three, "--partner", "CHN", "--partner", "FRA")
    #expect(found.values["KAZ/X"] == 1)
    #expect(found.notes.first?["code"]?.string == "T839")
    #expect(found.notes.first?["arguments"]?["names"]?.string == "FRA")
  }

  @Test("a share of a named partner is of the printed total; an index of few says so") func named()
    throws
  {
    let scratch = try Scratch()
    let db = try warehouse(scratch)
    let outcome = try Program.run(
      "indicators", "compute", "flow.share.level", "concentration.hhi.root", "flow.balance.net",
      "--db", db, "--reporter", "KAZ", "--partner", "KGZ", "--json")
    let rows = outcome.data?.array ?? []
    let share = rows.first { $0["subject"]?.string == "KAZ/KGZ/X" }
    #expect(share?["value"]?.double == 10)
    let index = rows.first { $0["subject"]?.string == "KAZ/X" }
    #expect(index?["state"]?.string == "coverage")
    #expect(!rows.contains { $0["subject"]?.string?.contains("WLD") == true })
  }

  @Test("current and constant prices are not added up; one is chosen") func prices() throws {
    let scratch = try Scratch()
    let rows =
      ["KZ-15,40", "KZ-27,10"].map { "\($0),MUSD,current\n" }
      + ["KZ-15,30", "KZ-27,20"].map { "\($0),MUSD,constant\n" }
    let file = try scratch.write(
      "region,value,unit,price_basis,period,indicator\n"
        + rows.map { $0.replacing("\n", with: ",2022,grp\n") }.joined(), to: "grp.csv")
    let db = scratch.path("grp.duckdb")
    let added = try Program.run("data", "add", file, "--into", db)
    #expect(added.exit == 0, "\(added.errors)")
    let arguments = [
      "indicators", "compute", "inequality.gini.n", "--db", db, "--value", "grp", "--json",
    ]
    let both = try Program.run(arguments)
    try Schemas.expectFailure(both, "indicators.compute", exit: 65, code: "T869")
    #expect(
      try both.envelope["diagnostics"]?[0]?["arguments"]?["found"]?.string == "constant, current")
    let one = try Program.run(arguments + ["--price-basis", "constant"])
    // Σ Σ |x − y| / (2 n² μ) = 20 / (2 · 4 · 25).
    #expect(one.data?[0]?["value"]?.double == 0.1)
  }

  @Test("wrong use has a code, an exit status and a fix") func misuse() throws {
    let scratch = try Scratch()
    let db = try warehouse(scratch)
    let cases: [(arguments: [String], exit: Int32, code: String)] = [
      ([], 64, "T817"),
      (["--reporter", "KAZ"], 64, "T815"),
      (["--db", db, "--region", "KZ-10"], 64, "T815"),
      (["--db", db, "--value", "grp", "--reporter", "KAZ"], 64, "T818"),
      (["--db", db, "--price-basis", "current"], 64, "T815"),
      (["--db", db, "--value", "grp", "--price-basis", "real"], 64, "T848"),
      (["--db", db, "--unit", "kilograms"], 64, "T816"),
      (["--db", db, "--unit", "MEUR"], 65, "T072"),
      (["--db", db, "--reporter", "Atlantis"], 64, "T065"),
      (["--db", db, "--reporter", "FRA"], 66, "T052"),
      (["--db", db, "--value", "grp"], 66, "T052"),
      (["--db", db, "--as-of", "yesterday"], 64, "T066"),
      (["--db", scratch.path("none.duckdb")], 66, "T180"),
    ]
    for one in cases {
      let outcome = try Program.run(
        ["indicators", "compute", "flow.share.level"] + one.arguments + ["--json"])
      try Schemas.expectFailure(outcome, "indicators.compute", exit: one.exit, code: one.code)
    }
  }
}
