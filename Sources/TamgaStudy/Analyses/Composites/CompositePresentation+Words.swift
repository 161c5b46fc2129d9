internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension CompositePresentation {
  /// What an indicator is called: by the study, else by its id.
  func name(_ place: Int) -> MessageArgument {
    let names = cells.names[place]
    return names.isEmpty ? .text(cells.indicators[place].id) : .name(names)
  }

  /// Whether there are factors that the index should have and for which there are no data.
  var lacks: Bool { !parameters.lacking.isEmpty }

  /// The factors the index should have, those without data among them.
  var declared: Int { cells.indicators.count + parameters.lacking.count }

  /// What the index is called; partial where it has less of its factors than a unit must have of weights.
  var title: MessageArgument {
    let whole =
      parameters.title.map(MessageArgument.name) ?? .message(Message("composite.name"))
    let share = Double(cells.indicators.count) / Double(declared)
    return share < composite.method.minimumCoverage - 1e-12
      ? .message(Message("composite.partial", ["name": whole])) : whole
  }

  /// The indicators with what was done to them.
  mutating func indicatorTable() -> ResultTable {
    let sum = compensatedTotal(of: cells.indicators.lazy.map(\.weight))
    let hasPillars = !composite.pillars.isEmpty
    var rows: [[TableCell]] = []
    for (place, indicator) in cells.indicators.enumerated() {
      let weight = numbers.add(
        "weight", indicator.id, 100 * indicator.weight / sum, unit: "pct", digits: 1,
        formula: "100 w/Σ w", inputs: [whole])
      let name = Message("indicators.subject.1", ["a": name(place)])
      rows.append(
        [
          .label(name), .label(Message("swot.direction.\(indicator.direction.rawValue)")),
          .value(weight),
        ] + (hasPillars ? [.text(indicator.pillar ?? "–")] : []) + [treatment(indicator)])
    }
    let pillar = ResultTable.Column(key: "pillar", header: Message("composite.pillar"))
    return ResultTable(
      id: "\(numbers.step).indicators", title: Message("composite.table.indicators", words),
      columns: [
        .init(key: "indicator", header: Message("composite.indicator")),
        .init(key: "direction", header: Message("swot.direction")),
        .init(key: "weight", header: Message("composite.weight"), unit: "pct"),
      ] + (hasPillars ? [pillar] : []) + [
        .init(key: "treatment", header: Message("composite.treatment"))
      ], rows: rows)
  }

  private func treatment(_ indicator: CompositeIndicator) -> TableCell {
    if let reason = composite.dropped[indicator.id] {
      return .label(
        Message(
          "composite.dropped", ["reason": .message(Message("missing.\(reason.rawValue)"))]))
    }
    switch composite.treatments.first(where: { $0.indicator == indicator.id })?.treatment {
    case .winsorised(let points):
      return .label(Message("composite.treatment.winsorised", ["n": .count(points)]))
    case .logarithm: return .label(Message("composite.treatment.logarithm"))
    case .untreated: return .label(Message("composite.treatment.untreated"))
    case .some(.none), nil: return .label(Message("composite.treatment.none"))
    }
  }

  /// What the index should also have, and what each of it needs.
  func lackTable() -> ResultTable? {
    guard !parameters.lacking.isEmpty else { return nil }
    return ResultTable(
      id: "\(numbers.step).lacking", title: Message("composite.table.lacking", words),
      columns: [
        .init(key: "indicator", header: Message("composite.indicator")),
        .init(key: "needs", header: Message("composite.needs")),
      ],
      rows: parameters.lacking.map { lack in
        [lack.names, lack.needs].map {
          .label(Message("indicators.subject.1", ["a": .name($0)]))
        }
      })
  }

  mutating func findings() -> [Finding] {
    var found: [(String, Message)] = []
    if let first = report.ordered.first(where: { $0.rank != nil }) {
      var words = words
      words["unit"] = first.unit.placeArgument
      words["score"] = .value(score(first))
      if let interval = report.intervals[first.unit] {
        words["low"] = .value(rank("low", first.unit, Double(interval.low)))
        words["high"] = .value(rank("high", first.unit, Double(interval.high)))
        found.append(
          (
            "first",
            Message(lacks ? "composite.finding.first-part" : "composite.finding.first", words)
          ))
      } else {
        found.append(
          (
            "first",
            Message(lacks ? "composite.finding.score-part" : "composite.finding.score", words)
          ))
      }
    }
    if let robustness = report.robustness.value {
      var words = words
      let firm = robustness.units.count { $0.high - $0.low <= 2 }
      words["firm"] = .count(firm)
      words["all"] = .count(robustness.units.count)
      let choice = robustness.shares.filter { $0.total.value != nil }
        .max { ($0.total.value ?? 0) < ($1.total.value ?? 0) }
      if let choice {
        words["choice"] = .message(Message("composite.choice.\(choice.choice.rawValue)"))
        found.append(("robust", Message("composite.finding.robust", words)))
      }
    }
    if !composite.unranked.isEmpty {
      var words = words
      words["n"] = .count(composite.unranked.count)
      found.append(("unranked", Message("composite.finding.unranked", words)))
    }
    if !parameters.lacking.isEmpty {
      var words = words
      words["n"] = .count(parameters.lacking.count)
      words["all"] = .count(parameters.lacking.count + cells.indicators.count)
      found.append(("lacking", Message("composite.finding.lacking", words)))
    }
    return found.map {
      Finding(id: "\(numbers.step).\($0.0)", kind: .statement, message: $0.1)
    }
  }
}
