import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Lists of inputs on the page") struct SharedInputsTests {
  private func record(_ name: String, of inputs: [String]) -> ValueRecord {
    ValueRecord(
      id: ValueID("made.\(name)", [:]), value: .real(1), unit: "1", digits: 0,
      inputs: inputs.map { .value(ValueID("made.\($0)", [:])) })
  }

  @Test(
    "a list that stands already leads to the first number with it, a short or other one does not")
  func first() {
    let records = [
      record("a", of: ["x", "y", "z"]), record("b", of: ["x", "y", "z"]),
      record("c", of: ["x", "z", "y"]), record("d", of: ["x", "y"]), record("e", of: ["x", "y"]),
    ]
    let sharing = SharedInputs(records)
    #expect(
      records.map { sharing.first(for: $0)?.path }
        == [nil, "made.a", nil, nil, nil])
  }
}
