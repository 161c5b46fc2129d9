internal import TamgaAudit
public import TamgaPresent

extension AuditJSON {
  /// The data of `tamga claims card`.
  public static func cards(_ cards: [ReportCard]) -> JSONValue {
    .object([
      "documents": .array(cards.map(card)),
      "summary": summary(cards.flatMap(\.audit.report.claims)),
    ])
  }

  private static func card(_ card: ReportCard) -> JSONValue {
    let report = card.audit.report
    let counts = card.counts
    return .object([
      "document": document(card.audit), "claims": .integer(counts.claims),
      "identities": .integer(counts.identities), "summary": summary(report.claims),
      "derivable": .integer(report.derivable), "derivable_share": .optional(card.derivableShare),
      "reproducibility": .optional(report.reproducibility),
      "coverage": coverage(card.audit.coverage),
      "weak": .array(
        card.weak.map {
          .object(["id": .string($0.id), "reasons": strings($0.weak.map(\.rawValue))])
        }),
      "tainted_by": .array(
        card.tainting.map {
          .object(["cell": .string($0.address), "claims": strings($0.claims)])
        }),
      "units": .array(card.units.map { repair($0, card.audit) }),
      "repairs": .array(card.repairs.map { repair($0, card.audit) }),
      "consequential": .array(card.consequential.map(consequence)),
    ])
  }

  private static func consequence(_ error: ReportCard.Consequence) -> JSONValue {
    .object([
      "cell": .string(error.address), "printed": .string(error.printed),
      "repaired": .optional(error.repaired), "status": .optional(error.status?.rawValue),
      "claims": strings(error.claims), "conclusions": strings(error.conclusions),
    ])
  }
}
