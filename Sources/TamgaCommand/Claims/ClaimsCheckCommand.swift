internal import ArgumentParser
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// `tamga claims check`: a verdict for every claim and every relation of a table.
struct ClaimsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check every claim; exit 1 when something is contradicted, 65 when a file is wrong.")

  @Argument(help: "Claims files or folders.", completion: .file(extensions: ["yml", "yaml"]))
  var documents: [String] = []

  @OptionGroup var sources: ClaimsSources

  @Option(
    name: .long,
    help: "What ends with exit 1, comma between: contradicted, tainted, weak; or none.")
  var failOn = FailureCauses(causes: [.contradicted])

  @Option(name: .long, parsing: .upToNextOption, help: "Only the claims with these ids.")
  var only: [String] = []

  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.check"

  func run() throws {
    try options.running(Self.schema) {
      let audits = try sources.audits(documents)
      let wanted = try ids(audits)
      let chosen = audits.map { ($0, AuditJSON.chosen($0, wanted)) }
      let envelope = Envelope(schema: Self.schema, data: AuditJSON.check(audits, only: wanted))
      try options.print(envelope, diagnostics: audits.diagnostics) {
        try CheckText(chosen: chosen, options: options).text
      }
      let claims = chosen.flatMap(\.1)
      let open = claims.first { failOn.matches($0) } ?? claims.first(where: \.needsAttention)
      try options.suggest(
        open.map { "tamga claims explain '\($0.id)' \(audits.arguments)" }
          ?? "tamga claims card \(audits.arguments)")
      if claims.contains(where: failOn.matches) { throw ExitCode(1) }
    }
  }

  private func ids(_ audits: [AuditedClaims]) throws -> Set<String>? {
    guard !only.isEmpty else { return nil }
    let wanted = only.flatMap { $0.split(separator: ",").map(String.init) }
    return Set(try wanted.map { try audits.claim($0).claim.id })
  }
}

/// What ends a check with exit 1.
struct FailureCauses: ExpressibleByArgument {
  /// A cause.
  enum Cause: String, CaseIterable {
    case contradicted, tainted, weak, none
  }

  let causes: [Cause]

  init(causes: [Cause]) { self.causes = causes }

  init?(argument: String) {
    let words = argument.split(separator: ",").map { $0.filter { $0 != " " } }
    let causes = words.compactMap { Cause(rawValue: String($0)) }
    guard !causes.isEmpty, causes.count == words.count else { return nil }
    self.causes = causes
  }

  var defaultValueDescription: String { causes.map(\.rawValue).joined(separator: ",") }

  static var allValueStrings: [String] { Cause.allCases.map(\.rawValue) }

  func matches(_ claim: ClaimResult) -> Bool {
    causes.contains { cause in
      switch cause {
      case .contradicted: claim.verdict == .contradicted
      case .tainted: claim.verdict == .tainted
      case .weak: !claim.weak.isEmpty
      case .none: false
      }
    }
  }
}

extension ClaimResult {
  /// Whether a reader should look at it: it does not hold, rests on a wrong number, or is not
  /// supported by its sample.
  var needsAttention: Bool { verdict == .contradicted || verdict == .tainted || !weak.isEmpty }
}
