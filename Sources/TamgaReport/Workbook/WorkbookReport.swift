internal import TamgaNumerics
public import TamgaPresent

/// The report as an Excel workbook.
///
/// Contents, read me, findings, one sheet a table, every number in one tidy list, the lineage of
/// every number, notes. Numbers are numbers, no cell is merged or hidden, nothing is said by colour.
public enum WorkbookReport {
  /// Writes the workbook of a run; the file appears whole or not at all.
  ///
  /// Equal input gives equal bytes: the date of creation is the study's.
  ///
  /// - Throws: `T725` when the file cannot be written, `T727` for a number without record.
  public static func write(_ run: RunResult, language: Language, to path: String) throws {
    let edition = try Edition(run, language: language)
    try edition.checkReferences()
    let sheets = WorkbookSheets(edition: edition).all
    let properties = WorkbookProperties(
      title: edition.title, author: run.authors.joined(separator: ", "),
      comments: "\(edition.software), \(run.run)", date: run.date)
    try XLSXFile.write(sheets, properties: properties, to: path)
  }
}

/// Makes the sheets of a run.
struct WorkbookSheets {
  let edition: Edition
  private let tables: [(table: ResultTable, sources: [SourceReference])]

  init(edition: Edition) {
    self.edition = edition
    tables = edition.run.results.flatMap { result in
      result.figures.map { ($0.table, $0.sources) }
        + result.tables.map { ($0, edition.sources(of: $0)) }
    }.reduce(into: []) { list, next in
      if !list.contains(where: { $0.table.id == next.0.id }) { list.append(next) }
    }
  }

  private var run: RunResult { edition.run }

  /// All sheets in order; names are unique.
  var all: [Sheet] {
    let fixed = ["workbook.contents", "workbook.readme", "workbook.findings"].map { edition.ui($0) }
    let tail = ["workbook.tidy", "workbook.lineage", "workbook.notes"].map { edition.ui($0) }
    let names = Sheet.uniqueNames(fixed + tables.map(\.table.id) + tail)
    let tableNames = Array(names[3..<(3 + tables.count)])
    let tableSheets = zip(tables, tableNames).map { sheet(of: $0.0.table, $0.0.sources, $0.1) }
    let places = self.places(in: tableSheets)
    let rest = Array(names.suffix(3))
    let body =
      [readMe(names[1]), findings(names[2])] + tableSheets
      + [tidy(rest[0]), lineage(rest[1], places), notes(rest[2])]
    return [contents(names[0], of: body)] + body
  }

  private func contents(_ name: String, of sheets: [Sheet]) -> Sheet {
    Sheet(
      name: name, lines: [edition.title, edition.ui("report.run") + " " + run.run],
      headers: headers("workbook.sheet", "workbook.title"), widths: [32, 90],
      rows: sheets.map { [.link($0.name, sheet: $0.name), .text($0.lines[0])] })
  }

  private func readMe(_ name: String) -> Sheet {
    var facts: [(String, String)] = [
      (edition.ui("report.question"), edition.question ?? ""),
      (edition.ui("report.authors"), run.authors.joined(separator: ", ")),
      (edition.ui("report.date"), edition.date(run.date)),
      (edition.ui("report.licence"), run.licence),
      (edition.ui("report.runFull"), run.run),
      (edition.ui("report.software"), edition.software),
      (edition.ui("report.note"), edition.ui("report.boundaries")),
    ]
    facts += run.sources.map { source in
      (
        edition.ui("report.source"),
        edition.citation(source)
      )
    }
    for mark in Set(run.results.flatMap(\.values).flatMap(\.marks)).sorted() {
      facts.append((edition.ui("workbook.symbols"), edition.markText(mark)))
    }
    return Sheet(
      name: name, lines: [edition.title], headers: headers("workbook.item", "workbook.text"),
      widths: [24, 100],
      rows: facts.filter { !$0.1.isEmpty }.map { [.text($0.0), .text($0.1)] })
  }

  private func findings(_ name: String) -> Sheet {
    let rows = run.results.flatMap { result in
      result.findings.map { finding -> [Sheet.Cell] in
        [
          .text(edition.plain(result.title)),
          .text(finding.kind.sign + " " + edition.ui("verdict." + finding.kind.rawValue)),
          .text(edition.plain(finding.message)),
        ]
      }
    }
    return Sheet(
      name: name, lines: [edition.ui("workbook.findings")],
      headers: headers("workbook.section", "workbook.standing", "column.finding"),
      widths: [28, 28, 100], rows: rows)
  }

  private func sheet(of table: ResultTable, _ sources: [SourceReference], _ name: String) -> Sheet {
    let units = Set(table.columns.compactMap(\.unit).compactMap(edition.unitHeading)).sorted()
    let citations = sources.map(edition.citation).joined(separator: "; ")
    let headers = table.columns.map { column in
      edition.plain(column.header)
        + (column.unit.flatMap(edition.unitHeading).map { ", " + $0 } ?? "")
    }
    return Sheet(
      name: name,
      lines: [
        edition.plain(table.title),
        units.isEmpty ? "" : edition.ui("column.unit") + ": " + units.joined(separator: "; "),
        citations.isEmpty ? "" : edition.ui("report.source") + ": " + citations,
      ],
      headers: Sheet.uniqueHeaders(headers),
      widths: headers.indices.map { $0 == 0 ? 34 : 18 },
      rows: table.rows.map { row in row.map(cell) }, notes: table.notes.map(edition.plain))
  }

  private func cell(_ cell: TableCell) -> Sheet.Cell {
    switch cell {
    case .blank: .blank
    case .period(let period) where period.isWholeYear: .whole(period.year)
    case .value(let id): edition.record(id).map(number) ?? .blank
    default: .text(edition.text(cell))
    }
  }

  /// A number as a number; a missing one as its words, never blank and never 0.
  func number(_ record: ValueRecord) -> Sheet.Cell {
    guard let number = edition.double(record) else { return .text(edition.withUnit(record)) }
    if record.unit == "year" { return .whole(Int(number)) }
    return .number(number, digits: record.digits)
  }

  /// Where each number stands: sheet and cell.
  private func places(in sheets: [Sheet]) -> [ValueID: [(sheet: String, cell: String)]] {
    var places: [ValueID: [(sheet: String, cell: String)]] = [:]
    for (sheet, entry) in zip(sheets, tables) {
      for (row, cells) in entry.table.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          guard let id = cell.valueID else { continue }
          places[id, default: []].append((sheet.name, sheet.address(row: row, column: column)))
        }
      }
    }
    return places
  }

  /// Headers from the catalogue, unique.
  func headers(_ keys: String...) -> [String] {
    Sheet.uniqueHeaders(keys.map { edition.ui($0) })
  }
}
