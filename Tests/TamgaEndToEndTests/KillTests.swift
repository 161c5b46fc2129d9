import Foundation
import TamgaPresent
import TestSupport
import Testing

/// Moments at which the program is killed: 50 in the long suite, 5 at every change.
private let moments = 0..<(ProcessInfo.processInfo.environment["TAMGA_LONG"] == nil ? 5 : 50)

@Suite("kill -9 at any moment", .enabled(if: Program.isBuilt, "the release binary"), .serialized)
struct KillTests {
  @Test("an import is stored whole or not at all", arguments: moments)
  func importing(seed: Int) throws {
    let scratch = try Scratch()
    let first = try scratch.write(tidyTrade, to: "first.csv")
    let second = try scratch.write(Self.large, to: "second.csv")
    let db = scratch.path("x.duckdb")
    #expect(try Program.run("data", "add", first, "--into", db).exit == 0)
    var random = SplitMix(seed: UInt64(seed))
    let delay = UInt32(random.next() % 400_000)
    _ = try Program.kill(["data", "add", second, "--into", db], afterMicroseconds: delay)
    let outcome = try Program.run("query", db, "SELECT count(*) AS n FROM flow", "--json")
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let count = outcome.data?["rows"]?[0]?["n"]?.integer
    #expect(count == 8 || count == 8 + Self.rows, "killed after \(delay) µs: \(count ?? -1)")
    #expect(try Program.run("data", "check", db).exit == 0)
    #expect(try Program.run("data", "add", second, "--into", db).exit == 0)
    let whole = try Program.run("query", db, "SELECT count(*) AS n FROM flow", "--json")
    #expect(whole.data?["rows"]?[0]?["n"]?.integer == 8 + Self.rows)
  }

  @Test("a run leaves the outputs as before or complete", arguments: moments)
  func running(seed: Int) throws {
    let scratch = try Scratch()
    let study = scratch.path("border")
    let output = scratch.path("out")
    #expect(try Program.run("init", study).exit == 0)
    let arguments = ["run", "--study", study, "--output", output, "--no-drawings"]
    #expect(try Program.run(arguments).exit == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: output + "/results.json"))
    let data = URL(fileURLWithPath: study + "/data/trade.csv")
    let text = try String(contentsOf: data, encoding: .utf8)
    try text.replacing("540959.3897", with: "540959.3898").write(
      to: data, atomically: true, encoding: .utf8)
    var random = SplitMix(seed: UInt64(seed) &+ 1_000)
    _ = try Program.kill(arguments, afterMicroseconds: UInt32(random.next() % 600_000))
    let outcome = try Program.run(
      "query", output + "/study.duckdb",
      "SELECT CAST(value AS VARCHAR) AS v FROM flow WHERE partner = 'KGZ' AND flow = 'M' "
        + "AND period = '2023'", "--json")
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let stored = outcome.data?["rows"]?[0]?["v"]?.string
    #expect(stored == "540959389.700" || stored == "540959389.800", "\(stored ?? "nothing")")
    let between = try Data(contentsOf: URL(fileURLWithPath: output + "/results.json"))
    let finished = try Program.run(arguments)
    #expect(finished.exit == 0, "\(finished.errors)")
    let after = try Data(contentsOf: URL(fileURLWithPath: output + "/results.json"))
    #expect(after != before)
    #expect(between == before || between == after)
  }

  static let rows = 20_000

  /// A table large enough that an import takes a while.
  static let large: String = {
    var lines = ["reporter,partner,flow,period,value,unit,product,nomenclature"]
    for index in 0..<rows {
      let code = String(100_000 + index)
      lines.append("KAZ,UZB,X,2023,\(index).125,kUSD,\(code),H5")
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}
