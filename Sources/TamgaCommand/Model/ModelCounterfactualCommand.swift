internal import ArgumentParser
internal import Foundation
internal import TamgaGravity
internal import TamgaPresent
internal import TamgaStudy

/// `tamga model counterfactual`: what a change of trade costs does in equilibrium.
struct ModelCounterfactualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counterfactual",
    abstract: "Fit a model and put a change of its variables through the equilibrium.",
    discussion: """
      tamga model counterfactual flows.parquet --formula "trade ~ log(distance) + border | \
      exporter^year + importer^year" --sigma 7 --change "border=0 between KAZ,KGZ"

      Every country needs its trade with itself. The model is fitted to all rows; the base is one \
      period of them. Clauses, scopes and closures: Documentation/gravity.md.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var inference: InferenceOptions

  @Option(name: .long, help: "The column of trade, when the formula is to be checked against it.")
  var trade: String?

  @Option(name: .long, help: "The elasticity of substitution, above 1.")
  var sigma: Double

  @Option(
    name: .long, help: "The change: \"border=0\", \"rta=1 between KAZ,KGZ; hours*0.5 to KAZ\".")
  var change: String

  @Option(
    name: .long,
    help: "deficit-fixed, deficit-multiplicative, balanced, agtpa-loop.")
  var closure = Word(EquilibriumClosure.deficitFixed)

  @Option(name: .long, help: "The importer whose price index stays 1; agtpa-loop needs one.")
  var reference: String?

  @Option(name: .long, help: "The period whose flows are the base; the last one without it.")
  var period: String?

  @Option(name: .long, help: "Flows of the base: fitted, observed.")
  var base = Word(TradeBase.Source.fitted)

  @Option(name: .long, help: "Draws of the coefficients for intervals; 0 for none.")
  var draws: Int = 0

  @Option(name: .long, help: "The seed of the draws.")
  var seed: UInt64 = 1

  @Flag(
    name: .long, help: "Set the published loop, its limit and the closed equilibrium side by side.")
  var auditLoop = false

  @Option(name: .long, help: "Draw the effects on real output to an SVG file.")
  var plot: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (0...1_000_000).contains(draws) else {
      throw ValidationError("--draws takes 0 to 1000000, not \(draws)")
    }
  }

  func run() throws {
    try options.running("model.counterfactual") {
      let report = try CounterfactualRun(try request()).report()
      let output = CounterfactualText(
        report, language: try Language.choose(requested: options.lang))
      if let plot { try output.draw(to: URL(fileURLWithPath: plot)) }
      try options.print(
        Envelope(schema: "model.counterfactual", data: report.json),
        diagnostics: report.diagnostics
      ) { try output.text(options.format) }
    }
  }

  private func request() throws -> CounterfactualRequest {
    var specification = try model.specification()
    inference.apply(to: &specification)
    var request = CounterfactualRequest(model: specification, change: change, sigma: sigma)
    request.trade = trade
    request.closure = closure.value
    request.reference = reference
    request.period = period
    request.base = base.value
    request.draws = draws > 0 ? .init(count: draws, seed: seed) : nil
    request.auditsLoop = auditLoop
    return request
  }
}
