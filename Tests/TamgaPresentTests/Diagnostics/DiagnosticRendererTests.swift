import Testing

@testable import TamgaPresent

@Suite("Diagnostics as a reader sees them") struct DiagnosticRendererTests {
  static let unknownKey = Diagnostic(
    "T012", ["key": "corridoor", "suggestion": "corridor", "known": "corridor, region"],
    place: Place(file: "study.yml", line: 41, column: 3), excerpt: "  corridoor: A")

  @Test("The terminal shows code, place, line with caret, why and what to do")
  func terminal() {
    let text = DiagnosticRenderer(language: .en).terminal(Self.unknownKey)
    #expect(
      text == """
        error[T012]: unknown key "corridoor"
           --> study.yml:41:3
            |
         41 |   corridoor: A
            |   ^
            = known here: corridor, region
        help: did you mean "corridor"?

        """)
  }

  @Test("A line number of one digit is set as in the manual")
  func oneDigit() {
    var diagnostic = Self.unknownKey
    diagnostic.place = Place(file: "a.yml", line: 1, column: 1)
    let lines = DiagnosticRenderer(language: .ru).terminal(diagnostic).split(separator: "\n")
    #expect(
      lines.prefix(5) == [
        "error[T012]: неизвестный ключ «corridoor»", "  --> a.yml:1:1", "   |",
        " 1 |   corridoor: A", "   | ^",
      ])
  }

  @Test("A cell of a workbook is a place; without an excerpt none is shown; detail stands last")
  func cell() {
    let diagnostic = Diagnostic(
      "T923", severity: .warning, ["reason": "disk"],
      place: Place(file: "b.xlsx", sheet: "2022", cell: "F11"), detail: "errno 28")
    #expect(
      DiagnosticRenderer(language: .en).terminal(diagnostic) == """
        warning[T923]: the system refused an operation: disk
          --> b.xlsx [2022!F11]
           = errno 28
        help: tamga doctor checks the installation

        """)
  }

  @Test("Colour adds escapes and changes no letter")
  func colour() {
    let coloured = DiagnosticRenderer(language: .en, usesColour: true).terminal(Self.unknownKey)
    let plain = DiagnosticRenderer(language: .en).terminal(Self.unknownKey)
    #expect(coloured.hasPrefix("\u{1B}[1;31merror[T012]"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test("Control characters of an input never reach the terminal")
  func hostile() {
    var diagnostic = Self.unknownKey
    diagnostic.arguments["key"] = "a\u{1B}[2Jb\u{202E}"
    diagnostic.excerpt = "x\u{7}\ty"
    let text = DiagnosticRenderer(language: .en).terminal(diagnostic)
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\u{202E}"))
  }

  @Test("An unknown code is an internal error that names it")
  func unknown() {
    let diagnostic = Diagnostic("T999", ["b": "2", "a": "1"])
    let renderer = DiagnosticRenderer(language: .en)
    #expect(renderer.exitCode(diagnostic) == 70)
    #expect(
      renderer.terminal(diagnostic).hasPrefix(
        "error[T999]: the program has no text for code T999 (a = 1, b = 2)\n"))
    let bare = DiagnosticRenderer(language: .ky, catalog: DiagnosticCatalog(entries: [:]))
    #expect(bare.terminal(diagnostic) == "error[T999]: T999: a = 1, b = 2\nhelp: tamga doctor\n")
  }

  @Test("JSON holds the same words, the place in parts and the exit code")
  func json() {
    let json = DiagnosticRenderer(language: .en).json(Self.unknownKey)
    #expect(json["code"] == "T012")
    #expect(json["severity"] == "error")
    #expect(json["message"] == "unknown key \"corridoor\"")
    #expect(json["fix"] == "did you mean \"corridor\"?")
    #expect(json["exit"] == 78)
    #expect(json["place"]?["line"] == 41)
    #expect(json["place"]?["sheet"] == .null)
    #expect(json["excerpt"] == "  corridoor: A")
  }

  @Test("An argument that looks like a place is not filled again")
  func noDoubleFilling() {
    #expect(DiagnosticCatalog.fill("{a} and {b} {c", ["a": "{b}", "b": "2"]) == "{b} and 2 {c")
  }
}
