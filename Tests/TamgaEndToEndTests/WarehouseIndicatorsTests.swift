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

  @Test("wrong use has a code, an exit status and a fix") func misuse() throws {
    let scratch = try Scratch()
    let db = try warehouse(scratch)
    let cases: [(arguments: [String], exit: Int32, code: String)] = [
      ([], 64, "T817"),
      (["--reporter", "KAZ"], 64, "T815"),
      (["--db", db, "--region", "KZ-10"], 64, "T815"),
      (["--db", db, "--value", "grp", "--reporter", "KAZ"], 64, "T818"),
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
