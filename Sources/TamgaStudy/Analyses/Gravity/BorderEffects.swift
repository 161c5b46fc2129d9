internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// What the coefficients mean: percent effects, border effects, delays, tariff equivalents.
struct BorderEffects {
  let parameters: BorderParameters
  let specification: BorderSpecification
  let report: ModelReport
  let step: String

  private struct Effect {
    /// The end of the keys of label and sentence.
    let word: String
    let term: String
    let quantity: Outcome<BorderQuantity>
    let unit: MeasureUnit
    let formula: String
    /// Whether a sentence tells it.
    var isTold = true
  }

  /// The table of effects with the sentences that tell them; nil when there is none.
  func table(
    _ ledger: inout ValueLedger, _ inputs: [ValueID]
  ) -> (ResultTable, [Finding])? {
    let effects = effects
    guard !effects.isEmpty else { return nil }
    var cells: [[TableCell]] = []
    var findings: [Finding] = []
    for (index, effect) in effects.enumerated() {
      var ids: [ValueID] = []
      for (part, value) in parts(of: effect.quantity) {
        ids.append(
          ledger.add(
            ValueRecord(
              id: ValueID("border.effect.\(part)", ["step": step, "of": "q\(index + 1)"]),
              value: value, unit: effect.unit.id, digits: 2,
              interval: part == "estimate" ? effect.quantity.value?.interval : nil,
              observations: report.sample.rowsKept, formula: effect.formula,
              inputs: inputs.map { .value($0) }, sources: ledger.inheritedSources(of: inputs))))
      }
      let arguments: [String: MessageArgument] = [
        "term": .text(effect.term), "value": .value(ids[0]), "lower": .value(ids[2]),
        "upper": .value(ids[3]),
      ]
      cells.append(
        [.label(Message("border.effect.\(effect.word)", ["term": .text(effect.term)]))]
          + ids.map { .value($0) })
      if effect.isTold, effect.quantity.value != nil {
        findings.append(
          Finding(
            id: "\(step).effect-\(index + 1)", kind: .statement,
            message: Message("border.finding.\(effect.word)", arguments)))
      }
    }
    return (
      ResultTable(
        id: "\(step).effects", title: Message("border.table.effects"),
        columns: [
          .init(key: "effect", header: Message("border.column.effect")),
          .init(key: "estimate", header: Message("regression.part.estimate")),
          .init(key: "se", header: Message("regression.part.standard-error")),
          .init(key: "lower", header: Message("column.lower")),
          .init(key: "upper", header: Message("column.upper")),
        ], rows: cells,
        notes: [Message("border.note.partial")]
          + (parameters.isMadeUp ? [Message("border.note.made-up")] : [])), findings
    )
  }

  private func parts(of quantity: Outcome<BorderQuantity>) -> [(String, ResultValue)] {
    let names = ["estimate", "se", "lower", "upper"]
    switch quantity {
    case .value(let found):
      let numbers = [
        found.estimate, found.standardError, found.interval.lower, found.interval.upper,
      ]
      return zip(names, numbers).map { ($0, .real($1)) }
    case .missing(let reason): return names.map { ($0, .missing(reason.rawValue)) }
    }
  }

  // MARK: Effects

  private var effects: [Effect] {
    let rows = report.coefficients
    switch parameters.question {
    case .border:
      return rows.first { $0.name == parameters.variable }.map { row in
        [
          Effect(
            word: "border", term: row.name,
            quantity: BorderQuantities.borderEffect(beta: row.estimate, standardError: row.se),
            unit: .ratio, formula: "e^(−β)")
        ] + equivalents(of: row)
      } ?? []
    case .borderChange:
      return rows.filter { $0.name.hasSuffix(":\(parameters.variable)") }.map(percent)
    case .union:
      let names = Set(
        [parameters.variable]
          + parameters.lags.flatMap {
            [
              "lag(\(parameters.variable), \($0.magnitude))",
              "lead(\(parameters.variable), \($0.magnitude))",
            ]
          })
      let own = rows.indices.filter { names.contains(rows[$0].name) }
      let phased = own.filter { !rows[$0].name.hasPrefix("lead(") }
      var effects = own.map { percent(rows[$0]) }
      if phased.count > 1 {
        effects.append(
          Effect(
            word: "phased", term: phased.map { rows[$0].name }.joined(separator: " + "),
            quantity: BorderQuantities.phasedEffect(
              betas: phased.map { rows[$0].estimate },
              covariance: phased.flatMap { a in
                phased.map { report.covariance[a * rows.count + $0] }
              }), unit: .percent, formula: "100(e^(Σβ) − 1)"))
      }
      return effects
        + (rows.first { $0.name == parameters.variable }.map(equivalents) ?? [])
    case .delay:
      return rows.first { $0.name == "log(\(parameters.variable))" }.map { row in
        let interval = row.ci95
        let elasticity = Effect(
          word: "elasticity", term: row.name,
          quantity: .value(
            BorderQuantity(
              estimate: row.estimate, standardError: row.se, interval: interval)),
          unit: .ratio, formula: "β")
        guard parameters.hours.count == 2 else { return [elasticity] }
        return [
          elasticity,
          Effect(
            word: "delay",
            term: parameters.hours.map { NumberFormat.plain($0, digits: 1) }
              .joined(separator: " → "),
            quantity: BorderQuantities.delayEffect(
              elasticity: row.estimate, standardError: row.se, before: parameters.hours[0],
              after: parameters.hours[1]), unit: .percent, formula: "100(r^β − 1)"),
        ]
      } ?? []
    }
  }

  private func percent(_ row: CoefficientRow) -> Effect {
    Effect(
      word: "percent", term: row.name,
      quantity: BorderQuantities.percentEffect(beta: row.estimate, standardError: row.se),
      unit: .percent, formula: "100(e^β − 1)")
  }

  /// The tariff with the same effect: from the model's own tariff, and under a declared σ.
  private func equivalents(of row: CoefficientRow) -> [Effect] {
    var effects: [Effect] = []
    let rows = report.coefficients
    if let tariff = parameters.tariff,
      let own = rows.firstIndex(where: { $0.name == row.name }),
      let other = rows.firstIndex(where: { $0.name == tariff })
    {
      let covariance = { (a: Int, b: Int) in report.covariance[a * rows.count + b] }
      effects.append(
        Effect(
          word: "tariff", term: row.name,
          quantity: BorderQuantities.adValorem(
            beta: row.estimate, tariff: rows[other].estimate,
            covariance: (covariance(own, own), covariance(own, other), covariance(other, other))),
          unit: .percent, formula: "100(e^(β/β_τ) − 1)"))
    }
    if let sigma = parameters.sigma {
      effects.append(
        Effect(
          word: "tariff-declared", term: row.name,
          quantity: BorderQuantities.adValorem(
            beta: row.estimate, standardError: row.se, sigma: sigma),
          unit: .percent, formula: "100(e^(−β/σ) − 1), σ = \(sigma)"))
    }
    return effects
  }
}
