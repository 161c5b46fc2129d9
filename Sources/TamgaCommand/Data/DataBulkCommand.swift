internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// `tamga data bulk`: product-level tables of tens of millions of records.
struct DataBulkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulk",
    abstract: "Load a BACI table (t,i,j,k,v,q) of tens of millions of records into a table.",
    discussion: """
      Values become exact decimals, codes keep their zeros. An independent reader counts the \
      records and adds up their numbers; the table is kept only when both agree.
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Option(name: .long, help: "The warehouse, a .duckdb file; made when absent.")
  var into: String

  @Option(name: .long, help: "The new table's name.")
  var table = "baci"

  @Option(name: .long, help: "Refuse the file when more records than this are rejected.")
  var maxRejects = 0

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("data.bulk") {
      let target = URL(fileURLWithPath: into)
      _ = try Warehouse.create(at: target)
      try refuseTaken(in: target)
      let connection = try Database(file: target).connect()
      let report = try BulkImporter.load(
        URL(fileURLWithPath: file), into: connection, table: table, rejectsAllowed: maxRejects)
      try options.print(Envelope(schema: "data.bulk", data: report.json)) {
        "\(report.path): \(report.rowsRead) records = \(report.rowsAccepted) accepted + "
          + "\(report.rejected.count) rejected, in table \(report.table)"
      }
    }
  }

  /// Refuses a name that a table of the warehouse has, over a connection of its own.
  private func refuseTaken(in target: URL) throws {
    let known = try Database(file: target).connect().query(
      "SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [.text(table)])
    if let count = try known.next()?.columns[0].integer(0), count > 0 {
      throw Diagnostic("T074", ["table": table], place: Place(file: into))
    }
  }
}

extension BulkReport {
  /// The ledger as JSON; sums are exact decimals as strings.
  fileprivate var json: JSONValue {
    .object([
      "path": .string(path), "sha256": .string(sha256), "bytes": .integer(byteCount),
      "table": .string(table),
      "rows": .object([
        "read": .integer(rowsRead), "accepted": .integer(rowsAccepted),
        "rejected": .integer(rejected.count),
      ]),
      "blank_lines": .integer(blankLines), "missing_values": .integer(missingValues),
      "missing_quantities": .integer(missingQuantities),
      "value_total": .decimalString(valueTotal), "quantity_total": .decimalString(quantityTotal),
      "rejects": .array(
        rejected.prefix(1_000).map {
          .object([
            "line": .integer($0.line), "raw": .string($0.raw),
            "code": .string($0.diagnostic.code),
          ])
        }),
    ])
  }
}
