internal import ArgumentParser
internal import Foundation
internal import TamgaNumerics

/// The command `tamga`.
@main
struct TamgaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tamga",
    abstract: "The economics of border regions: from official books to answers.",
    discussion: """
      Start with `tamga init DIR`, or load a book: `tamga data add BOOK.xls --into border.duckdb`.
      Exit codes: 0 ok, 1 a check failed, 64 usage, 65 bad data, 66 not found, 69 component \
      missing, 70 internal, 73 cannot write, 75 busy, 78 study file, 130 interrupted.
      """,
    version: Software.version,
    subcommands: [
      InitCommand.self, DoctorCommand.self, StudyCommand.self, DataCommand.self, RunCommand.self,
      ReportCommand.self, TradeCommand.self, IndicatorsCommand.self, ComplexityCommand.self,
      RegionCommand.self, InputOutputCommand.self, CompositeCommand.self, SWOTCommand.self,
      StatisticsCommand.self, ModelCommand.self, ClaimsCommand.self, ExplainCommand.self,
      QueryCommand.self, CompletionsCommand.self, XLSChildCommand.self,
    ])

  /// Parses and runs; every way out prints where it belongs and ends with its exit code.
  static func main() {
    LargeMemory.returnLargeBlocks()
    endOnSignals()
    let arguments = CommandLine.arguments.dropFirst().flatMap(expandJSONFields)
    do {
      var command = try parseAsRoot(Array(arguments))
      try command.run()
    } catch let failure as CommandFailure {
      failure.report()
    } catch {
      if arguments.contains("--json"), exitCode(for: error).rawValue == 64 {
        Envelope.usageFailure(fullMessage(for: error)).print()
      }
      exit(withError: error)
    }
  }

  /// `--json=a,b` stands for `--json --json-fields a,b`.
  private static func expandJSONFields(_ argument: String) -> [String] {
    guard argument.hasPrefix("--json=") else { return [argument] }
    return ["--json", "--json-fields", String(argument.dropFirst("--json=".count))]
  }
}
