internal import ArgumentParser
internal import Foundation
internal import TamgaGravity
internal import TamgaPresent
internal import TamgaReport
internal import TamgaStudy

/// `tamga model fit`: estimates, standard errors with a name, and where every row went.
struct ModelFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a model with any number of fixed effects.",
    discussion: """
      tamga model fit flows.parquet --formula "trade ~ rta | exporter^year + importer^year + \
      exporter^importer" --cluster exporter^importer

      Several models: \"y ~ x1 + csw0(x2, x3) | f\". -o FILE writes the table as .md, .csv, .tex, \
      .html, .xlsx or .txt; --plot FILE.svg draws coefficients with intervals.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var inference: InferenceOptions

  @Flag(name: .long, help: "Correct PPML for its incidental parameters (Weidner and Zylkin 2021).")
  var biasCorrection = false

  @Option(
    name: .long,
    help: "Form of the correction: wz-stata, wz-paper, wz-jackknife (few countries).")
  var biasConvention: Word<BiasConvention> = Word(.wzStata)

  @Flag(name: .long, help: "Stars for p below 0.1, 0.05, 0.01.")
  var stars = false

  @Option(name: .long, help: "Decimal places of coefficients, 0 to 15.")
  var digits: Int = 3

  @Option(name: [.short, .long], help: "Also write the table to a file; its ending says the form.")
  var output: [String] = []

  @Option(name: .long, help: "Draw the coefficients with their intervals to an SVG file.")
  var plot: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (0...15).contains(digits) else {
      throw ValidationError("--digits takes 0 to 15, not \(digits)")
    }
  }

  func run() throws {
    try options.running("model.fit") {
      var specification = try model.specification()
      inference.apply(to: &specification)
      if biasCorrection { specification.correction = biasConvention.value }
      let reports = try ModelRun(specification).reports()
      let output = ModelFitOutput(reports, stars: stars, digits: digits, language: options.lang)
      for path in self.output { try output.write(to: path) }
      if let plot { try output.draw(to: plot) }
      let data: JSONValue =
        reports.count == 1 ? reports[0].json : .object(["models": .array(reports.map(\.json))])
      try options.print(
        Envelope(schema: "model.fit", data: data), diagnostics: reports.flatMap(\.diagnostics)
      ) { try output.text(options.format) }
    }
  }
}
