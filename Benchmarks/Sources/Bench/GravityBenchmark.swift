internal import Foundation

/// The reference gravity model on three simulated panels, against pyfixest.
///
/// Tamga is measured as a whole process: start, reading, encoding, fit, clustered errors, output.
/// pyfixest is measured as a whole process too, and by its own clocks for reading, encoding and
/// fitting alone, without its imports and after a fit to the first twelve countries. The bar is on
/// whole processes; the other ratio, which is kinder to the peer, stands beside it. Both use the
/// small-sample factors of pyfixest, and the record says how far their numbers are apart.
enum GravityBenchmark {
  private static let formula =
    "trade ~ rta + tariff + border_t | exporter^year + importer^year + exporter^importer"
  private static let panels = [(countries: 100, years: 20), (150, 30), (230, 30)]

  /// Runs the comparison on all panels: `Bench gravity [ROUNDS]`.
  static func run(rounds: Int) throws -> BenchRecord {
    let program = try program()
    guard (try? measure(WorkbookBenchmark.python, ["-c", "import pyfixest"])) != nil else {
      throw BenchFailure(
        words: "pyfixest is not installed: pip install --no-deps --require-hashes -r "
          + "Benchmarks/Peers/requirements-gravity.txt")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "tamga-bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var results: [Summary] = []
    var numbers: [String: Double] = [:]
    for (countries, years) in panels {
      let panel = folder.appending(path: "gravity-\(countries)-\(years).parquet").path
      _ = try measure(
        program,
        [
          "model", "simulate-panel", "--countries", "\(countries)", "--years", "\(years)", "--seed",
          "20240101", "-o", panel,
        ])
      let rows = "\(countries * countries * years) rows"
      let (summaries, inside) = try compareOnce(program, panel, rows, rounds: rounds)
      results += summaries
      let apart = try differences(summaries[0].output, summaries[1].output)
      for (name, value) in zip(["coefficients", "standard errors"], [apart.0, apart.1]) {
        let key = "largest relative difference of \(name)"
        numbers[key] = max(numbers[key] ?? 0, value)
      }
      let tamga = summaries[0]
      numbers["processor time of pyfixest's fit against tamga, \(rows)"] =
        inside / tamga.cpuSecondsMedian
      numbers["processor time of pyfixest against tamga, \(rows)"] =
        summaries[1].cpuSecondsMedian / tamga.cpuSecondsMedian
      if countries == 230 {
        numbers["memory in MiB, \(rows)"] = Double(tamga.peakBytesMedian) / 1_048_576
        numbers["seconds, \(rows)"] = tamga.wallSecondsMinimum
      }
    }
    return try BenchRecord(
      "gravity", results: results, bars: BenchRecord.Bar.judged("gravity", numbers),
      versions: [
        "tamga": BenchRecord.words(program, ["--version"]),
        "python": BenchRecord.words(WorkbookBenchmark.python, ["--version"]),
        "pyfixest": BenchRecord.words(
          WorkbookBenchmark.python, ["-c", "import pyfixest; print(pyfixest.__version__)"]),
      ])
  }

  /// The program under test: `TAMGA_PROGRAM`, else the release build of this package.
  private static func program() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardizedFileURL
    let program =
      ProcessInfo.processInfo.environment["TAMGA_PROGRAM"]
      ?? root.appending(path: ".build/release/tamga").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchFailure(words: "\(program) is missing; scripts/build -c release --product tamga")
    }
    return program
  }

  /// A report's coefficients as the peer prints them: name, estimate, standard error.
  private static func coefficients(ofReport report: String) throws -> String {
    struct Report: Decodable {
      struct Data: Decodable { let coefficients: [Row] }
      struct Row: Decodable {
        let name: String
        let estimate: Double
        let se: Double
      }
      let data: Data
    }
    let decoded = try JSONDecoder().decode(Report.self, from: Foundation.Data(report.utf8))
    return decoded.data.coefficients.map { "\($0.name) \($0.estimate) \($0.se)" }
      .joined(separator: "\n")
  }

  /// The largest relative differences of estimates and of standard errors.
  private static func differences(_ own: String, _ peer: String) throws -> (Double, Double) {
    func table(_ text: String) -> [String: [Double]] {
      var table: [String: [Double]] = [:]
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        table[String(words[0])] = words.dropFirst().compactMap { Double($0) }
      }
      return table
    }
    let (left, right) = (table(own), table(peer))
    var largest = (0.0, 0.0)
    for (name, numbers) in left {
      guard let others = right[name], numbers.count == 2, others.count == 2 else {
        throw BenchFailure(words: "fit_pyfixest told nothing of \(name)")
      }
      largest.0 = max(largest.0, abs(numbers[0] / others[0] - 1))
      largest.1 = max(largest.1, abs(numbers[1] / others[1] - 1))
    }
    return largest
  }

  /// Both engines in turn, and the median processor seconds of pyfixest's reading and fitting.
  private static func compareOnce(
    _ program: String, _ panel: String, _ rows: String, rounds: Int
  ) throws -> (summaries: [Summary], inside: Double) {
    var own: [Measurement] = []
    var peer: [Measurement] = []
    for _ in 0..<rounds {
      own.append(
        try measure(
          program,
          [
            "model", "fit", panel, "--formula", formula, "--cluster", "exporter^importer", "--ssc",
            "pyfixest", "--json",
          ]))
      own[own.count - 1].output = try coefficients(ofReport: own[own.count - 1].output)
      peer.append(
        try measure(WorkbookBenchmark.python, [WorkbookBenchmark.peer("fit_pyfixest"), panel]))
    }
    let inside = peer.compactMap { measurement in
      measurement.output.split(separator: "\n").first { $0.hasPrefix("read-encode-fit") }?
        .split(separator: " ").dropFirst().first.flatMap { Double($0) }
    }.sorted()
    guard inside.count == rounds else { throw BenchFailure(words: "fit_pyfixest told no time") }
    return (
      [Summary(engine: "tamga, \(rows)", own), Summary(engine: "pyfixest, \(rows)", peer)],
      inside[inside.count / 2]
    )
  }
}
