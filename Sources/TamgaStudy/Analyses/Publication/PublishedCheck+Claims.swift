internal import TamgaNumerics
internal import TamgaPresent

extension PublishedCheck {
  // MARK: Shares

  mutating func shareTable() -> ResultTable {
    var rows: [[TableCell]] = []
    let measures = [("turnover", "T"), ("exports", "X"), ("imports", "M")]
    for period in periods {
      for partner in parameters.partners where partner != "WLD" {
        for (measure, flow) in measures {
          let id = "\(parameters.shares ?? "")\(measure).\(partner.text.lowercased())"
          guard let share = number(id, period), share.value != nil else { continue }
          let claim = PrintedClaim(
            indicator: id, dataset: nil, period: period, formula: .share,
            inputs: [partner, "WLD"].map {
              PrintedClaim.Term(
                flow: flow, reporter: nil, partner: $0, product: nil, indicator: nil,
                period: period)
            })
          rows.append(
            [.period(share.period), .entity(partner), .label(Message("measure.\(measure)"))]
              + claimCells(claim, share).dropFirst())
        }
      }
    }
    return ResultTable(
      id: "\(step).shares", title: Message("check.table.shares", ["document": .text(document)]),
      columns: [
        .init(key: "period", header: Message("column.period")),
        .init(key: "partner", header: Message("column.partner")),
        .init(key: "measure", header: Message("column.measure")),
      ] + Array(claimColumns.dropFirst()), rows: rows, notes: [Message("check.note.shares")])
  }

  // MARK: Claims of text and figures

  mutating func claimTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for claim in parameters.claims {
      guard let point = number(claim.indicator, claim.period, claim.dataset), point.value != nil
      else { continue }
      rows.append([.label(Message("formula.\(claim.formula.rawValue)"))] + claimCells(claim, point))
    }
    return ResultTable(
      id: "\(step).claims", title: Message("check.table.claims", ["document": .text(document)]),
      columns: [.init(key: "formula", header: Message("column.formula"))] + claimColumns,
      rows: rows, notes: [Message("check.note.claims")])
  }

  private var claimColumns: [ResultTable.Column] {
    [
      .init(key: "place", header: Message("column.place")),
      .init(key: "printed", header: Message("column.printed")),
      .init(key: "recomputed", header: Message("column.recomputed")),
      .init(key: "verdict", header: Message("column.verdict")),
    ]
      + (official.isEmpty
        ? []
        : [
          .init(key: "official", header: Message("column.fromOfficial")),
          .init(key: "official_verdict", header: Message("column.verdictOfficial")),
        ])
  }

  func number(_ indicator: String, _ period: Period, _ dataset: String? = nil) -> DataPoint? {
    numbers.first {
      $0.indicator == indicator && $0.period == period && dataset ?? $0.dataset == $0.dataset
    }
  }

  /// Place, printed number, recomputation and verdict; then the same from the official figures.
  private mutating func claimCells(_ claim: PrintedClaim, _ point: DataPoint) -> [TableCell] {
    let printedID = record(point, "printed.number")
    let own = recompute(claim, point, from: printed + more, "own")
    let cell = judge(
      own.verdict,
      slug("\(claim.indicator)-\(claim.period)-\(point.dataset)-\(claim.formula.rawValue)"),
      printed: printedID,
      recomputed: own.id, place: place(point))
    var cells: [TableCell] = [.text(place(point)), .value(printedID), .value(own.id), cell]
    if !official.isEmpty {
      let outer = recompute(claim, point, from: official, "official")
      cells += [.value(outer.id), .label(Message("checked.\(outer.verdict.rawValue)"))]
    }
    return cells
  }

  private mutating func recompute(
    _ claim: PrintedClaim, _ point: DataPoint, from points: [DataPoint], _ basis: String
  ) -> (id: ValueID, verdict: PrintedVerdict) {
    let found = claim.inputs.compactMap { term -> DataPoint? in
      guard let indicator = term.indicator else { return self.point(points, term) }
      return number(indicator, term.period)
    }
    let isWhole = found.count == claim.inputs.count && found.allSatisfy { $0.value != nil }
    let years =
      claim.inputs.count > 1 ? claim.inputs[0].period.year - claim.inputs[1].period.year : 0
    let ids = found.map { record($0, $0.indicator.isEmpty ? "printed.flow" : "printed.number") }
    let values = inputs(inSameUnit: found, as: point, formula: claim.formula)
    let formula = { claim.formula.value($0, years: years) }
    let recomputed = isWhole ? formula(values.map(\.value)) : nil
    let unit = claim.formula.unit ?? MeasureUnit(id: point.publishedUnit) ?? .ratio
    let id = ledger.add(
      ValueRecord(
        id: ValueID(
          "check.recomputed",
          [
            "step": step, "of": claim.indicator, "t": claim.period.description, "basis": basis,
            "by": claim.formula.rawValue, "src": point.dataset,
          ]),
        value: recomputed.map(ResultValue.real) ?? .missing("missing-input"), unit: unit.id,
        digits: max(point.printedDecimals ?? 0, 1) + 1, formula: claim.formula.text,
        inputs: ids.map { .value($0) }, sources: ledger.inheritedSources(of: ids)))
    let verdict = PrintedVerdict.judge(
      printed: printedValue(point), decimals: point.printedDecimals ?? 0, recomputed: recomputed,
      range: isWhole ? cornerRange(values, formula) : nil)
    return (id, verdict)
  }

  private func printedValue(_ point: DataPoint) -> Double {
    let unit = MeasureUnit(id: point.publishedUnit) ?? .ratio
    return point.value?.shown(in: unit).double ?? 0
  }

  /// Inputs in one unit: that of the printed number for levels, else the first input's.
  private func inputs(inSameUnit points: [DataPoint], as printed: DataPoint, formula: ClaimFormula)
    -> [(value: Double, decimals: Int)]
  {
    let name = formula.unit == nil ? printed.publishedUnit : points.first?.publishedUnit ?? ""
    guard let unit = MeasureUnit(id: name) else { return inputs(points) }
    return points.compactMap { point in
      guard let value = point.value, let own = MeasureUnit(id: point.publishedUnit) else {
        return nil
      }
      let shift = unit.powerOfTen - own.powerOfTen
      return (value.shown(in: unit).double, (point.printedDecimals ?? 0) + shift)
    }
  }

  // MARK: Official figures

  mutating func officialTable() -> ResultTable {
    var rows: [[TableCell]] = []
    var checked = 0
    var differing = 0
    for printedPoint in printed where printedPoint.value != nil {
      guard
        let other = point(
          official, printedPoint.partner, printedPoint.flow, printedPoint.period),
        other.value != nil
      else { continue }
      let printedID = record(printedPoint, "printed.flow")
      let unit = MeasureUnit(id: printedPoint.publishedUnit) ?? .ratio
      let officialID = ledger.add(
        ValueRecord(
          published: other,
          id: ValueID(
            "check.official",
            [
              "step": step, "t": other.period.description, "partner": other.partner.text,
              "flow": other.flow, "u": unit.id,
            ]), unit: unit))
      let verdict = PrintedVerdict.judge(
        printed: printedValue(printedPoint), decimals: printedPoint.printedDecimals ?? 0,
        recomputed: ledger.real(officialID), range: nil)
      checked += 1
      if verdict == .differs { differing += 1 }
      let cell = TableCell.label(
        Message(verdict == .differs ? "checked.official" : "checked.agrees"))
      rows.append([
        .period(other.period), .entity(other.partner),
        .label(Message("flow.\(other.flow)")), .value(printedID), .value(officialID), cell,
      ])
    }
    findings.append(
      Finding(
        id: "\(step).official", kind: .statement,
        message: Message(
          "check.finding.official", ["checked": .count(checked), "differs": .count(differing)])))
    return ResultTable(
      id: "\(step).official", title: Message("check.table.official", ["document": .text(document)]),
      columns: [
        .init(key: "period", header: Message("column.period")),
        .init(key: "partner", header: Message("column.partner")),
        .init(key: "flow", header: Message("column.flow")),
        .init(key: "printed", header: Message("column.printed"), unit: printedUnit),
        .init(key: "official", header: Message("column.official"), unit: printedUnit),
        .init(key: "verdict", header: Message("column.verdict")),
      ], rows: rows, notes: [Message("check.note.official")])
  }
}
