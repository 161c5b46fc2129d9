import TamgaPresent
import Testing

@testable import TamgaAudit

/// The mark `⟦` stands where the fault is to be shown.
@Suite("Faults of claims files") struct ClaimsFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var part: String
    var other: String
    var code: String
    var arguments: [String: String]

    init(_ part: String, _ other: String, _ code: String, _ arguments: [String: String] = [:]) {
      (self.part, self.other, self.code, self.arguments) = (part, other, code, arguments)
    }

    var testDescription: String { "\(code) \(other)" }
  }

  static let says = "{value: \"10\", unit: \"%\"}"
  static let claim = "- id: c1\n"
  static let rest = """
    - id: c1
        quote: "grew by 10 %"
        where: "p. 3"
        says: {value: "10", unit: "%"}
        expr: "growth(T1.x[kg.2022], T1.x[kg.2021])"
    """

  static let documents: [Case] = [
    Case("where: \"p. 3\"", "⟦wher: \"p. 3\"", "T600", ["code": "T012"]),
    Case("quote: \"grew", "⟦quot: \"grew", "T600", ["code": "T012"]),
    Case("lang: en", "lang: ⟦de", "T600", ["code": "T010"]),
    Case("id: d,", "⟦id: d, id: e,", "T600", ["code": "T005"]),
    Case("grid: 1", "grid: ⟦one", "T600", ["code": "T007"]),
    Case("unit: \"mln USD\"", "unit: ⟦{currency: USD}", "T600", ["code": "T007"]),
    Case("claims/1", "⟦claims/2", "T604", ["version": "claims/2"]),
    Case("id: d,", "id: ⟦\"d e\",", "T605", ["text": "d e"]),
    Case("  T1:", "  ⟦T-1:", "T605", ["text": "T-1"]),
    Case("[x, y]", "[x, ⟦\"y?\"]", "T605", ["text": "y?"]),
    Case("\"2024-07-27\"", "⟦\"27.07.2024\"", "T606", ["text": "27.07.2024"]),
    Case("\"2024-07-27\"", "⟦\"2023-02-29\"", "T606", ["text": "2023-02-29"]),
    Case("\"2024-07-27\"", "⟦\"2024-99-01\"", "T606", ["text": "2024-99-01"]),
    Case(says, "⟦{bound: \"<= 1\", hedge: about}", "T611", ["found": "bound, hedge"]),
    Case(says, "{bound: ⟦\"<=> 1\"}", "T612", ["text": "<=> 1"]),
    Case("where: \"p. 3\"", "require: {n: ⟦\"< 8\"}", "T613", ["text": "< 8"]),
    Case("where: \"p. 3\"", "against: {expr: \"1\", ⟦dataset: \"a\"}", "T600", ["code": "T013"]),
    Case("[x, y]", "[x, ⟦x]", "T618", ["id": "x"]),
    Case("lang: en,", "numbers: {decimal: ⟦\";\"},", "T607", ["text": ";"]),
    Case("lang: en,", "numbers: ⟦{decimal: \",\", group: \",\"},", "T607", ["text": ","]),
    Case("\"mln USD\"", "⟦\"12\"", "T608", ["text": "12"]),
    Case("value: \"10\"", "value: ⟦\"none\"", "T609", ["text": "none"]),
    Case("value: \"5.6\"", "value: ⟦\"—\"", "T609", ["text": "—"]),
    Case(rest, "- ⟦id: c1\n    quote: \"grew\"", "T610", ["id": "c1"]),
    Case(says, "⟦{value: \"1\", about: doubled}", "T611", ["found": "value, about"]),
    Case(says, "⟦{between: [\"1\", \"2\", \"3\"]}", "T611", ["found": "between: 3"]),
    Case(says, "{bound: ⟦\"about 5\"}", "T612", ["text": "about 5"]),
    Case(says, "{bound: ⟦\"<= many\"}", "T612", ["text": "<= many"]),
    Case("grid: 1", "grid: ⟦12", "T613", ["text": "12"]),
    Case("where: \"p. 3\"", "tolerance: ⟦\"wide\"", "T613", ["text": "wide"]),
    Case("where: \"p. 3\"", "require: {n: ⟦\"many\"}", "T613", ["text": "many"]),
    Case("[\"110\", \"6.5\"]", "⟦[\"110\"]", "T614", ["found": "1", "expected": "2"]),
    Case("[\"110\", \"6.5\"]", "⟦\"110\"", "T614", ["found": "1", "expected": "2"]),
    Case("grid: 1", "grid: ⟦[1, 1, 1]", "T614", ["found": "3", "expected": "2"]),
    Case("id: e1", "id: ⟦c1", "T615", ["id": "c1"]),
    Case("id: c1", "id: ⟦n1", "T615", ["id": "n1"]),
    Case("rests_on: [c1]", "rests_on: [c1, ⟦c2]", "T616", ["id": "c2", "suggestion": "c1"]),
    Case("rests_on: [c1]", "rests_on: [⟦e1]", "T617", ["cycle": "e1 → e1"]),
    Case(
      claim, "- ⟦id: c0\n    quote: q\n    rests_on: [c1]\n  - id: c1\n    rests_on: [c0]\n",
      "T617",
      ["cycle": "c0 → c1 → c0"]),
  ]

  static let expressions: [Case] = [
    ("grwth⟦(1)", "T635"), ("1 +⟦", "T631"), ("1 ⟦2", "T630"), ("1 ⟦§ 2", "T632"),
    ("1 ⟦== 2", "T633"), ("⟦1.2.3", "T634"), ("⟦growth(1)", "T636"), ("abs(⟦a: 1)", "T639"),
    ("T1.x[kg.2022] ⟦+ T1.y[kg.2022]", "T650"), ("⟦T1.x[*] + 1", "T651"),
    ("1 + ⟦T2.x[kg.2022]", "T652"), ("1 + ⟦T1.z[kg.2022]", "T652"),
  ].map { text, code in
    let fixed = text.replacing("grwth⟦(1)", with: "⟦grwth(1)")
    return Case(ClaimsSample.expression, "\"\(fixed)\"", code)
  }

  @Test("The sample itself is valid")
  func valid() { #expect(ClaimsSample.fault(ClaimsSample.text) == nil) }

  @Test("Each fault has its code, line, column and arguments", arguments: documents + expressions)
  func fault(of example: Case) throws {
    let text = ClaimsSample.changed(example.part, example.other)
    let (clean, line, column) = ClaimsSample.marked(text)
    let fault = try #require(ClaimsSample.fault(clean))
    #expect(fault.code == example.code)
    #expect(fault.place == Place(file: "claims.yml", line: line, column: column))
    for (name, value) in example.arguments { #expect(fault.arguments[name] == value) }
    #expect(DiagnosticCatalog.standard.exitCode(fault.code) == 65)
    for language in Language.allCases {
      let shown = DiagnosticCatalog.standard.text(of: fault, in: language)
      let sentences = shown.message + shown.why + shown.fix
      #expect(!sentences.contains(/\{[a-z]+\}/), "\(fault.code) \(language): \(sentences)")
    }
  }

  static let names: [(String, String, String)] = [
    ("T11.x[kg.2022]", "T11", "T1"), ("T1.xx[kg.2022]", "T1.xx", "T1.x"),
    ("T1.x[kg.2202]", "kg.2202", "kg.2022"), ("sum(T1.x[kg.2021..kg.202])", "kg.202", "kg.2021"),
    ("sum(T1.x[kg.2021, kq.2022])", "kq.2022", "kg.2022"), ("@n2 + 1", "@n2", "@n1"),
  ]

  @Test("A name that does not resolve comes with the nearest one", arguments: names)
  func suggestion(text: String, name: String, nearest: String) throws {
    let changed = ClaimsSample.changed(ClaimsSample.expression, "\"\(text)\"")
    let fault = try #require(ClaimsSample.fault(changed))
    #expect(fault.code == "T652")
    #expect(fault.arguments["name"] == name)
    #expect(fault.arguments["suggestion"] == nearest)
  }

  @Test("A name nothing is near to comes with what there is")
  func nothingNear() throws {
    let changed = ClaimsSample.changed(ClaimsSample.expression, "\"T1.export[kg.2022]\"")
    #expect(ClaimsSample.fault(changed)?.arguments["suggestion"] == "T1.x, T1.y")
  }

  @Test("Rows of an identity that are not there, and a same_as that is not, are named")
  func otherPlaces() throws {
    let identity = ClaimsSample.marked(
      ClaimsSample.changed("\"x[*] >= 0\"", "\"x[*] >= ⟦y[kg.2002] * 0\""))
    let fault = try #require(ClaimsSample.fault(identity.text))
    #expect(fault.code == "T652")
    #expect(fault.arguments["suggestion"] == "kg.2022")
    #expect(fault.place?.line == identity.line)
    #expect(fault.place?.column == identity.column)
    let same = ClaimsSample.changed("where: \"p. 3\"", "same_as: [\"T1.x[kg.2002]\"]")
    #expect(ClaimsSample.fault(same)?.arguments["suggestion"] == "T1.x[kg.2022]")
  }

  @Test("An expression over official data is checked as well")
  func against() throws {
    let text = ClaimsSample.changed(
      "where: \"p. 3\"", "against: {expr: \"data('s') ⟦+ 1\"}".replacing("'", with: "\\\""))
    let valid = ClaimsSample.marked(text).text
    #expect(ClaimsSample.fault(valid) == nil)
    let wrong = ClaimsSample.marked(text.replacing("⟦+ 1", with: "+ ⟦T1.z[kg.2022]"))
    let fault = try #require(ClaimsSample.fault(wrong.text))
    #expect(fault.code == "T652")
    #expect(fault.place?.line == wrong.line)
    #expect(fault.place?.column == wrong.column)
  }

  @Test("Bytes that are no YAML, no UTF-8 or nothing are one code with what was found")
  func bytes() {
    let files: [([UInt8], String)] = [
      ([], "T003"), ([0x61, 0xFF], "T002"), (Array("a: [".utf8), "T001"),
      (Array("a: *b".utf8), "T001"),
      (Array("document: {id: d}".utf8), "T011"),
    ]
    for (bytes, inner) in files {
      let fault = #expect(throws: Diagnostic.self) {
        try ClaimsDocument(parsing: bytes, file: "claims.yml")
      }
      #expect(fault?.code == "T600")
      #expect(fault?.arguments["code"] == inner)
    }
  }
}
