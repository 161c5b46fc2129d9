import TamgaPresent
import Testing

@testable import TamgaAudit

@Suite("Instances of identities") struct IdentityTests {
  static func model(_ identity: String) throws -> AuditModel {
    try ClaimsSample.model(
      """
      tamga: claims/1
      document: {id: d}
      tables:
        T1:
          columns: [t, x, m]
          cells:
            part.kg.2021: ["3", "1", "2"]
            part.ru.2021: ["7", "3", "4"]
            total.2021: ["10", "4", "6"]
            part.kg.2022: ["5", "2", "3"]
            part.ru.2022: ["9", "5", ""]
            total.2022: ["14", "7", "7"]
            total.2023: ["20", "9", "11"]
          identities:
            - '\(identity)'
        T2:
          columns: [v]
          cells: {"2021": "10", "2022": "14"}
      """)
  }

  static let cases: [(String, [String], Int)] = [
    (
      "t[*] = x[*] + m[*]",
      [
        "T1.t[part.kg.2021]", "T1.t[part.ru.2021]", "T1.t[total.2021]", "T1.t[part.kg.2022]",
        "T1.t[total.2022]", "T1.t[total.2023]",
      ], 1
    ),
    (
      "t[total.*] = x[total.*] + m[total.*]",
      ["T1.t[total.2021]", "T1.t[total.2022]", "T1.t[total.2023]"], 0
    ),
    ("t[total.{y}] = sum(t[part.*.{y}])", ["T1.t[total.2021]", "T1.t[total.2022]"], 0),
    ("m[total.{y}] = sum(m[part.*.{y}])", ["T1.m[total.2021]"], 1),
    (
      "t[part.kg.{y}] = t[total.{y}] - t[part.ru.{y}]",
      ["T1.t[part.kg.2021]", "T1.t[part.kg.2022]"], 0
    ),
    (
      "t[part.{p}.2021] = x[part.{p}.2021] + m[part.{p}.2021]",
      ["T1.t[part.kg.2021]", "T1.t[part.ru.2021]"], 0
    ),
    ("t[part.*.2022] = x[part.*.2022] + m[part.*.2022]", ["T1.t[part.kg.2022]"], 1),
    ("t[total.2021] = x[total.2021] + m[total.2021]", ["T1.t[total.2021]"], 0),
  ]

  @Test("One a row or a part; those with a cell not printed are passed over", arguments: cases)
  func instances(identity: String, results: [String], passedOver: Int) throws {
    let model = try Self.model(identity)
    let found = model.statements.filter(\.isIdentity)
    #expect(found.map(\.id) == results.map { "d-" + $0 })
    #expect(model.passedOver == (passedOver == 0 ? [:] : ["T1": passedOver]))
    let evaluator = Evaluator(numbers: PrintedNumbers(model))
    for statement in found {
      #expect(statement.isStructural)
      #expect(evaluator.evaluate(statement).fit == .reproduced)
    }
  }

  @Test("A star of a sum stands for all rows, not for the row at hand")
  func series() throws {
    let model = try Self.model("t[total.{y}] = sum(t[part.*.{y}])")
    let first = try #require(model.statements.first)
    #expect(
      first.inputs.map { model.cells[$0].address } == ["T1.t[part.kg.2021]", "T1.t[part.ru.2021]"])
  }

  @Test("Conditions are named by the identity and the parts they are for")
  func conditions() throws {
    let model = try Self.model("x[part.{p}.{y}] <= t[part.{p}.{y}]")
    #expect(
      model.statements.map(\.id)
        == ["d-T1#1[kg.2021]", "d-T1#1[ru.2021]", "d-T1#1[kg.2022]", "d-T1#1[ru.2022]"])
  }

  @Test("Two identities with one result have two names")
  func names() throws {
    let model = try Self.model(
      "t[total.2021] = 10'\n      - 'x[total.2021] = 4'\n      - 't[total.2021] = 10")
    #expect(
      model.statements.map(\.id) == [
        "d-T1.t[total.2021]", "d-T1.x[total.2021]", "d-T1.t[total.2021]~2",
      ])
  }

  @Test("A foreign table binds nothing; with its own variable filled in it is read")
  func foreign() throws {
    let model = try Self.model("t[total.2022] = T2.v[\"2022\"]")
    #expect(model.statements.map(\.id) == ["d-T1.t[total.2022]"])
    #expect(model.statements.first?.isStructural == false)
    #expect(model.statements.first?.inputs.map { model.cells[$0].address } == ["T2.v[2022]"])
    let sum = try Self.model("t[total.2021] + t[total.2022] = sum(T2.v[*])")
    #expect(sum.statements.map(\.id) == ["d-T1#1"])
    #expect(sum.statements.first?.cells.count == 4)
  }

  @Test("A part of a foreign table that a variable of this one fills in")
  func foreignVariable() throws {
    let file = """
      tamga: claims/1
      document: {id: d}
      tables:
        A:
          columns: [v]
          cells: {kg.2021: "1", kg.2022: "2", kg.2023: "3"}
          identities: ["v[kg.{y}] = B.w[all.{y}]"]
        B: {columns: [w], cells: {all.2021: "1", all.2022: "2", all.2023: ""}}
      """
    let model = try ClaimsSample.model(file)
    #expect(model.statements.map(\.id) == ["d-A.v[kg.2021]", "d-A.v[kg.2022]"])
    #expect(model.passedOver == ["A": 1])
  }

  static let refused = [
    ("t[total.{y}] = x[nation.{y}]", "nation.{y}"), ("t[sum.*] = 1", "sum.*"), ("q[*] = 1", "T1.q"),
    ("t[total.2021] = T2.v[2029]", "2029"),
  ]

  @Test("Rows and columns that are nowhere", arguments: refused)
  func unknown(identity: String, name: String) {
    let fault = #expect(throws: Diagnostic.self) { try Self.model(identity) }
    #expect(fault?.code == "T652")
    #expect(fault?.arguments["name"] == name)
  }

  @Test("A range keeps to the series of its ends, and goes either way")
  func range() throws {
    let model = try Self.model("sum(t[part.kg.2021..part.kg.2022]) = 8")
    let cells = model.statements.first?.cells.map { model.cells[$0].address }
    #expect(cells == ["T1.t[part.kg.2021]", "T1.t[part.kg.2022]"])
    let back = try Self.model("decreasing(t[total.2023..total.2021])")
    let signs = back.statements.first?.conditions.map(\.relation)
    #expect(signs == [.less, .less])
    let evaluator = Evaluator(numbers: PrintedNumbers(back))
    #expect(back.statements.map { evaluator.evaluate($0).fit } == [.reproduced])
  }

  @Test("A pattern of several rows is no single number")
  func several() {
    let fault = #expect(throws: Diagnostic.self) {
      try Self.model("t[total.2021..total.2022] = 1")
    }
    #expect(fault?.code == "T651")
  }
}
