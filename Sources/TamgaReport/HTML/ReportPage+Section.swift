internal import TamgaPresent

extension ReportPage {
  /// The section of one analysis.
  func section(_ result: AnalysisResult, _ index: Int, _ html: inout HTMLWriter) throws {
    let id = sectionID(index)
    var failure: (any Error)?
    html.element("section", ["id": id, "aria-labelledby": id + "-title"]) { section in
      section.element("h2", ["id": id + "-title"], text: edition.plain(result.title))
      if let introduction = result.introduction {
        section.element("p", ["class": "intro"]) { sentence(introduction, &$0) }
      }
      if !result.findings.isEmpty { findings(result.findings, &section) }
      do {
        for figure in result.figures { try self.figure(figure, &section) }
      } catch { failure = error }
      if !result.cards.isEmpty { audit(result.cards, in: result, id, &section) }
      for table in result.tables { block(table, of: result, &section) }
    }
    html.line()
    if let failure { throw failure }
  }

  /// A sentence whose numbers are links.
  func sentence(_ message: Message, _ html: inout HTMLWriter) {
    for part in edition.parts(message) {
      switch part {
      case .text(let text): html.text(text)
      case .value(let id, let shown): number(id, shown, &html)
      }
    }
  }

  /// A number that leads to its origin, with its marks.
  func number(_ id: ValueID, _ shown: String, _ html: inout HTMLWriter) {
    let isMissing = edition.record(id)?.isMissing ?? true
    html.element(
      "a", ["class": isMissing ? "v none" : "v", "href": "#" + id.anchor], text: shown)
    for mark in edition.marks(of: id) {
      html.element("span", ["class": "mark"]) { span in
        span.element("span", ["aria-hidden": "true"], text: mark.symbol)
        span.element("span", ["class": "hide"], text: " " + mark.word)
      }
    }
  }

  /// A figure: finding, subtitle, plot, sources, notes, downloads, table twin.
  func figure(_ figure: Figure, _ html: inout HTMLWriter) throws {
    let id = "fig-" + Markup.id(figure.id)
    let specification = assets == nil ? nil : id + "-spec"
    if let specification {
      let spec = try ChartSpec.vegaLite(figure, in: edition, width: .container)
      data(specification, spec, &html)
    }
    html.element(
      "figure", ["id": id, "aria-labelledby": id + "-title", "data-spec": specification]
    ) { block in
      let place = run.results.flatMap(\.figures).firstIndex { $0.id == figure.id } ?? 0
      block.element(
        "p", ["class": "kicker", "id": id + "-n"],
        text: edition.ui("report.figure", ["n": .count(place + 1)]))
      block.element("h3", ["id": id + "-title"]) { sentence(figure.finding, &$0) }
      block.element("p", ["class": "subtitle"]) { sentence(figure.subtitle, &$0) }
      plot(figure, id, &block)
      block.element("figcaption") { sentence(figure.summary, &$0) }
      notes(figure.notes, sources: figure.sources, &block)
      tools(figure.table, name: figure.id, sources: figure.sources, live: specification, &block)
      block.element("details") { twin in
        twin.element("summary", text: edition.ui("report.tableOfFigure"))
        table(figure.table, labelled: "\(id)-n \(id)-title", &twin)
      }
    }
    html.line()
  }

  private func plot(_ figure: Figure, _ id: String, _ html: inout HTMLWriter) {
    let wide = drawing(figure.id, id + "-w-")
    let narrow = drawing(figure.id + "@narrow", id + "-n-")
    guard wide != nil || assets != nil else {
      html.element("p", ["class": "none"], text: edition.ui("report.chartMissing"))
      return
    }
    html.element(
      "div", ["class": "plot", "role": "img", "aria-label": edition.plain(figure.summary)]
    ) { plot in
      if let wide {
        plot.element("div", ["class": "still"]) { still in
          still.element("div", ["class": narrow == nil ? nil : "wide"]) { $0.markup(wide) }
          if let narrow {
            still.element("div", ["class": "narrow"]) { $0.markup(narrow) }
          }
        }
      }
      if assets != nil {
        plot.element("div", ["class": "live", "aria-hidden": "true", "hidden": ""])
      }
    }
    if wide == nil {
      html.element("noscript") {
        $0.element("p", ["class": "none"], text: edition.ui("report.chartMissing"))
      }
    }
  }

  private func drawing(_ id: String, _ prefix: String) -> String? {
    drawings[id].flatMap { SVGPolisher(prefix: prefix).polish($0) }
  }

  /// The source line and the notes below a figure or a table.
  private func notes(
    _ notes: [Message], sources: [SourceReference], _ html: inout HTMLWriter
  ) {
    if !sources.isEmpty {
      let list = sources.map(edition.citation)
      let line =
        edition.ui("report.source") + ": " + list.joined(separator: "; ") + ". "
        + edition.ui("report.run") + " " + run.run.prefix(7) + "."
      html.element("p", ["class": "below"], text: line)
    }
    guard !notes.isEmpty else { return }
    html.element("div", ["class": "below"]) { below in
      below.element("ul") { list in
        for note in notes { list.element("li") { sentence(note, &$0) } }
      }
    }
  }

  /// The downloads of exactly what is displayed, and the switch to the live chart.
  private func tools(
    _ table: ResultTable, name: String, sources: [SourceReference], live: String?,
    _ html: inout HTMLWriter
  ) {
    let file = "tamga_\(Markup.id(name.replacing("fig:", with: "")))_\(run.run.prefix(7))"
    let title = edition.plain(table.title)
    html.element(
      "div", ["class": "tools", "role": "group", "aria-label": edition.ui("report.downloads")]
    ) {
      tools in
      if live != nil {
        tools.element(
          "button", ["type": "button", "class": "liven", "aria-pressed": "false", "hidden": ""],
          text: edition.ui("report.live"))
      }
      let downloads = TableDownload(table: table, sources: sources, edition: edition)
      for (label, bytes, ending) in [
        ("report.download.csv", downloads.csv, ".csv"),
        ("report.download.csvExcel", downloads.excel, "_excel.csv"),
      ] {
        let data = "data:text/csv;charset=utf-8;base64," + Base64.text(bytes)
        tools.element("a", ["download": file + ending, "href": data]) { link in
          link.text(edition.ui(label))
          link.element("span", ["class": "hide"], text: ": " + title)
        }
      }
    }
  }

  /// A table with its title, notes and downloads.
  func block(_ table: ResultTable, of result: AnalysisResult, _ html: inout HTMLWriter) {
    let id = "tab-" + Markup.id(table.id)
    html.element("div", ["class": "block", "id": id]) { block in
      let place = run.results.flatMap(\.tables).firstIndex { $0.id == table.id } ?? 0
      block.element(
        "p", ["class": "kicker", "id": id + "-n"],
        text: edition.ui("report.table", ["n": .count(place + 1)]))
      block.element("h3", ["id": id + "-title"], text: edition.plain(table.title))
      if table.display == .page { self.table(table, labelled: "\(id)-n \(id)-title", &block) }
      notes(table.notes, sources: edition.sources(of: table), &block)
      tools(
        table, name: table.id, sources: edition.sources(of: table), live: nil, &block)
    }
    html.line()
  }

  /// The table itself, in a region that scrolls by itself.
  func table(_ table: ResultTable, labelled label: String, _ html: inout HTMLWriter) {
    let hasLinks = table.rows.contains { $0.contains { $0.valueID != nil } }
    let numeric = table.columns.indices.map { column in
      table.rows.contains { $0[column].valueID != nil }
    }
    html.element(
      "div",
      [
        "class": "scroll", "role": "region", "aria-labelledby": label,
        "tabindex": hasLinks ? nil : "0",
      ]
    ) { region in
      let isMarked = table.rows.joined().contains {
        $0.valueID.map { !edition.marks(of: $0).isEmpty } ?? false
      }
      region.element(
        "table", ["aria-labelledby": label, "class": isMarked ? "marked" : nil]
      ) { grid in
        header(table, numeric, &grid)
        grid.element("tbody") { body in
          for row in table.rows {
            body.element("tr") { line in
              for (column, cell) in row.enumerated() {
                self.cell(cell, table.columns[column], column, numeric[column], &line)
              }
            }
          }
        }
      }
    }
  }

  private func header(_ table: ResultTable, _ numeric: [Bool], _ html: inout HTMLWriter) {
    html.element("thead") { head in
      head.element("tr") { row in
        for (index, column) in table.columns.enumerated() {
          row.element("th", ["scope": "col", "class": numeric[index] ? "num" : nil]) { cell in
            cell.text(edition.plain(column.header))
            if let unit = column.unit, let name = edition.unitHeading(unit) {
              cell.element("span", ["class": "minor"], text: name)
            }
          }
        }
      }
    }
  }

  private func cell(
    _ cell: TableCell, _ column: ResultTable.Column, _ index: Int, _ numeric: Bool,
    _ html: inout HTMLWriter
  ) {
    let isLabel = index == 0 && cell.valueID == nil
    let name = isLabel ? "th" : "td"
    html.element(
      name, ["scope": isLabel ? "row" : nil, "class": numeric && !isLabel ? "num" : nil]
    ) { html in
      if let id = cell.valueID {
        number(id, edition.inColumn(id, column), &html)
      } else {
        html.text(edition.text(cell))
      }
    }
  }
}

extension TableCell {
  /// The value's id, if the cell holds a number.
  var valueID: ValueID? {
    if case .value(let id) = self { id } else { nil }
  }
}
