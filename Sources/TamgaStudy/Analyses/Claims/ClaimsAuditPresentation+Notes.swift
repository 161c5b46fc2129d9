internal import TamgaAudit
internal import TamgaPresent

extension ClaimsAuditPresentation {
  // MARK: Repair

  mutating func repair(_ claim: ClaimResult, _ computation: ClaimComputation) -> [Message] {
    var sentences: [Message] = []
    for repair in computation.repairs where repair.rank == 1 {
      for change in repair.changes {
        sentences.append(
          Message(
            "audit.note.repair",
            [
              "cell": .text(change.address), "printed": .text(change.printed),
              "repaired": repaired(repair, change),
              "status": .message(Message("claims.repair.status.\(repair.status.rawValue)")),
              "edit": .message(Message("claims.edit.\(Self.word(change.edit.rawValue))")),
            ]))
      }
      sentences.append(Message("claims.repair.met", ["count": .count(repair.satisfied.count)]))
      let corrected = report.corrections(of: repair).first { $0.id == claim.id }
      if let sentence = corrected?.sentence {
        sentences.append(
          Message(
            "claims.corrected",
            [
              "status": .message(Message("claims.repair.status.\(repair.status.rawValue)")),
              "sentence": .text(sentence),
            ]))
      }
    }
    return sentences
  }

  // MARK: Taint

  mutating func taint(_ claim: ClaimResult) -> [Message] {
    var sentences: [Message] = []
    func list(_ key: String, _ place: String, _ ids: [String]) {
      guard !ids.isEmpty else { return }
      sentences.append(Message(key, [place: .text(ids.joined(separator: ", "))]))
    }
    list("audit.note.inputs", "cells", claim.dependsOn)
    list("claims.tainted-by", "cells", claim.taintedBy)
    list("audit.note.grounds", "ids", claim.restsOn)
    list("audit.note.resting", "ids", resting(on: claim))
    return sentences
  }

  /// Claims and conclusions that rest on a claim, directly or through others.
  private func resting(on claim: ClaimResult) -> [String] {
    guard let cell = report.model.cell("@" + claim.id) else {
      return audit.document.conclusions.filter { conclusion in
        conclusion.restsOn.contains { $0.text == claim.id }
      }.map(\.id)
    }
    let items = ImpactTracer(report).trace([(cell, nil)])
    return items.map(\.id).filter { $0 != claim.id }
  }

  // MARK: The official side

  mutating func official(_ claim: ClaimResult) -> [Message] {
    guard let external = claim.external, let id = numbers.official(claim) else { return [] }
    var sentences = [
      Message(
        "claims.external",
        [
          "dataset": .text(external.datasets.joined(separator: ", ")),
          "vintage": .text(external.vintage ?? "–"), "value": Self.quantity(id, claim.unit),
          "verdict": .message(
            Message("claims.external.\(Self.word(external.verdict.rawValue))")),
        ])
    ]
    if let vintage = external.matchingVintage {
      sentences.append(Message("claims.external.vintage", ["vintage": .text(vintage)]))
    }
    for figure in external.figures {
      let cell = figure.cell
      let place = [cell.sheet, cell.cell, cell.line.map(String.init), cell.column]
        .compactMap { $0 }.joined(separator: " · ")
      sentences.append(
        Message(
          "audit.note.cell",
          ["file": .text(cell.file), "place": .text(place), "raw": .text(cell.raw)]))
    }
    return sentences
  }

  // MARK: How to challenge it

  func challenge(_ claim: ClaimResult, _ computation: ClaimComputation) -> [Message] {
    let suspects = claim.taintedBy.isEmpty ? claim.dependsOn : claim.taintedBy
    var sentences: [Message] = []
    if !suspects.isEmpty {
      let shown = suspects.prefix(6).joined(separator: ", ") + (suspects.count > 6 ? " …" : "")
      sentences.append(
        Message("audit.note.look", ["cells": .text(shown), "place": .text(claim.place)]))
    }
    let command = "tamga claims explain '\(claim.id)'"
    sentences.append(
      Message(
        "claims.challenge",
        [
          "place": .text(computation.place?.text ?? audit.loaded.path),
          "command": .text(command),
        ]))
    return sentences
  }
}
