internal import TamgaNumerics
public import TamgaPresent

extension RegressionRenderer {
  /// The table as a LaTeX `table` environment without packages.
  ///
  /// The document needs UTF-8 input and, for Cyrillic, a font encoding that has it.
  ///
  /// - Throws: when the resources of the language cannot be read.
  public static func latex(_ table: RegressionTable, language: Language) throws -> String {
    let display = try RegressionDisplay(table, language: language)
    var lines = [
      "\\begin{table}", "\\centering", "\\caption{\(latex(display.title))}",
      "\\begin{tabular}{l\(String(repeating: "r", count: table.columns.count))}", "\\hline",
      row([""] + display.headers), "\\hline",
    ]
    for line in display.coefficientLines { lines.append(row([line.label] + line.cells)) }
    lines.append("\\hline")
    for line in display.factLines { lines.append(row([line.label] + line.cells)) }
    lines += ["\\hline", "\\end{tabular}", ""]
    lines += display.notes.map { "\\par\\footnotesize " + latex($0) }
    return (lines + ["\\end{table}", ""]).joined(separator: "\n")
  }

  /// A row; a bracket at its start is kept apart from the row end before it, which would take it
  /// for a distance.
  private static func row(_ cells: [String]) -> String {
    cells.map { latex($0) }.map { $0.hasPrefix("[") ? "{}" + $0 : $0 }.joined(separator: " & ")
      + " \\\\"
  }

  /// Text with LaTeX's special characters spelt out.
  private static func latex(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "<": "$<$"
      case ">": "$>$"
      case "*": "{*}"
      case "\u{2212}": "$-$"
      case "\u{A0}": "~"
      case "–": "--"
      case "—": "---"
      case "²": "$^{2}$"
      case "\n", "\r\n", "\r": " "
      default: String(character)
      }
    }.joined()
  }
}
