internal import ArgumentParser

/// `tamga indicators`: the catalogue of indicators.
struct IndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "The catalogue of indicators: formulas, sources, computation from tidy tables.",
    subcommands: [
      IndicatorsListCommand.self, IndicatorsShowCommand.self, IndicatorsComputeCommand.self,
    ])
}
