internal import ArgumentParser
internal import Foundation
internal import TamgaDrafting
internal import TamgaPresent

/// `tamga claims init`: a claims file to edit, drafted from the text of a document.
struct ClaimsInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Draft a claims file from the plain text of a document.",
    discussion: """
      Numbers, tables and guesses at their relations, as YAML to edit; the file is valid at once. \
      Documentation/auditing-a-paper.md takes you through one page. --lang also names the \
      language of the text; without it the language is guessed.
      """)

  @Argument(help: "The text, UTF-8.", completion: .file())
  var text: String

  @Option(
    name: .shortAndLong, help: "The claims file to write; never overwritten.",
    completion: .file(extensions: ["yml", "yaml"]))
  var output: String

  @Option(name: .long, help: "The id of the document; by default the name of the text.")
  var id: String?

  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.init"

  func run() throws {
    try options.running(Self.schema) {
      guard !FileManager.default.fileExists(atPath: output) else {
        throw Diagnostic("T071", ["path": output], place: Place(file: output))
      }
      let source = URL(fileURLWithPath: text)
      guard let bytes = try? Data(contentsOf: source) else {
        throw Diagnostic("T690", ["path": text], place: Place(file: text))
      }
      let draft = try ClaimsDraft(
        [UInt8](bytes), name: text,
        options: ClaimsDraft.Options(
          id: document(source), language: options.lang,
          file: relative(source, from: URL(fileURLWithPath: output))))
      try write(draft.yaml)
      try options.print(Envelope(schema: Self.schema, data: json(draft))) {
        try DraftReport(draft: draft, file: output, options: options).text
      }
      try options.suggest("tamga claims check \(output.contains(" ") ? "'\(output)'" : output)")
    }
  }

  private func document(_ source: URL) -> String {
    let name = id ?? source.deletingPathExtension().lastPathComponent
    let fit = name.map {
      $0.isASCII && ($0.isLetter || $0.isWholeNumber || ".-_".contains($0)) ? $0 : "-"
    }
    return fit.contains { $0 != "-" } ? String(fit) : "text"
  }

  /// The text as seen from the folder of the claims file.
  private func relative(_ source: URL, from output: URL) -> String {
    let path = source.standardizedFileURL.pathComponents
    let folder = output.standardizedFileURL.deletingLastPathComponent().pathComponents
    let shared = zip(path, folder).prefix { $0 == $1 }.count
    let ups = [String](repeating: "..", count: folder.count - shared)
    return (ups + path[shared...]).joined(separator: "/")
  }

  private func write(_ yaml: String) throws {
    do {
      try yaml.write(to: URL(fileURLWithPath: output), atomically: true, encoding: .utf8)
    } catch {
      throw Diagnostic(
        "T723", ["path": output], place: Place(file: output), detail: error.localizedDescription)
    }
  }

  private func json(_ draft: ClaimsDraft) -> JSONValue {
    let counts = NumeralClass.allCases.map { ($0.name, JSONValue.integer(draft.numerals[$0] ?? 0)) }
    return .object([
      "file": .string(output), "language": .string(draft.language),
      "numerals": .object(Dictionary(counts, uniquingKeysWith: { first, _ in first })),
      "claims": .integer(draft.claims), "tables": .integer(draft.tables),
      "relations": .integer(draft.relations),
    ])
  }
}

extension NumeralClass {
  /// The class as a member of JSON and a part of a key.
  var name: String {
    switch self {
    case .claim: "claim"
    case .cell: "cell"
    case .date: "date"
    case .reference: "reference"
    case .heading: "heading"
    case .page: "page"
    case .name: "name"
    case .todo: "todo"
    }
  }
}

/// What the terminal shows of a draft.
struct DraftReport {
  let draft: ClaimsDraft
  let file: String
  let options: GlobalOptions

  var text: String {
    get throws {
      let localiser = try Localiser(language: Language.choose(requested: options.lang))
      func words(_ key: String) -> String { localiser.text(Message(key)) }
      let rows = NumeralClass.allCases.compactMap { kind -> [String]? in
        guard let count = draft.numerals[kind], count > 0 else { return nil }
        return [words("claims.init.\(kind.name)"), String(count)]
      }
      let table = TerminalTable(
        header: [words("claims.init.class"), words("claims.init.count")], rows: rows
      ).text(options.format)
      guard options.format == .table else { return table }
      let summary = localiser.text(
        Message(
          "claims.init.summary",
          [
            "file": .text(file), "claims": .count(draft.claims),
            "tables": .count(draft.tables), "relations": .count(draft.relations),
          ]))
      return "\(summary)\n\n\(table)"
    }
  }
}
