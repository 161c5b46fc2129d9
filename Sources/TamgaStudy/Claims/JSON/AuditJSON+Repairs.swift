public import TamgaAudit
public import TamgaPresent

extension AuditJSON {
  /// A repair with the relations it meets and the sentences it corrects.
  public static func repair(_ repair: Repair, _ audit: AuditedClaims) -> JSONValue {
    .object([
      "document": .string(audit.document.id), "cells": .array(repair.changes.map(change)),
      "relations_satisfied": .integer(repair.satisfied.count),
      "relations": strings(audit.ids(repair.satisfied)),
      "newly_met": strings(audit.ids(repair.newlyMet)),
      "tainted": strings(audit.ids(repair.tainted)), "unique": .bool(repair.isUnique),
      "rank": .integer(repair.rank), "kind": .string(repair.kind.rawValue),
      "status": .string(repair.status.rawValue), "cost": number(repair.cost),
      "component": .integer(repair.component),
      "corrected": .array(audit.report.corrections(of: repair).map(correction)),
    ])
  }

  private static func change(_ change: Repair.Change) -> JSONValue {
    .object([
      "cell": .string(change.address), "printed": .string(change.printed),
      "repaired": .string(change.repaired), "edit": .string(change.edit.rawValue),
      "admissible": interval(change.admissible),
    ])
  }

  private static func correction(_ corrected: CorrectedSentence) -> JSONValue {
    .object([
      "id": .string(corrected.id), "value": number(corrected.value),
      "sentence": .optional(corrected.sentence),
    ])
  }
}
