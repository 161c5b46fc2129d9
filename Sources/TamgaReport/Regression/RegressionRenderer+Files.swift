internal import TamgaNumerics
public import TamgaPresent

extension RegressionRenderer {
  /// Writes the table as a workbook of one sheet, numbers as numbers with all digits.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - language: the language of labels and notes.
  ///   - date: the date of the study, ISO 8601: the workbook's date of creation, so that equal
  ///     tables give equal bytes.
  ///   - path: the file, which appears whole or not at all.
  /// - Throws: `T725` when it cannot be written.
  public static func workbook(
    _ table: RegressionTable, language: Language, date: String, to path: String
  ) throws {
    let sheet = try sheet(table, language: language)
    try XLSXFile.write(
      [sheet],
      properties: WorkbookProperties(
        title: sheet.lines.first ?? "", author: "", comments: "Tamga", date: date),
      to: path)
  }

  /// The table as a sheet: term, statistic, one column a model.
  static func sheet(_ table: RegressionTable, language: Language) throws -> Sheet {
    let display = try RegressionDisplay(table, language: language)
    let labels = ["regression.column.term", "regression.column.statistic"]
    let rows = (table.coefficientRows + table.factRows).map { row in
      [text(row.kind.term ?? ""), .text(display.text(row.label))]
        + row.cells.map { cell($0, display) }
    }
    return Sheet(
      name: Sheet.uniqueNames([display.title])[0], lines: [display.title],
      headers: Sheet.uniqueHeaders(labels.map { display.localiser.text($0) } + display.headers),
      widths: [24, 40] + table.columns.map { _ in 30 }, rows: rows, notes: display.notes)
  }

  private static func cell(_ cell: RegressionCell, _ display: RegressionDisplay) -> Sheet.Cell {
    switch cell {
    case .blank: .blank
    case .number(let value, let digits): .number(value, digits: digits)
    case .count(let count): .number(Double(count), digits: 0)
    case .message, .text: text(display.text(cell))
    }
  }

  private static func text(_ text: String) -> Sheet.Cell { text.isEmpty ? .blank : .text(text) }

  /// The table as JSON, full doubles; texts in English, codes stable.
  ///
  /// - Throws: when the resources cannot be read.
  public static func json(_ table: RegressionTable) throws -> JSONValue {
    let display = try RegressionDisplay(table, language: .en)
    return [
      "schema": "tamga.model.table/1", "title": .string(display.title),
      "columns": .array(
        zip(table.columns, display.headers).map { column, header in
          json(column, header, of: table, display)
        }),
      "notes": .array(display.notes.map(JSONValue.string)),
    ]
  }

  private static func json(
    _ column: RegressionTable.Column, _ header: String, of table: RegressionTable,
    _ display: RegressionDisplay
  ) -> JSONValue {
    let place = table.columns.firstIndex(of: column) ?? 0
    var facts: [String: JSONValue] = [:]
    for row in table.factRows {
      facts[row.kind.code] =
        switch row.cells[place] {
        case .blank: .null
        case .number(let value, _): .number(value)
        case .count(let count): .integer(count)
        case .message, .text: .string(display.text(row.cells[place]))
        }
    }
    return [
      "title": .string(header), "model": .integer(column.model + 1),
      "corrected": .bool(column.isCorrected), "mark": .optional(column.mark),
      "seType": .object([
        "type": .string(column.seType.type.rawValue),
        "convention": .string(column.seType.convention.rawValue),
        "law": .string(column.seType.law.text),
        "factors": .array(column.seType.factors.map(JSONValue.number)),
        "clusters": .array(
          column.seType.clusters.map {
            ["name": .string($0.name), "count": .integer($0.count)]
          }),
        "psdFixed": .bool(column.seType.psdFixed),
      ]),
      "coefficients": .array(
        column.coefficients.map { row in
          [
            "name": .string(row.name), "estimate": .number(row.estimate), "se": .number(row.se),
            "statistic": row.t.value.map(JSONValue.number) ?? .null,
            "p": row.p.value.map(JSONValue.number) ?? .null, "ci95": JSONValue(row.ci95),
          ]
        }),
      "facts": .object(facts),
    ]
  }
}
