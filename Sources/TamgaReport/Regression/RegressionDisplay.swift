internal import TamgaNumerics
internal import TamgaPresent

/// A regression table in one language: every text a renderer shows.
struct RegressionDisplay {
  /// A line: its label and one text a column.
  struct Line {
    /// The term, for the first line of a coefficient; else the label.
    let label: String
    /// Whether it is the first line of a coefficient.
    let isTerm: Bool
    /// The cells.
    let cells: [String]
  }

  /// The table.
  let table: RegressionTable
  /// The language.
  let localiser: Localiser

  init(_ table: RegressionTable, language: Language) throws {
    self.table = table
    localiser = try Localiser(language: language)
  }

  /// The title.
  var title: String { localiser.text(table.title) }

  /// The titles of the columns, a corrected one named so.
  var titles: [String] {
    table.columns.map { column in
      let corrected =
        column.isCorrected ? ", " + localiser.text("regression.corrected.heading") : ""
      return table.models[column.model].title + corrected
    }
  }

  /// The headers of the columns: number, title, the letter of its errors.
  var headers: [String] {
    zip(table.columns, titles).map { column, title in
      "(\(column.model + 1)) \(title)" + (column.mark.map { " [\($0)]" } ?? "")
    }
  }

  /// The lines of coefficients: estimate, standard error in parentheses, interval in brackets.
  var coefficientLines: [Line] {
    let lookup = table.columns.map { column in
      Dictionary(column.coefficients.map { ($0.name, $0) }) { first, _ in first }
    }
    let rows = Dictionary(
      grouping: table.coefficientRows, by: { $0.kind.term ?? "" })
    return table.terms.flatMap { term -> [Line] in
      let parts = Dictionary(
        (rows[term] ?? []).map { ($0.kind.code, $0.cells) }, uniquingKeysWith: { first, _ in first }
      )
      func cells(_ part: CoefficientPart) -> [RegressionCell] { parts[part.rawValue] ?? [] }
      let estimates = zip(cells(.estimate), lookup).map { cell, rows in
        text(cell) + (rows[term].map(table.stars) ?? "")
      }
      let errors = cells(.standardError).map { cell in
        cell == .blank ? "" : "(" + text(cell) + ")"
      }
      var lines = [
        Line(label: term, isTerm: true, cells: estimates),
        Line(label: "", isTerm: false, cells: errors),
      ]
      if table.options.intervals {
        let intervals = zip(cells(.lower), lookup).map { cell, rows -> String in
          guard case .number(_, let digits) = cell, let row = rows[term] else { return "" }
          return localiser.interval(row.ci95, digits: digits)
        }
        lines.append(Line(label: "", isTerm: false, cells: intervals))
      }
      return lines
    }
  }

  /// The lines a reader needs to judge the coefficients.
  var factLines: [Line] {
    table.factRows.map { row in
      Line(label: text(row.label), isTerm: false, cells: row.cells.map(text))
    }
  }

  /// The notes.
  var notes: [String] { table.notes.map { localiser.text($0) } }

  /// A cell as the reader sees it.
  func text(_ cell: RegressionCell) -> String {
    switch cell {
    case .blank: ""
    case .number(let value, let digits): localiser.numbers.string(value, digits: digits)
    case .count(let count): localiser.numbers.string(count)
    case .message(let message): localiser.text(message)
    case .text(let text): text
    }
  }

  /// A cell for a file: neutral numbers with all digits.
  func neutral(_ cell: RegressionCell) -> String {
    switch cell {
    case .number(let value, _): JSONWriter.text(of: value)
    case .count(let count): String(count)
    case .blank, .message, .text: text(cell)
    }
  }
}
