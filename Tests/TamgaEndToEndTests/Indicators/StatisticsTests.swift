import Foundation
import TamgaPresent
import Testing

@Suite("Regression, leads and unit roots", .enabled(if: Program.isBuilt, "the release binary"))
struct StatisticsTests {
  /// Stack losses of a plant: Brownlee (1965), Statistical Theory and Methodology, page 454.
  private static let stack: String = {
    let loss = [
      42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15,
    ]
    let air = [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70]
    let water = [
      27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20,
    ]
    let rows = loss.indices.map {
      "d\($0),\(loss[$0]),\(air[$0]),\(water[$0]),\(2 * air[$0]),3\n"
    }
    return "day,loss,air,water,twice,flat\n" + rows.joined() + "d21,,60,20,120,3\n"
  }()

  @Test("ols: robust by default, rows counted, columns that say nothing named") func ols() throws {
    let scratch = try Scratch()
    let data = try scratch.write(Self.stack, to: "stack.csv")
    func run(_ more: String...) throws -> Program.Outcome {
      try Program.run(["stats", "ols", data, "--y", "loss", "--json"] + more)
    }
    let fit = try run("--x", "air,water")
    try Schemas.expect(fit, "stats.ols")
    #expect(fit.data?["errors"]?.string == "hc3" && fit.data?["n"]?.integer == 21)
    #expect(fit.data?["left_out"]?[0]?.string == "d21")
    #expect(try fit.envelope["diagnostics"]?[0]?["code"]?.string == "T303")
    // statsmodels 0.15, HC3.
    let air = fit.data?["coefficients"]?[1]
    #expect(abs((air?["estimate"]?.double ?? 0) - 0.6711544408979259) < 1e-10)
    #expect(abs((air?["se"]?.double ?? 0) - 0.22190337190647708) < 1e-10)
    let lagged = try run("--x", "air", "--x", "water", "--se", "newey-west", "--lags", "1")
    try Schemas.expect(lagged, "stats.ols")
    #expect(lagged.data?["lags"]?.integer == 1)
    #expect(lagged.data?["coefficients"]?[1]?["estimate"] == air?["estimate"])
    #expect(lagged.data?["coefficients"]?[1]?["se"] != air?["se"])
    let same = try run("--x", "air,twice")
    try Schemas.expectFailure(same, "stats.ols", exit: 65, code: "T849")
    #expect(try same.envelope["diagnostics"]?[0]?["arguments"]?["column"]?.string == "twice")
    for (more, exit, code) in [
      (["--x", "flat"], Int32(65), "T849"), (["--x", "nosuch"], 65, "T130"),
      (["--x", "air", "--se", "robust"], 64, "T848"), (["--x", "air", "--lags", "2"], 64, "T848"),
      (["--x", "air", "--se", "newey-west", "--lags", "40"], 65, "T841"),
    ] {
      try Schemas.expectFailure(
        try Program.run(["stats", "ols", data, "--y", "loss", "--json"] + more), "stats.ols",
        exit: exit, code: code)
    }
    try Schemas.expectFailure(
      try Program.run("stats", "ols", data, "--y", "flat", "--x", "air", "--json"), "stats.ols",
      exit: 65, code: "T868")
    try Schemas.expectFailure(
      try Program.run("stats", "ols", data, "--y", "loss", "--x", "loss", "--json"), "stats.ols",
      exit: 65, code: "T314")
    let few = try scratch.write("t,a,b\n1,2,3\n2,4,4\n3,5,9\n4,4,1\n5,8,2\n", to: "few.csv")
    let small = try Program.run("stats", "ols", few, "--y", "a", "--x", "b", "--lang", "ru")
    #expect(small.exit == 0 && small.errors.contains("T313"))
    #expect(small.output.contains("HC3, устойчивые"))
  }

  @Test("lead-lag: the lag by construction, bands, misuse") func leadLag() throws {
    let scratch = try Scratch()
    let values = (0..<40).map { ($0 * $0 * 7 + $0 * 3) % 31 }
    let rows = (2..<40).map { "\($0),\(values[$0]),\(values[$0 - 2] * 2),4\n" }
    let data = try scratch.write("t,x,y,flat\n" + rows.joined(), to: "t.csv")
    let found = try Program.run(
      "stats", "lead-lag", data, "--x", "x", "--y", "y", "--lags", "3", "--draws", "199", "--json")
    try Schemas.expect(found, "stats.lead-lag")
    #expect(found.data?["strongest"]?.integer == 2)
    #expect(found.data?["lags"]?.array?.count == 7)
    let two = found.data?["lags"]?[5]
    #expect(abs((two?["r"]?.double ?? 0) - 1) < 1e-12 && two?["n"]?.integer == 36)
    let text = try Program.run(
      "stats", "lead-lag", data, "--x", "x", "--y", "y", "--lags", "3", "--draws", "199")
    #expect(text.output.contains("Largest at lag 2: x leads y"))
    try Schemas.expectFailure(
      try Program.run("stats", "lead-lag", data, "--x", "x", "--y", "flat", "--json"),
      "stats.lead-lag", exit: 65, code: "T868")
    try Schemas.expectFailure(
      try Program.run(
        "stats", "lead-lag", data, "--x", "x", "--y", "y", "--lags", "38", "--json"),
      "stats.lead-lag", exit: 65, code: "T841")
    let holed = (2..<32).map {
      "\($0),\([5, 9, 20].contains($0) ? "" : String(values[$0])),\($0)\n"
    }
    let gaps = try scratch.write("t,x,y\n" + holed.joined(), to: "gaps.csv")
    let partly = try Program.run(
      "stats", "lead-lag", gaps, "--x", "x", "--y", "y", "--draws", "199", "--json")
    let counted = try partly.envelope["diagnostics"]?.array?.first { $0["code"]?.string == "T303" }
    #expect(counted?["arguments"]?["left_out"]?.string == "3")
    #expect(counted?["arguments"]?["total"]?.string == "30")
  }

  @Test("unit-root: both tests, which number is of n and which of an endless series")
  func unitRoot() throws {
    let scratch = try Scratch()
    let steps = (0..<40).map { ($0 * $0 * 7 + $0 * 3) % 31 - 15 }
    var level = 0
    let rows = steps.enumerated().map { place, step -> String in
      level += step
      return "\(place),\(step),\(level),4,\(place == 0 ? "" : String(step))\n"
    }
    let data = try scratch.write("t,step,level,flat,late\n" + rows.joined(), to: "t.csv")
    let found = try Program.run("stats", "unit-root", data, "--column", "step", "--json")
    try Schemas.expect(found, "stats.unit-root")
    #expect(found.data?["adf"]?["p_kind"]?.string == "asymptotic")
    #expect(found.data?["adf"]?["critical_kind"]?.string == "finite-sample")
    let adf = found.data?["adf"]
    let tau = try #require(adf?["tau"]?.double)
    let bound = try #require(adf?["critical5"]?.double)
    #expect(adf?["rejects"] == .bool(tau < bound))
    let trend = try Program.run(
      "stats", "unit-root", data, "--column", "late", "--trend", "--lags", "1", "--json")
    try Schemas.expect(trend, "stats.unit-root")
    #expect(trend.data?["terms"]?.string == "trend" && trend.data?["left_out"]?.integer == 1)
    #expect(trend.data?["adf"]?["lags"]?.integer == 1)
    let text = try Program.run("stats", "unit-root", data, "--column", "step", "--lang", "ky")
    #expect(text.exit == 0 && text.output.contains("асимптотикалык"))
    try Schemas.expectFailure(
      try Program.run("stats", "unit-root", data, "--column", "flat", "--json"),
      "stats.unit-root", exit: 65, code: "T868")
    try Schemas.expectFailure(
      try Program.run("stats", "unit-root", data, "--column", "step", "--lags", "x", "--json"),
      "stats.unit-root", exit: 64, code: "T848")
  }
}
