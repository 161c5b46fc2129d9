internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent

/// `tamga data add`: imports files into a warehouse, all of them or none.
struct DataAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Import workbooks (.xls, .xlsx) and delimited texts into a warehouse.",
    discussion: """
      Layout, units, years, names, totals and footnotes are read from the file. What a file does \
      not say (reporter, flow, unit) can be given by an option; nothing is guessed. All files go in \
      as one transaction: an error leaves the warehouse as it was.
      """)

  @Argument(help: "The files.", completion: .file())
  var files: [String]

  @Option(name: .long, help: "The warehouse, a .duckdb file; made when absent.")
  var into: String

  @Option(name: .long, help: "The reporting country or region, where the file does not say it.")
  var reporter: String?

  @Option(name: .long, help: "The flow, X or M, where the file does not say it.")
  var flow: String?

  @Option(name: .long, help: "The unit, as in kUSD, where the file does not say it.")
  var unit: String?

  @Option(name: .long, help: "The data set's id, where the file's publisher is not known.")
  var dataset: String?

  @Option(name: .long, help: "The publication date, YYYY-MM-DD, where the file does not say it.")
  var published: String?

  @Option(name: .long, help: "Refuse the files when more records than this are rejected.")
  var maxRejects: Int?

  @Option(name: .long, help: "Encoding of a text: utf-8, utf-16, windows-1251, koi8-r, iso-8859-1.")
  var encoding: String?

  @Option(name: .long, help: "Delimiter of a text: comma, semicolon, tab, pipe.")
  var delimiter: String?

  @Option(name: .long, help: "Decimal mark of a text: . or ,")
  var decimal: String?

  @Flag(name: .long, help: "Read and report, store nothing.")
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("data.add") {
      let urls = files.map { URL(fileURLWithPath: $0) }
      let resolver = try NameResolver.bundled()
      let pipeline = ImportPipeline(
        resolver: resolver, xlsExecutable: Executable.own)
      let progress = ProgressLine(options: options)
      let imported = try pipeline.importFiles(urls, options: importOptions(resolver)) { file in
        progress.step(
          "read \(file.sheets.map(\.observations.count).reduce(0, +)) numbers", file.path)
      }
      var stored = StoreReport()
      if !dryRun {
        stored = try Warehouse.create(at: URL(fileURLWithPath: into))
          .store(imported, originals: urls)
        progress.step("stored", "\(stored.stored) numbers in \(into)")
      }
      try options.print(
        Envelope(
          schema: "data.add",
          data: .object([
            "files": .array(imported.map { ImportReport(file: $0).json(language) }),
            "stored": stored.json,
          ])),
        diagnostics: imported.flatMap { $0.warnings + $0.sheets.flatMap(\.warnings) }
      ) {
        imported.map { ImportReport(file: $0).text() }.joined(separator: "\n")
      }
    }
  }

  private var language: Language { (try? Language.choose(requested: options.lang)) ?? .en }

  private func importOptions(_ resolver: NameResolver) throws -> ImportOptions {
    var settings = ImportOptions()
    settings.reporter = try reporter.map { try entity($0, resolver).text }
    settings.flow = flow
    settings.unit = unit
    settings.dataset = dataset
    settings.publishedOn = try published.map(checkedDate)
    settings.rejectsAllowed = maxRejects
    settings.encoding = encoding
    settings.delimiter = delimiter
    settings.decimal = decimal
    return settings
  }
}

extension StoreReport {
  /// What was stored, and where a new publication differs from an earlier one.
  fileprivate var json: JSONValue {
    .object([
      "numbers": .integer(stored),
      "files": .array(
        files.map {
          .object([
            "path": .string($0.path), "known": .bool($0.isKnown), "stored": .integer($0.stored),
            "reprinted": .integer($0.reprinted), "repeated": .integer($0.repeated),
            "rounded": .integer($0.rounded), "rejected": .integer($0.rejected),
          ])
        }),
      "differences": .array(
        differences.map {
          .object([
            "dataset": .string($0.dataset), "slice": .string($0.slice),
            "added": .integer($0.added), "removed": .integer($0.removed),
            "changed": .integer($0.changed),
          ])
        }),
    ])
  }
}
