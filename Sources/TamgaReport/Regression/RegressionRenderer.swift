internal import TamgaNumerics
public import TamgaPresent

/// Renders regression tables: text, Markdown, CSV, LaTeX, HTML, JSON, XLSX.
///
/// Every form has every line of the table: kind of standard errors and convention with cluster
/// counts, rows kept, read and dropped by reason, fixed effects with levels, separation,
/// convergence, bias correction. No form can hide one.
public enum RegressionRenderer {
  /// The table for a terminal.
  ///
  /// - Throws: when the resources of the language cannot be read.
  public static func text(_ table: RegressionTable, language: Language) throws -> String {
    let display = try RegressionDisplay(table, language: language)
    let numbers = table.columns.map { column in
      "(\(column.model + 1))" + (column.mark.map { " [\($0)]" } ?? "")
    }
    let term = display.localiser.text("regression.column.term")
    var grid = TerminalTable(
      columns: [TerminalTable.Column(term)]
        + numbers.map { TerminalTable.Column($0, .right) })
    append([""] + display.titles, to: &grid)
    grid.append([])
    for line in display.coefficientLines { grid.append([line.label] + line.cells) }
    grid.append([])
    for line in display.factLines { append([line.label] + line.cells, to: &grid) }
    let notes = display.notes.map { oneLine($0) + "\n" }.joined()
    return oneLine(display.title) + "\n\n" + grid.text() + "\n" + notes
  }

  /// The table in Markdown.
  ///
  /// - Throws: when the resources of the language cannot be read.
  public static func markdown(_ table: RegressionTable, language: Language) throws -> String {
    let display = try RegressionDisplay(table, language: language)
    var grid = grid(display)
    for line in display.coefficientLines + display.factLines {
      grid.append([line.label] + line.cells)
    }
    let notes = display.notes.map { "- " + plainMarkdown($0) + "\n" }.joined()
    return "**" + plainMarkdown(display.title) + "**\n\n" + grid.markdown() + "\n" + notes
  }

  /// The table as CSV: a row for each part of each coefficient, then one for each fact.
  ///
  /// The first two columns are the term (empty for a fact) and the stable code of the row. Numbers
  /// have all their digits; in the spreadsheet form the decimal sign is the language's.
  ///
  /// - Throws: when the resources of the language cannot be read.
  public static func csv(
    _ table: RegressionTable, language: Language, _ form: TerminalTable.Delimited = .neutral
  ) throws -> String {
    let display = try RegressionDisplay(table, language: language)
    var grid = TerminalTable(
      columns: (["term", "statistic"] + display.headers).map { TerminalTable.Column($0) })
    let separator = display.localiser.numbers.decimalSeparator
    for row in table.coefficientRows + table.factRows {
      let cells = row.cells.map { cell -> String in
        let text = display.neutral(cell)
        guard form == .spreadsheet, case .number = cell else { return text }
        return text.replacing(".", with: separator)
      }
      grid.append([row.kind.term ?? "", row.kind.code] + cells)
    }
    return grid.csv(form)
  }

  /// The table as an HTML fragment that can be pasted into a text processor.
  ///
  /// - Throws: when the resources of the language cannot be read.
  public static func html(_ table: RegressionTable, language: Language) throws -> String {
    let display = try RegressionDisplay(table, language: language)
    var html = HTMLWriter()
    html.element("table", ["class": "regression", "lang": language.rawValue]) { grid in
      grid.element("caption", text: display.title)
      grid.element("thead") { head in
        head.element("tr") { row in
          row.element(
            "th", ["scope": "col"], text: display.localiser.text("regression.column.term"))
          for header in display.headers {
            row.element("th", ["scope": "col", "class": "num"], text: header)
          }
        }
      }
      for lines in [display.coefficientLines, display.factLines] {
        grid.line()
        grid.element("tbody") { body in
          for line in lines { self.line(line, &body) }
        }
      }
    }
    html.line()
    html.element("ul", ["class": "notes"]) { list in
      for note in display.notes { list.element("li", text: note) }
    }
    html.line()
    return html.html
  }

  private static func line(_ line: RegressionDisplay.Line, _ html: inout HTMLWriter) {
    html.element("tr") { row in
      if line.label.isEmpty {
        row.element("td")
      } else {
        row.element("th", ["scope": "row"], text: line.label)
      }
      for cell in line.cells { row.element("td", ["class": "num"], text: cell) }
    }
    html.line()
  }

  private static func grid(_ display: RegressionDisplay) -> TerminalTable {
    TerminalTable(
      columns: [TerminalTable.Column(display.localiser.text("regression.column.term"))]
        + display.headers.map { TerminalTable.Column($0, .right) })
  }

  /// Adds a row whose long cells go on in the lines below.
  private static func append(_ row: [String], to grid: inout TerminalTable) {
    let cells = row.enumerated().map { place, text in
      ChartData.wrapped(text, at: place == 0 ? 34 : 26).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
    }
    for line in 0..<(cells.map(\.count).max() ?? 0) {
      grid.append(cells.map { line < $0.count ? $0[line] : "" })
    }
  }

  /// Text without control characters, which a terminal would obey.
  private static func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: text.unicodeScalars.filter { $0.properties.generalCategory != .control })
    return String(scalars)
  }

  private static func plainMarkdown(_ text: String) -> String {
    text.map { "\\*_`[]<>#".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
