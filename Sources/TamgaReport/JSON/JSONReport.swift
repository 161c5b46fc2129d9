internal import TamgaNumerics
public import TamgaPresent

/// A run as one JSON document, `tamga.results/1`.
///
/// Numbers are neutral: an exact decimal is a string with its own digits, a computed number a JSON
/// number in its shortest form that reads back to the same bits, a missing one `null` with the
/// reason. Members are sorted by name; equal runs give equal bytes.
public enum JSONReport {
  /// The name and version of the document's form; `Schemas/results.schema.json` describes it.
  public static let schema = "tamga.results/1"

  /// Renders a run.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - languages: the languages of texts; chart specifications have the first.
  /// - Returns: the document as UTF-8.
  /// - Throws: `T724` for a figure whose table lacks a column, `T727` for a number without record.
  public static func render(
    _ run: RunResult, languages: [Language] = [.en, .ru]
  ) throws -> [UInt8] {
    let editions = try languages.map { try Edition(run, language: $0) }
    guard let first = editions.first else { return try render(run) }
    try first.checkReferences()
    let document = ResultsDocument(run: run, editions: editions, first: first)
    return try document.json().bytes(layout: .indented) + [10]
  }
}

/// The parts of the document.
struct ResultsDocument {
  let run: RunResult
  let editions: [Edition]
  let first: Edition

  func json() throws -> JSONValue {
    [
      "schema": .string(JSONReport.schema),
      "run": [
        "id": .string(run.run), "software": .string(run.software), "date": .string(run.date),
      ],
      "study": [
        "id": .string(run.study), "title": strings(run.title), "question": strings(run.question),
        "authors": .array(run.authors.map(JSONValue.string)), "licence": .string(run.licence),
      ],
      "sources": .array(run.sources.map(source)),
      "names": .object(run.names.mapValues(strings)),
      "results": .array(try run.results.map(result)),
    ]
  }

  private func result(_ result: AnalysisResult) throws -> JSONValue {
    let renderer = DiagnosticRenderer(language: first.language)
    return [
      "step": .string(result.step), "title": text(result.title),
      "introduction": result.introduction.map(text) ?? .null,
      "values": .array(result.values.map(value)),
      "tables": .array(result.tables.map(table)),
      "figures": .array(try result.figures.map(figure)),
      "findings": .array(result.findings.map(finding)),
      "cards": .array(result.cards.map(card)),
      "diagnostics": .array(result.diagnostics.map(renderer.json)),
    ]
  }

  private func finding(_ finding: Finding) -> JSONValue {
    let ids = first.parts(finding.message).compactMap { part -> JSONValue? in
      if case .value(let id, _) = part { .string(id.text) } else { nil }
    }
    return [
      "id": .string(finding.id), "kind": .string(finding.kind.rawValue),
      "text": text(finding.message), "values": .array(ids),
    ]
  }

  private func card(_ card: AuditCard) -> JSONValue {
    let notes = card.notes.map { part -> JSONValue in
      ["subject": .string(part.subject.rawValue), "sentences": .array(part.sentences.map(text))]
    }
    return [
      "id": .string(card.id), "quote": .string(card.quote), "where": .string(card.place),
      "verdict": .string(card.standing.rawValue), "verdictText": text(card.verdict),
      "weak": .bool(card.isWeak), "published": .optional(card.published?.text),
      "wording": card.wording.map(text) ?? .null,
      "recomputed": .optional(card.recomputed?.text),
      "formula": .optional(card.formula), "notes": .array(notes),
    ]
  }

  private func figure(_ figure: Figure) throws -> JSONValue {
    [
      "id": .string(figure.id), "kind": .string(figure.kind.rawValue),
      "finding": text(figure.finding), "subtitle": text(figure.subtitle),
      "summary": text(figure.summary), "notes": .array(figure.notes.map(text)),
      "sources": .array(figure.sources.map(source)), "table": table(figure.table),
      "x": .string(figure.x), "y": .array(figure.y.map(JSONValue.string)),
      "labels": .optional(figure.labels), "xTitle": text(figure.xTitle),
      "yTitle": text(figure.yTitle),
      "vegaLite": try ChartSpec.vegaLite(figure, in: first, width: .wide),
    ]
  }

  private func table(_ table: ResultTable) -> JSONValue {
    let columns = table.columns.map { column -> JSONValue in
      [
        "key": .string(column.key), "header": text(column.header),
        "unit": .optional(column.unit),
      ]
    }
    return [
      "id": .string(table.id), "title": text(table.title), "columns": .array(columns),
      "rows": .array(table.rows.map { .array($0.map(cell)) }),
      "notes": .array(table.notes.map(text)),
    ]
  }

  private func cell(_ cell: TableCell) -> JSONValue {
    switch cell {
    case .label(let message): ["label": text(message)]
    case .text(let text): ["text": .string(text)]
    case .entity(let code): ["entity": .string(code.text)]
    case .period(let period): ["period": .string(period.description)]
    case .value(let id):
      ["value": .string(id.text), "number": first.record(id).map(number) ?? .null]
    case .blank: .null
    }
  }

  private func source(_ source: SourceReference) -> JSONValue {
    [
      "dataset": .string(source.dataset), "citation": .string(source.citation),
      "vintage": .optional(source.vintage),
    ]
  }

  /// A sentence in every language of the document.
  private func text(_ message: Message) -> JSONValue {
    .object(
      Dictionary(editions.map { ($0.language.rawValue, JSONValue.string($0.plain(message))) }) {
        first, _ in first
      })
  }

  private func strings(_ texts: [String: String]) -> JSONValue {
    .object(texts.mapValues(JSONValue.string))
  }
}
