internal import TamgaPresent

extension ReportPage {
  /// Title, question and what a citation needs.
  func cover(_ html: inout HTMLWriter) {
    html.element("header", ["class": "cover"]) { header in
      header.element("div") { cover in
        cover.element("p", ["class": "kicker"], text: "Tamga · " + run.study)
        cover.element("h1", text: edition.title)
        if let question = edition.question {
          cover.element("p", ["class": "question"], text: question)
        }
        cover.element("dl", ["class": "meta"]) { list in
          if !run.authors.isEmpty {
            fact("report.authors", run.authors.joined(separator: ", "), &list)
          }
          fact("report.date", edition.date(run.date), &list)
          fact("report.run", String(run.run.prefix(7)), &list)
          fact("report.licence", run.licence, &list)
          fact("report.cite", citation, &list, isWhole: true)
        }
        cover.element(
          "p", ["class": "minor"],
          text: edition.ui("report.everyNumber") + " " + edition.ui("report.boundaries"))
      }
    }
    html.line()
  }

  private var citation: String {
    edition.ui(
      "report.citation",
      [
        "authors": .text(run.authors.joined(separator: ", ")), "title": .text(edition.title),
        "date": .text(edition.date(run.date)), "run": .text(String(run.run.prefix(7))),
        "software": .text(edition.software),
      ]
    ).replacing("..", with: ".")
  }

  private func fact(
    _ key: String, _ text: String, _ html: inout HTMLWriter, isWhole: Bool = false
  ) {
    guard !text.isEmpty else { return }
    html.element("div", ["class": isWhole ? "whole" : nil]) { pair in
      pair.element("dt", text: edition.ui(key))
      pair.element("dd", text: text)
    }
  }

  /// The table of contents.
  func contents(_ html: inout HTMLWriter) {
    html.element("nav", ["class": "toc", "aria-label": edition.ui("report.contents")]) { nav in
      nav.element("ol") { list in
        entry("brief", edition.ui("report.brief"), &list)
        for (index, result) in run.results.enumerated() {
          entry(sectionID(index), edition.plain(result.title), &list)
        }
        entry("limits", edition.ui("report.limits"), &list)
        entry("annex", edition.ui("report.annex"), &list)
      }
    }
    html.line()
  }

  private func entry(_ id: String, _ title: String, _ html: inout HTMLWriter) {
    html.element("li") { $0.element("a", ["href": "#" + id], text: title) }
  }

  /// The id of an analysis' section.
  func sectionID(_ index: Int) -> String { "s-" + Markup.id(run.results[index].step) }

  /// One page: what a reader should take away, at most eight findings.
  func brief(_ html: inout HTMLWriter) {
    let all = run.results.flatMap(\.findings)
    let chosen = run.results.briefFindings(8)
    html.element("section", ["id": "brief", "aria-labelledby": "brief-title"]) { section in
      section.element("h2", ["id": "brief-title"], text: edition.ui("report.brief"))
      if chosen.isEmpty {
        section.element("p", text: edition.ui("report.briefNone"))
      } else {
        findings(chosen, &section)
      }
      if chosen.count < all.count {
        section.element("p", ["class": "minor"], text: edition.ui("report.briefMore"))
      }
    }
    html.line()
  }

  /// Findings as sentences, each with the word for how it stands.
  func findings(_ findings: [Finding], _ html: inout HTMLWriter) {
    html.element("ul", ["class": "findings", "role": "list"]) { list in
      for finding in findings {
        list.element("li", ["class": "finding k-\(finding.kind.rawValue)"]) { item in
          item.element("p", ["class": "verdict"]) { verdict in
            verdict.element(
              "span", ["class": "sign", "aria-hidden": "true"], text: finding.kind.sign)
            verdict.text(" " + edition.ui("verdict." + finding.kind.rawValue))
          }
          item.element("p") { sentence(finding.message, &$0) }
        }
      }
    }
    html.line()
  }
}

extension FindingKind {
  /// The sign that goes with the word.
  var sign: String {
    switch self {
    case .statement: "•"
    case .reproduced: "✓"
    case .differs: "✗"
    case .weak: "⚠"
    }
  }
}
