internal import ArgumentParser
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims repair`: which cells should read how, ranked.
struct ClaimsRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "The smallest corrections that satisfy every relation, ranked, with the sentences.")

  @Argument(help: "Claims files or folders.", completion: .file(extensions: ["yml", "yaml"]))
  var documents: [String] = []

  @OptionGroup var sources: ClaimsSources
  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.repair"

  func run() throws {
    try options.running(Self.schema) {
      let audits = try sources.audits(documents)
      let cards = audits.map { ReportCard($0) }
      let data = JSONValue.object([
        "repairs": .array(
          cards.flatMap { card in card.repairs.map { AuditJSON.repair($0, card.audit) } })
      ])
      try options.print(Envelope(schema: Self.schema, data: data)) {
        RepairText(cards: cards, words: try ClaimsWords(options)).text(options.format)
      }
      let change = cards.lazy.flatMap(\.repairs).first { $0.kind == .digits }?.changes.first
      guard let change else { return }
      try options.suggest(
        "tamga claims impact '\(change.address)=\(change.repaired)' --doc \(audits.arguments)")
    }
  }
}
