public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// Imports tidy tables in delimited text: one record, one number.
public enum DelimitedImporter {
  /// The importer's id.
  public static let id = "delimited"
  /// The importer's version; it enters content hashes.
  public static let version = 1

  /// Reads a file into observations; nothing is stored.
  ///
  /// Tidy tables have one number in a record; tables with periods across go through the reader of
  /// statistical layouts. Every record below the header is accepted or rejected with its line, raw
  /// text and reason, and an independent counter must agree on their number. Records rejected only
  /// because they repeat another do not count against `options.rejectsAllowed`, which is 0 unless
  /// stated.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - options: what the user states; the rest is proven from the file or refused.
  ///   - resolver: the tables of names.
  ///   - limits: the bounds for untrusted bytes.
  /// - Returns: the observations and the ledger.
  /// - Throws: T120–T139 when the file as a whole cannot be trusted, T147 when more records are
  ///   rejected than allowed; for tables with periods across also T140–T146.
  public static func importFile(
    _ url: URL, options: ImportOptions, resolver: NameResolver, limits: ParseLimits = .standard
  ) throws -> ImportedFile {
    let text = try DelimitedText(contentsOf: url, options: options, limits: limits) { header in
      ColumnPlan.recognises(header) || WideTable.recognises(header)
    }
    if WideTable.recognises(text.header) {
      return try WideTable.importText(text, options: options, resolver: resolver)
    }
    let file = try importText(text, options: options, entities: EntityReader(resolver))
    try refuse(file, allowed: options.rejectsAllowed ?? 0)
    guard file.sheets.contains(where: { $0.rowsRead > 0 }) else {
      throw Diagnostic("T163", place: Place(file: file.path, line: 1))
    }
    return file
  }

  /// More rejects than the user allows refuse the file with the first ten reasons.
  private static func refuse(_ file: ImportedFile, allowed: Int) throws {
    let rejects = file.sheets.flatMap(\.rejected).filter { $0.diagnostic.code != "T137" }
    guard rejects.count > allowed else { return }
    let reasons = rejects.prefix(10).map { reject in
      "\(reject.diagnostic.place?.text ?? file.path) \(reject.diagnostic.code): \(reject.raw)"
    }
    throw Diagnostic(
      "T147", ["count": String(rejects.count), "allowed": String(allowed)],
      place: rejects.first?.diagnostic.place ?? Place(file: file.path),
      detail: reasons.joined(separator: "\n"))
  }

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
