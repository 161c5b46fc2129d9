internal import ArgumentParser

/// `tamga region`: regions of a border, what draws them together and what leads them.
struct RegionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "region",
    abstract: "Border regions: gravitation, potential, poles and their zones.",
    subcommands: [GravitationCommand.self, PotentialCommand.self, PolesCommand.self])
}
