import TamgaAudit
import Testing

@testable import TamgaStudy

@Suite("Quotes in the text of a document") struct QuoteSearchTests {
  private func text(_ lines: String) -> DocumentText {
    DocumentText(Array(lines.utf8), file: "paper.txt")
  }

  @Test("line breaks, hyphenation, case, quotation marks and spaces do not matter")
  func sideBySide() {
    let paper = text(
      "One.\nThe co-\noperation of “cross-\nborder” regions, in 2022,\u{A0}grew by 56.5 %.\nEnd.")
    for quote in [
      "the cooperation of \"cross-border\" regions", "crossborder regions in 2022",
      "grew by 56.5%", "co-operation of", "56.5",
    ] {
      #expect(paper.find(quote).isFound, "\(quote)")
    }
    #expect(paper.find("The cooperation").line == 2)
    #expect(!paper.find("regions border grew").isFound)
    #expect(!paper.find("grew by 6.5%").isFound)
  }

  @Test("interleaved columns are found within three times the quote's length, not beyond")
  func columns() {
    let paper = text(
      "imports grew strongly in the tables show\nthe year 2022 with a growth trade of all\nof 56.5 percent partners"
    )
    let match = paper.find("imports grew in the year 2022 with a growth of 56.5 percent")
    #expect(match.isFound && match.line == 1)
    let far = "alpha " + String(repeating: "x y z ", count: 10) + "omega"
    #expect(!text(far).find("alpha omega").isFound)
    #expect(text("alpha one two omega").find("alpha omega").isFound)
    #expect(!text("omega alpha").find("alpha omega").isFound)
  }

  @Test("an ellipsis parts a quote; every part must be there")
  func ellipsis() {
    let paper = text("alpha beta gamma delta epsilon zeta eta theta iota kappa")
    #expect(paper.find("alpha beta … iota kappa").isFound)
    #expect(paper.find("alpha beta [...] kappa").isFound)
    #expect(!paper.find("alpha beta … lambda").isFound)
  }

  @Test("a quote that is not there names the nearest passage and its line") func nearest() {
    let paper = text("first line here\nimports fell by 12 percent in May\nlast line here")
    let match = paper.find("imports rose by 12 percent in May")
    #expect(!match.isFound && match.line == 2)
    #expect(match.passage == "imports fell by 12 percent in May")
    let none = paper.find("nothing alike")
    #expect(!none.isFound && none.line == nil && none.passage == nil)
    #expect(!paper.find("…").isFound && !paper.find("").isFound)
  }

  @Test(
    "numerals count without years, references, words and brackets",
    arguments: [
      ("56.5%", ["56.5"]), ("(1,234.5)", ["1,234.5"]), ("2022", []), ("2020-2024", []),
      ("10–20", ["10", "20"]), ("[12]", []), ("BP19678089", []), ("$7.5bn", []), ("−3,2", ["3,2"]),
      ("1999.5", ["1999.5"]), ("word", []), ("3/4", ["3", "4"]),
    ])
  func numerals(word: String, expected: [String]) {
    #expect(NumeralCoverage.numerals(word) == expected)
  }

  @Test("coverage counts quotes, then tables, and leaves the list of references out")
  func coverage() throws {
    let sample = try ClaimsSample()
    let paper = """
      Exports grew by 26.8% in 2022 and 12.0 more.
      Table: 793 625,2 793 345,6 and 77
      We thank 3 people who helped.
      References
      1. Author, 2020, p. 55
      """
    try sample.write(paper, to: "paper.txt")
    try sample.write(ClaimsSample.wrongCell, to: "claims.yml")
    let loaded = try sample.load("claims.yml", text: "paper.txt")
    let coverage = try #require(try AuditedClaims(loaded[0]).coverage)
    // 26.8, 12.0, 793, 625,2, 793, 345,6, 77 and 3; the table prints 793 once.
    #expect(coverage.numerals == 8 && coverage.inQuotes == 1 && coverage.inTables == 3)
    #expect(coverage.share == 0.5)
  }
}
