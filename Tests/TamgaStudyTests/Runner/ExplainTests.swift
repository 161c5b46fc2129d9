import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("From a number to its cells") struct ExplainTests {
  private func explainer(_ points: [DataPoint] = AnalysisCase.flows) throws -> Explainer {
    let profile = try TradeProfile(
      points: points, parameters: TradeProfileParameters(reporter: "KAZ", partner: "KGZ"))
    return Explainer { profile.record(id: $0) }
  }

  private func valueID(_ text: String) throws -> ValueID { try #require(ValueID(text)) }

  @Test("a share of turnover rests on four cells and two sums") func share() throws {
    let id = try valueID("v:trade.share-of-turnover@partner=KGZ,t=2020,u=pct,who=KAZ")
    let explanation = try explainer().explain(id)
    #expect(explanation.record.value == .real(17_500.0 / 2_250))
    #expect(explanation.cells.isEmpty)
    #expect(explanation.inputs.map(\.record.id.path) == ["trade.turnover", "trade.turnover"])
    #expect(explanation.leaves.map(\.raw).sorted() == ["1000", "125", "1250", "50"])
    #expect(explanation.allSteps == ["parse number", "X + M", "100 · part / world"])
    let json = explanation.json
    #expect(json["cells"]?.array?.count == 4 && json["raw"] == .null && json["line"] == .null)
    #expect(json["inputs"]?[0]?["formula"] == "X + M")
  }

  @Test("a published number rests on one cell, which stands at the top of its JSON") func cell()
    throws
  {
    let points = [Made.flow("KAZ:KGZ", "M", "2022", "453925.25315", unit: "kUSD")]
    let id = try valueID("v:trade.imports@partner=KGZ,t=2022,u=MUSD,who=KAZ")
    let explanation = try explainer(points).explain(id)
    let json = explanation.json
    #expect(json["raw"] == "453925.25315" && json["value"] == "453.92525315")
    #expect(json["file"] == "made.csv" && json["line"] == 2 && json["column"] == "value")
    #expect(json["sha256"]?.string?.count == 64 && json["unit"] == "MUSD")
    #expect(json["steps"] == ["parse number", "unit kUSD → MUSD"])
  }

  @Test("a cell below two inputs is listed once") func once() throws {
    let id = try valueID("v:trade.asymmetry@partner=KGZ,t=2020,who=KAZ")
    var points = AnalysisCase.flows
    points.removeAll { $0.partner == "WLD" }
    #expect(try explainer(points).explain(id).leaves.count == 2)
    let average = try valueID(
      "v:trade.average-growth-turnover@partner=KGZ,t=2018..2021,u=pct,variant=cagr,who=KAZ")
    #expect(try explainer().explain(average).leaves.count == 8)
  }

  @Test("an unknown number is T057 and named") func unknown() throws {
    let id = try valueID("v:trade.imports@partner=KGZ,t=1999,u=MUSD,who=KAZ")
    let found = try diagnostic { try explainer().explain(id) }
    #expect(found?.code == "T057" && found?.arguments == ["id": id.text])
  }

  @Test("an input that is gone is T057 too, not a number without origin") func lost() throws {
    let gone = ValueID("a", [:])
    let record = ValueRecord(
      id: ValueID("b", [:]), value: .real(1), unit: "1", digits: 0, inputs: [.value(gone)])
    let explainer = Explainer { $0 == record.id ? record : nil }
    #expect(try diagnostic { try explainer.explain(record.id) }?.arguments == ["id": "v:a"])
  }
}
