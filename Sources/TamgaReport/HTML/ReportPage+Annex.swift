internal import TamgaPresent

extension ReportPage {
  /// What the reader should keep in mind: warnings of the run and of the rendering.
  func limits(_ html: inout HTMLWriter) {
    html.element("section", ["id": "limits", "aria-labelledby": "limits-title"]) { section in
      section.element("h2", ["id": "limits-title"], text: edition.ui("report.limits"))
      let missing = run.results.flatMap(\.values).count { $0.isMissing }
      section.element("ul") { list in
        list.element("li", text: edition.ui("report.limits.missing", ["n": .count(missing)]))
        for key in generalLimits { list.element("li", text: edition.ui(key)) }
      }
      let marks = Set(run.results.flatMap(\.values).flatMap(\.marks)).sorted()
      if !marks.isEmpty {
        section.element("h3", text: edition.ui("report.symbols"))
        section.element("ul") { list in
          for mark in marks { list.element("li", text: edition.markText(mark)) }
        }
      }
      warnings(&section)
      section.element("p", text: edition.ui("report.boundaries"))
    }
    html.line()
  }

  /// What is true of every study with such numbers.
  private var generalLimits: [String] {
    let records = run.results.flatMap(\.values)
    var keys: [String] = []
    if records.contains(where: { $0.id.path.hasPrefix("trade.") }) {
      keys += ["report.limits.official", "report.limits.mirror"]
    }
    if records.contains(where: { $0.unit.hasSuffix("USD") }) {
      keys.append("report.limits.nominal")
    }
    if records.contains(where: { ($0.observations ?? .max) < 10 }) {
      keys.append("report.limits.sample")
    }
    return keys
  }

  private func warnings(_ html: inout HTMLWriter) {
    let all = diagnostics + run.results.flatMap(\.diagnostics)
    guard !all.isEmpty else { return }
    html.element("h3", text: edition.ui("report.warnings"))
    html.element("ul", ["class": "findings", "role": "list"]) { list in
      for diagnostic in all {
        let text = edition.warning(diagnostic)
        list.element("li", ["class": "finding"]) { item in
          item.element("p", ["class": "verdict"], text: text.heading)
          item.element("p", text: text.message)
          if let detail = text.detail { item.element("p", ["class": "minor"], text: detail) }
        }
      }
    }
  }

  /// Lineage of every number, steps to reproduce, software.
  func annex(_ html: inout HTMLWriter) {
    html.element("section", ["id": "annex", "aria-labelledby": "annex-title"]) { section in
      section.element("h2", ["id": "annex-title"], text: edition.ui("report.annex"))
      reproduce(&section)
      sources(&section)
      sourceFiles(&section)
      section.element("h3", text: edition.ui("report.lineage"))
      section.element("p", text: edition.ui("report.lineage.note"))
      section.element("p") { command in
        command.text(edition.ui("drawer.command") + ": ")
        command.element("code", text: "tamga explain 'v:…'")
      }
      let sharing = SharedInputs(run.results.flatMap(\.values).filter { shown.contains($0.id) })
      for result in run.results {
        let records = result.values.filter { shown.contains($0.id) }
        guard !records.isEmpty else { continue }
        section.element("details") { part in
          part.element(
            "summary",
            text: edition.plain(result.title) + " ("
              + edition.ui(
                "report.lineage.count", ["n": .count(records.count)]) + ")")
          for record in records { self.record(record, sharing, &part) }
        }
        section.line()
      }
    }
  }

  private func reproduce(_ html: inout HTMLWriter) {
    html.element("h3", text: edition.ui("report.reproduce"))
    html.element("p", text: edition.ui("report.reproduce.intro"))
    html.element("pre") { pre in
      pre.element("code", text: "tamga run --study \(run.study)\ntamga report --study \(run.study)")
    }
    html.element("dl", ["class": "facts"]) { list in
      fact("report.software", edition.software, &list)
      fact("report.runFull", run.run, &list)
      fact("report.date", run.date, &list)
    }
    if let notices = assets?.notices {
      html.element("details") { part in
        part.element("summary", text: edition.ui("report.thirdParty"))
        part.element("pre", text: notices)
      }
    }
  }

  private func sources(_ html: inout HTMLWriter) {
    guard !run.sources.isEmpty else { return }
    html.element("h3", text: edition.ui("report.sources"))
    html.element("ul") { list in
      for source in run.sources {
        list.element("li") { item in
          item.text(edition.citation(source))
          item.text(" ")
          item.element("code", text: source.dataset)
        }
      }
    }
  }

  private func sourceFiles(_ html: inout HTMLWriter) {
    guard !files.files.isEmpty else { return }
    html.element("h3", ["id": "files-title"], text: edition.ui("report.files"))
    html.element("ul") { list in
      for file in files.files {
        list.element("li", ["id": file.anchor, "data-sha": file.sha256]) { item in
          item.text(file.name + " ")
          item.element("code", ["class": "minor"], text: "SHA-256 " + file.sha256)
        }
      }
    }
    html.line()
  }

  private func fact(_ key: String, _ text: String, _ html: inout HTMLWriter) {
    html.element("dt", text: edition.ui(key))
    html.element("dd") { $0.element("code", text: text) }
  }

  /// The last line of the page.
  func foot(_ html: inout HTMLWriter) throws {
    let drafts = try edition.draftCount()
    html.element("footer", ["class": "foot"]) { foot in
      foot.text(
        edition.title + " · " + edition.ui("report.run") + " " + run.run.prefix(7) + " · "
          + edition.software)
      if drafts > 0 {
        foot.element("p", text: edition.ui("report.drafts", ["n": .count(drafts)]))
      }
    }
    html.line()
  }
}

extension ValueRecord {
  /// Whether there is no number.
  var isMissing: Bool {
    if case .missing = value { true } else { false }
  }
}
