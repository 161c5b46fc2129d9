import Foundation
import TamgaPresent
import Testing

@Suite(
  "Wrong input gives a code, an exit status and a fix",
  .enabled(if: Program.isBuilt, "the release binary"))
struct MisuseTests {
  /// Files that are no data, and the exit status they must give.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("empty.csv", []), ("empty.xls", []), ("empty.xlsx", []),
    ("picture.xls", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    ("page.csv", Array("<!DOCTYPE html><html><body>404</body></html>".utf8)),
    ("cut.xlsx", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 64)),
    ("nul.csv", Array("a,b\n1,\u{0}2\n".utf8)),
    ("columns.csv", Array("reporter,flow,period,value,unit\nKAZ,X,2023,1,MUSD\n".utf8)),
    ("words.csv", Array("one two three\nfour five\n".utf8)),
    (
      "cp1251.csv",
      Array("reporter,partner,flow,period,value,unit\n".utf8)
        + [0xca, 0xe0, 0xe7, 0xe0, 0xf5, 0xf1, 0xf2, 0xe0, 0xed, 0x81, 0x98]
        + Array(",KGZ,X,2023,x,MUSD\n".utf8)
    ),
  ]

  @Test("files that are not data are refused and nothing is stored", arguments: files.map(\.name))
  func notData(name: String) throws {
    let scratch = try Scratch()
    let good = try scratch.write(tidyTrade, to: "good.csv")
    let db = scratch.path("x.duckdb")
    _ = try Program.run("data", "add", good, "--into", db)
    let bytes = try #require(Self.files.first { $0.name == name }).bytes
    try Data(bytes).write(to: scratch.url.appendingPathComponent(name))
    let outcome = try Program.run("data", "add", good, scratch.path(name), "--into", db, "--json")
    #expect(outcome.exit == 65, "\(outcome.output)")
    let diagnostic = try outcome.envelope["diagnostics"]?[0]
    #expect(diagnostic?["code"]?.string?.hasPrefix("T1") == true)
    #expect(diagnostic?["fix"]?.string?.isEmpty == false)
    let count = try Program.run("query", db, "SELECT count(*) AS n FROM source_file", "--json")
    #expect(count.data?["rows"]?[0]?["n"]?.integer == 1)
  }

  @Test("a missing file is 66, a directory 65, an unwritable warehouse 73") func places() throws {
    let scratch = try Scratch()
    let good = try scratch.write(tidyTrade, to: "good.csv")
    let db = scratch.path("x.duckdb")
    #expect(try Program.run("data", "add", scratch.path("no.csv"), "--into", db).exit == 66)
    #expect(try Program.run("data", "add", scratch.url.path, "--into", db).exit == 65)
    #expect(try Program.run("data", "add", good, "--into", "/proc/x/y.duckdb").exit == 73)
    #expect(!FileManager.default.fileExists(atPath: db))
  }

  @Test("a file that is no warehouse is 65, a missing one 66") func warehouses() throws {
    let scratch = try Scratch()
    let text = try scratch.write("not a database", to: "x.duckdb")
    #expect(try Program.run("query", text, "SELECT 1").exit == 65)
    #expect(try Program.run("query", scratch.path("no.duckdb"), "SELECT 1").exit == 66)
    #expect(try Program.run("data", "ls", scratch.path("no.duckdb")).exit == 66)
  }

  @Test("unknown commands and options are 64, in JSON too") func usage() throws {
    #expect(try Program.run("nonsense").exit == 64)
    #expect(try Program.run("trade", "profile", "--nonsense").exit == 64)
    let outcome = try Program.run("trade", "profile", "--nonsense", "--json")
    #expect(outcome.exit == 64)
    #expect(try outcome.envelope["data"] == .null)
    #expect(try outcome.envelope["diagnostics"]?[0]?["exit"]?.integer == 64)
  }

  @Test("a study file's mistakes have line, column and a suggestion") func studies() throws {
    let scratch = try Scratch()
    #expect(try Program.run("init", scratch.path("border")).exit == 0)
    let file = scratch.path("border/study.yml")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for (wrong, hint) in [
      (text.replacing("analyses:", with: "analysis:"), "analyses"),
      (text.replacing("partner: KGZ", with: "partnr: KGZ"), "partner"),
      (text.replacing("trade.profile", with: "trade.profil"), "trade.profile"),
    ] {
      try wrong.write(toFile: file, atomically: true, encoding: .utf8)
      let outcome = try Program.run("study", "validate", file, "--json")
      #expect(outcome.exit == 78, "\(outcome.output)")
      #expect(outcome.output.contains(hint))
      let place = try outcome.envelope["diagnostics"]?[0]
      #expect(place?["line"]?.integer != nil || place?["place"]?["line"]?.integer != nil)
    }
  }

  @Test("a panel is written by its ending or refused; an unknown table names those that are there")
  func panels() throws {
    let scratch = try Scratch()
    let make = ["model", "simulate-panel", "--countries", "3", "--years", "2", "--json", "-o"]
    let text = scratch.path("p.csv")
    try Schemas.expect(try Program.run(make + [text]), "model.simulate-panel")
    let lines = try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "exporter,importer,year,trade,rta,tariff,border_t" && lines.count > 6)
    try Schemas.expectFailure(
      try Program.run(make + [scratch.path("p.txt")]), "model.simulate-panel", exit: 64,
      code: "T599")
    let trade = try scratch.write(tidyTrade, to: "trade.csv")
    let store = scratch.path("w.duckdb")
    #expect(try Program.run("data", "add", trade, "--into", store).exit == 0)
    let nope = try Program.run(
      "model", "fit", store, "--table", "flwo", "--formula", "value ~ 1", "--json")
    try Schemas.expectFailure(nope, "model.fit", exit: 65, code: "T327")
    let said = try nope.envelope["diagnostics"]?[0]?["arguments"]
    #expect(said?["known"]?.string?.contains("flow_leaf") == true)
    #expect(said?["suggestion"]?.string == "flow")
    let nothing = try scratch.write("y,x,g\n0,1,a\n0,2,a\n0,3,b\n0,5,b\n", to: "zero.csv")
    let refused = try Program.run("model", "fit", nothing, "--formula", "y ~ x | g", "--json")
    try Schemas.expectFailure(refused, "model.fit", exit: 65, code: "T517")
    #expect(
      try refused.envelope["diagnostics"]?[0]?["arguments"]?["separated_rows"]?.string == "4")
  }

  @Test("init never overwrites") func initialise() throws {
    let scratch = try Scratch()
    #expect(try Program.run("init", scratch.path("border")).exit == 0)
    #expect(try Program.run("init", scratch.path("border")).exit == 73)
  }
}
