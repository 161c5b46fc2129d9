internal import ArgumentParser
internal import Foundation
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims explain`: the computation of a claim with the numbers filled in.
struct ClaimsExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the computation of claims with the numbers filled in.",
    discussion: "Arguments that are a path are documents, all others ids: 000-07, v:claim.000-07.")

  @Argument(help: "Ids of claims or relations, and claims files or folders.")
  var arguments: [String]

  @OptionGroup var sources: ClaimsSources
  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.explain"

  func run() throws {
    try options.running(Self.schema) {
      let paths = arguments.filter(Self.isPath)
      let ids = arguments.filter { !Self.isPath($0) }
      guard !ids.isEmpty else { throw Diagnostic("T675") }
      let audits = try sources.audits(paths)
      let found = try ids.map { try audits.claim($0) }
      let envelope = Envelope(schema: Self.schema, data: AuditJSON.explain(found))
      try options.print(envelope, diagnostics: []) {
        let words = try ClaimsWords(options)
        return found.map { ComputationText(computation: $0, words: words).text }
          .joined(separator: "\n\n")
      }
      guard let cell = found.lazy.flatMap(\.claim.dependsOn).first else { return }
      let docs = paths.isEmpty ? "" : " --doc \(audits.arguments)"
      try options.suggest("tamga claims impact '\(cell)'\(docs)")
    }
  }

  /// Whether an argument is a document: it has a folder or an ending of YAML in it, or it is there.
  static func isPath(_ argument: String) -> Bool {
    if argument.hasPrefix("v:claim.") || argument.contains("[") { return false }
    return argument.contains("/") || argument.hasSuffix(".yml") || argument.hasSuffix(".yaml")
      || FileManager.default.fileExists(atPath: argument)
  }
}
