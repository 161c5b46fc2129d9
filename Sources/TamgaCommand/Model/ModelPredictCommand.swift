internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent
internal import TamgaStudy

/// `tamga model predict`: fitted means of any rows, or why there is none, and the recovered effects.
struct ModelPredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Fit a model, recover its fixed effects, and predict rows.",
    discussion: """
      tamga model predict flows.parquet --formula "trade ~ rta | exporter^year + importer^year" \
      --set rta=1 -o predicted.csv --effects effects.csv

      Rows come from the data of the model, or from --on FILE, which needs no outcome. A row whose \
      sum of effects the sample does not determine has no prediction, but a reason. --where chooses \
      the rows of the estimate, not those that are predicted.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var inference: InferenceOptions

  @Option(name: .long, help: "Predict the rows of this file.", completion: .file())
  var on: String?

  @Option(name: .long, help: "The table of --on, when that is a DuckDB file.")
  var onTable: String?

  @Option(name: .long, help: "Set a column to a value before predicting: rta=1; may be repeated.")
  var set: [String] = []

  @Option(name: [.short, .long], help: "Write the rows to a .csv, .json or .parquet file.")
  var output: String?

  @Option(name: .long, help: "Write the levels of the effects to a .csv, .json or .parquet file.")
  var effects: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("model.predict") {
      for path in [output, effects].compactMap({ $0 }) { try DataFile.check(path) }
      let report = try PredictionRun(try request()).report()
      if let output {
        try DataFile.write(report.rowColumns, json: report.rowsJSON, to: output)
      }
      if let effects {
        try DataFile.write(report.levelColumns, json: report.levelsJSON, to: effects)
      }
      let data = report.json(rowsFile: output, levelsFile: effects)
      try options.print(
        Envelope(schema: "model.predict", data: data), diagnostics: report.diagnostics
      ) {
        try PredictionText(report, language: Language.choose(requested: options.lang))
          .text(options.format)
      }
    }
  }

  private func request() throws -> PredictionRequest {
    var specification = try model.specification()
    inference.apply(to: &specification)
    let assignments = try set.map { text -> PredictionRequest.Assignment in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw Diagnostic("T594", ["text": text, "known": "–"]) }
      return .init(column: parts[0], value: parts[1])
    }
    return PredictionRequest(
      model: specification, source: try on.map { try .named($0, table: onTable) },
      assignments: assignments)
  }
}
