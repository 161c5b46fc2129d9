public import TamgaAudit
public import TamgaPresent

/// The JSON of checked claims files.
public enum AuditJSON {
  /// The data of `tamga claims check`: claims, repairs and summary at the top; with several
  /// documents each of them in `documents` too.
  ///
  /// - Parameters:
  ///   - audits: the checked files.
  ///   - only: the ids of the claims that are wanted; nil for all.
  /// - Returns: the members of `data`.
  public static func check(_ audits: [AuditedClaims], only: Set<String>? = nil) -> JSONValue {
    let parts = audits.map { members($0, only) }
    if parts.count == 1, let single = parts.first { return .object(single) }
    func merged(_ name: String) -> JSONValue {
      .array(parts.flatMap { $0[name]?.array ?? [] })
    }
    return .object([
      "claims": merged("claims"), "repairs": merged("repairs"),
      "summary": summary(audits.flatMap { chosen($0, only) }),
      "documents": .array(parts.map(JSONValue.object)),
    ])
  }

  /// The claims and identities wanted of a file.
  public static func chosen(_ audit: AuditedClaims, _ only: Set<String>?) -> [ClaimResult] {
    guard let only else { return audit.report.claims }
    return audit.report.claims.filter { only.contains($0.id) }
  }

  /// How many claims have each verdict; every verdict is there.
  public static func summary(_ claims: [ClaimResult]) -> JSONValue {
    var counts = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, 0) })
    for claim in claims { counts[claim.verdict.rawValue, default: 0] += 1 }
    return .object(counts.mapValues(JSONValue.integer))
  }

  private static func members(_ audit: AuditedClaims, _ only: Set<String>?) -> [String: JSONValue] {
    let claims = chosen(audit, only)
    let repairs = ReportCard.ranked(audit.report.repairs).filter {
      concerns($0, claims, only, audit)
    }
    return [
      "document": document(audit), "claims": .array(claims.map { claim($0, audit) }),
      "repairs": .array(repairs.map { repair($0, audit) }), "summary": summary(claims),
      "readings": readings(audit), "conclusions": conclusions(audit),
      "derivable": .integer(audit.report.derivable),
      "reproducibility": .optional(audit.report.reproducibility),
      "coverage": coverage(audit.coverage),
    ]
  }

  private static func concerns(
    _ repair: Repair, _ claims: [ClaimResult], _ only: Set<String>?, _ audit: AuditedClaims
  ) -> Bool {
    guard only != nil else { return true }
    let touched = Set(repair.newlyMet + repair.satisfied + repair.tainted)
    return claims.contains { touched.contains($0.statement) }
  }

  /// Id, title, citation and place of a document.
  public static func document(_ audit: AuditedClaims) -> JSONValue {
    .object([
      "id": .string(audit.document.id), "title": .optional(audit.document.title),
      "citation": .optional(audit.document.citation), "file": .string(audit.loaded.path),
      "language": .string(audit.document.language),
      "text": .optional(audit.loaded.text?.file),
    ])
  }

  /// The numerals of the text and those that stand in the claims file.
  public static func coverage(_ coverage: NumeralCoverage?) -> JSONValue {
    guard let coverage else { return .null }
    return .object([
      "numerals": .integer(coverage.numerals), "in_quotes": .integer(coverage.inQuotes),
      "in_tables": .integer(coverage.inTables), "share": .optional(coverage.share),
    ])
  }

  /// The cells read another way than printed, or that could be.
  private static func readings(_ audit: AuditedClaims) -> JSONValue {
    let report = audit.report
    let ambiguous = Set(report.ambiguous)
    let cells = report.model.cells.indices.filter { cell in
      report.numbers.readings[cell] != 0 || ambiguous.contains(cell)
    }
    return .array(
      cells.compactMap { index in
        let cell = report.model.cells[index]
        guard cell.readings.indices.contains(report.numbers.readings[index]) else { return nil }
        let reading = cell.readings[report.numbers.readings[index]]
        return .object([
          "cell": .string(cell.address), "printed": .string(cell.printed),
          "read_as": .string(reading.text), "kind": .string(reading.kind.rawValue),
          "ambiguous": .bool(ambiguous.contains(index)),
        ])
      })
  }

  private static func conclusions(_ audit: AuditedClaims) -> JSONValue {
    .array(
      audit.report.conclusions.map {
        .object([
          "id": .string($0.id), "text": .string($0.text), "where": .string($0.place),
          "rests_on": strings($0.restsOn), "hit": strings($0.hit),
          "worst": .string($0.worst.rawValue), "weak": .bool($0.isWeak),
        ])
      })
  }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// `[low, high]`; an end that is infinite is `null`.
  static func interval(_ interval: RealInterval?) -> JSONValue {
    guard let interval else { return .null }
    return .array([number(interval.low), number(interval.high)])
  }

  /// A number; `null` when it is not finite.
  static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }
}
