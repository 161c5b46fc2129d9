internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// `tamga data check`: whether ledgers balance, keys are unique and sums are whole.
struct DataCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a warehouse: ledgers, keys, closure of sums, aggregates; exit 1 on a failure.")

  @Argument(help: "The warehouse, a .duckdb file.", completion: .file(extensions: ["duckdb"]))
  var db: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("data.check") {
      let warehouse = try Warehouse.open(at: URL(fileURLWithPath: db))
      let checks = try WarehouseCheck.run(warehouse)
      let rejects = try warehouse.rejects()
      let failed = checks.filter { !$0.passed }
      let data = JSONValue.object([
        "passed": .bool(failed.isEmpty),
        "checks": .array(
          checks.map {
            .object([
              "rule": .string($0.rule), "passed": .bool($0.passed),
              "counted": .integer($0.counted), "failing": .integer($0.failing),
              "examples": .array($0.examples.map { .string($0) }),
            ])
          }),
        "rejects": .array(
          rejects.map {
            .object([
              "file": .string($0.file), "sheet": .optional($0.sheet), "line": .integer($0.line),
              "raw": .string($0.raw), "code": .string($0.code), "reason": .string($0.reason),
            ])
          }),
      ])
      try options.print(Envelope(schema: "data.check", data: data)) {
        (checks.map { check in
          let mark = check.passed ? "ok  " : "FAIL"
          let examples = check.examples.map { "\n        \($0)" }.joined()
          return
            "\(mark)  \(check.rule): \(check.counted) checked, \(check.failing) failing\(examples)"
        }
          + rejects.map { "note  rejected [\($0.code)] \($0.file):\($0.line): \($0.raw)" })
          .joined(separator: "\n")
      }
      if !failed.isEmpty { throw ExitCode(1) }
    }
  }
}
