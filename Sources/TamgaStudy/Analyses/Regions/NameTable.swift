internal import TamgaPresent

/// Names of places, axes and the like by language, as a study gives them in a delimited text.
///
/// The text has the column `name`, the word as the other files have it, and any of `name_en`, `name_ru`,
/// `name_kk`, `name_ky`. Where a language has no name, the word itself is shown.
struct NameTable: Sendable, Codable {
  private let names: [String: [String: String]]

  /// The key of the study file, for analyses that show names.
  static let key = ParameterKey(
    "translations", "names by language: name, name_en, name_ru, name_kk, name_ky")

  /// What stands between names in a list of them.
  private static let separators = [" – ", " → ", ", ", ": "]

  /// Reads the table that a step names, if it names one.
  ///
  /// - Throws: T130 for a text without the column `name`, T843 for a name that stands twice.
  init?(_ reader: ParameterReader) throws {
    guard reader.optional("translations") != nil else { return nil }
    let languages = Language.allCases.map(\.rawValue)
    let file = try NumberFile(
      reader, "translations",
      columns: NumberFile.Columns(words: ["name"], wordsIfPresent: languages.map { "name_\($0)" }))
    var names: [String: [String: String]] = [:]
    for row in file.rows {
      let word = file.word("name", row)
      var own = ["en": word]
      for language in languages {
        let name = file.word("name_\(language)", row)
        if !name.isEmpty { own[language] = name }
      }
      guard names.updateValue(own, forKey: word) == nil else {
        throw Diagnostic("T843", ["key": word], place: file.place(row))
      }
    }
    self.names = names
  }

  /// A text by language, where it is a name or a list that holds one; nil else.
  func translated(_ text: String) -> [String: String]? {
    if let own = names[text] { return own }
    for separator in Self.separators where text.contains(separator) {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        .map(String.init)
      let known = parts.map(translated)
      guard known.contains(where: { $0 != nil }) else { continue }
      var whole: [String: String] = [:]
      for language in Set(known.compactMap(\.self).flatMap(\.keys)) {
        whole[language] = zip(parts, known).map { part, names in
          names?[language] ?? names?["en"] ?? part
        }.joined(separator: separator)
      }
      return whole
    }
    return nil
  }
}

extension AnalysisResult {
  /// The result with the names of a table in the reader's language; ids and numbers stay.
  func named(by names: NameTable?) -> AnalysisResult {
    guard let names else { return self }
    return AnalysisResult(
      step: step, title: title, introduction: introduction, values: values,
      tables: tables.map { $0.named(by: names) },
      figures: figures.map { $0.named(by: names) },
      findings: findings.map {
        Finding(id: $0.id, kind: $0.kind, message: $0.message.named(by: names))
      })
  }
}

extension ResultTable {
  fileprivate func named(by names: NameTable) -> ResultTable {
    ResultTable(
      id: id, title: title.named(by: names), columns: columns,
      rows: rows.map { row in
        row.map { cell in
          switch cell {
          case .text(let text):
            names.translated(text).map {
              .label(Message("indicators.subject.1", ["a": .name($0)]))
            } ?? cell
          case .label(let message): .label(message.named(by: names))
          default: cell
          }
        }
      }, notes: notes.map { $0.named(by: names) }, display: display)
  }
}

extension Figure {
  fileprivate func named(by names: NameTable) -> Figure {
    Figure(
      id: id, kind: kind, finding: finding.named(by: names), subtitle: subtitle.named(by: names),
      table: table.named(by: names), x: x, y: y, labels: labels, xTitle: xTitle, yTitle: yTitle,
      sources: sources, notes: notes, summary: summary.named(by: names))
  }
}

extension Message {
  fileprivate func named(by names: NameTable) -> Message {
    Message(
      key,
      arguments.mapValues { argument in
        switch argument {
        case .text(let text): names.translated(text).map(MessageArgument.name) ?? argument
        case .message(let message): .message(message.named(by: names))
        default: argument
        }
      })
  }
}
