import Foundation
import TamgaPresent
import Testing

@Suite("From a file to a number and back", .enabled(if: Program.isBuilt, "the release binary"))
struct DataCommandTests {
  @Test("a tidy table is loaded, profiled, explained and queried") func chain() throws {
    let scratch = try Scratch()
    let file = try scratch.write(tidyTrade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    let added = try Program.run("data", "add", file, "--into", db, "--json")
    #expect(added.exit == 0, "\(added.errors)")
    let sheet = added.data?["files"]?[0]?["sheets"]?[0]
    #expect(sheet?["rows"]?["read"]?.integer == 8)
    #expect(sheet?["rows"]?["accepted"]?.integer == 8)
    #expect(sheet?["rows"]?["rejected"]?.integer == 0)
    #expect(sheet?["observations"]?.integer == 8)

    let profile = try Program.run(
      "trade", "profile", "--db", db, "--reporter", "KAZ", "--partner", "KGZ", "--json")
    #expect(profile.exit == 0, "\(profile.errors)")
    let row = profile.data?["rows"]?[1]
    #expect(row?["period"]?.string == "2023")
    #expect(row?["exports_usd"]?.string.flatMap { Decimal(string: $0) } == 50_000_000)
    #expect(row?["turnover_usd"]?.string.flatMap { Decimal(string: $0) } == 70_000_000)
    #expect(row?["balance_usd"]?.string.flatMap { Decimal(string: $0) } == 30_000_000)
    #expect(row?["share_of_turnover_pct"]?.double == 3.5)
    #expect(abs((row?["turnover_growth_pct"]?.double ?? 0) - 100 * (70 / 50.25 - 1)) < 1e-12)
    #expect(abs((row?["asymmetry"]?.double ?? 0) - 30.0 / 70) < 1e-15)

    let id = try #require(row?["value_ids"]?["imports_usd"]?.string)
    let explained = try Program.run("explain", id, "--db", db, "--json")
    #expect(explained.exit == 0, "\(explained.errors)")
    #expect(explained.data?["raw"]?.string == "20")
    #expect(explained.data?["line"]?.integer == 9)
    #expect(explained.data?["sha256"]?.string?.count == 64)

    let sum = try Program.run(
      "query", db, "SELECT sum(value) AS total FROM flow WHERE partner = 'KGZ'", "--json")
    #expect(sum.exit == 0, "\(sum.errors)")
    #expect(sum.output.contains("120250000"))
    #expect(try Program.run("data", "ls", db, "--json").exit == 0)
    #expect(try Program.run("data", "check", db, "--json").exit == 0)
  }

  @Test("loading the same file again changes nothing") func idempotent() throws {
    let scratch = try Scratch()
    let file = try scratch.write(tidyTrade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    for _ in 0..<2 { #expect(try Program.run("data", "add", file, "--into", db).exit == 0) }
    let count = try Program.run("query", db, "SELECT count(*) AS n FROM flow", "--json")
    #expect(count.data?["rows"]?[0]?["n"]?.integer == 8)
  }

  @Test("a share is explained down to its four cells") func derived() throws {
    let scratch = try Scratch()
    let file = try scratch.write(tidyTrade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    _ = try Program.run("data", "add", file, "--into", db)
    let id = "v:trade.share-of-turnover@partner=KGZ,t=2023,u=pct,who=KAZ"
    let explained = try Program.run("explain", id, "--db", db, "--json")
    #expect(explained.exit == 0, "\(explained.errors)")
    let lines = explained.data?["cells"]?.array?.compactMap { $0["line"]?.integer }
    #expect(lines.map(Set.init) == [6, 7, 8, 9])
  }

  @Test("read-only SQL writes nothing, reads no other file") func readOnly() throws {
    let scratch = try Scratch()
    let file = try scratch.write(tidyTrade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    _ = try Program.run("data", "add", file, "--into", db)
    for statement in [
      "DELETE FROM flow", "CREATE TABLE t(x INT)", "SELECT * FROM read_csv('/etc/passwd')",
      "COPY flow TO '\(scratch.path("out.csv"))'", "ATTACH '\(scratch.path("y.duckdb"))'",
      "INSTALL httpfs", "SELECT", "",
    ] {
      let outcome = try Program.run("query", db, statement, "--json")
      #expect(outcome.exit != 0, "\(statement)")
      #expect(outcome.exit > 0, "\(statement) ended by a signal")
      #expect(try outcome.envelope["data"] == .null)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out.csv")))
  }
}
