internal import ArgumentParser

@main
struct TamgaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tamga", subcommands: [XLSChildCommand.self])
}
