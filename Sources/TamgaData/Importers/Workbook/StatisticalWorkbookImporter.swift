internal import TamgaNumerics
internal import TamgaPresent

/// Imports the books of statistical offices: countries, regions or goods down the side, periods or
/// exports and imports across.
///
/// No file is described anywhere: tables are found by their blocks of numbers, columns understood
/// from their headers, units from captions, rows named by the alias tables, sums found by
/// arithmetic. What is not understood is refused with a code, never guessed.
public enum StatisticalWorkbookImporter {
  /// The importer's id.
  public static let id = "statistical-workbook"
  /// The importer's version.
  public static let version = 1

  /// Imports the tables of a workbook; nothing is stored yet.
  ///
  /// - Parameters:
  ///   - workbook: the grids.
  ///   - path: the file's path as given.
  ///   - sha256: the SHA-256 of its bytes, hexadecimal.
  ///   - byteCount: the number of its bytes.
  ///   - options: what the user says; the file says the rest.
  ///   - resolver: the tables of names.
  /// - Returns: observations with their cells, rejects with reasons, a ledger that balances, and
  ///   warnings; a sheet without tables is listed with no rows.
  /// - Throws: `T140`–`T147`, `T158`, `T159`.
  public static func importWorkbook(
    _ workbook: Workbook, path: String, sha256: String, byteCount: Int, options: ImportOptions,
    resolver: NameResolver
  ) throws -> ImportedFile {
    try importWorkbook(
      workbook, path: path, sha256: sha256, byteCount: byteCount, options: options,
      names: resolver)
  }

  /// Imports the table of one grid, such as a delimited text with years across.
  ///
  /// - Parameters:
  ///   - grid: the grid.
  ///   - format: `delimited` for a text.
  ///   - path: the file's path as given.
  ///   - sha256: the SHA-256 of its bytes, hexadecimal.
  ///   - byteCount: the number of its bytes.
  ///   - options: what the user says; a plain table needs the unit, the flow and the reporter.
  ///   - resolver: the tables of names.
  /// - Returns: the table as imported.
  /// - Throws: `T140`–`T147`, `T158`, `T159`.
  public static func importGrid(
    _ grid: Grid, format: String = "delimited", path: String, sha256: String, byteCount: Int,
    options: ImportOptions, resolver: NameResolver
  ) throws -> ImportedFile {
    try importWorkbook(
      Workbook(format: format, sheets: [grid]), path: path, sha256: sha256, byteCount: byteCount,
      options: options, names: resolver)
  }

  /// Imports from grids with any source of names.
  static func importWorkbook(
    _ workbook: Workbook, path: String, sha256: String, byteCount: Int, options: ImportOptions,
    names: some LabelResolving
  ) throws -> ImportedFile {
    var file = ImportedFile(
      path: path, sha256: sha256, byteCount: byteCount, format: workbook.format, importer: id,
      importerVersion: version)
    let front = FrontMatter(workbook)
    file.publisher = front.office?.id
    file.publishedOn = options.publishedOn ?? front.publishedOn
    file.dateKind =
      options.publishedOn != nil ? "user" : front.publishedOn != nil ? "cover" : "unknown"
    let context = BookContext(
      options: options, office: front.office, titleReporter: front.reporter,
      stem: stem(of: path))
    let importer = SheetImporter(context: context, resolver: names, path: path)
    for grid in workbook.sheets { file.sheets += try importer.sheets(of: grid) }
    guard file.sheets.contains(where: { $0.rowsRead > 0 }) else {
      throw Diagnostic("T140", place: Place(file: path))
    }
    try refuse(file, options, path)
    return file
  }

  /// More rejects than the user allows refuse the file with the first ten reasons.
  private static func refuse(
    _ file: ImportedFile, _ options: ImportOptions, _ path: String
  ) throws {
    let rejects = file.sheets.flatMap(\.rejected)
    guard let allowed = options.rejectsAllowed, rejects.count > allowed else { return }
    let reasons = rejects.prefix(10).map { reject in
      "\(reject.diagnostic.place?.text ?? path) \(reject.diagnostic.code): \(reject.raw)"
    }
    throw Diagnostic(
      "T147", ["count": "\(rejects.count)", "allowed": "\(allowed)"], place: Place(file: path),
      detail: reasons.joined(separator: "\n"))
  }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
