import Foundation
import TamgaData
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Claims in the report") struct AuditSectionTests {
  private func page(_ language: Language = .en) throws -> String {
    try HTMLReportTests.page(SampleAudit.run(language), language)
  }

  /// The section of the audit alone.
  private func section(_ language: Language = .en) throws -> String {
    let page = try page(language)
    let from = try #require(page.range(of: "<section id=\"s-audit\""))
    let rest = page[from.lowerBound...]
    let end = try #require(rest.range(of: "</section>"))
    return String(rest[..<end.upperBound])
  }

  private func attributes(_ name: String, _ page: String) -> [String] {
    HTMLReportTests.attributes(name, in: page)
  }

  @Test("the section is well-formed", arguments: Language.allCases)
  func wellFormed(language: Language) throws {
    var open: [String] = []
    for tag in try section(language).components(separatedBy: "<").dropFirst() {
      let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()), "\(tag.prefix(60))")
      } else {
        #expect(!name.isEmpty && tag.contains(">"), "\(tag.prefix(60))")
        open.append(String(name))
      }
    }
    #expect(open.isEmpty)
  }

  @Test("ids stand once and every link has its target") func links() throws {
    let page = try page()
    let ids = attributes("id", page)
    #expect(Set(ids).count == ids.count)
    let targets = attributes("href", page).filter { $0.hasPrefix("#") }
    #expect(targets.allSatisfy { ids.contains(String($0.dropFirst())) })
    for card in SampleAudit.cards where card.standing != .notDerivable {
      #expect(targets.contains("#" + ReportPage.anchor(card, "audit")))
    }
  }

  @Test("every number of a claim is a link to its record") func numbers() throws {
    let section = try section()
    for id in SampleAudit.cards.flatMap(\.values) {
      #expect(attributes("href", section).contains("#" + id.anchor), "\(id)")
    }
  }

  @Test("each verdict is a sign and words, never a colour alone", arguments: Language.allCases)
  func signs(language: Language) throws {
    let section = try section(language)
    let localiser = try Localiser(language: language)
    for card in SampleAudit.cards {
      let shown =
        "<span class=\"verdict v-\(card.tone)\"><span class=\"sign\" aria-hidden=\"true\">"
        + "\(card.sign)</span> \(HTMLWriter.escaped(localiser.text(card.verdict)))</span>"
      let places = card.hasOwnCard ? 2 : 1
      #expect(section.components(separatedBy: shown).count > places, "\(card.id)")
    }
    #expect(Set(AuditStanding.allCases.map(\.sign)).count == AuditStanding.allCases.count)
    #expect(
      !section.contains("[" + "claims.") && !section.contains("[audit.")
        && !section.contains("[report."))
  }

  @Test("all rows are there without scripts; the filter is hidden and has its buttons")
  func filter()
    throws
  {
    let section = try section()
    let rows = section.components(separatedBy: "<tr data-verdict=\"").dropFirst()
    #expect(rows.count == SampleAudit.cards.count)
    // What cannot be derived has its row and nothing more to say.
    #expect(section.components(separatedBy: "<details class=\"card").count == rows.count)
    #expect(section.contains("<div class=\"filter\" hidden>"))
    #expect(section.contains("role=\"status\" data-text=\"Shown: {n} of {all}\""))
    let pressed = attributes("aria-pressed", section)
    #expect(pressed.filter { $0 == "true" }.count == 1)
    #expect(
      attributes("data-show", section)
        == ["all", "attention"] + AuditStanding.allCases.map(\.rawValue) + ["weak"])
    for control in attributes("aria-controls", section) {
      #expect(attributes("id", section).contains(control))
    }
    let groups = rows.compactMap { $0.components(separatedBy: "\"").first }
    #expect(groups[2] == "contradicted attention" && groups[5] == "reproduced attention weak")
  }

  @Test("the drawing has a text alternative with all numbers and names its rows") func strip()
    throws
  {
    let section = try section()
    let drawings = section.components(separatedBy: "<svg class=\"strip\"").dropFirst()
    #expect(drawings.count == SampleAudit.cards.count { $0.strip != nil })
    for drawing in drawings {
      for number in ["56.450", "56.550", "56.539", "56.502", "56.576", "31.337"] {
        #expect(drawing.prefix(300).contains(number), "\(number)")
      }
      for name in ["published", "recomputed", "official"] {
        #expect(drawing.contains(">\(name)</text>"))
      }
    }
    #expect(!section.contains(" style="))
  }

  @Test("hostile quotations stay text") func hostile() throws {
    let section = try section()
    #expect(section.contains("imports &lt;grew&gt; by 0 &amp; more"))
    #expect(!section.contains("<grew>"))
  }

  @Test("a table to download is not laid out on the page, and is in the workbook as numbers")
  func workbook() throws {
    let section = try section()
    let block = try #require(section.components(separatedBy: "id=\"tab-audit-claims\"").last)
    #expect(!block.contains("<table") && block.contains("download=\"tamga_audit-claims_"))
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-audit-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try WorkbookReport.write(SampleAudit.run(), language: .en, to: file.path)
    let sheet = try #require(
      try WorkbookReader.read(file).sheets.first { $0.name == "audit.claims" })
    let numbers = sheet.cells.values.filter {
      if case .number(let number) = $0.content { number == 56.5 || number == 56.539 } else { false }
    }
    #expect(numbers.count == SampleAudit.cards.flatMap(\.values).count)
    #expect(sheet.cells.values.contains { $0.content == .text("contradicted: arithmetic") })
  }

  @Test("a card whose number has no record is refused") func reference() throws {
    var run = SampleAudit.run()
    run.results[run.results.count - 1].values.removeFirst()
    do {
      _ = try HTMLReportTests.page(run)
      Issue.record("nothing was thrown")
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.code == "T727")
    }
  }
}
