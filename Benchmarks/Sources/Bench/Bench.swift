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
    switch arguments.first {
    case "xlsx":
      let rounds = arguments.dropFirst().first.flatMap(Int.init) ?? 5
      let record = try WorkbookBenchmark.run(rounds: max(1, rounds))
      print(try record.json())
      if record.bars.contains(where: \.isMissed) { exit(1) }
    case "read-rows": try WorkbookBenchmark.readRows(arguments.dropFirst().first ?? "")
    case "idle": return
    default: throw BenchFailure(words: "usage: Bench xlsx [ROUNDS]")
    }
  }
}
