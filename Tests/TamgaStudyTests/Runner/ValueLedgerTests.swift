import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Numbers of a result by id") struct ValueLedgerTests {
  private func record(_ id: ValueID, _ value: Double) -> ValueRecord {
    ValueRecord(id: id, value: .real(value), unit: "1", digits: 0, inputs: [], sources: [])
  }

  @Test("names with the same plain letters have ids of their own, the same name always its own")
  func names() {
    var ledger = ValueLedger()
    let keys = [
      "Osh 1", "Osh-1", "osh 1", "Osh", "Altai" + ValueLedger.separator + "Krai North",
      "Altai Krai" + ValueLedger.separator + "North", "—", "…",
    ]
    let ids = keys.map { ledger.id("made.score", step: "made", $0) }
    #expect(Set(ids).count == keys.count)
    #expect(keys.map { ledger.id("made.score", step: "made", $0) } == ids)
    #expect(ids[0].text == "v:made.score@of=osh-1,step=made")
    for id in ids { #expect(ValueID(id.text) == id) }
  }

  @Test("another number under an id that is there is kept, for the run to refuse") func conflict() {
    var ledger = ValueLedger()
    let id = ValueID("made.score", ["of": "a"])
    ledger.add(record(id, 1))
    ledger.add(record(id, 1))
    #expect(ledger.records.count == 1)
    ledger.add(record(id, 2))
    #expect(ledger.records.count == 2 && ledger.record(id)?.value == .real(1))
  }

  @Test("no two texts have one form as a part of an id") func words() {
    let texts = ["p/q.csv", "p-q.csv", "p q", "p%20q", "Талас", "талас", "a,b=c", ""]
    let words = texts.map(\.idWord)
    #expect(Set(words).count == texts.count)
    #expect(words[0] == "p/q.csv" && words[2] == "p%20q" && words[3] == "p%2520q")
    for word in words.dropLast() { #expect(ValueID("v:made@of=\(word)") != nil) }
  }
}
