internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// What `tamga claims explain` prints for a claim.
struct ComputationText {
  let computation: ClaimComputation
  let words: ClaimsWords

  private var claim: ClaimResult { computation.claim }
  private var decimals: Int? { computation.audit.printedDecimals(of: claim) }

  var text: String {
    let block = ClaimBlock(claim: claim, audit: computation.audit, words: words).block
    return ([block] + [formula, words.why(claim), inputs, alternatives, cells, repairs, rest])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var formula: String {
    var lines = [words.oneLine(claim.expression)]
    if !computation.formula.isEmpty { lines.append("= " + computation.formula) }
    if claim.recomputed != nil {
      lines.append("= " + words.number(claim.recomputed, printed: decimals))
    }
    if let printed = computation.printedInterval {
      lines.append(
        words.word("label", "printed-range") + " " + words.interval(printed, printed: decimals))
    }
    if !claim.missing.isEmpty {
      lines.append(words.word("label", "missing") + " " + claim.missing.joined(separator: ", "))
    }
    if let needs = claim.needs { lines.append(words.word("label", "needs") + " " + needs) }
    return lines.filter { !$0.isEmpty }.map { "    " + $0 }.joined(separator: "\n")
  }

  private var inputs: String {
    guard !computation.inputs.isEmpty else { return "" }
    let columns = [
      "cell", "printed", "read-as", "interval", "repaired", "unit", "reading", "where",
    ]
    let rows = computation.inputs.map { input in
      let isPlain = input.reading == .printed || input.reading == nil
      return [
        input.address, input.printed, words.number(input.value, printed: input.decimals),
        words.interval(input.interval),
        input.repaired ?? "", input.unit.shown,
        isPlain ? "" : words.word("reading", input.reading?.rawValue ?? ""), input.place,
      ]
    }
    return TerminalTable(header: columns.map(words.column), rows: rows).text().trimmedEnd
  }

  private var alternatives: String {
    guard let explanation = claim.explanation, !explanation.candidates.isEmpty else { return "" }
    let block = ClaimBlock(claim: claim, audit: computation.audit, words: words)
    let chance = words.localiser.numbers.string(explanation.accident, digits: 2)
    return
      (explanation.candidates.map(block.alternative)
      + [words.text("claims.alternative.chance", ["chance": chance])]).joined(separator: "\n")
  }

  /// The cells of the official source.
  private var cells: String {
    guard let external = claim.external, !external.figures.isEmpty else { return "" }
    return external.figures.map { figure in
      let cell = figure.cell
      let place =
        [cell.sheet.map { "\($0)!\(cell.cell ?? "")" }, cell.line.map(String.init)]
        .compactMap { $0 }.first ?? ""
      return
        "← \(cell.file) [\(place)] \"\(words.oneLine(cell.raw))\"  \(figure.vintage ?? words.text("claims.undated"))"
    }.joined(separator: "\n")
  }

  private var repairs: String {
    guard !computation.repairs.isEmpty else { return "" }
    let ids = Set(computation.repairs.map(\.component))
    let card = ReportCard(computation.audit)
    return RepairText(cards: [card], words: words).text(
      of: card.repairs.filter {
        ids.contains($0.component)
      }, card.audit)
  }

  private var rest: String {
    var lines: [String] = []
    if !computation.related.isEmpty {
      let ids = computation.related.prefix(12).joined(separator: ", ")
      lines.append(
        words.text(
          "claims.related", ["ids": computation.related.count > 12 ? ids + ", …" : ids]))
    }
    let path = computation.audit.loaded.path
    lines.append(
      words.text(
        "claims.challenge",
        [
          "place": computation.place?.text ?? path,
          "command": "tamga claims check --only '\(claim.id)' \(path)",
        ]))
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text without line breaks at its end.
  var trimmedEnd: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
