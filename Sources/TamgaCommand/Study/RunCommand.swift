internal import ArgumentParser
internal import Foundation
internal import TamgaPresent
internal import TamgaReport
internal import TamgaStudy

/// `tamga run`: load, analyse, report.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a study: load its sources, analyse, write the report.",
    discussion: """
      A second run does only what changed. Outputs appear whole or not at all: report.html (and a \
      file for each further language), workbook.xlsx, results.json, study.duckdb.
      """)

  @Option(name: .long, help: "The study file or its folder.", completion: .directory)
  var study = "."

  @Option(name: .long, help: "The output folder; default: out/NAME-OF-STUDY.")
  var output: String?

  @Flag(name: .long, help: "Leave out the static chart drawings; the live charts stay.")
  var noDrawings = false

  @Flag(name: .long, help: "Exit 1 when a printed figure does not follow or a warning is left.")
  var strict = false

  @Flag(name: .long, help: "Check the study and say what would run.")
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("run") {
      let file = try StudyFile(reading: StudyFile.find(study))
      if dryRun { return try say(plan: file) }
      let production = Production(
        study: file, output: output, options: options, drawings: !noDrawings)
      let outcome = try production.produce(
        languages: file.languages, formats: ReportFormat.allCases)
      try options.print(
        Envelope(schema: "run", run: outcome.run, data: outcome.json),
        diagnostics: outcome.diagnostics
      ) { outcome.text }
      if strict, outcome.needsAttention > 0 {
        throw ExitCode(1)
      }
    }
  }

  private func say(plan study: StudyFile) throws {
    for step in study.steps { _ = try StudyRunner.prepare(step) }
    let steps = ["load"] + study.steps.map(\.id) + ["report"]
    let data = JSONValue.object(["steps": .array(steps.map { .string($0) })])
    try options.print(Envelope(schema: "run", data: data)) { steps.joined(separator: "\n") }
  }
}

/// `tamga report`: the reports of a study in the languages and formats asked for.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the reports of a study in chosen languages and formats."
  )

  @Option(name: .long, help: "The study file or its folder.", completion: .directory)
  var study = "."

  @Option(name: .long, help: "The output folder; default: out/NAME-OF-STUDY.")
  var output: String?

  @Option(name: .customLong("language"), parsing: .upToNextOption, help: "Languages: en ru kk ky.")
  var languages: [String] = []

  @Option(name: .customLong("as"), parsing: .upToNextOption, help: "Formats: html xlsx json.")
  var formats: [String] = []

  @Flag(name: .long, help: "Leave out the static chart drawings; the live charts stay.")
  var noDrawings = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("report") {
      let file = try StudyFile(reading: StudyFile.find(study))
      let chosen = try words(languages).map { try Language.choose(requested: $0) }
      let kinds = try words(formats).map { word in
        guard let format = ReportFormat(rawValue: word) else {
          throw Diagnostic("T070", ["text": word])
        }
        return format
      }
      let production = Production(
        study: file, output: output, options: options, drawings: !noDrawings)
      let outcome = try production.produce(
        languages: chosen.isEmpty ? file.languages : chosen,
        formats: kinds.isEmpty ? ReportFormat.allCases : kinds)
      try options.print(
        Envelope(schema: "report", run: outcome.run, data: outcome.json),
        diagnostics: outcome.diagnostics
      ) { outcome.text }
    }
  }

  /// `--language ru,kk` and `--language ru kk` are the same.
  private func words(_ arguments: [String]) -> [String] {
    arguments.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
