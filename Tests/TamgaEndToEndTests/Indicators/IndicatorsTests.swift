import Foundation
import TamgaPresent
import TestSupport
import Testing

@Suite("tamga indicators", .enabled(if: Program.isBuilt, "the release binary"))
struct IndicatorsTests {
  /// Shares of 60, 30 and 10 per cent, for which four variants of one name differ.
  private let flows = """
    reporter,partner,flow,period,value
    KAZ,CHN,X,2023,60
    KAZ,RUS,X,2023,30
    KAZ,KGZ,X,2023,10

    """

  @Test("ls, show and compute follow their schemas") func schemas() throws {
    let scratch = try Scratch()
    let file = try scratch.write(flows, to: "flows.csv")
    let all = try Program.run("indicators", "ls", "--json")
    try Schemas.expect(all, "indicators.ls")
    let group = try Program.run("indicators", "ls", "--group", "b", "--json", "--lang", "kk")
    try Schemas.expect(group, "indicators.ls")
    #expect(group.data?.array?.allSatisfy { $0["group"]?.string == "B" } == true)
    let ids = all.data?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(ids.count > 100)
    for id in ids.prefix(3) + ids.suffix(3) {
      let page = try Program.run("indicators", "show", id, "--json")
      try Schemas.expect(page, "indicators.show")
      #expect(page.data?["examples"]?[0]?["result"]?["id"]?.string == id)
    }
    try Schemas.expect(
      Program.run("indicators", "compute", "concentration.hhi.root", "--data", file, "--json"),
      "indicators.compute")
  }

  @Test("a profile chooses the variant, an explicit variant wins with a note")
  func profiles() throws {
    let scratch = try Scratch()
    let file = try scratch.write(flows, to: "flows.csv")
    func value(_ arguments: String...) throws -> Double {
      let outcome = try Program.run(
        ["indicators", "compute"] + arguments + ["--data", file, "--json"])
      #expect(outcome.exit == 0, "\(outcome.output)")
      return try #require(outcome.data?[0]?["value"]?.double)
    }
    #expect(try abs(value("concentration.hhi", "--as", "wits") - 0.46) < 1e-12)
    #expect(try abs(value("concentration.hhi", "--as", "unctad") - 0.238_691) < 1e-6)
    let explicit = try Program.run(
      "indicators", "compute", "concentration.hhi.root", "--as", "wits", "--data", file, "--json")
    #expect(try explicit.envelope["diagnostics"]?[0]?["code"]?.string == "T808")
    #expect(explicit.data?[0]?["id"]?.string == "concentration.hhi.root")
    #expect(explicit.data?[0]?["profile"]?.string == "wits")
    try Schemas.expect(explicit, "indicators.compute")
    let chosen = try Program.run(
      "indicators", "compute", "concentration.hhi.root", "--choice", "duplicates=error", "--data",
      file)
    #expect(chosen.output.contains("duplicates=error"))
    // The note changes what was asked for: it is printed without --verbose too.
    let plain = try Program.run(
      "indicators", "compute", "concentration.hhi.root", "--as", "wits", "--data", file)
    #expect(plain.exit == 0 && plain.errors.contains("note[T808]"))
  }

  @Test("wrong use has a code, an exit status and a fix") func misuse() throws {
    let scratch = try Scratch()
    let file = try scratch.write(flows, to: "flows.csv")
    let words = try scratch.write("reporter,flow,value\nKAZ,X,many\n", to: "words.csv")
    let odd = try scratch.write("reporter,flow,value\nKAZ,X,2\nKAZ,Z,1\n", to: "odd.csv")
    let bare = try scratch.write("reporter,flow,value\n", to: "bare.csv")
    let other = try scratch.write("reporter,flow,value\nKAZ,T,1\n", to: "other.csv")
    let hhi = "concentration.hhi.root"
    let cases: [(arguments: [String], exit: Int32, code: String)] = [
      (["concentration.hhi.rot", "--data", file], 64, "T800"),
      (["concentration.hhi", "--data", file], 64, "T801"),
      (["lq.ratio.plain", "--data", file], 65, "T802"),
      ([hhi, "--data", file, "--choice", "colour=red"], 64, "T803"),
      ([hhi, "--data", file, "--choice", "over=colour"], 64, "T804"),
      ([hhi, "--data", file, "--choice", "over"], 64, "T812"),
      ([hhi, "--data", file, "--as", "nobody"], 64, "T809"),
      (["mirror.gap.raw", "--data", other, "--choice", "level=partner"], 65, "T802"),
      ([hhi, "--data", words], 65, "T133"), ([hhi, "--data", odd], 65, "T819"),
      ([hhi, "--data", bare], 65, "T163"),
      ([hhi, "--data", scratch.path("no.csv")], 66, "T123"),
    ]
    for one in cases {
      let outcome = try Program.run(["indicators", "compute"] + one.arguments + ["--json"])
      try Schemas.expectFailure(outcome, "indicators.compute", exit: one.exit, code: one.code)
    }
    try Schemas.expectFailure(
      Program.run("indicators", "ls", "--group", "Z", "--json"), "indicators.ls", exit: 64,
      code: "T811")
    let near = try Program.run("indicators", "show", "flow.balanse.net", "--json")
    try Schemas.expectFailure(near, "indicators.show", exit: 64, code: "T800")
    #expect(near.output.contains("flow.balance.net"))
  }

  @Test("an empty answer is said, not printed as an empty table") func nothing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      "reporter,partner,flow,value\nKAZ,KGZ,T,1\n", to: "flows.csv")
    try Schemas.expectFailure(
      Program.run("indicators", "compute", "mirror.gap.raw", "--data", file, "--json"),
      "indicators.compute", exit: 65, code: "T810")
  }

  @Test("threads and the order of rows change no byte") func same() throws {
    let scratch = try Scratch()
    let rows = (1...40).map { "R\($0),\($0 * $0 % 37 + 1)" }
    let command = ["indicators", "compute", "inequality.gini.n", "inequality.theil.t", "--json"]
    /// One file, so that the sources are the same too.
    func run(_ rows: [String], _ more: String...) throws -> Program.Outcome {
      let file = try scratch.write(
        "region,value\n" + rows.joined(separator: "\n") + "\n", to: "a.csv")
      return try Program.run(command + ["--data", file] + more)
    }
    let one = try run(rows)
    let two = try run(rows.reversed(), "--threads", "2")
    #expect(one.output == two.output && one.exit == 0)
    #expect(one.data?[0]?["interval"]?["kind"]?.string == "bca-95")
  }
}
