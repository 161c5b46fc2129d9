import TamgaAudit
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Impact of a change, and the report card") struct ImpactAndCardTests {
  @Test(
    "a change is an address, a document before it, a number behind it",
    arguments: [
      ("T1.m[kg.2022]=453.9", nil, "T1.m[kg.2022]", 453.9),
      ("000:T1.m[kg.2022]", "000", "T1.m[kg.2022]", nil),
      ("@000-07=−3", nil, "@000-07", -3), ("a:@b", "a", "@b", nil),
      ("T1.m[a:b]", nil, "T1.m[a:b]", nil),
    ] as [(String, String?, String, Double?)])
  func reading(text: String, document: String?, address: String, value: Double?) throws {
    let change = try CellChange(text)
    #expect(change.document == document && change.address == address && change.value == value)
  }

  @Test(
    "what is no change is refused",
    arguments: ["T1.m[2022]=", "T1.m[2022]=4,5", "=5", "", ":a", "x=inf"])
  func refused(text: String) {
    #expect(throws: Diagnostic("T669", ["text": text])) { try CellChange(text) }
  }

  @Test("a repaired cell breaks the claims computed from it, and what rests on them") func impact()
    throws
  {
    let sample = try ClaimsSample()
    let audit = try sample.audit(ClaimsSample.wrongCell)
    let change = try CellChange("T1.m[kg.2022]=453.9")
    let data = AuditJSON.impact(try TracedChanges.find([change], in: [audit]))
    let affected = try #require(data["affected"]?.array)
    func item(_ id: String) -> JSONValue? { affected.first { $0["id"]?.string == id } }
    #expect(item("000-07")?["effect"] == "tainted" && item("000-07")?["kind"] == "claim")
    #expect(abs((item("000-07")?["after"]?.double ?? 0) - 31.336_805_555) < 1e-6)
    let range = item("000-07")?["holds_while"]?.array?.compactMap(\.double) ?? []
    #expect(range.count == 2 && abs(range[0] - 540.69) < 0.01 && abs(range[1] - 541.04) < 0.01)
    #expect(item("000-T1.t[kg.2022]")?["effect"] == "mended")
    #expect(item("000-c1")?["effect"] == "tainted" && item("000-c1")?["kind"] == "conclusion")
    #expect(item("000-c1")?["path"]?[0] == "T1.m[kg.2022]")
    #expect(item("000-09") == nil)
    let counts = (data["counts"]?.object ?? [:]).values.compactMap(\.integer)
    #expect(counts.count == 5 && counts.reduce(0, +) == affected.count)
    #expect(data["cells"]?[0]?["value"]?.double == 453.9)
  }

  @Test("without a number only what rests on the cell is asked") func rests() throws {
    let sample = try ClaimsSample()
    let audit = try sample.audit(ClaimsSample.wrongCell)
    let traced = try TracedChanges.find([CellChange("T1.m[kg.2022]")], in: [audit])
    let effects = Set(traced.flatMap(\.items).map(\.effect))
    #expect(effects == [.rests])
  }

  @Test("unknown cells get a suggestion, cells of several documents need a name") func finding()
    throws
  {
    let sample = try ClaimsSample()
    let audit = try sample.audit(ClaimsSample.wrongCell)
    try sample.write(ClaimsSample.wrongCell.replacing("\"000\"", with: "\"002\""), to: "b.yml")
    let other = try AuditedClaims(try sample.load("b.yml")[0])
    func code(_ text: String) throws -> Diagnostic? {
      do {
        _ = try TracedChanges.find([CellChange(text)], in: [audit, other])
        return nil
      } catch let diagnostic as Diagnostic {
        return diagnostic
      }
    }
    let unknown = try #require(try code("T1.m[kg.2032]"))
    #expect(
      unknown.code == "T668" && unknown.arguments["suggestion"]?.hasPrefix("T1.m[kg.20") == true)
    #expect(try code("T1.m[kg.2022]")?.code == "T670")
    #expect(try code("003:T1.m[kg.2022]")?.code == "T668")
    #expect(try code("002:T1.m[kg.2022]") == nil)
  }

  @Test("the card counts, shares out and ranks what hangs on each error") func card() throws {
    let sample = try ClaimsSample()
    let card = ReportCard(try sample.audit(ClaimsSample.wrongCell))
    #expect(card.counts.claims == 4)
    #expect(card.tainting.map(\.address) == ["T1.m[kg.2022]"])
    #expect(card.tainting[0].claims == ["000-07", "000-08"])
    let first = try #require(card.consequential.first)
    #expect(first.address == "T1.m[kg.2022]" && first.repaired == "453.9")
    #expect(first.claims == ["000-07", "000-08", "000-10"] && first.conclusions == ["000-c1"])
    #expect(card.consequential.count <= ReportCard.mostConsequential)
    let json = AuditJSON.cards([card])["documents"]?[0]
    #expect(json?["claims"] == 4 && json?["tainted_by"]?[0]?["cell"] == "T1.m[kg.2022]")
    let small = ReportCard(try sample.audit(ClaimsSample.smallSample))
    #expect(small.weak.map(\.id) == ["001-01"])
    #expect(small.consequential.contains { $0.claims == ["001-02"] })
  }
}
