import Foundation
import TamgaPresent
import TestSupport
import Testing

/// The committed schemas of what `--json` prints.
enum Schemas {
  static let folder = Program.root.appendingPathComponent("Schemas")

  /// The commands whose data have a schema, by the name in the envelope.
  static let commands = [
    "data.add", "data.bulk", "data.ls", "data.check", "trade.profile", "explain", "stats.correlate",
    "query",
    "doctor", "run", "report", "init", "study.validate", "study.schema", "claims.check",
    "claims.explain", "claims.impact", "claims.card", "claims.repair", "claims.ls",
    "claims.simulate", "claims.init", "model.fit", "model.separation", "model.simulate-panel",
    "model.counterfactual", "model.test", "model.predict",
    "indicators.ls", "indicators.show", "indicators.compute", "complexity", "io.analyse",
    "region.gravitation", "region.poles", "region.potential", "stats.granger", "stats.moran",
    "region.shift-share", "region.convergence", "region.lq", "composite", "swot",
    "region.axes", "io.regionalise", "io.balance", "stats.ols", "stats.lead-lag",
    "stats.unit-root",
  ]

  static func checker(_ name: String) throws -> SchemaChecker {
    let file = folder.appendingPathComponent("\(name).schema.json")
    return SchemaChecker(root: try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  /// Checks an envelope and its data against the committed schemas.
  static func expect(
    _ outcome: Program.Outcome, _ name: String, exit: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(outcome.exit == exit, "\(outcome.errors)", sourceLocation: sourceLocation)
    let envelope = try outcome.envelope
    let problems = try checker("envelope").problems(in: envelope)
    #expect(problems == [], sourceLocation: sourceLocation)
    #expect(envelope["schema"]?.string == "tamga.\(name)/1", sourceLocation: sourceLocation)
    let data = try #require(envelope["data"], sourceLocation: sourceLocation)
    guard data != .null else { return }
    #expect(try checker(name).problems(in: data) == [], sourceLocation: sourceLocation)
  }

  /// Checks the envelope of a failure: no data, and a diagnostic that says what to do.
  static func expectFailure(
    _ outcome: Program.Outcome, _ name: String, exit: Int32, code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(outcome, name, exit: exit, sourceLocation: sourceLocation)
    #expect(try outcome.envelope["data"] == .null, sourceLocation: sourceLocation)
    let diagnostic = try outcome.envelope["diagnostics"]?[0]
    #expect(diagnostic?["code"]?.string == code, sourceLocation: sourceLocation)
    #expect(diagnostic?["exit"]?.integer == Int(exit), sourceLocation: sourceLocation)
    #expect(diagnostic?["fix"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
  }
}

@Suite("The committed schemas") struct SchemaFileTests {
  @Test("every schema names itself and uses only what the checker checks")
  func files() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Schemas.folder.path)
      .filter { $0.hasSuffix(".schema.json") }.map { String($0.dropLast(".schema.json".count)) }
    #expect(Set(names) == Set(Schemas.commands + ["envelope", "results"]))
    for name in names {
      let file = Schemas.folder.appendingPathComponent("\(name).schema.json")
      let schema = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
      #expect(schema["$id"]?.string == "tamga.\(name)/1")
      #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
      #expect(try Schemas.checker(name).unknownKeywords == [], "\(name)")
    }
  }

  @Test("the checker refuses what a schema refuses") func checker() throws {
    let schema: JSONValue = [
      "type": "object", "required": ["a"], "additionalProperties": false,
      "properties": [
        "a": ["type": "integer", "minimum": 0],
        "b": ["type": "array", "items": ["type": "string", "pattern": "^x"], "maxItems": 2],
        "c": ["oneOf": [["type": "null"], ["const": 1]]],
      ],
    ]
    let checker = SchemaChecker(root: schema)
    #expect(checker.problems(in: ["a": 0, "b": ["x", "xy"], "c": 1]) == [])
    #expect(checker.problems(in: ["a": -1]) == ["#/a: is less than 0.0"])
    #expect(checker.problems(in: [:]) == ["#: a is missing"])
    #expect(checker.problems(in: ["a": 1, "d": 1]) == ["#: d is not allowed"])
    #expect(checker.problems(in: ["a": "1"]) == ["#/a: has another type"])
    #expect(checker.problems(in: ["a": 1, "b": ["y"]]) == ["#/b/0: does not match ^x"])
    #expect(checker.problems(in: ["a": 1, "b": ["x", "x", "x"]]) == ["#/b: has 3 elements"])
    #expect(checker.problems(in: ["a": 1, "c": 2]) == ["#/c: fits 0 of 2 forms"])
    #expect(SchemaChecker(root: ["allOf": [["type": "null"]]]).unknownKeywords == ["allOf"])
  }
}

@Suite("--json follows its schema", .enabled(if: Program.isBuilt, "the release binary"))
struct SchemaTests {
  private let pairs = "year,x,y\n2019,1,2\n2020,2,3\n2021,3,5\n2022,4,4\n2023,5,7\n"

  @Test("data add, ls, check, query, trade profile, explain") func data() throws {
    let scratch = try Scratch()
    let file = try scratch.write(tidyTrade, to: "trade.csv")
    let db = scratch.path("x.duckdb")
    try Schemas.expect(Program.run("data", "add", file, "--into", db, "--json"), "data.add")
    try Schemas.expect(Program.run("data", "ls", db, "--json"), "data.ls")
    try Schemas.expect(Program.run("data", "check", db, "--json"), "data.check")
    let sql = "SELECT partner, value, value > 1 AS large, period, NULL AS nothing FROM flow"
    try Schemas.expect(Program.run("query", db, sql, "--json"), "query")
    let profile = ["trade", "profile", "--db", db, "--reporter", "KAZ", "--partner", "KGZ"]
    let answer = try Program.run(profile + ["--json"])
    try Schemas.expect(answer, "trade.profile")
    for name in ["imports_usd", "asymmetry", "share_of_exports_change_pct"] {
      let id = try #require(answer.data?["rows"]?[1]?["value_ids"]?[name]?.string)
      try Schemas.expect(Program.run("explain", id, "--db", db, "--json"), "explain")
    }
    try Schemas.expectFailure(
      Program.run("explain", "v:none", "--db", db, "--json"), "explain", exit: 66, code: "T057")
    try Schemas.expectFailure(
      Program.run("explain", "none", "--db", db, "--json"), "explain", exit: 64, code: "T067")
    let other = ["trade", "profile", "--db", db, "--reporter", "KAZ", "--partner", "UZB", "--json"]
    try Schemas.expectFailure(Program.run(other), "trade.profile", exit: 66, code: "T052")
  }

  @Test("data add with rejects and a second publication") func rejects() throws {
    let scratch = try Scratch()
    let db = scratch.path("x.duckdb")
    let wrong = tidyTrade + "KAZ,KGZ,X,2021,many,MUSD\n"
    let file = try scratch.write(wrong, to: "trade.csv")
    let added = try Program.run("data", "add", file, "--into", db, "--max-rejects", "5", "--json")
    try Schemas.expect(added, "data.add")
    #expect(added.data?["files"]?[0]?["sheets"]?[0]?["rejects"]?.array?.count == 1)
    let later = try scratch.write(tidyTrade.replacing("40.25", with: "41"), to: "later.csv")
    try Schemas.expect(
      Program.run("data", "add", later, "--into", db, "--published", "2024-07-25", "--json"),
      "data.add")
    try Schemas.expect(Program.run("data", "check", db, "--json"), "data.check")
    try Schemas.expect(Program.run("data", "ls", db, "--json"), "data.ls")
    let none = scratch.path("no.csv")
    let missing = try Program.run("data", "add", none, "--into", db, "--json")
    #expect(try Schemas.checker("envelope").problems(in: missing.envelope) == [])
    #expect(missing.exit == 66)
  }

  @Test("data bulk") func bulk() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      "t,i,j,k,v,q\n2022,398,417,010121,1.5,2\n2022,398,417,010129,2.25,NA\n", to: "baci.csv")
    let db = scratch.path("x.duckdb")
    let loaded = try Program.run("data", "bulk", file, "--into", db, "--json")
    try Schemas.expect(loaded, "data.bulk")
    #expect(loaded.data?["value_total"]?.string.flatMap { Decimal(string: $0) } == 3.75)
    let again = try Program.run("data", "bulk", file, "--into", db, "--json")
    #expect(again.exit != 0)
    #expect(try again.envelope["diagnostics"]?[0]?["code"]?.string == "T074")
    #expect(try Schemas.checker("envelope").problems(in: again.envelope) == [])
  }

  @Test("stats correlate, with and without a defined coefficient") func correlate() throws {
    let scratch = try Scratch()
    let file = try scratch.write(pairs, to: "pairs.csv")
    let command = ["stats", "correlate", file, "--x", "x", "--y", "y", "--json"]
    try Schemas.expect(Program.run(command), "stats.correlate")
    let flat = try scratch.write("year,x,y\n2019,1,2\n2020,1,3\n2021,1,5\n", to: "flat.csv")
    try Schemas.expect(
      Program.run("stats", "correlate", flat, "--x", "x", "--y", "y", "--json"), "stats.correlate")
    let unknown = try Program.run("stats", "correlate", file, "--x", "x", "--y", "z", "--json")
    #expect(unknown.exit == 65)
    #expect(try Schemas.checker("envelope").problems(in: unknown.envelope) == [])
  }

  @Test("init, study validate, study schema, run, report") func study() throws {
    let scratch = try Scratch()
    let study = scratch.path("border")
    let output = scratch.path("out")
    try Schemas.expect(Program.run("init", study, "--json"), "init")
    try Schemas.expectFailure(Program.run("init", study, "--json"), "init", exit: 73, code: "T071")
    try Schemas.expect(Program.run("study", "validate", study, "--json"), "study.validate")
    try Schemas.expect(Program.run("study", "schema", "--json"), "study.schema")
    let run = ["run", "--study", study, "--output", output, "--no-drawings", "--json"]
    try Schemas.expect(Program.run(run + ["--dry-run"]), "run")
    try Schemas.expect(Program.run(run), "run")
    let again = try Program.run(run)
    try Schemas.expect(again, "run")
    #expect(again.data?["unchanged"]?.bool == true)
    let report = ["report", "--study", study, "--output", output, "--no-drawings", "--json"]
    try Schemas.expect(Program.run(report + ["--language", "kk", "ky"]), "report")
    try Schemas.expectFailure(
      Program.run(report + ["--as", "pdf"]), "report", exit: 64, code: "T070")
    let none = try Program.run("run", "--study", scratch.path("none"), "--json")
    try Schemas.expectFailure(none, "run", exit: 66, code: "T058")
    let file = study + "/study.yml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("partner: KGZ", with: "partnr: KGZ")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let invalid = try Program.run("study", "validate", study, "--json")
    try Schemas.expectFailure(invalid, "study.validate", exit: 78, code: "T012")
    let place = try invalid.envelope["diagnostics"]?[0]?["place"]
    #expect(place?["line"]?.integer != nil && place?["column"]?.integer != nil)
  }

  @Test("doctor, and arguments that the parser refuses") func others() throws {
    try Schemas.expect(Program.run("doctor", "--json"), "doctor")
    try Schemas.expectFailure(
      Program.run("trade", "profile", "--nonsense", "--json"), "usage", exit: 64, code: "T064")
  }

  @Test("--json=a,b keeps those members and the envelope") func fields() throws {
    let outcome = try Program.run("doctor", "--json=ok")
    #expect(try Schemas.checker("envelope").problems(in: outcome.envelope) == [])
    #expect(outcome.data?.object?.keys.sorted() == ["ok"])
  }
}
