internal import ArgumentParser
internal import Foundation
internal import TamgaPresent

/// `tamga init`: a folder with a small study that runs.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a folder with a small study that runs.")

  @Argument(help: "The folder; made when absent, never overwritten.", completion: .directory)
  var folder = "border"

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("init") {
      let root = URL(fileURLWithPath: folder, isDirectory: true)
      let files = StudyTemplate.files
      for name in files.map(\.name) {
        let path = root.appendingPathComponent(name).path
        guard !FileManager.default.fileExists(atPath: path) else {
          throw Diagnostic("T071", ["path": path])
        }
      }
      for file in files { try write(file.text, to: root.appendingPathComponent(file.name)) }
      let data = JSONValue.object([
        "folder": .string(folder), "files": .array(files.map { .string($0.name) }),
      ])
      try options.print(Envelope(schema: "init", data: data)) {
        "Made:  \(files.map { "\(folder)/\($0.name)" }.joined(separator: ", "))\n"
          + "Next:  tamga run --study \(folder)"
      }
    }
  }

  private func write(_ text: String, to url: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    } catch {
      throw Diagnostic(
        "T055", ["folder": url.path], place: Place(file: url.path),
        detail: error.localizedDescription)
    }
  }
}
