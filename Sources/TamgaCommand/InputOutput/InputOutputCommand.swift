internal import ArgumentParser

/// `tamga io`: input–output tables.
struct InputOutputCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "io", abstract: "Input–output tables: coefficients, multipliers, linkages.",
    subcommands: [InputOutputAnalyseCommand.self])
}
