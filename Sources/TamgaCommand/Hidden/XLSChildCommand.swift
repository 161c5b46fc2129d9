internal import ArgumentParser
internal import TamgaData

/// The child process that reads `.xls` workbooks for its parent; see ``XLSChild``.
struct XLSChildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "_xls", shouldDisplay: false)

  func run() throws {
    throw ExitCode(XLSChild.run())
  }
}
