internal import ArgumentParser
internal import Foundation
internal import TamgaPresent
internal import TamgaStudy

/// `tamga study`: the study file.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Check a study file and see what it may say.",
    subcommands: [StudyValidateCommand.self, StudySchemaCommand.self])
}

/// `tamga study validate`: every mistake with its line and column.
struct StudyValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a study file: keys, sources, analyses, parameters.")

  @Argument(help: "The study file or its folder.", completion: .file(extensions: ["yml"]))
  var path: String = "."

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("study.validate") {
      let study = try StudyFile(reading: StudyFile.find(path))
      for step in study.steps { _ = try StudyRunner.prepare(step) }
      let data = JSONValue.object([
        "study": .string(study.id), "file": .string(study.url.path), "valid": true,
        "sources": .array(study.sources.map { .string($0.id) }),
        "analyses": .array(
          study.steps.map {
            .object(["id": .string($0.id), "analysis": .string($0.analysis)])
          }),
      ])
      try options.print(Envelope(schema: "study.validate", data: data)) {
        "ok    \(study.id): \(study.sources.count) sources, \(study.steps.count) analyses\n"
          + "Next:  tamga run --study \(path)"
      }
    }
  }
}

/// `tamga study schema`: the analyses and their parameters.
struct StudySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "List the analyses a study file can use and their parameters.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("study.schema") {
      let data = JSONValue.array(
        AnalysisCatalog.all.map { entry in
          .object([
            "analysis": .string(entry.id), "version": .integer(entry.version),
            "parameters": .array(
              entry.keys.map {
                .object([
                  "key": .string($0.name), "required": .bool($0.isRequired),
                  "help": .string($0.help),
                ])
              }),
          ])
        })
      try options.print(Envelope(schema: "study.schema", data: data)) {
        AnalysisCatalog.all.map { entry in
          ([entry.id]
            + entry.keys.map { "  \($0.name)\($0.isRequired ? " (required)" : ""): \($0.help)" })
            .joined(separator: "\n")
        }.joined(separator: "\n\n")
      }
    }
  }
}
