internal import TamgaAudit
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension ClaimsAuditPresentation {
  /// The card of a claim: whole where a reader should look at it, short elsewhere.
  mutating func card(of claim: ClaimResult) -> AuditCard {
    let computation = ClaimComputation(claim, audit)
    var card = AuditCard(
      id: claim.id, quote: claim.quote, place: claim.place, standing: claim.verdict.standing,
      verdict: Self.verdict(claim), isWeak: !claim.weak.isEmpty)
    card.published = numbers.published(claim)
    if card.published == nil { card.wording = Self.wording(claim) }
    card.recomputed = numbers.recomputed(claim, computation.formula)
    card.unit = ClaimsAuditNumbers.remainder(claim.unit)
    card.formula = computation.formula.isEmpty ? nil : computation.formula
    let problems = self.problems(claim, computation)
    let isWhole = claim.isOpen || claim.modifiers.contains("ambiguous")
    guard isWhole else {
      card.notes = problems.isEmpty ? [] : [AuditNotes(.problems, problems)]
      return card
    }
    card.strip = strip(claim, computation)
    let parts: [(AuditNotes.Subject, [Message])] = [
      (.reason, reasons(claim)), (.problems, problems),
      (.fragility, fragility(claim)), (.repair, repair(claim, computation)),
      (.taint, taint(claim)), (.official, official(claim)),
      (.challenge, challenge(claim, computation)),
    ]
    card.notes = parts.filter { !$0.1.isEmpty }.map { AuditNotes($0.0, $0.1) }
    return card
  }

  /// The printed interval against the range; nil where an end is open or there is no number.
  private func strip(_ claim: ClaimResult, _ computation: ClaimComputation) -> AuditStrip? {
    guard let value = claim.recomputed, value.isFinite,
      let printed = computation.printedInterval.flatMap(ClaimsAuditNumbers.interval)
    else { return nil }
    let range = claim.range.flatMap { ClaimsAuditNumbers.interval($0.interval) }
    return AuditStrip(
      printed: printed, value: value, range: range,
      official: claim.external.flatMap { $0.verdict == .match ? nil : $0.value },
      digits: 1 + ClaimsAuditNumbers.digits(value, printed: audit.printedDecimals(of: claim)))
  }

  // MARK: Why, and what else was tried

  private mutating func reasons(_ claim: ClaimResult) -> [Message] {
    let kind = claim.sub.map { "." + $0.rawValue } ?? ""
    var sentences = [Message("claims.why.\(Self.word(claim.verdict.rawValue + kind))")]
    for (place, other) in (claim.explanation?.candidates ?? []).prefix(3).enumerated() {
      let name = "reading-\(place + 1)"
      guard let id = numbers.other(name, other.value, claim, formula: other.formula) else {
        continue
      }
      sentences.append(
        Message(
          "claims.alternative",
          ["formula": .text(other.formula), "value": Self.quantity(id, claim.unit)]))
    }
    if let id = claim.ifRepaired.flatMap({
      numbers.other("if-repaired", $0, claim, formula: "on the repaired numbers")
    }) {
      sentences.append(Message("audit.note.if-repaired", ["value": Self.quantity(id, claim.unit)]))
    }
    return sentences
  }

  // MARK: Problems of the data

  private mutating func problems(_ claim: ClaimResult, _ computation: ClaimComputation) -> [Message]
  {
    var sentences: [Message] = []
    for input in computation.inputs where input.reading.map({ $0 != .printed }) ?? false {
      guard let cell = report.model.cell(input.address), let id = numbers.printed(cell) else {
        continue
      }
      sentences.append(
        Message(
          "audit.note.reading",
          [
            "cell": .text(input.address), "printed": .text(input.printed),
            "value": Self.quantity(id, input.unit),
            "reading": .message(
              Message("claims.reading.\(Self.word(input.reading?.rawValue ?? "printed"))")),
          ]))
    }
    let doubts = ["ambiguous", "pp_as_percent", "vintage.mixed", "range.sampled", "convention"]
    for doubt in doubts where claim.modifiers.contains(doubt) {
      sentences.append(Message("claims.modifier.\(Self.word(doubt))"))
    }
    if !claim.missing.isEmpty {
      sentences.append(
        Message("audit.note.missing", ["cells": .text(claim.missing.joined(separator: ", "))]))
    }
    if let needs = claim.needs {
      sentences.append(Message("audit.note.needs", ["needs": .text(needs)]))
    }
    if !claim.disagreements.isEmpty {
      sentences.append(
        Message(
          "claims.disagrees", ["places": .text(claim.disagreements.joined(separator: ", "))]))
    }
    return sentences
  }

  // MARK: Fragility

  private mutating func fragility(_ claim: ClaimResult) -> [Message] {
    var sentences = claim.weak.map { Message("claims.weak.\(Self.word($0.rawValue))") }
    for doubt in ["base_extreme", "wording.causal"] where claim.modifiers.contains(doubt) {
      sentences.append(Message("claims.modifier.\(Self.word(doubt))"))
    }
    if let sample = claim.evidence?.report { sentences += self.sample(sample, claim) }
    return sentences + holding(claim)
  }

  private mutating func sample(_ sample: CorrelationReport, _ claim: ClaimResult) -> [Message] {
    let isRank = claim.expression.contains("\(AuditFunction.spearman.rawValue)(")
    let r = isRank ? sample.spearman.coefficient.value : sample.pearson.coefficient.value
    let p = isRank ? sample.spearman.probability.value : sample.pearson.probability.value
    var sentences: [Message] = []
    if let r = numbers.statistic("r", r, claim), let p = numbers.statistic("p", p, claim) {
      sentences.append(
        Message(
          "audit.note.sample", ["n": .count(sample.observations), "r": .value(r), "p": .value(p)]))
    }
    if !isRank, let interval = sample.pearson.interval.value,
      let low = numbers.statistic("95 % interval, lower end", interval.lower, claim),
      let high = numbers.statistic("95 % interval, upper end", interval.upper, claim)
    {
      sentences.append(Message("audit.note.interval", ["low": .value(low), "high": .value(high)]))
    }
    for other in sample.leaveOneOut {
      let name = "r without \(other.label)"
      guard let id = numbers.statistic(name, other.coefficient.value, claim) else { continue }
      sentences.append(
        Message("claims.evidence.without", ["label": .text(other.label), "r": .value(id)]))
    }
    if let id = numbers.statistic(
      "r of first differences", sample.firstDifferences.coefficient.value, claim)
    {
      sentences.append(Message("claims.evidence.differences", ["r": .value(id)]))
    }
    return sentences
  }

  /// The ranges of single cells in which the claim holds, the others as printed.
  private mutating func holding(_ claim: ClaimResult) -> [Message] {
    let inputs = report.model.statements[claim.statement].inputs
    guard inputs.count <= 4 else { return [] }
    var sentences: [Message] = []
    for cell in inputs {
      let items = ImpactTracer(report).trace([(cell, nil)])
      guard let range = items.first(where: { $0.id == claim.id })?.holdsWhile,
        let low = numbers.holding("low", range.low, cell, claim),
        let high = numbers.holding("high", range.high, cell, claim)
      else { continue }
      let description = report.model.cells[cell]
      sentences.append(
        Message(
          "audit.note.holds",
          [
            "cell": .text(description.address), "low": Self.quantity(low, description.unit),
            "high": Self.quantity(high, description.unit),
          ]))
    }
    return sentences
  }
}

extension Verdict {
  /// The verdict as results show it.
  var standing: AuditStanding {
    switch self {
    case .reproduced: .reproduced
    case .rounding: .rounding
    case .contradicted: .contradicted
    case .tainted: .tainted
    case .notDerivable: .notDerivable
    }
  }
}
