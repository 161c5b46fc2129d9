internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// `tamga query`: read-only SQL on a warehouse.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Read-only SQL on a warehouse.",
    discussion: """
      Nothing can be written, no other file can be read, no extension loads. Use the view \
      flow_leaf for sums: it leaves printed totals out.
      """)

  @Argument(help: "The warehouse, a .duckdb file.", completion: .file(extensions: ["duckdb"]))
  var db: String

  @Argument(help: "The statement.")
  var sql: String

  @Option(name: .long, help: "Rows printed at the most.")
  var rows = 10_000

  @Option(name: .long, help: "Seconds after which the statement is interrupted.")
  var seconds = 10.0

  @OptionGroup var options: GlobalOptions

  /// Says how many rows a long statement has read; not when the output is meant for a program.
  private var progress: (@Sendable (QueryProgress) -> Void)? {
    guard ProgressLine(options: options).isShown, Console.isTerminal else { return nil }
    return { progress in
      guard progress.rowsRead > 0 else { return }
      Console.partialNote("\r  reading: \(progress.rowsRead) of \(progress.rowsTotal) rows ")
    }
  }

  func run() throws {
    try options.running("query") {
      let table = try ReadOnlyQuery.run(
        database: URL(fileURLWithPath: db), sql: sql, rowLimit: rows, timeLimit: .seconds(seconds),
        onProgress: progress)
      try options.print(Envelope(schema: "query", data: table.json)) {
        TerminalTable(header: table.columns.map(\.name), rows: table.rows.map { $0.map(\.text) })
          .text(options.format) + (table.isTruncated ? "\n(more rows; raise --rows)" : "")
      }
    }
  }
}

extension QueryTable {
  /// The rows as objects by column; decimals are strings, so that no digit is lost.
  fileprivate var json: JSONValue {
    .object([
      "columns": .array(
        columns.map { .object(["name": .string($0.name), "type": .string($0.type)]) }),
      "rows": .array(
        rows.map { row in
          let members = zip(columns, row).map { ($0.name, $1.json(type: $0.type)) }
          return .object(Dictionary(members) { first, _ in first })
        }),
      "truncated": .bool(isTruncated),
    ])
  }
}

extension QueryTable.Cell {
  fileprivate func json(type: String) -> JSONValue {
    switch self {
    case .null: .null
    case .text("true") where type == "boolean": true
    case .text("false") where type == "boolean": false
    case .text(let text): .string(text)
    case .number(let text):
      switch type {
      case "integer": Int(text).map(JSONValue.integer) ?? .string(text)
      case "double": Double(text).map(JSONValue.number) ?? .string(text)
      default: .string(text)
      }
    }
  }

  fileprivate var text: String {
    switch self {
    case .null: ""
    case .text(let text), .number(let text): text
    }
  }
}
