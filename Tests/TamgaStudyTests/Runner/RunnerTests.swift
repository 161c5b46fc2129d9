import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Running a study") struct RunnerTests {
  private func run(_ scratch: ScratchStudy, software: String = "tamga test") throws -> FinishedRun {
    try StudyRunner(
      study: StudyFile(reading: scratch.file),
      workspace: Workspace(output: scratch.url.appendingPathComponent("out")),
      software: software, xlsExecutable: nil
    ).run { _ in }
  }

  private func cached(_ run: FinishedRun) -> [String: Bool] {
    Dictionary(uniqueKeysWithValues: run.steps.map { ($0.step, $0.isCached) })
  }

  @Test("a second run computes nothing and gives the same result") func second() throws {
    let scratch = try ScratchStudy()
    let first = try run(scratch)
    #expect(cached(first) == ["load": false, "profile": false, "prices": false])
    let second = try run(scratch)
    #expect(cached(second) == ["load": true, "profile": true, "prices": true])
    #expect(second.result.results == first.result.results)
    #expect(second.result.run == first.result.run && first.result.run.count == 12)
    #expect(first.result.names["KGZ"]?["en"] == "Kyrgyzstan")
    #expect(first.result.sources.map(\.dataset) == ["office.trade", "office.prices"])
  }

  @Test("a changed source computes again only what rests on it") func changed() throws {
    let scratch = try ScratchStudy()
    let first = try run(scratch)
    try scratch.write(ScratchStudy.prices.replacing("6.5", with: "6.75"), to: "data/prices.csv")
    let second = try run(scratch)
    #expect(cached(second) == ["load": false, "profile": true, "prices": false])
    #expect(second.result.run != first.result.run)
    #expect(second.result.results[0] == first.result.results[0])
    #expect(second.result.results[1] != first.result.results[1])
  }

  @Test("another version of the software meets no old result") func software() throws {
    let scratch = try ScratchStudy()
    _ = try run(scratch)
    #expect(try cached(run(scratch, software: "tamga next"))["profile"] == false)
  }

  @Test("changed parameters compute one step again") func parameters() throws {
    let scratch = try ScratchStudy()
    _ = try run(scratch)
    _ = try scratch.replace("from: 2020", with: "from: 2021")
    try scratch.write(scratch.text, to: "study.yml")
    #expect(try cached(run(scratch)) == ["load": true, "profile": false, "prices": true])
  }

  @Test("a damaged result in the cache is computed again") func damaged() throws {
    let scratch = try ScratchStudy()
    let first = try run(scratch)
    let cache = scratch.url.appendingPathComponent("out/.tamga/cache")
    let files = try FileManager.default.contentsOfDirectory(
      at: cache, includingPropertiesForKeys: nil)
    #expect(files.count == 2)
    for (file, text) in zip(files, ["", #"{"step":"#]) {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let second = try run(scratch)
    #expect(cached(second) == ["load": true, "profile": false, "prices": false])
    #expect(second.result.results == first.result.results)
  }

  @Test("a warehouse that is gone or damaged is built again") func warehouse() throws {
    let scratch = try ScratchStudy()
    let first = try run(scratch)
    let file = scratch.url.appendingPathComponent("out/study.duckdb")
    try FileManager.default.removeItem(at: file)
    #expect(try run(scratch).result.results == first.result.results)
    try Data("not a database".utf8).write(to: file)
    let third = try run(scratch)
    #expect(cached(third)["load"] == false && third.result.results == first.result.results)
  }

  @Test("two profiles of the same trade over different years live in one study") func twoProfiles()
    throws
  {
    let scratch = try ScratchStudy()
    let later = """
        - id: later
          analysis: trade.profile
          parameters:
            {reporter: KAZ, partner: KGZ, dataset: office.trade, as-of: "2024-12-31", from: 2022}

      """
    try scratch.write(ScratchStudy.good + later, to: "study.yml")
    let results = try run(scratch).result.results
    #expect(results.map(\.step) == ["profile", "prices", "later"])
  }

  @Test("a source that is gone is T050; a folder that cannot be made T055") func places() throws {
    let scratch = try ScratchStudy()
    let study = try scratch.read()
    let workspace = Workspace(output: URL(fileURLWithPath: "/proc/none"))
    let blocked = StudyRunner(study: study, workspace: workspace, software: "t", xlsExecutable: nil)
    #expect(try diagnostic { try blocked.run { _ in } }?.code == "T055")
    try FileManager.default.removeItem(at: scratch.url.appendingPathComponent("data/prices.csv"))
    let found = try diagnostic { try blocked.runID() }
    #expect(found?.code == "T050" && found?.arguments["source"] == "prices")
  }

  @Test("one id for two numbers is refused: T051") func collision() throws {
    func result(_ number: Double) -> AnalysisResult {
      AnalysisResult(
        step: "a", title: Message("a"),
        values: [
          ValueRecord(id: ValueID("a", [:]), value: .real(number), unit: "1", digits: 0)
        ])
    }
    let scratch = try ScratchStudy()
    let runner = StudyRunner(
      study: try scratch.read(), workspace: Workspace(output: scratch.url), software: "t",
      xlsExecutable: nil)
    try runner.checkUniqueValues([result(1), result(1)])
    let found = try diagnostic { try runner.checkUniqueValues([result(1), result(2)]) }
    #expect(found?.code == "T051" && found?.arguments == ["id": "v:a"])
  }
}
