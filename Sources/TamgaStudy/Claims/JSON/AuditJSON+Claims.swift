public import TamgaAudit
internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

extension AuditJSON {
  /// A claim or an identity with everything the check found.
  public static func claim(_ claim: ClaimResult, _ audit: AuditedClaims) -> JSONValue {
    .object(claimMembers(claim, audit))
  }

  static func claimMembers(_ claim: ClaimResult, _ audit: AuditedClaims) -> [String: JSONValue] {
    [
      "id": .string(claim.id), "document": .string(audit.document.id),
      "quote": .string(claim.quote), "where": .string(claim.place),
      "kind": .string(claim.kind.rawValue), "identity": .bool(claim.isIdentity),
      "expression": .string(claim.expression), "published": .optional(claim.published),
      "published_value": number(claim.publishedValue), "unit": .string(claim.unit.shown),
      "recomputed": number(claim.recomputed), "interval": interval(claim.range?.interval),
      "verdict": .string(claim.verdict.rawValue), "sub": .optional(claim.sub?.rawValue),
      "weak": strings(claim.weak.map(\.rawValue)), "modifiers": strings(claim.modifiers),
      "explanation": explanation(claim), "evidence": evidence(claim),
      "external": external(claim.external), "depends_on": strings(claim.dependsOn),
      "tainted_by": strings(claim.taintedBy), "if_repaired": number(claim.ifRepaired),
      "missing": strings(claim.missing), "needs": .optional(claim.needs),
      "disagreements": strings(claim.disagreements), "rests_on": strings(claim.restsOn),
      "value_id": .string(valueID(claim.id)),
    ]
  }

  /// The value id of a claim, for `tamga explain`.
  public static func valueID(_ id: String) -> String { ValueID("claim." + id, [:]).text }

  static func explanation(_ claim: ClaimResult) -> JSONValue {
    guard let explanation = claim.explanation else { return .null }
    func alternative(_ reading: AlternativeReading) -> JSONValue {
      .object([
        "kind": .string(reading.kind.rawValue), "formula": .string(reading.formula),
        "value": number(reading.value),
      ])
    }
    return .object([
      "asserted": explanation.asserted.map(alternative) ?? .null,
      "candidates": .array(explanation.candidates.map(alternative)),
      "accident": number(explanation.accident),
    ])
  }

  private static func external(_ external: ExternalResult?) -> JSONValue {
    guard let external else { return .null }
    return .object([
      "dataset": .string(external.datasets.joined(separator: ", ")),
      "datasets": strings(external.datasets), "vintage": .optional(external.vintage),
      "value": number(external.value), "verdict": .string(external.verdict.rawValue),
      "matching_vintage": .optional(external.matchingVintage), "mixed": .bool(external.isMixed),
      "cells": .array(external.figures.map(figure)),
    ])
  }

  private static func figure(_ figure: OfficialFigure) -> JSONValue {
    var members = JSONValue(figure.cell).object ?? [:]
    members["vintage"] = .optional(figure.vintage)
    members["value"] = number(figure.value)
    return .object(members)
  }

  /// The sample behind a coefficient; `null` where the claim is none.
  private static func evidence(_ claim: ClaimResult) -> JSONValue {
    guard let report = claim.evidence?.report else { return .null }
    let isRank = claim.expression.contains("\(AuditFunction.spearman.rawValue)(")
    let pearson = report.pearson
    let differences = report.firstDifferences
    return .object([
      "statistic": .string(isRank ? "spearman" : "pearson"), "n": .integer(report.observations),
      "r": isRank ? report.spearman.coefficient.json : pearson.coefficient.json,
      "t": isRank ? .null : pearson.statistic.json, "df": .integer(pearson.degreesOfFreedom),
      "p": isRank ? report.spearman.probability.json : pearson.probability.json,
      "permutation_p": isRank ? .null : pearson.permutationProbability.json,
      "interval": isRank
        ? .null
        : pearson.interval.value.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null,
      "leave_one_out": .array(
        report.leaveOneOut.map {
          .object(["left_out": .string($0.label), "r": $0.coefficient.json])
        }),
      "first_differences": .object([
        "r": differences.coefficient.json, "n": .integer(differences.observations),
        "p": differences.probability.json,
      ]),
    ])
  }
}
