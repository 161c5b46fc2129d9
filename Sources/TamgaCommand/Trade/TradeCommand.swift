internal import ArgumentParser

/// `tamga trade`: the trade of a border.
struct TradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trade", abstract: "The trade of a reporter with a partner.",
    subcommands: [TradeProfileCommand.self])
}
