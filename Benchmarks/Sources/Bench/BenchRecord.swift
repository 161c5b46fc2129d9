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

  /// A bar of `bars.json` and whether it is reached.
  struct Bar: Encodable {
    var name: String
    var limits: Limits
    var got: Double
    var isReached: Bool
    /// Whether it is missed by more than a tenth.
    var isMissed: Bool

    /// What `bars.json` says of a bar.
    struct Limits: Codable {
      var atLeast: Double?
      var atMost: Double?
    }

    init(_ name: String, _ limits: Limits, got: Double) {
      self.name = name
      self.limits = limits
      self.got = got
      let least = limits.atLeast ?? -.infinity
      let most = limits.atMost ?? .infinity
      isReached = got >= least && got <= most
      isMissed = got < least * 0.9 || got > most * 1.1
    }

    /// The bars of a benchmark for the numbers that were measured, in the order of their names.
    static func judged(_ benchmark: String, _ numbers: [String: Double]) throws -> [Bar] {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../bars.json").standardizedFileURL
      let bars = try JSONDecoder().decode(
        [String: [String: Limits]].self, from: Data(contentsOf: file))
      let named = (bars[benchmark] ?? [:]).sorted { $0.key < $1.key }
      return named.compactMap { name, limits in
        numbers[name].map { Bar(name, limits, got: $0) }
      }
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
