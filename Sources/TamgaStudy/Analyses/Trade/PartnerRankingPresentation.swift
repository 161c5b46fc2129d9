internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Builds the numbers, the tables and the figure of a ranking of partners.
struct PartnerRanking {
  let parameters: PartnerRankingParameters
  let step: String
  let unit: MeasureUnit
  let partners: [DataPoint]
  let world: [DataPoint]
  let printed: [DataPoint]
  private var ledger = ValueLedger()

  init(
    parameters: PartnerRankingParameters, step: String, unit: MeasureUnit, partners: [DataPoint],
    world: [DataPoint], printed: [DataPoint]
  ) {
    self.parameters = parameters
    self.step = step
    self.unit = unit
    self.partners = partners
    self.world = world
    self.printed = printed
  }

  /// A partner in a period.
  private struct Line {
    let partner: EntityCode
    let number: ExactDecimal
    let value: ValueID
    let rank: Int
    let rankID: ValueID
    let share: ValueID
    let cumulative: ValueID
  }

  private var subject: [String: MessageArgument] {
    [
      "reporter": .entity(parameters.reporter),
      "flow": .message(Message("flow.\(parameters.flow)")), "unit": .unit(unit.id),
    ]
  }

  mutating func result() throws -> AnalysisResult {
    let periods = Set(partners.filter { $0.value != nil }.map(\.period)).sorted()
    var lines: [Period: [Line]] = [:]
    for period in periods { lines[period] = try ranked(period) }
    let rows = try periods.enumerated().flatMap { place, period in
      try (lines[period] ?? []).prefix(parameters.top).map { line in
        try row(line, period, before: place == 0 ? nil : (periods[place - 1], lines))
      }
    }
    let hasPrinted = !printed.isEmpty
    let columns: [ResultTable.Column] = [
      .init(key: "period", header: Message("column.period")),
      .init(key: "rank", header: Message("ranking.rank"), unit: "count"),
      .init(key: "partner", header: Message("ranking.partner")),
      .init(key: "value", header: Message("column.value"), unit: unit.id),
      .init(key: "share", header: Message("column.share"), unit: "pct"),
      .init(key: "cumulative", header: Message("ranking.cumulative"), unit: "pct"),
      .init(key: "change", header: Message("ranking.change"), unit: "count"),
    ]
    let more: [ResultTable.Column] = [
      .init(key: "printed", header: Message("ranking.printed"), unit: "count"),
      .init(key: "agrees", header: Message("ranking.agrees")),
    ]
    let table = ResultTable(
      id: "\(step).ranking", title: Message("ranking.table", subject),
      columns: columns + (hasPrinted ? more : []), rows: rows, notes: notes(periods))
    let figure = self.figure(periods, lines)
    return AnalysisResult(
      step: step, title: Message("ranking.title", subject),
      introduction: Message("ranking.introduction", subject), values: ledger.records,
      tables: [table], figures: [figure], findings: findings(periods, lines))
  }

  private func notes(_ periods: [Period]) -> [Message] {
    let gaps = partners.count { $0.value == nil }
    let bare = periods.contains { period in
      !world.contains { $0.period == period && $0.value != nil }
    }
    return [Message("ranking.note")]
      + (gaps > 0 ? [Message("ranking.note-gaps", ["count": .count(gaps)])] : [])
      + (bare ? [Message("ranking.note-total")] : [])
  }

  // MARK: Numbers

  private func id(_ path: String, _ partner: EntityCode, _ period: Period, _ unit: String)
    -> ValueID
  {
    ValueID(
      "ranking.\(path)",
      [
        "step": step, "who": parameters.reporter.text, "partner": partner.text,
        "flow": parameters.flow, "t": period.description, "u": unit,
      ])
  }

  private mutating func ranked(_ period: Period) throws -> [Line] {
    let known = partners.filter { $0.period == period && $0.value != nil }
    let numbers = known.compactMap(\.value)
    let total = world.first { $0.period == period }
    let totalID = ledger.add(
      ValueRecord(
        published: total, id: id("total", EntityCode("WLD"), period, unit.id), unit: unit))
    let values = known.map { point in
      ledger.add(
        ValueRecord(published: point, id: id("value", point.partner, period, unit.id), unit: unit))
    }
    var lines: [Line] = []
    for (place, point) in known.enumerated() {
      let own = numbers[place]
      let rank = competitionRank(of: own, among: numbers)
      let larger = numbers.indices.filter { numbers[$0] >= own }.map { values[$0] }
      let rankID = ledger.add(
        ValueRecord(
          id: id("rank", point.partner, period, "count"),
          value: .exact(ExactDecimal(mantissa: Int128(rank))), unit: "count", digits: 0,
          observations: known.count, formula: "flow.rank.competition: 1 + #{x > own}",
          inputs: values.map { .value($0) }, sources: ledger.inheritedSources(of: values)))
      let share = ledger.add(
        id("share", point.partner, period, "pct"),
        total?.value.map { PartOfWhole(own, of: $0).share } ?? .missing(.missingInput),
        unit: .percent, formula: "flow.share.level: 100 p / w", inputs: [values[place], totalID])
      let cumulative = ledger.add(
        id("cumulative", point.partner, period, "pct"),
        try total?.value.map { try cumulativeShare(of: own, among: numbers, whole: $0) }
          ?? .missing(.missingInput), unit: .percent,
        formula: "flow.share.cumulative: 100 Σ{x ≥ own} / w", inputs: larger + [totalID])
      lines.append(
        Line(
          partner: point.partner, number: own, value: values[place], rank: rank, rankID: rankID,
          share: share, cumulative: cumulative))
    }
    return lines.sorted { ($0.rank, $0.partner) < ($1.rank, $1.partner) }
  }

  private mutating func row(
    _ line: Line, _ period: Period, before: (period: Period, lines: [Period: [Line]])?
  ) throws -> [TableCell] {
    var cells: [TableCell] = [
      .period(period), .value(line.rankID), .entity(line.partner), .value(line.value),
      .value(line.share), .value(line.cumulative),
    ]
    if let before {
      let earlier = before.lines[before.period]?.first { $0.partner == line.partner }
      let change: ResultValue =
        earlier.map { .exact(ExactDecimal(mantissa: Int128($0.rank - line.rank))) }
        ?? .missing("not-reported")
      let inputs = [line.rankID] + (earlier.map { [$0.rankID] } ?? [])
      cells.append(
        .value(
          ledger.add(
            ValueRecord(
              id: id("change", line.partner, period, "count"), value: change, unit: "count",
              digits: 0, formula: "rank₀ − rank₁", inputs: inputs.map { .value($0) },
              sources: ledger.inheritedSources(of: inputs)))))
    } else {
      cells.append(.blank)
    }
    return cells + (printed.isEmpty ? [] : printedCells(line, period))
  }

  /// The place that the source prints and whether it is the one found here.
  private mutating func printedCells(_ line: Line, _ period: Period) -> [TableCell] {
    guard let point = printed.first(where: { $0.reporter == line.partner && $0.period == period })
    else { return [.blank, .blank] }
    let printedID = ledger.add(
      ValueRecord(asPublished: point, id: id("printed", line.partner, period, "1")))
    guard let place = point.value else { return [.value(printedID), .blank] }
    let agrees = place == ExactDecimal(mantissa: Int128(line.rank))
    return [
      .value(printedID), .label(Message(agrees ? "ranking.agrees.yes" : "ranking.agrees.no")),
    ]
  }

  // MARK: What a reader takes away

  private func findings(_ periods: [Period], _ lines: [Period: [Line]]) -> [Finding] {
    guard let last = periods.last, let first = lines[last]?.first else { return [] }
    var findings: [Finding] = []
    if ledger.real(first.share) != nil {
      findings.append(
        Finding(
          id: "\(step).first", kind: .statement,
          message: Message(
            "ranking.finding",
            subject.merging([
              "partner": .entity(first.partner), "share": .value(first.share),
              "period": .period(last), "count": .count(lines[last]?.count ?? 0),
            ]) { $1 })))
    }
    let compared = periods.flatMap { period in
      (lines[period] ?? []).compactMap { line -> Bool? in
        let point = printed.first { $0.reporter == line.partner && $0.period == period }
        return point?.value.map { $0 == ExactDecimal(mantissa: Int128(line.rank)) }
      }
    }
    if !compared.isEmpty {
      let held = compared.count { $0 }
      findings.append(
        Finding(
          id: "\(step).printed", kind: held == compared.count ? .reproduced : .differs,
          message: Message(
            "ranking.finding.printed",
            ["held": .count(held), "all": .count(compared.count)])))
    }
    return findings
  }

  /// Values of the partners that stand in the last period, by period.
  private func figure(_ periods: [Period], _ lines: [Period: [Line]]) -> Figure {
    let shown = Array(periods.suffix(3))
    let order = (lines[periods.last ?? Period(year: 0)] ?? []).prefix(8).map(\.partner)
    let table = ResultTable(
      id: "\(step).drawn", title: Message("ranking.table", subject),
      columns: [.init(key: "partner", header: Message("ranking.partner"))]
        + shown.map {
          .init(
            key: "t\($0.description)",
            header: Message("ranking.of-period", ["period": .period($0)]), unit: unit.id)
        },
      rows: order.map { partner in
        [.entity(partner)]
          + shown.map { period in
            (lines[period]?.first { $0.partner == partner }?.value).map(TableCell.value) ?? .blank
          }
      })
    return Figure(
      id: "fig:\(step).ranking", kind: .bar, finding: Message("ranking.figure", subject),
      subtitle: Message("ranking.subtitle", subject), table: table, x: "partner",
      y: table.columns.dropFirst().map(\.key), xTitle: Message("ranking.partner"),
      yTitle: Message("ranking.axis", subject), sources: SourceReference.list(of: ledger.records),
      notes: notes(periods), summary: Message("ranking.summary", subject))
  }
}
