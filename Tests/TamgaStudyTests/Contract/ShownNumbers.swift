import TamgaPresent

/// What a reader sees of a result: its sentences and the numbers in tables and sentences.
struct ShownNumbers {
  let messages: [Message]
  let ids: [ValueID]

  init(_ result: AnalysisResult) {
    let tables = result.tables + result.figures.map(\.table)
    let cells = tables.flatMap { $0.rows.flatMap { $0 } }
    var messages = [result.title] + [result.introduction].compactMap { $0 }
    messages += result.findings.map(\.message) + result.cards.flatMap(\.messages)
    for table in tables { messages += [table.title] + table.notes + table.columns.map(\.header) }
    for figure in result.figures {
      messages += [figure.finding, figure.subtitle, figure.summary, figure.xTitle, figure.yTitle]
      messages += figure.notes
    }
    for case .label(let message) in cells { messages.append(message) }
    self.messages = messages.flatMap(Self.all)
    var ids = result.cards.flatMap(\.values)
    for case .value(let id) in cells { ids.append(id) }
    for message in self.messages {
      for case .value(let id) in message.arguments.values { ids.append(id) }
    }
    self.ids = ids
  }

  /// A message and those among its arguments, at any depth.
  private static func all(_ message: Message) -> [Message] {
    [message]
      + message.arguments.values.flatMap { argument -> [Message] in
        guard case .message(let inner) = argument else { return [] }
        return all(inner)
      }
  }
}
