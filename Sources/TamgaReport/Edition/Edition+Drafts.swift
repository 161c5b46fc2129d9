internal import TamgaPresent

extension Edition {
  /// Families of texts that the page itself uses.
  private static let families = [
    "report.", "drawer.", "verdict.", "severity.", "value.", "missing.", "mark.",
  ]

  /// How many texts of the page no native reader has reviewed; English has none.
  func draftCount() throws -> Int {
    let catalog = try StringCatalog.catalog(of: language)
    var keys: Set<String> = []
    for result in run.results {
      collect([result.title] + (result.introduction.map { [$0] } ?? []), into: &keys)
      collect(result.findings.map(\.message) + result.cards.flatMap(\.messages), into: &keys)
      for figure in result.figures {
        collect([figure.finding, figure.subtitle, figure.summary], into: &keys)
        collect([figure.xTitle, figure.yTitle] + figure.notes, into: &keys)
      }
      for table in result.tables + result.figures.map(\.table) {
        collect([table.title] + table.notes + table.columns.map(\.header), into: &keys)
        for case .label(let message) in table.rows.joined() { collect([message], into: &keys) }
      }
    }
    return catalog.entries.count { key, entry in
      entry.status == "draft"
        && (keys.contains(key) || Edition.families.contains { key.hasPrefix($0) })
    }
  }

  private func collect(_ messages: [Message], into keys: inout Set<String>) {
    for message in messages {
      keys.insert(message.key)
      for case .message(let inner) in message.arguments.values { collect([inner], into: &keys) }
    }
  }
}
