internal import ArgumentParser

/// `tamga region`: the regions of a border, their structure and growth, what draws them together.
struct RegionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "region",
    abstract: "Regions: structure, growth, convergence, gravitation, potential, poles, axes.",
    subcommands: [
      ShiftShareCommand.self, ConvergenceCommand.self, LocationQuotientCommand.self,
      GravitationCommand.self, PotentialCommand.self, PolesCommand.self, AxesCommand.self,
    ])
}
