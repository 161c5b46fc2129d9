internal import Foundation

/// What one fresh process took.
struct Measurement {
  /// Processor seconds of all its threads and children.
  var cpuSeconds: Double
  /// Seconds on the clock.
  var wallSeconds: Double
  /// The largest memory it held, in bytes.
  var peakBytes: Int
  /// What it printed.
  var output: String
}

/// An error that ends the benchmark with words.
struct BenchFailure: Error {
  var words: String
}

/// Runs a program to its end and measures it.
func measure(_ executable: String, _ arguments: [String]) throws -> Measurement {
  let output = FileManager.default.temporaryDirectory
    .appending(path: "bench-\(getpid()).out")
  defer { try? FileManager.default.removeItem(at: output) }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(
    &actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o600))
  var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
  words.append(nil)
  defer { for word in words { free(word) } }
  let start = DispatchTime.now().uptimeNanoseconds
  var identifier = pid_t()
  guard posix_spawn(&identifier, executable, &actions, nil, words, environ) == 0 else {
    throw BenchFailure(words: "cannot start \(executable)")
  }
  var status: Int32 = 0
  var usage = rusage()
  wait4(identifier, &status, 0, &usage)
  let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  guard status == 0 else {
    throw BenchFailure(words: "\(executable) \(arguments.joined(separator: " ")) failed")
  }
  let text = try String(contentsOf: output, encoding: .utf8)
  return Measurement(
    cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), wallSeconds: wall,
    peakBytes: Int(usage.ru_maxrss) * 1_024, output: text)
}

private func seconds(_ time: timeval) -> Double {
  Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}

/// The least and the middle of several measurements of one engine.
struct Summary: Encodable {
  var engine: String
  var runs: Int
  var cpuSecondsMinimum: Double
  var cpuSecondsMedian: Double
  var wallSecondsMinimum: Double
  var peakBytesMedian: Int
  var output: String

  init(engine: String, _ measurements: [Measurement]) {
    let cpu = measurements.map(\.cpuSeconds).sorted()
    self.engine = engine
    runs = measurements.count
    cpuSecondsMinimum = cpu[0]
    cpuSecondsMedian = cpu[cpu.count / 2]
    wallSecondsMinimum = measurements.map(\.wallSeconds).min() ?? 0
    peakBytesMedian = measurements.map(\.peakBytes).sorted()[measurements.count / 2]
    output = measurements[0].output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// A program to be measured.
struct Engine {
  var name: String
  var executable: String
  var arguments: [String]
}

/// Runs engines in turn, a fresh process each time, so that a busy moment hits all alike.
func compare(_ engines: [Engine], rounds: Int) throws -> [Summary] {
  var measurements = [[Measurement]](repeating: [], count: engines.count)
  for _ in 0..<rounds {
    for (index, engine) in engines.enumerated() {
      measurements[index].append(try measure(engine.executable, engine.arguments))
    }
  }
  return zip(engines, measurements).map { Summary(engine: $0.name, $1) }
}
