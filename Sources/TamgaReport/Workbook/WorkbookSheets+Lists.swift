internal import TamgaPresent

extension WorkbookSheets {
  private var records: [ValueRecord] { edition.run.results.flatMap(\.values) }

  /// Every number in one long list, a column a key of its id: ready for a pivot table.
  func tidy(_ name: String) -> Sheet {
    let keys = Set(records.flatMap { $0.id.keys.keys }).sorted()
    let rows = records.map { record -> [Sheet.Cell] in
      let marks = record.marks.joined(separator: " ")
      let keyed = keys.map { key -> Sheet.Cell in
        guard let code = record.id.keys[key] else { return .blank }
        return Int(code).flatMap { String($0) == code ? .whole($0) : nil } ?? .text(code)
      }
      return [.text(record.id.path)] + keyed
        + [number(record), .text(record.unit), .text(marks), .text(record.id.text)]
    }
    let tail = headers("column.value", "column.unit", "column.mark", "column.valueId")
    return Sheet(
      name: name, lines: [edition.ui("workbook.tidy")],
      headers: Sheet.uniqueHeaders(headers("column.measure") + keys + tail),
      widths: [30] + keys.map { _ in 12 } + [18, 12, 16, 60], rows: rows)
  }

  /// Sheet and cell of every number, and what it comes from: one row an input.
  func lineage(
    _ name: String, _ places: [ValueID: [(sheet: String, cell: String)]]
  ) -> Sheet {
    var rows: [[Sheet.Cell]] = []
    for record in records {
      let shown = places[record.id] ?? [("", "")]
      let inputs: [ValueInput?] = record.inputs.isEmpty ? [nil] : record.inputs
      for place in shown {
        for input in inputs {
          rows.append(
            [text(place.sheet), text(place.cell), .text(record.id.text)]
              + source(input)
              + [text(record.formula ?? ""), text(record.steps.joined(separator: " → "))])
        }
      }
    }
    return Sheet(
      name: name, lines: [edition.ui("workbook.lineage"), edition.ui("report.lineage.note")],
      headers: headers(
        "column.sheet", "column.cell", "column.valueId", "drawer.inputs", "column.file",
        "drawer.checksum", "workbook.sourceSheet", "workbook.sourceCell", "drawer.raw",
        "drawer.printed", "drawer.formula", "column.steps"),
      widths: [24, 8, 50, 50, 30, 20, 16, 12, 18, 24, 20, 40], rows: rows)
  }

  /// Input value, file, checksum, sheet, cell, raw text, printed place.
  private func source(_ input: ValueInput?) -> [Sheet.Cell] {
    switch input {
    case nil: return [Sheet.Cell](repeating: .blank, count: 7)
    case .value(let id): return [.text(id.text)] + [Sheet.Cell](repeating: .blank, count: 6)
    case .cell(let cell):
      let line = cell.line.map { "\($0)" + (cell.column.map { ":" + $0 } ?? "") }
      return [
        .blank, .text(cell.file), .text(cell.sha256), text(cell.sheet ?? ""),
        text(cell.cell ?? line ?? ""), .text(cell.raw), text(cell.printed ?? ""),
      ]
    }
  }

  private func text(_ text: String) -> Sheet.Cell { text.isEmpty ? .blank : .text(text) }

  /// Notes of figures and tables, warnings of the run.
  func notes(_ name: String) -> Sheet {
    var rows: [[Sheet.Cell]] = []
    for result in edition.run.results {
      let title = edition.plain(result.title)
      let notes =
        (result.introduction.map { [$0] } ?? []) + result.figures.flatMap(\.notes)
        + result.tables.flatMap(\.notes)
      for note in notes { rows.append([.text(title), .text(edition.plain(note))]) }
      for diagnostic in result.diagnostics {
        let warning = edition.warning(diagnostic)
        rows.append([.text(title), .text(warning.heading + ": " + warning.message)])
      }
    }
    return Sheet(
      name: name, lines: [edition.ui("workbook.notes")],
      headers: headers("workbook.section", "workbook.text"),
      widths: [32, 110], rows: rows)
  }
}
