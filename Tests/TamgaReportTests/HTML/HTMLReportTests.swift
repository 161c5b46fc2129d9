import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("HTML report") struct HTMLReportTests {
  static func page(
    _ run: RunResult, _ language: Language = .en, assets: AssetBundle? = nil,
    drawings: [String: String] = [:]
  ) throws -> String {
    let bytes = try HTMLReport.render(
      run, language: language, assets: assets, drawings: drawings)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands in an attribute, in order.
  static func attributes(_ name: String, in page: String) -> [String] {
    page.components(separatedBy: " \(name)=\"").dropFirst().compactMap {
      $0.components(separatedBy: "\"").first
    }
  }

  @Test("equal input gives equal bytes", arguments: [Language.en, .ru, .kk, .ky])
  func repeats(language: Language) throws {
    let run = SampleRun.make(language)
    #expect(try Self.page(run, language) == Self.page(run, language))
  }

  @Test("every link inside the page has its target, and every number is a link")
  func links() throws {
    let run = SampleRun.make()
    let page = try Self.page(run)
    let ids = Self.attributes("id", in: page)
    #expect(Set(ids).count == ids.count)
    let targets = Self.attributes("href", in: page).filter { $0.hasPrefix("#") }
    #expect(targets.allSatisfy { ids.contains(String($0.dropFirst())) })
    for record in run.results.flatMap(\.values) { #expect(ids.contains(record.id.anchor)) }
    for table in run.results.flatMap(\.tables) {
      for id in table.rows.joined().compactMap(\.valueID) {
        #expect(targets.contains("#" + id.anchor))
      }
    }
  }

  @Test("no text of the report is missing in any language", arguments: Language.allCases)
  func texts(language: Language) throws {
    let page = try Self.page(SampleRun.make(language), language)
    for prefix in ["report.", "drawer.", "verdict.", "severity.", "workbook.", "column."] {
      #expect(!page.contains("[" + prefix))
    }
    #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
  }

  @Test("numbers follow the language; a missing one is said in words")
  func numbers() throws {
    #expect(try Self.page(SampleRun.make()).contains(">1,100.4</a>"))
    let russian = try Self.page(SampleRun.make(.ru), .ru)
    #expect(russian.contains(">1\u{A0}100,4</a>"))
    #expect(russian.contains("class=\"v none\""))
    #expect(russian.contains(">нет данных</a>"))
  }

  @Test("the policy forbids everything but the inlined blocks, by their hashes")
  func policy() throws {
    let page = try Self.page(SampleRun.make())
    let policy = try #require(Self.attributes("content", in: page).first)
    #expect(policy.hasPrefix("default-src &#39;none&#39;; script-src "))
    #expect(!policy.contains("unsafe"))
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
      let block = try #require(
        page.components(separatedBy: open).last?.components(separatedBy: close).first)
      let hash = Base64.text(SHA256Digest(ofText: block).bytes)
      #expect(policy.contains("sha256-" + hash))
    }
  }

  @Test("no style attribute, no handler, no reference to another host")
  func strict() throws {
    let drawing = "<svg viewBox=\"0 0 9 9\"><path style=\"fill: #0072b2\" d=\"M0 0\"/></svg>"
    let page = try Self.page(SampleRun.make(), drawings: ["fig:trade.flows": drawing])
    #expect(page.contains("<path d=\"M0 0\" fill=\"var(--k1)\"/>"))
    #expect(!page.contains(" style="))
    #expect(!page.contains(" onclick=") && !page.contains(" onload="))
    #expect(!page.contains("src=\"http") && !page.contains("href=\"http"))
  }

  @Test("hostile text stays text, in the page and in embedded JSON")
  func hostile() throws {
    var run = SampleRun.make()
    run.title = ["en": "</title><script>alert(1)</script>"]
    run.names["UZB"] = ["en": "</script><b>x"]
    let assets = AssetBundle(script: "1;", notices: "")
    let page = try Self.page(run, assets: assets)
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<b>x"))
    #expect(page.contains("\\u003c/script\\u003e\\u003cb\\u003ex"))
  }

  @Test("a number without record is refused")
  func unknownNumber() throws {
    var run = SampleRun.make()
    let id = ValueID("trade.unknown", ["t": "2022"])
    run.results[0].findings.append(
      Finding(
        id: "x", kind: .statement,
        message: Message("report.joined", ["first": .value(id), "second": .text("")])))
    let error = #expect(throws: Diagnostic.self) { try Self.page(run) }
    #expect(error?.code == "T727")
    #expect(error?.arguments == ["id": "v:trade.unknown@t=2022"])
  }

  @Test("the verdict of a finding is a word and a sign", arguments: Language.allCases)
  func verdicts(language: Language) throws {
    let page = try Self.page(SampleRun.make(language), language)
    for kind in [FindingKind.statement, .reproduced, .differs, .weak] {
      #expect(page.contains("k-\(kind.rawValue)"))
      #expect(page.contains("aria-hidden=\"true\">\(kind.sign)</span>"))
    }
  }

  @Test("without drawing and library a chart's place says so")
  func noDrawing() throws {
    let page = try Self.page(SampleRun.make())
    #expect(page.components(separatedBy: "The drawing is not included").count == 6)
    #expect(!page.contains("role=\"img\""))
  }

  @Test("own scripts stay under 40 KB, the stylesheet under 12 KB")
  func sizes() throws {
    #expect(try ReportResources.template("report.js").utf8.count < 40_960)
    #expect(try ReportResources.template("report.css").utf8.count < 12_288)
  }

  @Test("a page in a language with drafts says how many; the English one has none")
  func drafts() throws {
    let edition = try Edition(SampleRun.make(), language: .kk)
    let catalog = try StringCatalog.catalog(of: .kk)
    let count = try edition.draftCount()
    #expect(count <= catalog.draftCount)
    #expect(try Edition(SampleRun.make(), language: .en).draftCount() == 0)
    guard count > 0 else { return }
    let page = try Self.page(SampleRun.make(.kk), .kk)
    #expect(page.contains(edition.ui("report.drafts", ["n": .count(count)])))
  }
}
