internal import ArgumentParser
internal import TamgaData
internal import TamgaPresent

/// What a command answers: data for programs, tables for a reader, and what both must know.
protocol CommandAnswer {
  /// The member `data` of the envelope.
  var json: JSONValue { get }
  /// Warnings and notes, coded.
  var diagnostics: [Diagnostic] { get }
  /// The tables.
  func text(_ style: TableStyle, _ localiser: Localiser) throws -> String
}

extension CommandAnswer {
  var diagnostics: [Diagnostic] { [] }
}

/// The options of commands that read delimited texts.
struct TableOptions: ParsableArguments {
  @Option(name: .long, help: "Decimal mark of the texts: . or ,")
  var decimal: String?

  @OptionGroup var output: GlobalOptions

  /// How texts are read.
  var reading: ImportOptions {
    var reading = ImportOptions()
    reading.decimal = decimal
    return reading
  }
}

/// A command that reads, computes and answers; all that differs is the answer.
protocol AnsweringCommand: ParsableCommand {
  associatedtype Answer: CommandAnswer

  /// The name in the envelope, as in `region.lq`.
  static var schema: String { get }
  /// How the answer is printed.
  var output: GlobalOptions { get }

  /// Reads and computes.
  func answer() throws -> Answer
}

extension AnsweringCommand {
  func run() throws {
    try output.running(Self.schema) {
      let answer = try answer()
      try output.print(
        Envelope(schema: Self.schema, data: answer.json), diagnostics: answer.diagnostics
      ) {
        try answer.text(
          output.format, Localiser(language: Language.choose(requested: output.lang)))
      }
    }
  }
}

/// A command that answers from delimited texts.
protocol TableCommand: AnsweringCommand {
  var options: TableOptions { get }
}

extension TableCommand {
  var output: GlobalOptions { options.output }
}
