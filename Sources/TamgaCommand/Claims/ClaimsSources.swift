internal import ArgumentParser
internal import Foundation
internal import TamgaAudit
internal import TamgaData
internal import TamgaPresent
internal import TamgaStudy

/// Where claims are checked against: the warehouse, the date, the text.
struct ClaimsSources: ParsableArguments {
  @Option(
    name: .long, help: "The warehouse with official numbers, a .duckdb file.",
    completion: .file(extensions: ["duckdb"]))
  var db: String?

  @Option(name: .long, help: "The last publication date that counts, YYYY-MM-DD.")
  var asOf: String?

  @Option(
    name: .long, help: "The text of the document, to look quotes up in; one DOC only.",
    completion: .file())
  var text: String?

  /// Reads and checks the claims files of some paths.
  func audits(_ paths: [String]) throws -> [AuditedClaims] {
    let loaded = try ClaimsLibrary().load(paths, text: text)
    let date = try asOf.map(checkedDate)
    let warehouse = try db.map { try Warehouse.open(at: URL(fileURLWithPath: $0)) }
    return try loaded.map { try AuditedClaims($0, warehouse: warehouse, asOf: date) }
  }
}

extension [AuditedClaims] {
  /// The claim or identity with an id, and the document it stands in.
  ///
  /// - Parameter id: the id, or the value id `v:claim.…`.
  /// - Returns: the claim with its numbers filled in.
  /// - Throws: `T667` when no document has it.
  func claim(_ id: String) throws -> ClaimComputation {
    let wanted = id.hasPrefix("v:claim.") ? String(id.dropFirst("v:claim.".count)) : id
    for audit in self {
      if let claim = audit.claim(wanted) { return ClaimComputation(claim, audit) }
    }
    let known = flatMap { $0.report.claims.map(\.id) }
    throw Diagnostic(
      "T667",
      [
        "id": wanted, "documents": map(\.document.id).joined(separator: ", "),
        "suggestion": Spelling.nearest(to: wanted, in: known) ?? known.first ?? "–",
      ])
  }

  /// The paths they were asked for by, as they stand in a command line.
  var arguments: String {
    map { $0.loaded.path.contains(" ") ? "'\($0.loaded.path)'" : $0.loaded.path }
      .joined(separator: " ")
  }

  /// The notes and warnings of all of them.
  var diagnostics: [Diagnostic] { flatMap(\.diagnostics) }
}

extension GlobalOptions {
  /// Names the next useful command on standard error; never beside JSON.
  func suggest(_ command: String) throws {
    guard !quiet, !json else { return }
    let localiser = try Localiser(language: Language.choose(requested: lang))
    Console.note(localiser.text(Message("claims.next", ["command": .text(command)])))
  }
}
