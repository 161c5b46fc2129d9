internal import ArgumentParser
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims impact`: everything that rests on a cell.
struct ClaimsImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "List everything that rests on a cell, and what a change does.",
    discussion: """
      CELL is an address as in 'T1.m[kg.2022]' or '@000-07', with =VALUE (decimal point, the cell's \
      unit) to see what another number would do, and with DOCUMENT: before it where several \
      documents have it. Arguments that are a path are documents, as after --doc.
      """)

  @Argument(help: "Cells, with another number where wanted: 'T1.m[kg.2022]=453.9'; and documents.")
  var cells: [String]

  @Option(
    name: .long, parsing: .upToNextOption, help: "Claims files or folders.",
    completion: .file(extensions: ["yml", "yaml"]))
  var doc: [String] = []

  @OptionGroup var sources: ClaimsSources
  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.impact"

  func run() throws {
    try options.running(Self.schema) {
      let paths = cells.filter(ClaimsExplainCommand.isPath)
      let changes = try cells.filter { !ClaimsExplainCommand.isPath($0) }.map { try CellChange($0) }
      guard !changes.isEmpty else { throw Diagnostic("T675") }
      let audits = try sources.audits(doc + paths)
      let traced = try TracedChanges.find(changes, in: audits)
      let envelope = Envelope(schema: Self.schema, data: AuditJSON.impact(traced))
      try options.print(envelope) {
        ImpactText(traced: traced, words: try ClaimsWords(options)).text(options.format)
      }
      guard let first = traced.first?.items.first(where: { $0.kind != .conclusion }) else { return }
      try options.suggest("tamga claims explain '\(first.id)' \(audits.arguments)")
    }
  }
}
