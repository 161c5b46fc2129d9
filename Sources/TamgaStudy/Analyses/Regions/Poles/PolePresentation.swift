internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The three stages of poles as numbers, tables, a figure and sentences.
struct PolePresentation {
  let parameters: PoleStudyParameters
  let step: String
  let stages: PoleStages
  var numbers: FileLedger
  /// The three tables as wholes.
  let whole: [ValueID]

  init(parameters: PoleStudyParameters, step: String, stages: PoleStages) {
    self.parameters = parameters
    self.step = step
    self.stages = stages
    var numbers = FileLedger(step: step, prefix: "poles")
    let tables = parameters.tables
    whole = [tables.places, tables.poles, tables.distances].map { numbers.whole($0) }
    self.numbers = numbers
  }

  mutating func result() -> AnalysisResult {
    var tables: [ResultTable] = []
    if let plan = planTable() { tables.append(plan) }
    if let scores = scoreTable() { tables.append(scores) }
    tables.append(zoneTable())
    tables.append(coverageTable())
    if let beyond = beyondTable() { tables.append(beyond) }
    tables.append(programmeTable())
    if let risks = riskTable() { tables.append(risks) }
    tables.append(placesTable())
    let findings = self.findings()
    let figure = coverageFigure()
    return AnalysisResult(
      step: step, title: Message("poles.title"),
      introduction: Message("poles.introduction", words), values: numbers.records, tables: tables,
      figures: [figure], findings: findings)
  }

  var words: [String: MessageArgument] {
    [
      "reach": .text(NumberFormat.plain(parameters.reach, digits: parameters.unit == "h" ? 1 : 0)),
      "unit": .unit(parameters.unit), "network": .count(stages.network.poles.count),
      "candidates": .count(stages.field.poles.count),
      "places": .count(stages.network.places.count), "budget": .count(parameters.budget),
      "mass": Message.kind(parameters.mass), "seed": .text(String(parameters.seed)),
    ]
  }

  // MARK: Stage 1

  private mutating func planTable() -> ResultTable? {
    guard !stages.plan.isEmpty else { return nil }
    var rows: [[TableCell]] = []
    for (place, judged) in stages.plan.enumerated() {
      let line = parameters.plan[place]
      let inputs = candidateCells(line.column)
      let median = numbers.add(
        "plan.median", "\(place + 1)", judged.median, digits: 1,
        formula: "median of \(line.indicator) over candidates", inputs: inputs)
      rows.append([
        .label(Message("poles.statement", ["text": .name(line.statement)])),
        line.indicator.indicatorCell,
        .text(
          (line.holdsAbove ? "> " : "< ")
            + NumberFormat.plain(
              line.threshold, digits: line.threshold == line.threshold.rounded() ? 0 : 1)),
        .value(median),
        .label(Message("poles.verdict.\(judged.verdict.rawValue)")),
      ])
    }
    return ResultTable(
      id: "\(step).plan", title: Message("poles.table.plan"),
      columns: [
        .init(key: "statement", header: Message("poles.supposition")),
        .init(key: "indicator", header: Message("poles.indicator")),
        .init(key: "threshold", header: Message("poles.threshold")),
        .init(key: "median", header: Message("poles.median"), unit: "1"),
        .init(key: "verdict", header: Message("poles.verdict")),
      ], rows: rows, notes: [Message("poles.note.plan")])
  }

  /// The numbers of a column of the candidates.
  private mutating func candidateCells(_ column: String) -> [ValueID] {
    let poles = parameters.tables.poles
    return poles.rows.filter { poles.number(column, $0) != nil }.map {
      numbers.cell(poles, column, $0)
    }
  }

  // MARK: Stage 2

  private mutating func scoreTable() -> ResultTable? {
    guard !stages.scores.isEmpty else { return nil }
    let order = stages.scores.indices.sorted {
      let ranks = [stages.scores[$0].rank.value, stages.scores[$1].rank.value]
      return (ranks[0] ?? .infinity, $0) < (ranks[1] ?? .infinity, $1)
    }
    var rows: [[TableCell]] = []
    for place in order {
      let score = stages.scores[place]
      let dimensions = parameters.tables.dimensions
      var inputs: [ValueID] = []
      for column in dimensions where parameters.tables.poles.number(column, place) != nil {
        inputs.append(numbers.cell(parameters.tables.poles, column, place))
      }
      inputs.append(whole[1])
      let own = numbers.add(
        "score", score.name, score.score, digits: 3,
        formula: "pole.score.geometric: Π p_d^(1/D), p = rank / (n + 1)", inputs: inputs)
      let rank = numbers.add(
        "score.rank", score.name, score.rank, digits: 0, formula: "rank of the score",
        inputs: [own] + inputs, interval: score.rankInterval)
      let ends: [(String, Double?)] = [
        ("lower", score.rankInterval?.lower), ("upper", score.rankInterval?.upper),
      ]
      var cells: [TableCell] = [score.name.placeCell, .value(own), .value(rank)]
      for (end, value) in ends {
        cells.append(
          .value(
            numbers.add(
              "score.rank-\(end)", score.name, value.map { .value($0) } ?? .missing(.coverage),
              digits: 0, formula: "90 % of 1,000 draws of weights", inputs: inputs)))
      }
      let first = numbers.add(
        "score.first", score.name, score.topProbability.percent, unit: "pct", digits: 0,
        formula: "share of draws among the first three", inputs: inputs)
      rows.append(cells + [.value(first)])
    }
    return ResultTable(
      id: "\(step).scores", title: Message("poles.table.scores"),
      columns: [
        .init(key: "pole", header: Message("region.pole")),
        .init(key: "score", header: Message("composite.score"), unit: "1"),
        .init(key: "rank", header: Message("ranking.rank"), unit: "1"),
        .init(key: "lower", header: Message("region.best-rank"), unit: "1"),
        .init(key: "upper", header: Message("region.worst-rank"), unit: "1"),
        .init(key: "first", header: Message("poles.first-three"), unit: "pct"),
      ], rows: rows,
      notes: [
        Message(
          "poles.note.scores",
          [
            "dimensions": Message.kinds(parameters.tables.dimensions),
            "seed": .text(String(parameters.seed)),
          ])
      ])
  }

  private mutating func zoneTable() -> ResultTable {
    var rows: [[TableCell]] = []
    let places = stages.network.places
    for (pole, name) in stages.network.poles.enumerated() {
      var cells: [TableCell] = [name.placeCell]
      for (method, found) in stages.zones {
        let own = places.indices.filter { found[$0] == pole }
        let count = numbers.add(
          "zone.\(method).places", name, Double(own.count), unit: "count", digits: 0,
          formula: "zone.\(method).assignment", inputs: whole)
        let people = numbers.add(
          "zone.\(method).population", name,
          compensatedTotal(of: own.map { places[$0].population }), unit: "count", digits: 0,
          formula: "Σ population, zone.\(method).assignment", inputs: whole)
        cells += [.value(count), .value(people)]
      }
      rows.append(cells)
    }
    let columns = stages.zones.flatMap { method, _ -> [ResultTable.Column] in
      let name: [String: MessageArgument] = ["method": .message(Message("poles.zone.\(method)"))]
      return [
        .init(
          key: "\(method)-places", header: Message("poles.zone-places", name), unit: "count"),
        .init(
          key: "\(method)-population", header: Message("poles.zone-population", name),
          unit: "count"),
      ]
    }
    return ResultTable(
      id: "\(step).zones", title: Message("poles.table.zones", words),
      columns: [.init(key: "pole", header: Message("region.pole"))] + columns, rows: rows,
      notes: [Message("poles.note.zones", words)])
  }
}
