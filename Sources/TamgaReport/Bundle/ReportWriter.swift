internal import Foundation
public import TamgaPresent

/// A format of a report.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// One HTML file a language.
  case html
  /// One workbook a language.
  case xlsx
  /// One machine-readable file.
  case json
}

/// Writes the reports of a run into a folder.
public struct ReportWriter: Sendable {
  /// What was written.
  public struct Written: Sendable {
    /// The full paths in the order of writing.
    public var paths: [String] = []
    /// Notes and warnings: a missing component, a figure that could not be drawn.
    public var diagnostics: [Diagnostic] = []
  }

  private let drawer: ChartDrawer
  private let assets: AssetBundle?
  private let notes: [Diagnostic]

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - drawer: draws the figures.
  ///   - assetFolder: the folder of `vega.js`; nil, missing or different files leave the charts
  ///     static, and a note says so.
  ///   - pack: packs bytes as RFC 1950 says, for the library of charts.
  public init(
    drawer: ChartDrawer, assetFolder: String?, pack: (([UInt8]) -> [UInt8]?)? = nil
  ) {
    self.drawer = drawer
    do {
      assets = try assetFolder.map { try AssetBundle.load(folder: $0, pack: pack) }
      notes = []
    } catch {
      assets = nil
      notes = (error as? Diagnostic).map { [$0] } ?? []
    }
  }

  /// Writes `report.html`, `report.ru.html`, `workbook.xlsx`, …, `results.json`; files appear whole.
  ///
  /// The main language has no code in its file names, so that a report in another language never
  /// takes its place.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - languages: the languages to write.
  ///   - main: the study's main language; nil for the first of `languages`.
  ///   - formats: the formats to write.
  ///   - folder: the folder; made when absent.
  /// - Returns: what was written.
  ///
  /// - Throws: `T723` or `T725` when a file cannot be written, `T724` or `T727` for a result whose
  ///   tables or numbers do not fit together.
  public func write(
    _ run: RunResult, languages: [Language], main: Language? = nil,
    formats: [ReportFormat] = ReportFormat.allCases, to folder: String
  ) throws -> Written {
    var written = Written(diagnostics: notes)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic("T723", ["path": folder], detail: error.localizedDescription)
    }
    for language in languages {
      let code = language == main ?? languages.first ? "" : "." + language.rawValue
      let stem = folder + "/report" + code
      if formats.contains(.html) {
        let drawings = drawer.draw(run, language: language)
        let page = try HTMLReport.render(
          run, language: language, assets: assets, drawings: drawings.svg,
          diagnostics: notes + drawings.diagnostics)
        try ReportFiles.write(page, to: stem + ".html")
        written.paths.append(stem + ".html")
        for diagnostic in drawings.diagnostics where !written.diagnostics.contains(diagnostic) {
          written.diagnostics.append(diagnostic)
        }
      }
      if formats.contains(.xlsx) {
        let path = folder + "/workbook" + code + ".xlsx"
        try WorkbookReport.write(run, language: language, to: path)
        written.paths.append(path)
      }
    }
    if formats.contains(.json) {
      let path = folder + "/results.json"
      try ReportFiles.write(try JSONReport.render(run), to: path)
      written.paths.append(path)
    }
    return written
  }
}
