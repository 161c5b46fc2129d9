internal import Foundation
internal import TamgaData

/// Reading a generated workbook of two million cells, against python-calamine and openpyxl.
enum WorkbookBenchmark {
  static let cells = 2_000_000
  private static let seed = 7

  /// Runs the comparison.
  static func run(rounds: Int) throws -> BenchRecord {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tamga-bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let book = folder.appending(path: "cells-\(cells)-\(seed).xlsx").path
    if !FileManager.default.fileExists(atPath: book) {
      _ = try measure(
        python, [peer("generate_workbook"), book, String(cells), String(seed)])
    }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    var engines = [
      Engine(name: "tamga", executable: program, arguments: ["read-rows", book]),
      Engine(name: "tamga-idle", executable: program, arguments: ["idle"]),
    ]
    for (name, module) in [("calamine", "python_calamine"), ("openpyxl", "openpyxl")] {
      guard (try? measure(python, ["-c", "import \(module)"])) != nil else {
        FileHandle.standardError.write(Data("skipped: \(module) is not installed\n".utf8))
        continue
      }
      engines.append(
        Engine(name: name, executable: python, arguments: [peer("read_\(name)"), book]))
    }
    let results = try compare(engines, rounds: rounds)
    return try BenchRecord(
      "xlsx", results: results, bars: BenchRecord.Bar.judged("xlsx", numbers(results)),
      versions: ["python": BenchRecord.words(python, ["--version"])])
  }

  /// Streams every row of a workbook; prints the number of cells and the sum of the numbers.
  static func readRows(_ path: String) throws {
    let document = try XLSXDocument(url: URL(fileURLWithPath: path))
    var count = 0
    var total = 0.0
    for sheet in document.sheets {
      try document.forEachRow(of: sheet) { row in
        for cell in row.cells {
          count += 1
          if cell.kind == .number { total += cell.number }
        }
      }
    }
    print(count, total)
  }

  /// The numbers that the bars speak of; the sums of every engine must agree first.
  private static func numbers(_ results: [Summary]) throws -> [String: Double] {
    let byName = Dictionary(uniqueKeysWithValues: results.map { ($0.engine, $0) })
    guard let own = byName["tamga"], let idle = byName["tamga-idle"] else { return [:] }
    var numbers = [
      "million cells per second and core": Double(cells) / own.cpuSecondsMinimum / 1e6,
      "extra memory in MiB": Double(own.peakBytesMedian - idle.peakBytesMedian) / 1_048_576,
    ]
    for peer in ["calamine", "openpyxl"] {
      guard let other = byName[peer] else { continue }
      guard own.output == other.output else {
        throw BenchFailure(words: "\(peer) read \(other.output), tamga \(own.output)")
      }
      numbers["processor time against \(peer)"] = own.cpuSecondsMinimum / other.cpuSecondsMinimum
    }
    return numbers
  }

  /// The interpreter that has the peers: named by `BENCH_PYTHON`, else the system's.
  static let python =
    ProcessInfo.processInfo.environment["BENCH_PYTHON"] ?? "/usr/bin/python3"

  static func peer(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Peers/\(name).py").standardizedFileURL.path
  }
}
