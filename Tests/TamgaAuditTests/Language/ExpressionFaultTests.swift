import Testing

@testable import TamgaAudit

@Suite("Faults of expressions") struct ExpressionFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var code: String
    var offset: Int
    var length: Int
    var arguments: [String: String] = [:]

    var testDescription: String { "\(code) \(text.prefix(40))" }
  }

  static let cases: [Case] = [
    Case(text: "", code: "T631", offset: 0, length: 0),
    Case(text: "1 +", code: "T631", offset: 3, length: 0),
    Case(text: "(1 + 2", code: "T631", offset: 6, length: 0, arguments: ["expected": "`)`"]),
    Case(text: "T1.x[a", code: "T631", offset: 6, length: 0),
    Case(text: "1 2", code: "T630", offset: 2, length: 1, arguments: ["found": "2"]),
    Case(text: "1,5", code: "T630", offset: 1, length: 1, arguments: ["found": ","]),
    Case(text: "1 + * 2", code: "T630", offset: 4, length: 1, arguments: ["found": "*"]),
    Case(text: "T1.x", code: "T631", offset: 4, length: 0, arguments: ["expected": "`[`"]),
    Case(text: "T1.x(", code: "T630", offset: 4, length: 1, arguments: ["found": "("]),
    Case(text: "T1.x[]", code: "T630", offset: 5, length: 1, arguments: ["found": "]"]),
    Case(
      text: "T1.x[kg.*..kg.2023]", code: "T630", offset: 5, length: 4, arguments: ["found": "kg.*"]),
    Case(text: "T1.x[a..kg.*]", code: "T630", offset: 8, length: 4, arguments: ["found": "kg.*"]),
    Case(text: "T1.x[kg.2*]", code: "T630", offset: 5, length: 5, arguments: ["found": "kg.2*"]),
    Case(text: "data(x)", code: "T630", offset: 5, length: 1, arguments: ["found": "x"]),
    Case(text: "1 ? 2", code: "T632", offset: 2, length: 1, arguments: ["found": "?"]),
    Case(text: "1 == 1", code: "T633", offset: 2, length: 2),
    Case(text: "1.2.3", code: "T634", offset: 0, length: 5, arguments: ["found": "1.2.3"]),
    Case(text: "1 + 12abc", code: "T634", offset: 4, length: 5, arguments: ["found": "12abc"]),
    Case(text: "1e999", code: "T634", offset: 0, length: 5, arguments: ["found": "1e999"]),
    Case(
      text: "1 + grwth(1, 2)", code: "T635", offset: 4, length: 5,
      arguments: ["name": "grwth", "suggestion": "growth"]),
    Case(
      text: "growth(1)", code: "T636", offset: 0, length: 6,
      arguments: ["function": "growth", "found": "1", "expected": "2"]),
    Case(
      text: "1 + sum()", code: "T636", offset: 4, length: 3,
      arguments: ["function": "sum", "found": "0", "expected": "≥ 1"]),
    Case(
      text: "growth(new: 1, 2)", code: "T639", offset: 7, length: 3,
      arguments: ["name": "new", "function": "growth"]),
    Case(text: "\"a\" + 1", code: "T640", offset: 0, length: 3, arguments: ["found": "a"]),
    Case(
      text: "data(\"x\", period: 1, period: 2)", code: "T641", offset: 21, length: 6,
      arguments: ["name": "period"]),
    Case(
      text: "data(\"x\", perod: 1)", code: "T623", offset: 10, length: 5,
      arguments: ["name": "perod", "suggestion": "period"]),
    Case(text: "T1.x[\"a", code: "T647", offset: 5, length: 1),
    Case(text: "data(\"x", code: "T647", offset: 5, length: 1),
    Case(
      text: String(repeating: "(", count: 70) + "1", code: "T637", offset: 64, length: 1,
      arguments: ["limit": "64"]),
    Case(
      text: String(repeating: " ", count: 4001), code: "T638", offset: 0, length: 0,
      arguments: ["found": "4001", "limit": "4000"]),
  ]

  @Test("Each fault has its code, its place and its arguments", arguments: cases)
  func fault(of example: Case) throws {
    let fault = #expect(throws: ExpressionFault.self) { try Expression(parsing: example.text) }
    let found = try #require(fault)
    #expect(found.code == example.code)
    #expect(found.offset == example.offset)
    #expect(found.length == example.length)
    for (name, value) in example.arguments { #expect(found.arguments[name] == value) }
  }

  @Test("Long sums and long signs end in a fault, not in a deep stack")
  func deep() {
    for part in ["1+", "-", "1^", "abs(", "1<", "((", "T.x["] {
      let text = String(repeating: part, count: 3_990 / part.count)
      #expect(throws: ExpressionFault.self) { try Expression(parsing: text) }
    }
  }
}
