internal import Foundation

/// `Bench NAME [ROUNDS]` compares engines and prints a record; other words are its own workers.
@main
enum Bench {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst().map { Int($0) ?? 0 }
    let rounds = max(1, numbers.first ?? 5)
    switch arguments.first {
    case "xlsx": try show(try WorkbookBenchmark.run(rounds: rounds))
    case "bulk":
      let rows = numbers.dropFirst().first ?? 5_000_000
      try show(try BulkBenchmark.run(rounds: rounds, rows: max(1_000, rows)))
    case "study": try show(try StudyBenchmark.run(rounds: rounds))
    case "claims": try show(try ClaimsBenchmark.run(rounds: rounds))
    case "gravity": try show(try GravityBenchmark.run(rounds: rounds))
    case "complexity": try show(try ComplexityBenchmark.run(rounds: rounds))
    case "complexity-world":
      try ComplexityBenchmark.world(arguments.dropFirst().first ?? "")
    case "complexity-small": try ComplexityBenchmark.small(Array(arguments.dropFirst()))
    case "moran": try show(try MoranBenchmark.run(rounds: rounds))
    case "moran-seconds": try MoranBenchmark.seconds()
    case "moran-value": try MoranBenchmark.value()
    case "read-rows": try WorkbookBenchmark.readRows(arguments.dropFirst().first ?? "")
    case "make-bulk":
      let path = arguments.dropFirst().first ?? "bulk.csv"
      try BulkSample(rows: max(1, numbers.dropFirst().first ?? 0))
        .write(to: URL(fileURLWithPath: path))
    case "load-bulk": try BulkBenchmark.load(Array(arguments.dropFirst()))
    case "query-bulk": try BulkBenchmark.query(arguments.dropFirst().first ?? "")
    case "idle": return
    default:
      throw BenchFailure(
        words:
          "usage: Bench xlsx [ROUNDS] | study [ROUNDS] | claims [ROUNDS] | gravity [ROUNDS] "
          + "| complexity [ROUNDS] | moran [ROUNDS]"
          + " | bulk [ROUNDS] [ROWS]")
    }
  }

  /// Prints a record; a bar missed by more than a tenth fails the run.
  private static func show(_ record: BenchRecord) throws {
    print(try record.json())
    if record.bars.contains(where: \.isMissed) { exit(1) }
  }
}
