internal import ArgumentParser

/// `tamga data`: loading and inspecting official books.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Load official books into a warehouse and look at what is there.",
    subcommands: [
      DataAddCommand.self, DataBulkCommand.self, DataListCommand.self, DataCheckCommand.self,
    ])
}
