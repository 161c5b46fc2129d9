import Testing

@testable import TamgaPresent

@Suite("Text tables") struct TerminalTableTests {
  static let table = TerminalTable(
    columns: [.init("Ел"), .init("Экспорт", .right)],
    rows: [["Қазақстан", "1 234,5"], ["中国", "−2,0"], ["=cmd|x"]])

  @Test("Columns align by what a terminal shows, wide characters included")
  func aligned() {
    let lines = Self.table.text().split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "Ел         Экспорт", "─────────  ───────", "Қазақстан  1 234,5", "中国          −2,0",
        "=cmd|x",
      ])
  }

  @Test(
    "Combining marks take no column, pictures two",
    arguments: [
      ("e\u{301}", 1), ("👍", 2), ("⇄", 1), ("\u{FEFF}", 0), ("Ә", 1), ("１", 2), ("", 0), ("한", 2),
    ])
  func width(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test("Markdown keeps bars apart and says the side of a column")
  func markdown() {
    #expect(
      Self.table.markdown() == """
        | Ел | Экспорт |
        | :-- | --: |
        | Қазақстан | 1 234,5 |
        | 中国 | −2,0 |
        | =cmd\\|x |  |

        """)
  }

  @Test("CSV quotes what needs quotes; the spreadsheet form disarms formulas but not numbers")
  func csv() {
    let table = TerminalTable(
      columns: [.init("a"), .init("b", .right)],
      rows: [["x, \"y\"\n", "-1.5"], ["=1+1", "-2,5"], ["@a", "+3"], ["-a;b", ""]])
    #expect(table.csv() == "a,b\n\"x, \"\"y\"\"\n\",-1.5\n=1+1,\"-2,5\"\n@a,+3\n-a;b,\n")
    #expect(
      table.csv(.spreadsheet)
        == "\u{FEFF}a;b\r\n\"x, \"\"y\"\"\n\";-1.5\r\n'=1+1;-2,5\r\n'@a;+3\r\n\"'-a;b\";\r\n")
  }

  @Test("Hostile cells cannot move the cursor")
  func hostile() {
    let text = TerminalTable(columns: [.init("a")], rows: [["\u{1B}[2J\nb\tc"]]).text()
    #expect(text == "a\n────────\n\u{FFFD}[2J b c\n")
  }
}
