internal import Foundation
internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A counterfactual as tables for the terminal and as a drawing.
struct CounterfactualText {
  let report: CounterfactualReport
  let language: Language

  init(_ report: CounterfactualReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The effects by country, the largest gain first; on a terminal with what the reader must know.
  func text(_ style: TableStyle) throws -> String {
    let localiser = try Localiser(language: language)
    let table = effects(localiser)
    guard style == .table || style == .md else { return table.text(style) }
    var parts = [heading(localiser), table.text(style)]
    if report.audit != nil {
      parts += [localiser.text("equilibrium.audit.title"), audit(localiser).text(style)]
    }
    parts.append(residuals(localiser))
    return parts.joined(separator: "\n")
  }

  // MARK: Tables

  private func effects(_ localiser: Localiser) -> TerminalTable {
    let intervals = report.intervals?.countries
    let order = report.result.countries.indices.sorted {
      let (a, b) = (report.result.countries[$0], report.result.countries[$1])
      return (-a.realGDPPercent, $0) < (-b.realGDPPercent, $1)
    }
    let rows = order.map { index -> [String] in
      let effect = report.result.countries[index]
      var row = [
        effect.country, number(effect.realGDPPercent, localiser),
        outcome(effect.conditional.exportsPercent, localiser),
        outcome(effect.full.exportsPercent, localiser), number(effect.pricePercent, localiser),
        number(effect.full.inwardResistancePercent, localiser),
        number(effect.full.outwardResistancePercent, localiser),
      ]
      if let intervals {
        row.insert(interval(intervals[index].realGDP, localiser), at: 2)
        row.insert(interval(intervals[index].exports, localiser), at: 5)
      }
      return row
    }
    var header = [
      "country", "real-gdp", "conditional-exports", "exports", "price", "inward", "outward",
    ].map { localiser.text("equilibrium.column.\($0)") }
    if intervals != nil {
      header.insert(localiser.text("column.interval95"), at: 2)
      header.insert(localiser.text("column.interval95"), at: 5)
    }
    return TerminalTable(header: header, rows: rows)
  }

  private func audit(_ localiser: Localiser) -> TerminalTable {
    let rows = (report.audit?.rows ?? []).map { row in
      [row.country]
        + [row.stopped, row.iterated, row.closed].flatMap {
          [outcome($0.full.exportsPercent, localiser), number($0.realGDPPercent, localiser)]
        }
    }
    let header = ["stopped", "iterated", "closed"].flatMap { procedure in
      ["exports", "real-gdp"].map { column in
        localiser.text("equilibrium.audit.\(procedure)") + ": "
          + localiser.text("equilibrium.column.\(column)")
      }
    }
    return TerminalTable(
      header: [localiser.text("equilibrium.column.country")] + header, rows: rows)
  }

  // MARK: Sentences

  private func heading(_ localiser: Localiser) -> String {
    let result = report.result
    var lines = [
      localiser.text(
        Message(
          "equilibrium.heading",
          [
            "change": .text(report.request.change), "closure": .text(result.closure.rawValue),
            "sigma": .text(localiser.numbers.string(result.sigma, digits: 2)),
            "base": .message(Message("equilibrium.base.\(result.source.rawValue)")),
            "period": .text(report.period), "n": .count(result.countries.count),
          ])),
      localiser.text(
        result.reference.map {
          Message("equilibrium.reference", ["country": .text($0)])
        } ?? Message("equilibrium.world")),
    ]
    if let intervals = report.intervals {
      lines.append(
        localiser.text(
          Message(
            "equilibrium.draws",
            [
              "solved": .count(intervals.successes), "draws": .count(intervals.draws),
              "seed": .text("\(intervals.seed)"),
            ])))
    }
    return lines.joined(separator: "\n")
  }

  /// Always printed: whether this is an equilibrium, and how far from one.
  private func residuals(_ localiser: Localiser) -> String {
    let status = report.result.status
    let residuals = status.residuals
    let arguments: [String: MessageArgument] = [
      "clearing": .text(localiser.numbers.scientific(residuals.marketClearing)),
      "expenditure": .text(localiser.numbers.scientific(residuals.expenditure)),
      "world": .text(localiser.numbers.scientific(residuals.world)),
      "conditional": .text(localiser.numbers.scientific(residuals.conditional)),
      "steps": .count(residuals.steps), "rule": .message(rule(residuals.stopRule)),
    ]
    return localiser.text(
      Message(
        status.isConverged ? "equilibrium.converged" : "equilibrium.stopped", arguments))
  }

  private func rule(_ rule: EquilibriumStopRule) -> Message {
    switch rule {
    case .residual: Message("equilibrium.rule.residual")
    case .stepLimit: Message("equilibrium.rule.step-limit")
    case .noProgress: Message("equilibrium.rule.no-progress")
    case .loop: Message("equilibrium.rule.loop")
    case .loopLimit: Message("equilibrium.rule.loop-limit")
    }
  }

  // MARK: Numbers

  private func number(_ value: Double, _ localiser: Localiser) -> String {
    localiser.numbers.string(value, digits: 3)
  }

  private func outcome(_ value: Outcome<Double>, _ localiser: Localiser) -> String {
    value.value.map { number($0, localiser) } ?? localiser.text("value.noData")
  }

  private func interval(_ value: Outcome<DrawPercentiles>, _ localiser: Localiser) -> String {
    value.value.map {
      localiser.interval(
        Interval(lower: $0.lower, upper: $0.upper, level: 0.95, method: "percentile"), digits: 3)
    } ?? localiser.text("value.noData")
  }

  // MARK: Drawing

  /// Draws the effects on real output, ranked, with their intervals.
  func draw(to url: URL) throws {
    guard let figure = figure else { throw Diagnostic("T558", ["reason": "–"]) }
    try ModelFile.draw(figure, language: language, to: url)
  }

  private var figure: EstimateFigure? {
    let result = report.result
    let effects = result.countries.enumerated().compactMap {
      index, effect -> (country: EntityCode, estimate: Double, interval: Interval?)? in
      let code = EntityCode(effect.country)
      let drawn = report.intervals?.countries[index].realGDP.value
      return (
        code, effect.realGDPPercent,
        drawn.map {
          Interval(lower: $0.lower, upper: $0.upper, level: 0.95, method: "percentile")
        }
      )
    }
    return .ranked(
      id: "model.counterfactual", effects: effects, what: Message("equilibrium.figure.real-gdp"),
      subtitle: Message(
        "equilibrium.figure.subtitle",
        [
          "change": .text(report.request.change), "closure": .text(result.closure.rawValue),
          "period": .text(report.period),
        ]), unit: "pct", digits: 2, sources: [])
  }
}
