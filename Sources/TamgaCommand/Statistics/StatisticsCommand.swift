internal import ArgumentParser

/// `tamga stats`: statistics with the discipline of small samples.
struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Statistics with the discipline of small samples.",
    subcommands: [
      CorrelateCommand.self, LeastSquaresCommand.self, LeadLagCommand.self, UnitRootCommand.self,
      GrangerCommand.self, MoranCommand.self,
    ])
}
