internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent
internal import TamgaStudy

/// `tamga explain`: from a number to the cells it rests on.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show where a number comes from: file, sheet, cell, steps.")

  @Argument(help: "The value id, as in 'v:trade.imports@partner=KGZ,t=2022,u=USD,who=KAZ'.")
  var id: String

  @Option(name: .long, help: "The warehouse, a .duckdb file.")
  var db: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("explain") {
      guard let id = ValueID(id) else { throw Diagnostic("T067", ["text": id]) }
      let warehouse = try Warehouse.open(at: URL(fileURLWithPath: db))
      let explanation = try Explainer(warehouse: warehouse).explain(id)
      try options.print(Envelope(schema: "explain", data: explanation.json)) {
        let localiser = try Localiser(language: Language.choose(requested: options.lang))
        return ExplanationText(localiser: localiser).text(explanation)
      }
    }
  }
}

/// An explanation as an indented list.
struct ExplanationText {
  let localiser: Localiser

  func text(_ explanation: Explanation, indent: Int = 0) -> String {
    let margin = String(repeating: "  ", count: indent)
    let record = explanation.record
    var lines = ["\(margin)\(localiser.format(record))  \(record.unit)   \(record.id.text)"]
    if let formula = record.formula { lines.append("\(margin)  = \(formula)") }
    for step in record.steps { lines.append("\(margin)  · \(step)") }
    for mark in record.marks { lines.append("\(margin)  ! \(localiser.markName(mark))") }
    for cell in explanation.cells { lines.append("\(margin)  \(text(cell))") }
    for input in explanation.inputs { lines.append(text(input, indent: indent + 1)) }
    return lines.joined(separator: "\n")
  }

  private func text(_ cell: CellReference) -> String {
    let sheet = cell.sheet.map { "\($0)!\(cell.cell ?? "")" }
    let line = cell.line.map { "line \($0)\(cell.column.map { ", column \($0)" } ?? "")" }
    let place = sheet ?? line ?? ""
    let printed = cell.printed.map { "  (\($0))" } ?? ""
    return "← \(cell.file) [\(place)] \"\(cell.raw)\"\(printed)  sha256 \(cell.sha256.prefix(12))"
  }
}
