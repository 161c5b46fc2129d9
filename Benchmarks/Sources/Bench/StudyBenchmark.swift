internal import Foundation

/// The bundled study cold and again, and the import of the official books, by the release program.
///
/// There is no peer: the bars are seconds on the clock, for a reader who waits.
enum StudyBenchmark {
  static func run(rounds: Int) throws -> BenchRecord {
    let program = root.appending(path: ".build/release/tamga").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchFailure(words: "\(program) is missing; scripts/build -c release --product tamga")
    }
    let output = FileManager.default.temporaryDirectory.appending(path: "tamga-bench-study").path
    let study = root.appending(path: "Studies/kazakhstan-kyrgyzstan").path
    let run = "'\(program)' run --study '\(study)' --output '\(output)' --quiet >/dev/null"
    var engines = [
      shell("cold without drawings", "rm -rf '\(output)'; \(run) --no-drawings"),
      shell("cold with drawings", "rm -rf '\(output)'; \(run)"),
      shell("again", run),
    ]
    let books = root.appending(path: "../shared/data/official").standardizedFileURL
    let files = ["kazakhstan-bns", "kyrgyzstan-nsc"].flatMap { office -> [String] in
      let folder = books.appending(path: office)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.sorted().map { "'\(folder.appending(path: $0).path)'" }
    }
    if files.isEmpty {
      FileHandle.standardError.write(Data("skipped: the official books are not here\n".utf8))
    } else {
      let list = files.joined(separator: " ")
      engines.append(
        shell(
          "official books",
          "rm -rf '\(output)-books'; '\(program)' data add \(list) --quiet --into "
            + "'\(output)-books/x.duckdb' >/dev/null"))
    }
    let results = try compare(engines, rounds: rounds)
    let numbers = Dictionary(
      uniqueKeysWithValues: results.map { ("seconds, \($0.engine)", $0.wallSecondsMinimum) })
    return try BenchRecord(
      "study", results: results, bars: BenchRecord.Bar.judged("study", numbers),
      versions: ["tamga": BenchRecord.words(program, ["--version"])])
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  private static func shell(_ name: String, _ command: String) -> Engine {
    Engine(name: name, executable: "/bin/sh", arguments: ["-c", command])
  }
}
