internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension PolePresentation {
  mutating func programmeTable() -> ResultTable {
    let threshold = numbers.add(
      "coverage.threshold", "", stages.threshold, digits: 0, formula: "τ = median A f(T)",
      inputs: whole)
    var rows: [[TableCell]] = []
    for pole in stages.programme.poles {
      let frequency = numbers.add(
        "programme.frequency", pole.name, 100 * pole.frequency, unit: "pct", digits: 0,
        formula: "share of draws with closures, delays and demand", inputs: whole)
      rows.append([
        pole.name.placeCell, .label(Message("poles.form.\(pole.form.rawValue)")),
        .label(Message(pole.isChosen ? "value.yes" : "value.no")), .value(frequency),
        .label(Message(pole.isKept ? "value.yes" : "value.no")),
      ])
    }
    return ResultTable(
      id: "\(step).programme", title: Message("poles.table.programme", words),
      columns: [
        .init(key: "pole", header: Message("region.pole")),
        .init(key: "form", header: Message("region.form")),
        .init(key: "chosen", header: Message("poles.chosen")),
        .init(key: "frequency", header: Message("poles.frequency"), unit: "pct"),
        .init(key: "kept", header: Message("poles.kept")),
      ], rows: rows,
      notes: [
        Message("poles.note.programme", words),
        Message(
          "poles.note.covered", words.merging(["threshold": .value(threshold)]) { $1 }),
      ])
  }

  mutating func riskTable() -> ResultTable? {
    guard !stages.risks.isEmpty, let file = parameters.risks else { return nil }
    let table = numbers.whole(file)
    var rows: [[TableCell]] = []
    for graded in stages.risks {
      let risk = graded.risk
      let key = FileLedger.key(risk.region, risk.indicator)
      let row = file.rows.first {
        file.word("region", $0) == risk.region && file.word("indicator", $0) == risk.indicator
      }
      var own: [ValueID] = []
      if let row {
        own = [
          numbers.cell(file, "likelihood", row, unit: risk.indicator.indicatorUnit),
          numbers.cell(file, "impact", row),
        ]
      }
      let formula = "1–3 by thirds of rank / (n + 1)"
      let grades = [
        ("likelihood", graded.likelihoodGrade), ("impact", graded.impactGrade),
        ("grade", graded.grade),
      ]
      var cells: [TableCell] = [
        risk.region.placeCell, .label(Message("poles.risk.\(risk.group.rawValue)")),
        risk.indicator.indicatorCell,
        .label(Message("poles.worse.\(risk.direction.rawValue)")),
      ]
      cells += own.map { .value($0) }
      for (path, grade) in grades {
        cells.append(
          .value(
            numbers.add(
              "risk.\(path)", key, Double(grade), digits: 0, formula: formula,
              inputs: own + [table])))
      }
      rows.append(cells)
    }
    let columns: [(String, String, String?)] = [
      ("region", "region.origin", nil), ("group", "poles.risk-group", nil),
      ("indicator", "poles.indicator", nil), ("direction", "poles.worse", nil),
      ("value", "poles.risk-value", nil),
      ("stake", "poles.risk-stake", "1"), ("likelihood", "poles.likelihood", "1"),
      ("impact", "poles.impact", "1"), ("grade", "poles.grade", "1"),
    ]
    return ResultTable(
      id: "\(step).risks", title: Message("poles.table.risks"),
      columns: columns.map { .init(key: $0.0, header: Message($0.1), unit: $0.2) }, rows: rows,
      notes: [Message("poles.note.risks")])
  }

  mutating func findings() -> [Finding] {
    let core = numbers.add(
      "coverage.share", "core", stages.coverage.core.shares[1].percent, unit: "pct", digits: 1,
      formula: "zone.uncovered: max A f(d) ≥ τ, d ≤ T", inputs: whole)
    let covered = numbers.add(
      "programme.covered", "", stages.programme.covered, unit: "count", digits: 0,
      formula: "Σ population with max A f(d) ≥ τ", inputs: whole)
    let names = stages.best.poles.map { stages.field.poles[$0] }.joined(separator: ", ")
    var findings = [
      Finding(
        id: "\(step).beyond", kind: .statement,
        message: Message(
          "poles.finding.beyond",
          words.merging([
            "share": .value(core), "count": .count(stages.coverage.coreNames.count),
          ]) { $1 })),
      Finding(
        id: "\(step).programme", kind: .statement,
        message: Message(
          stages.best.isProvenBest ? "poles.finding.best" : "poles.finding.greedy",
          words.merging(["poles": .text(names), "covered": .value(covered)]) { $1 })),
    ]
    let kept = stages.programme.poles.filter(\.isKept).map(\.name)
    findings.append(
      Finding(
        id: "\(step).kept", kind: .statement,
        message: Message(
          kept.isEmpty ? "poles.finding.none-kept" : "poles.finding.kept",
          words.merging([
            "poles": .text(kept.joined(separator: ", ")), "n": .count(kept.count),
          ]) { $1 })))
    return findings
  }
}
