import Foundation
import TamgaPresent
import TestSupport
import Testing

/// The Advanced Guide's panel: 69 countries, 1986 to 2006.
private let guide = SharedData.folder?.appending(path: "data/gravity/agtpa-chapter1.parquet").path

@Suite("tamga model counterfactual", .enabled(if: Program.isBuilt))
struct CounterfactualCommandTests {
  private static func run(_ closure: String, _ more: [String] = []) throws -> Program.Outcome {
    try Program.run(
      [
        "model", "counterfactual", try #require(guide), "--json", "--where", "year = 2006",
        "--formula", "trade ~ log(dist) + cntg + I(exporter != importer) | exporter + importer",
        "--sigma", "7", "--reference", "DEU", "--change", "`exporter != importer`=0", "--closure",
        closure,
      ] + more)
  }

  private static func effect(_ data: JSONValue, _ part: String, _ country: String) -> JSONValue? {
    data[part]?.array?.first { $0["country"]?.string == country }
  }

  @Test(
    "removing all borders in 2006 as in the programs of the Advanced Guide",
    .enabled(if: guide != nil, "the gravity samples are not beside the package"))
  func published() throws {
    let outcome = try Self.run("agtpa-loop", ["--audit-loop"])
    try Schemas.expect(outcome, "model.counterfactual")
    let data = try #require(outcome.data)
    let estimates = data["model"]?["coefficients"]?.array?.compactMap { $0["estimate"]?.double }
    #expect(
      zip(estimates ?? [], [-0.7912879, 0.6736456, -2.47445]).allSatisfy { abs($0 - $1) < 5e-6 })
    #expect(estimates?.count == 3)
    // The log of the published program: mean, sd, min, max of the price changes by round.
    let log: [[Double]] = [
      [1.305293, 0.0796225, 0.9666225, 1.468882], [-0.3126514, 0.0902139, -0.4959582, 0.0765771],
      [0.0074778, 0.0139545, -0.0659928, 0.0318213], [0.0009588, 0.0067648, -0.005722, 0.0355494],
      [-0.0022108, 0.0044307, -0.0200164, 0.0032467],
    ]
    let rounds = try #require(data["loop_rounds"]?.array)
    for (round, printed) in zip(rounds, log) {
      for (key, value) in zip(["mean", "sd", "min", "max"], printed) {
        let found = try #require(round[key]?.double)
        #expect(abs(found - value) <= 6e-7 * max(1, abs(value)), "\(key) of \(round)")
      }
    }
    #expect(data["converged"]?.bool == false)
    #expect(data["stop_rule"]?.string == "gravity.ge.stop.loop")
    let conditional = try #require(
      Self.effect(data, "conditional", "DEU")?["exports_pct"]?.double)
    #expect(abs(conditional - 133.3886) < 1e-3)
    try Self.expect(data, exports: 191.98225, realGDP: 24.313245)
    #expect(data["loop_audit"]?["closed"]?["converged"]?.bool == true)
  }

  @Test(
    "closures that close, with residuals at most 1e-12",
    .enabled(if: guide != nil, "the gravity samples are not beside the package"),
    arguments: [
      ("deficit-fixed", 190.74435, 24.375135), ("deficit-multiplicative", 190.79205, 24.406082),
    ])
  func closed(closure: String, exports: Double, realGDP: Double) throws {
    let outcome = try Self.run(closure, ["--draws", "20", "--seed", "5"])
    try Schemas.expect(outcome, "model.counterfactual")
    let data = try #require(outcome.data)
    #expect(data["converged"]?.bool == true)
    #expect((data["residual"]?.double ?? 1) <= 1e-12)
    #expect(data["intervals"]?["solved"]?.integer == 20)
    try Self.expect(data, exports: exports, realGDP: realGDP)
  }

  private static func expect(
    _ data: JSONValue, exports: Double, realGDP: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(effect(data, "full", "DEU"), sourceLocation: sourceLocation)
    #expect(
      abs((found["exports_pct"]?.double ?? 0) - exports) < 1e-3, sourceLocation: sourceLocation)
    #expect(
      abs((found["real_gdp_pct"]?.double ?? 0) - realGDP) < 1e-4, sourceLocation: sourceLocation)
  }

  @Test("faults of the change come with their column, exit code and fix")
  func refusals() throws {
    let scratch = try Scratch()
    let rows = [
      "A,A,10,0", "A,B,2,1", "B,A,1,1", "B,B,20,0", "A,C,1,1", "C,A,2,1", "C,C,9,0",
      "B,C,1.5,1", "C,B,1,1",
    ]
    let file = try scratch.write(
      (["exporter,importer,trade,border,year"] + rows.map { $0 + ",2020" })
        .joined(separator: "\n") + "\n", to: "world.csv")
    func run(_ change: String, _ more: String...) throws -> Program.Outcome {
      try Program.run(
        [
          "model", "counterfactual", file, "--formula", "trade ~ border | exporter + importer",
          "--sigma", "5", "--change", change, "--json",
        ] + more)
    }
    try Schemas.expect(try run("border=0"), "model.counterfactual")
    try Schemas.expectFailure(try run("bordr=0"), "model.counterfactual", exit: 65, code: "T565")
    try Schemas.expectFailure(try run("border="), "model.counterfactual", exit: 64, code: "T560")
    try Schemas.expectFailure(
      try run("border=0", "--period", "1999"), "model.counterfactual", exit: 65, code: "T575")
    try Schemas.expect(
      try Program.run(
        "model", "test", file, "--formula", "trade ~ border | exporter + importer", "--hypothesis",
        "border = 0", "--cluster", "exporter", "--wild", "99", "--json"), "model.test")
    let shown = try Program.run(
      "model", "counterfactual", file, "--formula", "trade ~ border | exporter + importer",
      "--sigma", "5", "--change", "border=0", "--closure", "agtpa-loop", "--reference", "A")
    #expect(shown.exit == 0 && shown.output.contains("NOT an equilibrium"))
  }
}
