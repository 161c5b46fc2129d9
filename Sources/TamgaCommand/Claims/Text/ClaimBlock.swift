internal import TamgaAudit
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A claim on a terminal: in full, or in one line.
struct ClaimBlock {
  let claim: ClaimResult
  let audit: AuditedClaims
  let words: ClaimsWords

  private var decimals: Int? { audit.printedDecimals(of: claim) }

  /// One line: sign, id, verdict, numbers, quote.
  func line(idWidth: Int) -> String {
    let id = claim.id.padding(to: idWidth)
    let parts = [words.verdict(claim), numbers, words.quote(claim.quote, width: 60)]
    return "\(words.sign(claim)) \(id)  "
      + parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private var numbers: String {
    guard claim.recomputed != nil || claim.published != nil else { return "" }
    let printed = words.oneLine(words.printed(claim.published, claim.unit))
    guard claim.recomputed != nil else { return printed }
    return printed + " ← " + words.number(claim.recomputed, printed: decimals)
  }

  /// The claim with everything a reader needs to judge it.
  var block: String {
    let place = claim.place.isEmpty ? "" : "   " + words.paint(words.oneLine(claim.place), .faint)
    var lines = [
      "\(words.sign(claim)) \(words.paint(claim.id, .bold))  \(words.verdict(claim))\(place)"
    ]
    lines.append(
      claim.isIdentity ? words.oneLine(claim.expression) : words.quote(claim.quote))
    lines.append(values)
    lines += remarks
    return lines.enumerated().filter { !$0.element.isEmpty }
      .map { $0.offset == 0 ? $0.element : "    " + $0.element }.joined(separator: "\n")
  }

  private var values: String {
    var parts: [String] = []
    func add(_ label: String, _ value: String) {
      if !value.isEmpty { parts.append(words.word("label", label) + " " + value) }
    }
    add("published", words.oneLine(words.printed(claim.published, claim.unit)))
    add("recomputed", words.number(claim.recomputed, printed: decimals))
    if let range = claim.range?.interval, range.low < range.high {
      add("range", words.interval(range, printed: decimals))
    }
    add("if-repaired", words.number(claim.ifRepaired, printed: decimals))
    return parts.joined(separator: "   ")
  }

  private var remarks: [String] {
    var lines: [String] = []
    if claim.recomputed == nil, claim.verdict != .notDerivable {
      lines.append(ClaimComputation(claim, audit).formula)
    }
    if !claim.taintedBy.isEmpty {
      let cells = claim.taintedBy.joined(separator: ", ")
      lines.append(words.text("claims.tainted-by", ["cells": cells]))
    }
    if let asserted = claim.explanation?.asserted {
      lines.append(alternative(asserted))
    }
    if !claim.disagreements.isEmpty {
      let places = claim.disagreements.joined(separator: ", ")
      lines.append(words.text("claims.disagrees", ["places": places]))
    }
    lines += EvidenceText(claim: claim, words: words).lines
    lines += external
    if !claim.modifiers.isEmpty {
      lines.append(claim.modifiers.map { words.word("modifier", $0) }.joined(separator: "; "))
    }
    lines += corrected
    return lines
  }

  func alternative(_ reading: AlternativeReading) -> String {
    words.text(
      "claims.alternative",
      ["formula": reading.formula, "value": words.number(reading.value, printed: decimals)])
  }

  var external: [String] {
    guard let found = claim.external else { return [] }
    let arguments = [
      "dataset": found.datasets.joined(separator: ", "),
      "vintage": found.vintage ?? words.text("claims.undated"),
      "value": words.number(found.value, printed: decimals),
      "verdict": words.word("external", found.verdict.rawValue),
    ]
    var lines = [words.text("claims.external", arguments)]
    if let other = found.matchingVintage {
      lines.append(words.text("claims.external.vintage", ["vintage": other]))
    }
    return lines
  }

  /// The corrected sentences of the best repairs that taint the claim or change its number; what is
  /// a mere suggestion stands in the list of repairs alone.
  private var corrected: [String] {
    audit.report.repairs.filter { $0.rank == 1 && $0.status != .suggestion }.flatMap { repair in
      audit.report.corrections(of: repair).filter { $0.id == claim.id }.compactMap { correction in
        correction.sentence.map {
          words.text(
            "claims.corrected",
            [
              "sentence": words.quote($0),
              "status": words.word("repair.status", repair.status.rawValue),
            ])
        }
      }
    }
  }
}

/// The sample behind a coefficient on a terminal.
struct EvidenceText {
  let claim: ClaimResult
  let words: ClaimsWords

  var lines: [String] {
    var lines: [String] = []
    if !claim.weak.isEmpty {
      let reasons = claim.weak.map { words.word("weak", $0.rawValue) }
      lines.append(
        words.text("claims.weak-because", ["reasons": reasons.joined(separator: "; ")]))
    }
    guard let report = claim.evidence?.report else { return lines }
    lines.append(test(report).joined(separator: " · "))
    let influence = influence(report)
    if !influence.isEmpty { lines.append(influence.joined(separator: " · ")) }
    return lines
  }

  private func test(_ report: CorrelationReport) -> [String] {
    let numbers = words.localiser.numbers
    let pearson = report.pearson
    var parts = ["n = \(report.observations)"]
    if let t = pearson.statistic.value {
      parts.append("t(\(pearson.degreesOfFreedom)) = \(numbers.string(t, digits: 2))")
    }
    if let p = pearson.probability.value { parts.append(numbers.pStatement(p)) }
    if let p = pearson.permutationProbability.value {
      parts.append(words.text("claims.evidence.permutation", ["p": numbers.pStatement(p)]))
    }
    if let interval = pearson.interval.value {
      let text = words.localiser.interval(interval, digits: 2)
      parts.append(words.text("claims.evidence.interval", ["interval": text]))
    }
    return parts
  }

  /// The observation whose absence moves the coefficient most, and the changes.
  private func influence(_ report: CorrelationReport) -> [String] {
    let numbers = words.localiser.numbers
    var parts: [String] = []
    if let r = report.pearson.coefficient.value {
      let known = report.leaveOneOut.compactMap { other in
        other.coefficient.value.map { (label: other.label, r: $0) }
      }
      if let far = known.max(by: { ($0.r - r).magnitude < ($1.r - r).magnitude }) {
        parts.append(
          words.text(
            "claims.evidence.without",
            ["label": far.label, "r": numbers.string(far.r, digits: 2)]))
      }
    }
    if let change = report.firstDifferences.coefficient.value {
      parts.append(
        words.text(
          "claims.evidence.differences", ["r": numbers.string(change, digits: 2)]))
    }
    return parts
  }
}

extension String {
  /// The text with spaces at its end up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - DisplayWidth.of(self)))
  }
}
