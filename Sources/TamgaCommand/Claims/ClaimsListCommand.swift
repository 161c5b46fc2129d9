internal import ArgumentParser
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims ls`: the claims files at hand.
struct ClaimsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List claims files with what they hold.")

  @Argument(help: "Claims files or folders.", completion: .file(extensions: ["yml", "yaml"]))
  var documents: [String] = []

  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.ls"

  func run() throws {
    try options.running(Self.schema) {
      let loaded = try ClaimsLibrary().load(documents)
      let data = JSONValue.object(["documents": .array(loaded.map(json))])
      try options.print(Envelope(schema: Self.schema, data: data)) {
        let words = try ClaimsWords(options)
        let columns = [
          "document", "claims", "relations", "tables", "numbers", "conclusions", "file",
        ]
        return TerminalTable(
          header: columns.map(words.column) + [words.column("title")], rows: loaded.map(row)
        ).text(options.format)
      }
      if let first = loaded.first { try options.suggest("tamga claims check \(first.path)") }
    }
  }

  private func row(_ loaded: LoadedClaims) -> [String] {
    let document = loaded.document
    return [
      document.id, String(document.claims.count),
      String(document.tables.map(\.identities.count).reduce(0, +)),
      String(document.tables.count), String(document.numbers.count),
      String(document.conclusions.count), loaded.path, document.title ?? document.citation ?? "",
    ]
  }

  private func json(_ loaded: LoadedClaims) -> JSONValue {
    let document = loaded.document
    return .object([
      "id": .string(document.id), "title": .optional(document.title),
      "citation": .optional(document.citation), "file": .string(loaded.path),
      "language": .string(document.language), "text": .optional(loaded.text?.file),
      "claims": .integer(document.claims.count), "tables": .integer(document.tables.count),
      "relations": .integer(document.tables.map(\.identities.count).reduce(0, +)),
      "numbers": .integer(document.numbers.count),
      "conclusions": .integer(document.conclusions.count),
    ])
  }
}
