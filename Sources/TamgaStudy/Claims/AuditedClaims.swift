public import TamgaAudit
public import TamgaData
public import TamgaPresent

/// A claims file that was checked.
public struct AuditedClaims: Sendable {
  /// The claims file.
  public let loaded: LoadedClaims
  /// The verdicts and repairs.
  public let report: AuditReport
  /// Where each quote stands in the text, by the id of its claim or number; empty without a text.
  public let quotes: [String: QuoteMatch]
  /// How many numerals of the text stand in the claims file; nil without a text.
  public let coverage: NumeralCoverage?
  /// Notes and warnings: quotes not found, data sets not there.
  public let diagnostics: [Diagnostic]

  /// Checks a claims file.
  ///
  /// - Parameters:
  ///   - loaded: the file.
  ///   - warehouse: where official numbers are; nil to look at the document alone.
  ///   - asOf: the last publication date that counts; nil for that of the document.
  /// - Throws: diagnostics of the claims language, and what the warehouse throws.
  public init(_ loaded: LoadedClaims, warehouse: Warehouse? = nil, asOf: String? = nil) throws {
    self.loaded = loaded
    var diagnostics = loaded.diagnostics
    var figures: WarehouseFigures?
    if let warehouse {
      let found = try WarehouseFigures(
        warehouse, for: AuditModel(loaded.document).dataKeys)
      diagnostics += found.diagnostics
      figures = found
    }
    report = try Audit(loaded.document, official: figures, asOf: asOf).report()
    let quotes = Self.lookUp(loaded)
    diagnostics += Self.warnings(loaded, quotes)
    self.quotes = quotes
    coverage = loaded.text.map {
      NumeralCoverage($0, matches: Array(quotes.values), document: loaded.document)
    }
    self.diagnostics = diagnostics
  }

  /// The document.
  public var document: ClaimsDocument { loaded.document }

  /// The claim or identity with an id.
  public func claim(_ id: String) -> ClaimResult? { report.claim(id) }

  /// The statements of a repair by id, claims and identities alike.
  public func ids(_ statements: [Int]) -> [String] {
    statements.map { report.model.statements[$0].id }
  }

  // MARK: Quotes

  private typealias Quoted = (id: String, quote: String, node: YAMLNode)

  private static func quoted(_ document: ClaimsDocument) -> [Quoted] {
    document.numbers.map { ($0.id, $0.quote, $0.value.node) }
      + document.claims.map { ($0.id, $0.quote, $0.node) }
  }

  private static func lookUp(_ loaded: LoadedClaims) -> [String: QuoteMatch] {
    guard let text = loaded.text else { return [:] }
    var known: [String: QuoteMatch] = [:]
    var result: [String: QuoteMatch] = [:]
    for quoted in quoted(loaded.document) where !quoted.quote.isEmpty {
      let match = known[quoted.quote] ?? text.find(quoted.quote)
      known[quoted.quote] = match
      result[quoted.id] = match
    }
    return result
  }

  private static func warnings(_ loaded: LoadedClaims, _ quotes: [String: QuoteMatch])
    -> [Diagnostic]
  {
    quoted(loaded.document).compactMap { quoted in
      guard let match = quotes[quoted.id], !match.isFound else { return nil }
      let arguments = [
        "id": quoted.id, "text": loaded.text?.file ?? "", "passage": match.passage ?? "–",
        "line": match.line.map(String.init) ?? "–",
      ]
      return Diagnostic("T666", severity: .warning, arguments, place: quoted.node.place)
    }
  }
}

extension AuditedClaims {
  /// The decimals a claim's number is printed with; nil where it prints none.
  public func printedDecimals(of claim: ClaimResult) -> Int? {
    guard let cell = report.model.statements[claim.statement].result else { return nil }
    let readings = report.model.cells[cell].readings
    let chosen = report.numbers.readings[cell]
    return readings.indices.contains(chosen) ? readings[chosen].decimals : nil
  }
}
