internal import TamgaPresent

extension AnalysisResult {
  /// The result with only the numbers that a table or sentence shows, and those they rest on.
  func pruned() -> AnalysisResult {
    let records = Dictionary(values.map { ($0.id, $0) }) { first, _ in first }
    var reached: Set<ValueID> = []
    var open = shown
    while let id = open.popLast() {
      guard reached.insert(id).inserted, let record = records[id] else { continue }
      for case .value(let input) in record.inputs { open.append(input) }
    }
    var result = self
    result.values = values.filter { reached.contains($0.id) }
    return result
  }

  /// The numbers in tables and sentences.
  private var shown: [ValueID] {
    let cells = (tables + figures.map(\.table)).flatMap { $0.rows.flatMap { $0 } }
    let inTables = cells.compactMap { cell -> ValueID? in
      if case .value(let id) = cell { id } else { nil }
    }
    let messages =
      findings.map(\.message) + figures.flatMap { [$0.finding, $0.summary] + $0.notes }
      + tables.flatMap(\.notes)
      + cards.flatMap(\.messages)
    return inTables + cards.flatMap(\.values) + messages.flatMap(\.values)
  }
}

extension Message {
  /// The numbers among the arguments, at any depth.
  var values: [ValueID] {
    arguments.values.flatMap { argument -> [ValueID] in
      switch argument {
      case .value(let id): [id]
      case .message(let message): message.values
      default: []
      }
    }
  }
}
