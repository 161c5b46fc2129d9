internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// A composite index as numbers, tables, a figure and sentences.
struct CompositePresentation {
  let parameters: CompositeParameters
  let cells: CompositeCells
  let report: CompositeReport
  var numbers: FileLedger
  /// All values, as the number of those that are known: what ranks and draws rest on.
  let whole: ValueID

  init(
    parameters: CompositeParameters, cells: CompositeCells, report: CompositeReport,
    numbers: FileLedger
  ) {
    self.parameters = parameters
    self.cells = cells
    self.report = report
    self.numbers = numbers
    whole = self.numbers.add(
      "known", "values", Double(cells.values.joined().count { $0 != nil }), unit: "count",
      digits: 0, formula: "count of known values", inputs: cells.ids.flatMap(\.self))
  }

  private var step: String { numbers.step }
  var composite: Composite { report.composite }
  /// The choices by name, for titles and notes.
  var words: [String: MessageArgument] {
    [
      "name": title, "declared": .count(declared),
      "units": .count(cells.units.count), "count": .count(cells.indicators.count),
      "normalisation": .message(
        Message("composite.normalisation.\(composite.method.normalisation.rawValue)")),
      "aggregation": .message(
        Message("composite.aggregation.\(composite.method.aggregation.rawValue)")),
      "draws": .count(report.robustness.value?.draws ?? 0), "seed": .text(String(report.seed)),
      "top": .count(report.robustness.value?.top ?? parameters.choices.top),
      "coverage": .text(NumberFormat.plain(100 * composite.method.minimumCoverage, digits: 0)),
    ]
  }

  mutating func result() -> AnalysisResult {
    let scores = scoreTable()
    let shares = shareTable()
    let tables = [scores, shares, indicatorTable(), valueTable(), lackTable()]
    let figure = self.figure()
    let findings = self.findings()
    return AnalysisResult(
      step: step, title: Message("composite.title", words),
      introduction: Message(
        lacks ? "composite.introduction-part" : "composite.introduction", words),
      values: numbers.records,
      tables: tables.compactMap(\.self), figures: figure.map { [$0] } ?? [], findings: findings)
  }

  // MARK: Numbers

  private func inputs(_ unit: String) -> [ValueID] {
    cells.units.firstIndex(of: unit).map { cells.ids[$0] } ?? []
  }

  /// A score; it hangs on the values of all units by the scale.
  mutating func score(_ unit: CompositeScore) -> ValueID {
    numbers.add(
      "score", unit.unit, unit.score, digits: 1,
      formula:
        "composite.\(composite.method.aggregation.rawValue).\(composite.method.normalisation.rawValue)",
      inputs: inputs(unit.unit) + (unit.score.value == nil ? [] : [whole]))
  }

  mutating func rank(_ path: String, _ unit: String, _ value: Double?, digits: Int = 0) -> ValueID {
    numbers.add(
      path, unit, value.map { .value($0) } ?? .missing(.coverage), digits: digits,
      formula: path == "rank" ? "rank of the score" : "\(path) over draws", inputs: [whole])
  }

  // MARK: Tables

  private mutating func scoreTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for unit in report.ordered { rows.append(scoreRow(unit)) }
    let isRobust = report.robustness.value != nil
    let robust: [ResultTable.Column] = [
      .init(key: "low", header: Message("region.best-rank"), unit: "1"),
      .init(key: "median", header: Message("composite.median-rank"), unit: "1"),
      .init(key: "high", header: Message("region.worst-rank"), unit: "1"),
      .init(key: "first", header: Message("composite.first", words), unit: "pct"),
    ]
    let columns: [ResultTable.Column] = [
      .init(key: "unit", header: Message("composite.unit")),
      .init(key: "score", header: Message("composite.score"), unit: "1"),
      .init(key: "rank", header: Message("composite.rank"), unit: "1"),
    ]
    return ResultTable(
      id: "\(step).scores", title: Message("composite.table.scores", words),
      columns: columns + (isRobust ? robust : []) + [
        .init(
          key: "coverage",
          header: lacks ? Message("composite.coverage-part", words) : Message("composite.coverage"),
          unit: "pct")
      ], rows: rows,
      notes: [Message(isRobust ? "composite.note.scores" : "composite.note.few", words)])
  }

  /// A unit's score and rank, where draws were made the ranks over them, and its coverage.
  private mutating func scoreRow(_ unit: CompositeScore) -> [TableCell] {
    var line: [TableCell] = [
      unit.unit.placeCell, .value(score(unit)),
      .value(rank("rank", unit.unit, unit.rank.map(Double.init))),
    ]
    if report.robustness.value != nil {
      let interval = report.intervals[unit.unit]
      let first = numbers.add(
        "first", unit.unit,
        interval.map { .value(100 * $0.shareAtTop) } ?? .missing(.coverage), unit: "pct",
        digits: 0, formula: "share of draws among the best", inputs: [whole])
      line += [
        .value(rank("low", unit.unit, interval.map { Double($0.low) })),
        .value(rank("median", unit.unit, interval?.median, digits: 1)),
        .value(rank("high", unit.unit, interval.map { Double($0.high) })), .value(first),
      ]
    }
    line.append(
      .value(
        numbers.add(
          "coverage", unit.unit, 100 * unit.coverage, unit: "pct", digits: 0,
          formula: "100 Σ w of known values", inputs: [whole])))
    return line
  }

  private mutating func shareTable() -> ResultTable? {
    guard let robustness = report.robustness.value else { return nil }
    var rows: [[TableCell]] = []
    for share in robustness.shares {
      let key = share.choice.rawValue
      let parts = [("first-order", share.first), ("total", share.total)]
      var line: [TableCell] = [.label(Message("composite.choice.\(key)"))]
      for (path, outcome) in parts {
        line.append(
          .value(
            numbers.add(
              "share.\(path)", key, outcome.percent, unit: "pct", digits: 0,
              formula: path == "total"
                ? "T = (1/2N) Σ (f_A − f_AB)² / Var f" : "S = (1/N) Σ f_B (f_AB − f_A) / Var f",
              inputs: [whole])))
      }
      rows.append(line)
    }
    return ResultTable(
      id: "\(step).robustness", title: Message("composite.table.robustness", words),
      columns: [
        .init(key: "choice", header: Message("composite.choice")),
        .init(key: "first", header: Message("composite.share.first"), unit: "pct"),
        .init(key: "total", header: Message("composite.share.total"), unit: "pct"),
      ], rows: rows, notes: [Message("composite.note.robustness", words)])
  }

  private func valueTable() -> ResultTable {
    ResultTable(
      id: "\(step).values", title: Message("composite.table.values", words),
      columns: [.init(key: "unit", header: Message("composite.unit"))]
        + cells.indicators.indices.map { place in
          .init(
            key: "value-\(place + 1)",
            header: Message("indicators.subject.1", ["a": name(place)]),
            unit: cells.measures[place])
        },
      rows: cells.units.indices.map { row in
        [cells.units[row].placeCell] + cells.ids[row].map(TableCell.value)
      })
  }

  private mutating func figure() -> Figure? {
    let intervals = report.intervals
    let ranked = report.ordered.filter { intervals[$0.unit] != nil }
    guard !ranked.isEmpty else { return nil }
    var rows: [[TableCell]] = []
    for unit in ranked {
      let interval = intervals[unit.unit]
      rows.append([
        unit.unit.placeCell, .value(rank("median", unit.unit, interval?.median, digits: 1)),
        .value(rank("low", unit.unit, interval.map { Double($0.low) })),
        .value(rank("high", unit.unit, interval.map { Double($0.high) })),
      ])
    }
    let columns: [(String, String)] = [
      ("median", "composite.median-rank"), ("low", "region.best-rank"),
      ("high", "region.worst-rank"),
    ]
    return Figure(
      id: "fig:\(step).ranks", kind: .interval, finding: Message("composite.figure", words),
      subtitle: Message("composite.subtitle", words),
      table: ResultTable(
        id: "\(step).ranks", title: Message("composite.figure", words),
        columns: [.init(key: "unit", header: Message("composite.unit"))]
          + columns.map { .init(key: $0.0, header: Message($0.1), unit: "1") }, rows: rows),
      x: "unit", y: columns.map(\.0), xTitle: Message("composite.unit"),
      yTitle: Message("composite.rank"), sources: numbers.sources(parameters.citation),
      notes: [Message("composite.note.scores", words)],
      summary: Message("composite.summary", words))
  }
}
