internal import ArgumentParser
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims card`: what an audit comes to on one page.
struct ClaimsCardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "The report card: verdicts, reproducibility, repairs, the most consequential errors.")

  @Argument(help: "Claims files or folders.", completion: .file(extensions: ["yml", "yaml"]))
  var documents: [String] = []

  @OptionGroup var sources: ClaimsSources
  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.card"

  func run() throws {
    try options.running(Self.schema) {
      let audits = try sources.audits(documents)
      let cards = audits.map { ReportCard($0) }
      let envelope = Envelope(schema: Self.schema, data: AuditJSON.cards(cards))
      try options.print(envelope, diagnostics: audits.diagnostics) {
        CardText(cards: cards, words: try ClaimsWords(options)).text(options.format)
      }
      try options.suggest("tamga claims check \(audits.arguments)")
    }
  }
}
