internal import ArgumentParser
internal import TamgaPresent

/// Options every command takes.
struct GlobalOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON envelope on standard output; --json=a,b keeps fields.")
  var json = false

  @Option(name: .long, help: .hidden)
  var jsonFields: String?

  @Option(name: .long, help: "Language of messages: en, ru, kk, ky.")
  var lang: String?

  @Option(name: .long, help: "Form of tables: table, csv, md, jsonl.")
  var format: TableStyle = .table

  @Flag(name: .long, help: "No messages; data are always printed.")
  var quiet = false

  @Flag(name: .long, help: "More messages.")
  var verbose = false

  @Flag(name: .long, help: "No colours (also NO_COLOR).")
  var noColor = false

  @Option(name: .long, help: "Progress on standard error: auto, plain, json, none.")
  var progress: ProgressStyle = .auto
}

/// How tables are printed.
enum TableStyle: String, ExpressibleByArgument {
  case table, csv, md, jsonl
}

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument {
  case auto, plain, json, none
}
