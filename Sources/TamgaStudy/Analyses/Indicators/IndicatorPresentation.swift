internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Results of indicators as numbers, a table, figures and sentences.
struct IndicatorPresentation {
  let parameters: IndicatorStudyParameters
  let step: String
  let input: IndicatorInput
  let results: [IndicatorResult]
  let dependence: IndicatorDependence
  private var ledger = ValueLedger()
  private(set) var ids: [ValueID] = []
  private(set) var lower: [ValueID?] = []
  private(set) var upper: [ValueID?] = []
  private(set) var probabilities: [ValueID?] = []

  init(
    parameters: IndicatorStudyParameters, step: String, input: IndicatorInput,
    results: [IndicatorResult], dependence: IndicatorDependence
  ) {
    self.parameters = parameters
    self.step = step
    self.input = input
    self.results = results
    self.dependence = dependence
  }

  /// The most lines of a figure, and the most figures.
  private static let mostLines = 6
  private static let mostFigures = 4

  mutating func result() -> AnalysisResult {
    for result in results {
      let inputs = dependence.rows(of: result).flatMap { row in
        input.records(row).map { ledger.add($0) }
      }
      ids.append(add(result, "value", result.outcome, inputs))
      lower.append(result.interval.map { add(result, "lower", .value($0.lower), inputs) })
      upper.append(result.interval.map { add(result, "upper", .value($0.upper), inputs) })
      probabilities.append(result.probability.map { add(result, "p", .value($0), inputs) })
    }
    let tables = parameters.definitions.compactMap(table)
    let figures = Array(parameters.definitions.compactMap(figure).prefix(Self.mostFigures))
    return AnalysisResult(
      step: step, title: Message("indicators.title", ["name": name]),
      introduction: Message(
        "indicators.introduction",
        ["count": .count(parameters.indicators.count), "n": .count(results.count)]),
      values: ledger.records, tables: tables, figures: figures, findings: findings())
  }

  /// An indicator by subject and period.
  private func table(_ definition: IndicatorDefinition) -> ResultTable? {
    let own = results.indices.filter { results[$0].id == definition.id }
    guard let first = own.first else { return nil }
    let unit = unit(results[first])
    let parts = [("lower", lower), ("upper", upper), ("p", probabilities)].filter { part in
      own.contains { part.1[$0] != nil }
    }
    let rows = own.map { place -> [TableCell] in
      let result = results[place]
      return [.label(Self.subject(result.subject)), period(result), .value(ids[place])]
        + parts.map { $0.1[place].map(TableCell.value) ?? .blank } + [state(result)]
    }
    let ends = parts.map { name, _ in
      ResultTable.Column(
        key: name, header: Message("column.\(name)"), unit: name == "p" ? nil : unit)
    }
    return ResultTable(
      id: "\(step).\(slug(definition.id))",
      title: Message(
        "indicators.table",
        ["name": .message(Message(nameKey(results[first]))), "id": .text(definition.id)]),
      columns: [
        .init(key: "subject", header: Message("indicator-page.subject")),
        .init(key: "period", header: Message("column.period")),
        .init(key: "value", header: Message("column.value"), unit: unit),
      ] + ends + [.init(key: "state", header: Message("indicators.state"))],
      rows: rows, notes: notes)
  }

  /// What the section is called.
  private var name: MessageArgument {
    if let title = parameters.title { return .name(title) }
    return .message(Message("indicator.\(parameters.indicators.first ?? "")"))
  }

  // MARK: Numbers

  private mutating func add(
    _ result: IndicatorResult, _ part: String, _ outcome: Outcome<Double>, _ inputs: [ValueID]
  ) -> ValueID {
    let value: ResultValue =
      switch outcome {
      case .value(let number): .real(number)
      case .missing(let reason): .missing(reason.rawValue)
      }
    let definition = IndicatorCatalogue.indicator(result.id)
    return ledger.add(
      ValueRecord(
        id: Self.id(part, of: result, step: step),
        value: value, unit: part == "p" ? "1" : unit(result),
        digits: part == "p" ? 3 : outcome.value.map { Self.digits($0, unit(result)) } ?? 0,
        interval: part == "value"
          ? result.interval.map {
            Interval(lower: $0.lower, upper: $0.upper, level: 0.95, method: $0.kind)
          } : nil,
        observations: result.n, marks: ledger.inheritedMarks(of: inputs),
        formula: "\(result.id): \(definition?.formula ?? "")", inputs: inputs.map { .value($0) },
        sources: ledger.inheritedSources(of: inputs)))
  }

  /// The id of a result: indicator, subject and period, whatever else is shown beside it.
  private static func id(_ part: String, of result: IndicatorResult, step: String) -> ValueID {
    var keys = ["step": step, "of": result.id, "who": result.subject.idWord]
    if !result.period.isEmpty { keys["t"] = result.period.idWord }
    return ValueID("indicators.\(part)", keys)
  }

  private func unit(_ result: IndicatorResult) -> String {
    let own = result.unit(ofInput: input.unit(IndicatorCatalogue.indicator(result.id)))
    return MeasureUnit(id: own)?.id ?? "1"
  }

  /// Decimal places: two for percent, those of money for money, else by size.
  private static func digits(_ value: Double, _ unit: String) -> Int {
    if ["pct", "pp"].contains(unit) { return 2 }
    if let money = MeasureUnit(id: unit), case .money = money.dimension {
      return ValueLedger.digits(of: money)
    }
    let size = abs(value)
    return value == value.rounded() && size < 1e9 ? 0 : size >= 1000 ? 1 : size >= 10 ? 2 : 4
  }

  // MARK: Words

  func nameKey(_ result: IndicatorResult) -> String { "indicator." + result.id }

  /// Why there is no value, else what a reader has to know beside it.
  private func state(_ result: IndicatorResult) -> TableCell {
    if let reason = result.outcome.reason { return .label(Message("missing.\(reason.rawValue)")) }
    guard let first = result.flags.first else { return .label(Message("indicators.state.value")) }
    guard result.flags.count > 1 else { return .label(Message("flag.\(first.rawValue)")) }
    return .label(
      Message(
        "indicators.state.two",
        [
          "first": .message(Message("flag.\(first.rawValue)")),
          "second": .message(Message("flag.\(result.flags[1].rawValue)")),
        ]))
  }

  /// The period of a result; of pairs of regions, those of both numbers.
  private func period(_ result: IndicatorResult) -> TableCell {
    let text = parameters.pairs?.periods ?? result.period
    return Period(text).map(TableCell.period) ?? .label(Self.span(text))
  }

  /// `2021-Q1/2022-Q1`, and two of them as in `2021/2022; 2022-Q4`, in the reader's words.
  private static func span(_ text: String) -> Message {
    func one(_ part: String) -> MessageArgument {
      let ends = part.split(separator: "/").compactMap { Period(String($0)) }
      guard ends.count == 2 else { return ends.first.map(MessageArgument.period) ?? .text(part) }
      return .message(
        Message("indicators.span", ["from": .period(ends[0]), "to": .period(ends[1])]))
    }
    let parts = text.split(separator: "; ").map(String.init)
    guard parts.count == 2 else { return Message("indicators.subject.1", ["a": one(text)]) }
    return Message("indicators.state.two", ["first": one(parts[0]), "second": one(parts[1])])
  }

  /// A subject with names for its codes.
  static func subject(_ text: String) -> Message {
    if text == "all" { return Message("indicators.subject.all") }
    let parts = text.split(separator: "/").map(String.init).filter { $0 != "TOTAL" }
    let names = zip(["a", "b", "c"], parts.map(argument)).map { ($0, $1) }
    guard (1...3).contains(parts.count) else {
      return Message("indicators.subject.1", ["a": .text(text)])
    }
    return Message("indicators.subject.\(parts.count)", Dictionary(uniqueKeysWithValues: names))
  }

  private static func argument(_ part: String) -> MessageArgument {
    if ["X", "M", "T"].contains(part) { return .message(Message("flow.\(part)")) }
    return part.isEntityCode ? .entity(EntityCode(part)) : .text(part)
  }

  private var notes: [Message] {
    let choices = parameters.choices.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      .joined(separator: ", ")
    return [Message("indicators.note")]
      + (choices.isEmpty ? [] : [Message("indicators.note-choices", ["choices": .text(choices)])])
      + (parameters.profile.map { [Message("indicators.note-profile", ["profile": .text($0)])] }
        ?? [])
      + input.notes
  }

  // MARK: Figures and sentences

  func places(_ id: String, _ subject: String) -> [Int] {
    results.indices.filter {
      results[$0].id == id && results[$0].subject == subject && Period(results[$0].period) != nil
    }
  }

  func subjects(_ id: String) -> [String] {
    var seen: Set<String> = []
    return results.filter { $0.id == id }.map(\.subject).filter { seen.insert($0).inserted }
  }

  /// Lines by subject, where an indicator has at least three periods.
  private func figure(_ definition: IndicatorDefinition) -> Figure? {
    let own = results.filter { $0.id == definition.id }
    let periods = Set(own.compactMap { Period($0.period) }).sorted()
    let subjects = Array(
      subjects(definition.id).filter { subject in
        places(definition.id, subject).contains { results[$0].value != nil }
      }.prefix(Self.mostLines))
    guard periods.count >= 3, let first = subjects.first, let sample = own.first else { return nil }
    let table = ResultTable(
      id: "\(step).\(slug(definition.id)).drawn", title: Message(nameKey(sample)),
      columns: [.init(key: "period", header: Message("column.period"))]
        + subjects.indices.map {
          .init(key: "s\($0 + 1)", header: Self.subject(subjects[$0]), unit: unit(sample))
        },
      rows: periods.map { period in
        [.period(period)]
          + subjects.map { subject in
            places(definition.id, subject).first { results[$0].period == period.description }
              .map { .value(ids[$0]) } ?? .blank
          }
      })
    let words: [String: MessageArgument] = [
      "name": .message(Message(nameKey(sample))), "subject": .message(Self.subject(first)),
      "unit": .unit(unit(sample)), "count": .count(subjects.count), "id": .text(definition.id),
    ]
    return Figure(
      id: "fig:\(step).\(slug(definition.id))", kind: .line,
      finding: finding(definition)?.message ?? Message("indicators.figure", words),
      subtitle: Message("indicators.subtitle", words),
      table: table, x: "period", y: table.columns.dropFirst().map(\.key),
      xTitle: Message("column.period"), yTitle: Message("indicators.axis", words),
      sources: sources, notes: [Message("indicators.note")],
      summary: Message("indicators.summary", words))
  }

  private var sources: [SourceReference] {
    SourceReference.list(of: ledger.records).map { source in
      guard let citation = parameters.citation, source.dataset.hasPrefix("file.") else {
        return source
      }
      return SourceReference(dataset: source.dataset, citation: citation, vintage: source.vintage)
    }
  }
}

extension String {
  /// Whether the text looks like a code of a country, group or region, as in `KAZ` or `KZ-15`.
  var isEntityCode: Bool {
    wholeMatch(of: /[A-Z]{2,4}(-[A-Z0-9]{1,4})?/) != nil && count >= 3
  }
}
