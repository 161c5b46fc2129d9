internal import Foundation

/// What a benchmark leaves behind: enough to judge the numbers on another machine.
struct BenchRecord: Encodable {
  var benchmark: String
  var command: String
  var commit: String
  var machine: String
  var cores: Int
  var load: Double
  var versions: [String: String]
  var results: [Summary]
  var bars: [Bar]

  /// A bar and whether it is reached.
  struct Bar: Encodable {
    var name: String
    var wanted: Double
    var got: Double
    /// Whether `got` must be at least `wanted`, or at most.
    var atLeast: Bool
    var isReached: Bool

    init(_ name: String, wanted: Double, got: Double, atLeast: Bool) {
      self.name = name
      self.wanted = wanted
      self.got = got
      self.atLeast = atLeast
      isReached = atLeast ? got >= wanted : got <= wanted
    }
  }

  /// Creates a record of this machine and moment.
  init(_ benchmark: String, results: [Summary], bars: [Bar], versions: [String: String]) {
    self.benchmark = benchmark
    self.results = results
    self.bars = bars
    self.versions = versions
    command = CommandLine.arguments.joined(separator: " ")
    commit = BenchRecord.words("/usr/bin/git", ["rev-parse", "--short", "HEAD"])
    machine = BenchRecord.processor()
    cores = ProcessInfo.processInfo.activeProcessorCount
    var loads = [0.0]
    load = getloadavg(&loads, 1) == 1 ? loads[0] : -1
  }

  /// The record as JSON.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// What a program prints; empty when it cannot be run.
  static func words(_ executable: String, _ arguments: [String]) -> String {
    let output = try? measure(executable, arguments).output
    return output?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }

  private static func processor() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let model = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    let wide = text.contains(" avx2") ? ", avx2" : ""
    return (model ?? "unknown") + wide
  }
}
