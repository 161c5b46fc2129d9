internal import TamgaNumerics
internal import TamgaPresent

/// A run in one language: every text and number that an outlet shows comes from here.
struct Edition: Sendable {
  /// A quality mark as symbol and word.
  struct Mark: Sendable {
    let symbol: String
    let word: String
  }

  /// The run.
  let run: RunResult
  /// The language.
  let language: Language
  /// Sentences and names.
  let localiser: Localiser
  private let records: [ValueID: ValueRecord]

  /// Prepares a run for a language.
  init(_ run: RunResult, language: Language) throws {
    self.run = run
    self.language = language
    localiser = try Localiser(language: language, names: run.names)
    records = Dictionary(run.results.flatMap(\.values).map { ($0.id, $0) }) { first, _ in first }
  }

  /// The record of a number.
  func record(_ id: ValueID) -> ValueRecord? { records[id] }

  /// A text of the report itself.
  func ui(_ key: String) -> String { localiser.text(key) }

  /// A text of the report itself with arguments.
  func ui(_ key: String, _ arguments: [String: MessageArgument]) -> String {
    localiser.text(Message(key, arguments))
  }

  /// A sentence as plain text.
  func plain(_ message: Message) -> String { localiser.text(message) { records[$0] } }

  /// A sentence in parts, so that its numbers can be linked.
  func parts(_ message: Message) -> [Segment] { localiser.segments(message) { records[$0] } }

  /// The study's title.
  var title: String { translated(run.title) ?? run.study }

  /// The study's question, if it has one.
  var question: String? { translated(run.question) }

  private func translated(_ texts: [String: String]) -> String? {
    texts[language.rawValue] ?? texts["en"] ?? texts.min { $0.key < $1.key }?.value
  }

  /// A date in words.
  func date(_ iso: String) -> String { localiser.numbers.date(iso) }

  /// A source with its vintage; one that only names a data set is told by the run's own entry.
  func citation(_ source: SourceReference) -> String {
    let known = run.sources.first {
      $0.dataset == source.dataset && $0.vintage == source.vintage && $0.citation != $0.dataset
    }
    let citation = source.citation == source.dataset ? known?.citation : nil
    guard let vintage = source.vintage else { return citation ?? source.citation }
    return (citation ?? source.citation) + " (\(self.vintage(vintage)))"
  }

  /// A vintage: a date in words, or that none is stated.
  private func vintage(_ text: String) -> String {
    guard text.contains(where: \.isNumber) else { return ui("report.vintageUnknown") }
    return ui("report.vintage", ["date": .text(localiser.numbers.shortDate(text))])
  }

  /// The software with its name, whether or not the run says it.
  var software: String { run.software.hasPrefix("Tamga") ? run.software : "Tamga " + run.software }

  /// A cell as text.
  func text(_ cell: TableCell) -> String {
    switch cell {
    case .label(let message): plain(message)
    case .text(let text): text
    case .entity(let code): localiser.entityName(code)
    case .period(let period): localiser.numbers.period(period)
    case .value(let id): records[id].map(localiser.format) ?? id.text
    case .blank: ""
    }
  }

  /// A number with its unit.
  func withUnit(_ record: ValueRecord) -> String { localiser.format(record) }

  /// A number as a table shows it: without unit where the header has it.
  func inColumn(_ id: ValueID, _ column: ResultTable.Column) -> String {
    guard let record = records[id] else { return id.text }
    return column.unit == record.unit ? localiser.number(of: record) : localiser.format(record)
  }

  /// A number for the end of a bar: short, without unit.
  func short(_ record: ValueRecord) -> String {
    guard let number = double(record), number.magnitude >= 1_000_000 else {
      return localiser.number(of: record)
    }
    return localiser.numbers.compact(number)
  }

  /// A number as a double; nil when it is missing.
  func double(_ record: ValueRecord) -> Double? {
    switch record.value {
    case .exact(let value): Double(NumberFormat.plain(value))
    case .real(let value): value.isFinite ? value : nil
    case .missing: nil
    }
  }

  /// The unit for a header; nil where a bare number says enough.
  func unitHeading(_ unit: String) -> String? {
    ["1", "count", "year", "index", "p", ""].contains(unit) ? nil : localiser.unitName(unit)
  }

  /// The quality marks of a number that have a symbol.
  func marks(of id: ValueID) -> [Mark] {
    (records[id]?.marks ?? []).compactMap { mark in
      let symbol = localiser.markSymbol(mark)
      return symbol.isEmpty ? nil : Mark(symbol: symbol, word: localiser.markName(mark))
    }
  }

  /// A quality mark as symbol and word together.
  func markText(_ mark: String) -> String {
    let symbol = localiser.markSymbol(mark)
    let name = localiser.markName(mark)
    guard !symbol.isEmpty else { return name }
    return ui("report.joined", ["first": .text(symbol + "\u{A0}"), "second": .text(name)])
  }

  /// The sources behind a table's numbers, in the order of the run.
  func sources(of table: ResultTable) -> [SourceReference] {
    let used = Set(
      table.rows.joined().compactMap(\.valueID).flatMap { records[$0]?.sources ?? [] })
    return run.sources.filter { source in
      used.contains(source.dataset)
        || used.contains { $0.hasPrefix(source.dataset + "@") }
    }
  }
}
