internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent
internal import TamgaReport
internal import TamgaStudy

/// Files that commands on models write.
enum ModelFile {
  /// The date in workbooks of commands, which know no study's date: equal tables, equal bytes.
  static let undated = "1970-01-01"

  /// Refuses outputs that would take the place of the data or of each other.
  static func checkOutputs(_ outputs: [String], inputs: [String]) throws {
    func place(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    var taken = Set(inputs.map(place))
    for path in outputs {
      guard taken.insert(place(path)).inserted else {
        throw ValidationError("\(path) would take the place of the data or of another output")
      }
    }
  }

  /// Writes a file; it appears whole or not at all.
  ///
  /// - Throws: `T183` when it cannot be written.
  static func write(_ data: Data, to url: URL) throws {
    do {
      try data.write(to: url, options: .atomic)
    } catch {
      throw Diagnostic(
        "T183", ["path": url.path], place: Place(file: url.path), detail: "\(error)")
    }
  }

  /// Draws a figure as SVG.
  ///
  /// - Throws: the drawer's own diagnostic when nothing could be drawn.
  static func draw(_ figure: EstimateFigure, language: Language, to url: URL) throws {
    let drawer = ChartDrawer(libraries: (try? ProgramPlace.pythonModules())?.path)
    let drawings = drawer.draw(figure.figure, values: figure.values, language: language)
    guard let svg = drawings.svg[figure.figure.id] else {
      throw drawings.diagnostics.first ?? Diagnostic("T558", ["reason": "SVG"])
    }
    try write(Data(svg.utf8), to: url)
  }
}
