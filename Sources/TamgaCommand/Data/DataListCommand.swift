internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// `tamga data ls`: what a warehouse holds.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the data sets and files of a warehouse.")

  @Argument(help: "The warehouse, a .duckdb file.", completion: .file(extensions: ["duckdb"]))
  var db: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("data.ls") {
      let warehouse = try Warehouse.open(at: URL(fileURLWithPath: db))
      let sets = try warehouse.datasets()
      let files = try warehouse.files()
      let data = JSONValue.object([
        "datasets": .array(sets.map(json)), "files": .array(files.map(json)),
      ])
      try options.print(Envelope(schema: "data.ls", data: data)) {
        TerminalTable(
          header: ["data set", "fact", "numbers", "first", "last", "reporters", "vintages"],
          rows: sets.map {
            [
              $0.id, $0.fact, String($0.observations), $0.periods.lowerBound,
              $0.periods.upperBound, $0.reporters.joined(separator: " "), String($0.vintages),
            ]
          }
        ).text(options.format) + "\n\n"
          + TerminalTable(
            header: ["file", "sha256", "published", "read", "accepted", "rejected"],
            rows: files.map {
              [
                $0.name, String($0.sha256.prefix(12)), $0.publishedOn ?? "undated",
                String($0.records.read), String($0.records.accepted),
                String($0.records.rejected),
              ]
            }
          ).text(options.format)
      }
    }
  }

  private func json(_ set: StoredDataset) -> JSONValue {
    .object([
      "dataset": .string(set.id), "fact": .string(set.fact),
      "observations": .integer(set.observations), "first": .string(set.periods.lowerBound),
      "last": .string(set.periods.upperBound),
      "reporters": .array(set.reporters.map { .string($0) }),
      "vintages": .integer(set.vintages), "files": .integer(set.files),
    ])
  }

  private func json(_ file: StoredFile) -> JSONValue {
    .object([
      "name": .string(file.name), "sha256": .string(file.sha256),
      "bytes": .integer(file.byteCount), "format": .string(file.format),
      "importer": .string(file.importer), "publisher": .optional(file.publisher),
      "published_on": .optional(file.publishedOn), "date_kind": .string(file.dateKind),
      "superseded": .bool(file.isSuperseded),
      "rows": .object([
        "read": .integer(file.records.read), "accepted": .integer(file.records.accepted),
        "rejected": .integer(file.records.rejected),
      ]),
    ])
  }
}
