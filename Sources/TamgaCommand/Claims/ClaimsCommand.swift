internal import ArgumentParser

/// `tamga claims`: whether what was published is true.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Check the numbers of a published text against each other and the data.",
    discussion: """
      A claims file holds what a document prints and how each number should follow; \
      Documentation/claims.md describes it. DOC is a claims file or a folder with a claims.yml; \
      without DOC: ./claims.yml, ./claims/, ./Studies/audits/*/claims.yml.
      """,
    subcommands: [
      ClaimsCheckCommand.self, ClaimsExplainCommand.self, ClaimsImpactCommand.self,
      ClaimsCardCommand.self, ClaimsRepairCommand.self, ClaimsListCommand.self,
      ClaimsSimulateCommand.self, ClaimsInitCommand.self,
    ])
}
