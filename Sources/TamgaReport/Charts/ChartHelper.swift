internal import Foundation
internal import TamgaPresent

/// The helper process that draws: one process for all charts, JSON lines in and out.
struct ChartHelper: Sendable {
  /// Why a chart was not drawn.
  struct Failure: Error, Sendable {
    let reason: String
  }

  let python: String
  let libraries: String
  let timeout: Double

  /// The first Python 3 of `PATH`.
  static func findPython() -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin"
    return path.split(separator: ":").map { $0 + "/python3" }.first {
      $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Draws charts; each gets an answer.
  ///
  /// A chart during which the helper ends is given up, and a new helper takes the rest.
  func draw(_ requests: [(id: String, spec: String)]) -> [String: Result<String, Failure>] {
    var answers: [String: Result<String, Failure>] = [:]
    var rest = requests
    while !rest.isEmpty {
      let run = batch(rest)
      answers.merge(run.answers) { $1 }
      rest.removeAll { answers[$0.id] != nil }
      let given = run.isHopeless ? rest : Array(rest.prefix(1))
      for request in given { answers[request.id] = .failure(Failure(reason: run.end)) }
      rest.removeFirst(given.count)
    }
    return answers
  }

  /// What one helper process answered and how it ended.
  private struct Batch {
    var answers: [String: Result<String, Failure>] = [:]
    var end = ""
    var isHopeless = false
  }

  private func batch(_ requests: [(id: String, spec: String)]) -> Batch {
    let folder = FileManager.default.temporaryDirectory
    let input = folder.appendingPathComponent("tamga-charts-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: input) }
    do {
      let lines = requests.map { request in
        "{\"id\":\(JSONValue.string(request.id).text()),\"spec\":\(request.spec)}\n"
      }
      try Data(lines.joined().utf8).write(to: input)
      let reader = try FileHandle(forReadingFrom: input)
      defer { try? reader.close() }
      return try run(reading: reader)
    } catch let error as Diagnostic {
      return Batch(end: error.detail ?? error.code, isHopeless: true)
    } catch {
      return Batch(end: error.localizedDescription, isHopeless: true)
    }
  }

  private func run(reading input: FileHandle) throws -> Batch {
    let script = try ReportResources.template("draw-charts.py")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-B", "-c", script]
    process.environment = [
      "PYTHONPATH": libraries, "PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8",
      "HOME": FileManager.default.temporaryDirectory.path,
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: watchdog)
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watchdog.cancel()
    var batch = Batch(end: "the helper ended with status \(process.terminationStatus)")
    if process.terminationReason == .uncaughtSignal {
      batch.end = "the helper ended by signal \(process.terminationStatus)"
    }
    for line in bytes.split(separator: 10) { read(line, into: &batch) }
    return batch
  }

  private func read(_ line: Data, into batch: inout Batch) {
    guard let answer = try? JSONValue(parsing: Array(line)), let id = answer["id"]?.string else {
      return
    }
    let error = answer["error"]?.string
    if id.isEmpty {
      batch.end = error ?? batch.end
      batch.isHopeless = true
    } else if let svg = answer["svg"]?.string {
      batch.answers[id] = .success(svg)
    } else {
      batch.answers[id] = .failure(Failure(reason: error ?? "no drawing"))
    }
  }
}
