internal import TamgaNumerics
internal import TamgaPresent

/// Imports tidy tables in delimited text: one record, one number.
public enum DelimitedImporter {
  /// The importer's id.
  public static let id = "delimited"
  /// The importer's version; it enters content hashes.
  public static let version = 1

  static func importText(
    _ text: DelimitedText, options: ImportOptions, entities: EntityReader
  ) throws -> ImportedFile {
    let place = text.place(line: text.scanned.records.first?.line)
    let plan = try ColumnPlan(header: text.header, options: options, place: place)
    var table = TidyTable(text: text, plan: plan)
    try table.read(with: try reader(text, plan, options, entities))
    var file = ImportedFile(
      path: text.path, sha256: text.sha256, byteCount: text.byteCount, format: "delimited",
      importer: id, importerVersion: version)
    file.sheets = try table.sheets(options)
    if let date = options.publishedOn {
      file.publishedOn = date
      file.dateKind = "user"
    } else if let date = file.sheets.first?.publishedOn,
      file.sheets.allSatisfy({ $0.publishedOn == date })
    {
      file.publishedOn = date
      file.dateKind = "cover"
    }
    return file
  }

  private static func reader(
    _ text: DelimitedText, _ plan: ColumnPlan, _ options: ImportOptions, _ entities: EntityReader
  ) throws -> RecordReader {
    let place = text.place()
    var statedUnit: MeasureUnit?
    if let id = options.unit {
      guard let unit = UnitWords.read(id) else {
        throw Diagnostic("T132", ["unit": id, "column": "--unit"], place: place)
      }
      statedUnit = unit
    }
    var statedReporter: EntityCode?
    if plan[.reporter] == nil, let label = options.reporter {
      guard let entity = entities.read(label, nil) else {
        throw Diagnostic("T135", ["label": label, "column": "--reporter"], place: place)
      }
      statedReporter = entity.code
    }
    return RecordReader(
      plan: plan, options: options, entities: entities,
      values: try numbers(text, plan[.value] ?? 0),
      quantities: try plan[.quantity].map { try numbers(text, $0) }, place: place,
      statedReporter: statedReporter, statedUnit: statedUnit)
  }

  private static func numbers(_ text: DelimitedText, _ column: Int) throws -> NumberColumn {
    let cells = text.body.lazy
      .filter { $0.fields == text.width && !$0.hasBrokenQuote }
      .map { (line: $0.line, text: text.fields(of: $0)[column]) }
    return try NumberColumn(
      cells: cells, dialect: text.dialect, column: text.header[column], place: text.place())
  }
}
