import Foundation
import TamgaPresent
import TestSupport

/// The release binary, run as a user runs it.
enum Program {
  /// What a run printed and how it ended.
  struct Outcome {
    let exit: Int32
    let output: String
    let errors: String

    /// The JSON envelope on standard output.
    var envelope: JSONValue {
      get throws { try JSONValue(parsing: output) }
    }

    /// The `data` of the envelope.
    var data: JSONValue? { try? envelope["data"] }
  }

  /// The package's root.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The release binary.
  static let url = root.appendingPathComponent(".build/release/tamga")

  /// Whether the release binary was built.
  static let isBuilt = FileManager.default.isExecutableFile(atPath: url.path)

  /// Runs the program to its end.
  static func run(_ arguments: String..., input: String? = nil) throws -> Outcome {
    try run(arguments, input: input)
  }

  /// Runs the program to its end.
  static func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C", "NO_COLOR": "1"]
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let streams = ["out", "err"].map { folder.appendingPathComponent($0) }
    for stream in streams {
      _ = FileManager.default.createFile(atPath: stream.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      exit: process.terminationReason == .uncaughtSignal ? -1 : process.terminationStatus,
      output: try String(contentsOf: streams[0], encoding: .utf8),
      errors: try String(contentsOf: streams[1], encoding: .utf8))
  }

  /// Starts the program and kills it after a time; returns whether it was still running.
  static func kill(_ arguments: [String], afterMicroseconds delay: UInt32) throws -> Bool {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(delay)
    let wasRunning = process.isRunning
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return wasRunning
  }
}

/// A folder that goes with the test.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
    return path(name)
  }
}

/// A small tidy table of trade with invented numbers.
let tidyTrade = """
  reporter,partner,flow,period,value,unit
  KAZ,WLD,X,2022,1000.5,MUSD
  KAZ,WLD,M,2022,800,MUSD
  KAZ,KGZ,X,2022,40.25,MUSD
  KAZ,KGZ,M,2022,10,MUSD
  KAZ,WLD,X,2023,1100,MUSD
  KAZ,WLD,M,2023,900,MUSD
  KAZ,KGZ,X,2023,50,MUSD
  KAZ,KGZ,M,2023,20,MUSD

  """
