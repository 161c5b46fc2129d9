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

  func validate() throws {
    guard rows >= 0 else { throw ValidationError("--rows must not be negative.") }
    guard seconds > 0, seconds <= 86_400 else {
      throw ValidationError("--seconds must be above 0 and at most 86400.")
    }
  }

  func run() throws {
    try options.running("query") {
      let table = try ReadOnlyQuery.run(
        database: URL(fileURLWithPath: db), sql: sql, rowLimit: rows, timeLimit: .seconds(seconds),
        onProgress: progress)
      try options.print(Envelope(schema: "query", data: table.json)) {
        TerminalTable(header: table.uniqueNames, rows: table.rows.map { $0.map(\.text) })
          .text(options.format) + (table.isTruncated ? "\n(more rows; raise --rows)" : "")
      }
    }
  }
}

extension QueryTable {
  /// The rows as objects by column; decimals are strings, so that no digit is lost.
  fileprivate var json: JSONValue {
    let names = uniqueNames
    return .object([
      "columns": .array(
        zip(names, columns).map { .object(["name": .string($0), "type": .string($1.type)]) }),
      "rows": .array(
        rows.map { row in
          let members = zip(zip(names, columns), row).map { ($0.0, $1.json(type: $0.1.type)) }
          return .object(Dictionary(uniqueKeysWithValues: members))
        }),
      "truncated": .bool(isTruncated),
    ])
  }
}

extension QueryTable {
  /// The names of the columns; a name that was there before gets a number: `n`, `n_2`.
  fileprivate var uniqueNames: [String] {
    var taken: Set<String> = []
    return columns.map(\.name).map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
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
