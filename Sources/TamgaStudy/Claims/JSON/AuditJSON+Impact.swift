internal import TamgaAudit
public import TamgaPresent

extension AuditJSON {
  /// The data of `tamga claims impact`.
  public static func impact(_ traced: [TracedChanges]) -> JSONValue {
    let items = traced.map { ($0.audit, $0.items) }
    var counts = Dictionary(
      uniqueKeysWithValues: ImpactEffect.allCases.map { ($0.rawValue, 0) })
    for item in items.flatMap(\.1) { counts[item.effect.rawValue, default: 0] += 1 }
    return .object([
      "cells": .array(traced.flatMap(cells)),
      "affected": .array(
        items.flatMap { audit, items in items.map { affected($0, audit) } }),
      "counts": .object(counts.mapValues(JSONValue.integer)),
    ])
  }

  private static func cells(_ traced: TracedChanges) -> [JSONValue] {
    let model = traced.audit.report.model
    return traced.changes.map { change in
      let cell = model.cells[change.cell]
      return .object([
        "document": .string(traced.audit.document.id), "cell": .string(cell.address),
        "printed": .string(cell.printed), "value": .optional(change.value),
        "unit": .string(cell.unit.shown), "where": .string(traced.audit.place(ofCell: change.cell)),
      ])
    }
  }

  private static func affected(_ item: ImpactItem, _ audit: AuditedClaims) -> JSONValue {
    .object([
      "document": .string(audit.document.id), "id": .string(item.id),
      "kind": .string(item.kind.rawValue), "where": .string(item.place),
      "text": .string(item.text), "effect": .string(item.effect.rawValue),
      "before": number(item.before), "after": number(item.after),
      "published": .optional(item.published), "holds_while": interval(item.holdsWhile),
      "path": strings(item.path),
    ])
  }
}

extension AuditedClaims {
  /// Where a printed number stands, as the claims file says.
  public func place(ofCell index: Int) -> String {
    switch report.model.cells[index].owner {
    case .table(let table, row: _, column: _): document.tables[table].place
    case .number(let number): document.numbers[number].place
    case .claim(let claim): document.claims[claim].place
    }
  }
}
