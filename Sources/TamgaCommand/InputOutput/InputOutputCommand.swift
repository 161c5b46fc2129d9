internal import ArgumentParser

/// `tamga io`: input–output tables.
struct InputOutputCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "io",
    abstract: "Input–output tables: multipliers, linkages, a region's table, balance.",
    subcommands: [
      InputOutputAnalyseCommand.self, InputOutputRegionaliseCommand.self,
      InputOutputBalanceCommand.self,
    ])
}
