internal import TamgaNumerics
internal import TamgaPresent

/// Recomputes the printed numbers of a publication.
struct PublishedCheck {
  let parameters: PublishedCheckParameters
  let step: String
  let printed: [DataPoint]
  let more: [DataPoint]
  let numbers: [DataPoint]
  let official: [DataPoint]
  var ledger = ValueLedger()
  var findings: [Finding] = []
  var counts: [PrintedVerdict: Int] = [:]

  init(
    parameters: PublishedCheckParameters, step: String, printed: [DataPoint],
    more: [DataPoint], numbers: [DataPoint], official: [DataPoint]
  ) {
    self.parameters = parameters
    self.step = step
    self.printed = printed
    self.more = more
    self.numbers = numbers
    self.official = official
  }

  mutating func result() -> AnalysisResult {
    let turnover = turnoverTable()
    var tables = turnover.rows.isEmpty ? [] : [turnover]
    if parameters.shares != nil { tables.append(shareTable()) }
    if !parameters.claims.isEmpty { tables.append(claimTable()) }
    if !official.isEmpty { tables.append(officialTable()) }
    let checked = counts.values.reduce(0, +)
    let summary = Finding(
      id: "\(step).summary", kind: .statement,
      message: Message(
        "check.finding.summary",
        [
          "checked": .count(checked), "agrees": .count(counts[.agrees] ?? 0),
          "rounding": .count(counts[.rounding] ?? 0), "differs": .count(counts[.differs] ?? 0),
          "underivable": .count(counts[.notDerivable] ?? 0),
        ]))
    return AnalysisResult(
      step: step, title: Message("check.title", ["document": .text(document)]),
      introduction: Message("check.introduction"), values: ledger.records, tables: tables,
      findings: [summary] + findings)
  }

  /// The document the table was printed in, as its rows cite it.
  var document: String {
    let text = printed.first?.cell.printed ?? parameters.printed
    return String(text.prefix { $0 != "," })
  }

  /// The point of a flow; the total over products unless a product is named.
  func point(_ points: [DataPoint], _ term: PrintedClaim.Term) -> DataPoint? {
    points.first {
      $0.reporter == term.reporter ?? parameters.reporter && $0.partner == term.partner
        && $0.flow == term.flow && $0.product == term.product ?? "TOTAL"
        && $0.period == term.period
    }
  }

  func point(
    _ points: [DataPoint], _ partner: EntityCode, _ flow: String, _ period: Period
  ) -> DataPoint? {
    point(
      points,
      PrintedClaim.Term(
        flow: flow, reporter: nil, partner: partner, product: nil, indicator: nil, period: period))
  }

  var periods: [Period] {
    Set(printed.filter { $0.reporter == parameters.reporter }.map(\.period)).sorted()
  }

  mutating func record(_ point: DataPoint, _ path: String) -> ValueID {
    var keys = ["step": step, "t": point.period.description, "src": point.dataset]
    if point.indicator.isEmpty {
      keys["who"] = point.reporter.text
      keys["partner"] = point.partner.text
      keys["flow"] = point.flow
      if point.product != "TOTAL" { keys["product"] = slug(point.product) }
    } else {
      keys["of"] = point.indicator
    }
    return ledger.add(ValueRecord(asPublished: point, id: ValueID(path, keys)))
  }

  /// Counts a verdict and, where the number does not follow, says so in a finding.
  mutating func judge(
    _ verdict: PrintedVerdict, _ id: String, printed: ValueID, recomputed: ValueID, place: String
  ) -> TableCell {
    counts[verdict, default: 0] += 1
    if verdict == .differs {
      findings.append(
        Finding(
          id: "\(step).\(id)", kind: .differs,
          message: Message(
            "check.finding.differs",
            [
              "place": .text(place), "printed": .value(printed), "recomputed": .value(recomputed),
            ])))
    }
    return .label(Message("checked.\(verdict.rawValue)"))
  }

  /// Where a number was printed, without the document and the printed text.
  func place(_ point: DataPoint) -> String {
    guard let printed = point.cell.printed else { return point.cell.file }
    let withoutText = printed.components(before: ": “")
    return withoutText.hasPrefix(document + ", ")
      ? String(withoutText.dropFirst(document.count + 2)) : withoutText
  }

  /// The unit of the printed table, where it has one.
  var printedUnit: String? {
    let units = Set(printed.map(\.publishedUnit))
    return units.count == 1 ? units.first : nil
  }

  // MARK: Turnover

  private mutating func turnoverTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for period in periods {
      for partner in parameters.partners {
        guard let turnover = point(printed, partner, "T", period), turnover.value != nil,
          let exports = point(printed, partner, "X", period), exports.value != nil,
          let imports = point(printed, partner, "M", period), imports.value != nil
        else { continue }
        rows.append(turnoverRow(turnover, exports, imports))
      }
    }
    return ResultTable(
      id: "\(step).turnover", title: Message("check.table.turnover", ["document": .text(document)]),
      columns: [
        .init(key: "period", header: Message("column.period")),
        .init(key: "partner", header: Message("column.partner")),
        .init(key: "exports", header: Message("check.printed-exports"), unit: printedUnit),
        .init(key: "imports", header: Message("check.printed-imports"), unit: printedUnit),
        .init(key: "turnover", header: Message("check.printed-turnover"), unit: printedUnit),
        .init(key: "recomputed", header: Message("check.sum"), unit: printedUnit),
        .init(key: "verdict", header: Message("column.verdict")),
      ], rows: rows, notes: [Message("check.note.turnover")])
  }

  private mutating func turnoverRow(
    _ turnover: DataPoint, _ exports: DataPoint, _ imports: DataPoint
  ) -> [TableCell] {
    let ids = [exports, imports, turnover].map { record($0, "printed.flow") }
    let sum = ledger.exact(ids[0]).flatMap { x in ledger.exact(ids[1]).flatMap { try? x + $0 } }
    let recomputed = ledger.add(
      ValueRecord(
        id: ValueID(
          "check.turnover",
          [
            "step": step, "t": turnover.period.description, "partner": turnover.partner.text,
          ]), value: sum.map(ResultValue.exact) ?? .missing("missing-input"),
        unit: turnover.publishedUnit, digits: turnover.printedDecimals ?? 1, formula: "X + M",
        inputs: [.value(ids[0]), .value(ids[1])], sources: [turnover.source]))
    let verdict = PrintedVerdict.judge(
      printed: ledger.real(ids[2]) ?? 0, decimals: turnover.printedDecimals ?? 0,
      recomputed: ledger.real(recomputed),
      range: cornerRange(inputs([exports, imports])) { $0[0] + $0[1] })
    let cell = judge(
      verdict, "turnover-\(turnover.period)-\(turnover.partner.text.lowercased())",
      printed: ids[2], recomputed: recomputed, place: place(turnover))
    return [.period(turnover.period), .entity(turnover.partner)] + ids.map(TableCell.value)
      + [.value(recomputed), cell]
  }

  /// Values in printed units with their printed decimals.
  func inputs(_ points: [DataPoint]) -> [(value: Double, decimals: Int)] {
    points.compactMap { point in
      guard let value = point.value, let unit = MeasureUnit(id: point.publishedUnit) else {
        return nil
      }
      return (value.shown(in: unit).double, point.printedDecimals ?? 0)
    }
  }
}

extension String {
  /// The text before the first occurrence of a mark, or all of it.
  func components(before mark: String) -> String {
    guard let range = firstRange(of: mark) else { return self }
    return String(self[..<range.lowerBound])
  }
}
