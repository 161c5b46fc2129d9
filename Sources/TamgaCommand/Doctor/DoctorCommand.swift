internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// `tamga doctor`: what is here, what is missing, how to get it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show every component: where found, version, what is missing.")

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("doctor") {
      let components = ComponentCheck.all()
      let isComplete = components.allSatisfy { $0.isUsable || !$0.isRequired }
      let data = JSONValue.object([
        "ok": .bool(isComplete), "software": .string(Software.name),
        "components": .array(components.map(\.json)),
      ])
      try options.print(Envelope(schema: "doctor", data: data)) {
        components.map(\.text).joined(separator: "\n")
      }
      if !isComplete { throw ExitCode(69) }
    }
  }
}
