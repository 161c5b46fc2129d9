import Foundation
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaAudit
@testable import TamgaDrafting

/// A made-up page with two tables.
private let page = """
  Trade of Northland

  Table 1 — Key indicators of foreign trade, in million US dollars

  Indicator\tTurnover\tExports\tImports\tShare, %
  2022
  Total\t1 000,5\t600,2\t400,3\t100,0
  Southland\t250,5\t150,1\t100,4\t25,0
  Eastland\t750,0\t450,1\t299,9\t75,0
  2023
  Total\t1 213,0\t700,6\t512,4\t100,0
  Southland\t310,7\t180,3\t130,4\t25,6
  Eastland\t902,3\t520,3\t382,0\t74,4

  Source: invented.

  Table 2. Freight and crossings

  Year Freight Crossings
  2019 120 61
  2020 150 82
  2021 170 93
  2022 260 118

  Turnover with Southland grew by 24.0% in 2023 compared to 2022, or by 60.2 million US dol-
  lars. Southland accounts for 25.6% of turnover in 2023. The export growth rate index with
  Southland was 120.1% in 2023 against 2022. The share of Southland in turnover grew by 0.6% in
  2023 compared to 2022. Prices rose by 23.8% from 12.2 hours to 15.1 hours. Costs were 40.4
  million US dollars and 53.2 million US dollars, a total of 93.6 million US dollars.
  The coefficient of correlation of freight and crossings is 0.97.
  """

@Suite("Drafts of claims files") struct ClaimsDraftTests {
  private func draft(_ text: String, id: String = "d") throws -> ClaimsDraft {
    try ClaimsDraft(Array(text.utf8), name: "t.txt", options: ClaimsDraft.Options(id: id))
  }

  private func parsed(_ draft: ClaimsDraft) throws -> AuditModel {
    try AuditModel(ClaimsDocument(parsing: Array(draft.yaml.utf8), file: "draft.yml"))
  }

  @Test("tables, identities and relations of a page are all found")
  func wholePage() throws {
    let draft = try draft(page)
    let document = try parsed(draft).document
    #expect(document.tables.map(\.id) == ["T1", "T2"])
    let first = try #require(document.tables.first)
    #expect(
      first.rows == [
        "total.2022", "southland.2022", "eastland.2022", "total.2023", "southland.2023",
        "eastland.2023",
      ])
    #expect(first.columns.map(\.name) == ["turnover", "exports", "imports", "share"])
    #expect(first.columns.map(\.unit.text).last == "%")
    #expect(first.columns[0].unit == AuditUnit.parse("mln USD"))
    let identities = first.identities.map(\.written.text)
    #expect(identities.contains("turnover[*] = exports[*] + imports[*]"))
    #expect(identities.contains("share[{p}.{y}] = share(turnover[{p}.{y}], turnover[total.{y}])"))
    #expect(
      identities.contains("exports[total.2022] = sum(exports[southland.2022, eastland.2022])"))
    #expect(document.tables[1].rows == ["2019", "2020", "2021", "2022"])
    let expressions = document.claims.map { $0.expression?.text ?? "-" }
    #expect(
      expressions == [
        "growth(T1.turnover[southland.2023], T1.turnover[southland.2022])",
        "T1.turnover[southland.2023] - T1.turnover[southland.2022]",
        "T1.share[southland.2023]", "index(T1.exports[southland.2023], T1.exports[southland.2022])",
        "pp(T1.share[southland.2023], T1.share[southland.2022])", "growth(@d-08, @d-07)", "-", "-",
        "-", "-", "@d-09 + @d-10", "pearson(T2.freight[*], T2.crossings[*])",
      ], "\(draft.yaml)")
    #expect(document.claims[1].quote.contains("60.2 million US dollars"))
    #expect(document.claims.allSatisfy { $0.place.hasPrefix("line ") })
  }

  @Test("the same text gives the same draft, and every numeral has a class")
  func counts() throws {
    let first = try draft(page)
    #expect(try draft(page).yaml == first.yaml)
    #expect(first.numerals[.cell] == 36 + 8 - 12)
    #expect(first.numerals[.claim] == first.claims)
    #expect(first.yaml.contains("# Numerals of the text: \(first.numerals.values.reduce(0, +))"))
    #expect(first.language == "en" && first.tables == 2)
  }

  @Test("a misprinted cell leaves the relation, and the audit finds it")
  func misprint() throws {
    let wrong = page.replacing("310,7", with: "370,1")
    let model = try parsed(try draft(wrong))
    let identities = model.document.tables[0].identities.map(\.written.text)
    #expect(identities.contains("turnover[*] = exports[*] + imports[*]"))
    let report = try Audit(model.document).report()
    let failing = report.claims.filter { $0.verdict == .contradicted }.map(\.id)
    #expect(failing.contains { $0.contains("T1.turnover[southland.2023]") })
  }

  @Test("two tables side by side are one with blocks; blanks in numbers are closed by the columns")
  func sideBySide() throws {
    let text = """
      Table 6. Main partners (in million USD)
      2012 2008
      State Volume Place State Volume Place
      Northland 11.167 1 Northland 9.071 1
      Southland 4.039 2 Southland 7.973 2
      Eastland 1.407 3 Westland 1.254 3
      """
    let panels = try parsed(try draft(text)).document.tables[0]
    #expect(panels.rows.contains("northland.2008") && panels.rows.count == 6)
    #expect(panels.columns.map(\.name) == ["volume", "place"])
    let spaced = """
      Table 1. Trade
      Total 139 551 100,0 79 138,8
      Northland 1688,1 1,2 1147,2
      Southland 29 794,6 21,4 11 573,1
      Eastland 135 527,4 97,1 84 593,1
      """
    let table = try parsed(try draft(spaced)).document.tables[0]
    #expect(table.cells[0].map { $0?.text } == ["139 551", "100,0", "79 138,8"])
  }

  @Test("text that is no text ends in a diagnostic")
  func badInput() throws {
    let options = ClaimsDraft.Options(id: "d")
    #expect(throws: Diagnostic.self) { try ClaimsDraft([0xFF, 0xFE], name: "t", options: options) }
    do {
      _ = try ClaimsDraft([0x31, 0xFF], name: "t", options: options)
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.code == "T691")
    }
    do {
      let long = [UInt8](repeating: 0x31, count: (4 << 20) + 1)
      _ = try ClaimsDraft(long, name: "t", options: options)
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.code == "T692")
    }
    #expect(try parsed(try draft("")).document.claims.isEmpty)
  }

  @Test(
    "the seed papers: drafts compile and every numeral is classed",
    .enabled(if: SharedData.folder != nil, "no ../shared"),
    arguments: ["000", "001", "002", "003", "004"])
  func seeds(_ name: String) throws {
    let folder = try #require(SharedData.folder)
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "seeds/\(name).txt")))
    let draft = try ClaimsDraft(bytes, name: name, options: ClaimsDraft.Options(id: name))
    let model = try parsed(draft)
    #expect(model.document.claims.count == draft.claims)
    let text = try DraftText(bytes, file: name)
    let digits = text.lines.reduce(0) { $0 + $1.characters.count(where: \.isPlainDigit) }
    let builder = DraftBuilder(text, options: ClaimsDraft.Options(id: name))
    let counted = builder.numerals.reduce(0) { $0 + $1.text.filter(\.isPlainDigit).count }
    #expect(counted == digits)
    guard name == "000" else { return }
    #expect(model.document.tables[0].identities.count == 4)
    let report = try Audit(model.document).report()
    #expect(report.claims.filter { $0.verdict == .tainted }.count == 2)
  }

  @Test("60 damaged pages end in a draft that compiles")
  func mutations() throws {
    var random = SplitMix(seed: 20_240_727)
    let marks = Array("0123456789 .,-–%[](){}\"\\:|\t\n#&*'@№$€ёқө\u{0}\u{2028}\u{FEFF}\r")
    for _ in 0..<60 {
      var characters = Array(page.suffix(1_400 - random.below(900)))
      for _ in 0..<(1 + random.below(25)) {
        let place = random.below(characters.count)
        switch random.below(3) {
        case 0: characters[place] = marks[random.below(marks.count)]
        case 1: characters.insert(marks[random.below(marks.count)], at: place)
        default: characters.remove(at: place)
        }
      }
      _ = try parsed(try draft(String(characters)))
    }
  }
}
