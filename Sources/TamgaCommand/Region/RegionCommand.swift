internal import ArgumentParser

/// `tamga region`: the structure and dynamics of regions.
struct RegionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "region",
    abstract: "Regions: structure, growth, convergence, specialisation.",
    subcommands: [
      ShiftShareCommand.self, ConvergenceCommand.self, LocationQuotientCommand.self,
    ])
}
