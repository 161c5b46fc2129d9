internal import Foundation
internal import TamgaPresent
internal import TamgaReport
internal import TamgaStudy

/// Fitted models as a table on the terminal, in files, and as a drawing.
struct ModelFitOutput {
  let reports: [ModelReport]
  let tableOptions: RegressionTable.Options
  private let requested: String?

  init(_ reports: [ModelReport], stars: Bool, digits: Int, language: String?) {
    self.reports = reports
    tableOptions = RegressionTable.Options(stars: stars, intervals: true, digits: digits)
    requested = language
  }

  private func language() throws -> Language { try Language.choose(requested: requested) }

  /// The table; nil when no model has a regressor.
  private func table() throws -> RegressionTable? {
    let models = try reports.compactMap { report -> RegressionModel? in
      guard !report.coefficients.isEmpty else { return nil }
      do {
        return try report.column(title: report.outcome)
      } catch {
        throw Diagnostic("T558", ["reason": "\(error)"])
      }
    }
    return RegressionTable(
      title: Message("model.fit.title", ["outcome": .text(outcomes)]),
      models: models, options: tableOptions)
  }

  /// The outcomes, each once.
  private var outcomes: String {
    var seen: Set<String> = []
    return reports.map(\.outcome).filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  /// A line on models without a coefficient, which have no column; empty when all have one.
  private func notShown(_ language: Language) throws -> String {
    let formulas = reports.filter(\.coefficients.isEmpty).map(\.formula)
    guard !formulas.isEmpty else { return "" }
    return try Localiser(language: language).text(
      Message("model.fit.notShown", ["models": .text(formulas.joined(separator: "; "))])) + "\n"
  }

  func text(_ style: TableStyle) throws -> String {
    let language = try language()
    guard let table = try table() else {
      return try Localiser(language: language).text("model.fit.empty")
    }
    switch style {
    case .table:
      return try RegressionRenderer.text(table, language: language) + notShown(language)
    case .md: return try RegressionRenderer.markdown(table, language: language)
    case .csv: return try RegressionRenderer.csv(table, language: language)
    case .jsonl: return try RegressionRenderer.json(table).text()
    }
  }

  /// Writes the table in the form of a file's ending.
  ///
  /// - Throws: `T559` for an ending without a form, `T073` when the file cannot be written.
  func write(to path: String) throws {
    guard let table = try table() else { throw Diagnostic("T558", ["reason": "–"]) }
    let language = try language()
    let url = URL(fileURLWithPath: path)
    let text: String
    switch url.pathExtension.lowercased() {
    case "md": text = try RegressionRenderer.markdown(table, language: language)
    case "csv": text = try RegressionRenderer.csv(table, language: language)
    case "tex": text = try RegressionRenderer.latex(table, language: language)
    case "html": text = try RegressionRenderer.html(table, language: language)
    case "txt": text = try RegressionRenderer.text(table, language: language)
    case "xlsx":
      try RegressionRenderer.workbook(
        table, language: language, date: ModelFile.undated, to: url.path)
      return
    default: throw Diagnostic("T559", ["path": path])
    }
    try ModelFile.write(Data(text.utf8), to: url)
  }

  /// Draws the coefficients of the first column with their intervals.
  ///
  /// - Throws: `T558` when there is none, the drawer's diagnostic when it cannot draw.
  func draw(to path: String) throws {
    guard
      let figure = try table()?.coefficientFigure(
        column: 0, id: "model.coefficients", sources: [])
    else { throw Diagnostic("T558", ["reason": "–"]) }
    try ModelFile.draw(figure, language: try language(), to: URL(fileURLWithPath: path))
  }
}
