internal import TamgaNumerics
public import TamgaPresent

/// The report as one self-contained HTML file.
public enum HTMLReport {
  /// Renders a run in a language.
  ///
  /// The page is complete without scripts: text, tables, drawings and the lineage of every number.
  /// It holds no reference to another host, runs under `default-src 'none'`, reads no clock, and
  /// equal input gives equal bytes.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - language: the language of the page.
  ///   - assets: the charts' library, for live charts; nil leaves the drawings alone.
  ///   - drawings: SVG by figure id, as ``ChartDrawer/draw(_:language:)`` makes them.
  ///   - diagnostics: notes of the rendering itself, listed under the limits.
  /// - Returns: the document as UTF-8.
  /// - Throws: `T724` for a figure whose table lacks a column, `T727` for a number without record.
  public static func render(
    _ run: RunResult, language: Language, assets: AssetBundle?, drawings: [String: String],
    diagnostics: [Diagnostic] = []
  ) throws -> [UInt8] {
    let edition = try Edition(run, language: language)
    try edition.checkReferences()
    let page = try ReportPage(
      edition: edition, assets: assets, drawings: drawings, diagnostics: diagnostics)
    return Array(try page.html().utf8)
  }
}

/// A report while it is written: parts are in extensions, in the order of the page.
struct ReportPage {
  let edition: Edition
  let assets: AssetBundle?
  let drawings: [String: String]
  let diagnostics: [Diagnostic]
  let style: String
  let script: String
  let files: SourceFiles
  /// The numbers that the page shows, and those they rest on: what the annex lists.
  let shown: Set<ValueID>

  init(
    edition: Edition, assets: AssetBundle?, drawings: [String: String], diagnostics: [Diagnostic]
  ) throws {
    self.edition = edition
    self.assets = assets
    self.drawings = drawings
    self.diagnostics = diagnostics
    style = try ReportResources.template("report.css")
    script = ReportPage.safe(try ReportResources.template("report.js"))
    shown = edition.onPage
    files = SourceFiles(
      of: edition.run.results.flatMap(\.values).filter { [shown] in shown.contains($0.id) })
  }

  var run: RunResult { edition.run }

  /// The whole page.
  func html() throws -> String {
    var page = HTMLWriter()
    page.markup("<!doctype html>\n")
    var failure: (any Error)?
    page.element("html", ["lang": edition.language.rawValue]) { html in
      head(&html)
      html.line()
      html.element("body") { body in
        do { try self.body(&body) } catch { failure = error }
      }
    }
    if let failure { throw failure }
    page.line()
    return page.html
  }

  private func body(_ html: inout HTMLWriter) throws {
    html.element("a", ["class": "skip", "href": "#main"], text: edition.ui("report.skip"))
    html.line()
    cover(&html)
    html.markup("<div class=\"frame\">\n")
    contents(&html)
    html.markup("<main id=\"main\" tabindex=\"-1\">\n")
    brief(&html)
    for (index, result) in run.results.enumerated() { try section(result, index, &html) }
    limits(&html)
    annex(&html)
    html.markup("</main>\n</div>\n")
    try foot(&html)
    drawer(&html)
    scripts(&html)
  }

  private func head(_ html: inout HTMLWriter) {
    html.element("head") { head in
      head.element("meta", ["charset": "utf-8"])
      head.line()
      head.element(
        "meta", ["http-equiv": "Content-Security-Policy", "content": contentPolicy])
      head.line()
      head.element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      head.line()
      head.element("title", text: edition.title)
      head.line()
      head.markup("<style>\(style)</style>")
    }
  }

  /// Nothing may be loaded; each inlined block is named by its hash.
  private var contentPolicy: String {
    let scripts = ([script] + (assets.map { [$0.script] } ?? [])).map(ReportPage.source)
    return [
      "default-src 'none'", "script-src \(scripts.joined(separator: " "))",
      "style-src \(ReportPage.source(style))", "img-src data:", "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ block: String) -> String {
    "'sha256-\(Base64.text(SHA256Digest(ofText: block).bytes))'"
  }

  /// A script that cannot end its element early.
  static func safe(_ script: String) -> String {
    script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
  }

  private func scripts(_ html: inout HTMLWriter) {
    let colours = Dictionary(
      ChartPalette.all.map { ($0.hex, JSONValue.string($0.variable)) }
    ) { first, _ in first }
    data("tamga-colours", .object(colours), &html)
    if let packed = assets?.packed {
      // No browser runs it: the page's own script unpacks it when a chart is asked for.
      html.element("script", ["type": "text/plain", "id": "tamga-vega"]) { $0.markup(packed) }
      html.line()
    } else if let assets {
      html.markup("<script>\(assets.script)</script>\n")
    }
    html.markup("<script>\(script)</script>\n")
  }

  /// A block of JSON that scripts read; no browser runs it.
  func data(_ id: String, _ value: JSONValue, _ html: inout HTMLWriter) {
    html.element("script", ["type": "application/json", "id": id]) {
      $0.markup(value.text(escapesHTML: true))
    }
    html.line()
  }

  /// The empty value drawer.
  private func drawer(_ html: inout HTMLWriter) {
    let command = edition.ui("drawer.command")
    html.element(
      "dialog", ["id": "drawer", "aria-labelledby": "drawer-title", "data-command": command]
    ) { dialog in
      dialog.element("div", ["class": "bar"]) { bar in
        bar.element("h2", ["id": "drawer-title"], text: edition.ui("drawer.title"))
        bar.element("button", ["type": "button", "class": "back"], text: edition.ui("drawer.back"))
        bar.element(
          "button", ["type": "button", "class": "close"], text: edition.ui("report.close"))
      }
      dialog.element("div", ["class": "body"])
    }
    html.line()
  }
}
