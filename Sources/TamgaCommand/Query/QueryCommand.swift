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

  func run() throws {
    try options.running("query") {
      let table = try ReadOnlyQuery.run(
        database: URL(fileURLWithPath: db), sql: sql, rowLimit: rows, timeLimit: seconds)
      try options.print(Envelope(schema: "query", data: table.json)) {
        TerminalTable(header: table.columns.map(\.name), rows: table.rows.map { $0.map(\.text) })
          .text(options.format) + (table.isTruncated ? "\n(more rows; raise --rows)" : "")
      }
    }
  }
}
