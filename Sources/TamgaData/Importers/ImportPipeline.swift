public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// Reads files of any known kind into observations; stores nothing.
///
/// The kind is found from the bytes: workbooks go through the workbook readers and the layout
/// engine, texts through the delimited reader, anything else is refused by name.
public struct ImportPipeline: Sendable {
  /// The versions of all importers; a change reads sources again.
  public static let version =
    "\(DelimitedImporter.id)/\(DelimitedImporter.version) "
    + "\(StatisticalWorkbookImporter.id)/\(StatisticalWorkbookImporter.version)"

  private let resolver: NameResolver
  private let limits: ParseLimits
  private let xlsExecutable: URL?

  /// Creates a pipeline.
  ///
  /// - Parameters:
  ///   - resolver: the names.
  ///   - limits: the bounds of untrusted bytes.
  ///   - xlsExecutable: the program that reads `.xls` in a child; nil for the one beside this.
  public init(
    resolver: NameResolver, limits: ParseLimits = .standard, xlsExecutable: URL? = nil
  ) {
    self.resolver = resolver
    self.limits = limits
    self.xlsExecutable = xlsExecutable
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - options: what the user says of it.
  /// - Returns: its observations and its ledger.
  /// - Throws: ``Diagnostic``s with code, place and fix.
  public func importFile(_ url: URL, options: ImportOptions) throws -> ImportedFile {
    try importFiles([url], options: options)[0]
  }

  /// Reads files in order; the first that cannot be read ends the work, and nothing is stored.
  ///
  /// - Parameters:
  ///   - urls: the files.
  ///   - options: what the user says of them.
  ///   - onFile: called with each file as it is read.
  /// - Returns: their observations and ledgers, in the same order.
  /// - Throws: ``Diagnostic``s with code, place and fix.
  public func importFiles(
    _ urls: [URL], options: ImportOptions, onFile: (ImportedFile) -> Void = { _ in }
  ) throws -> [ImportedFile] {
    let kinds = try urls.map { try FileKind(of: $0, limits: limits) }
    let books = zip(urls, kinds).filter { $0.1 != .text }.map(\.0)
    // The old workbooks among them share one child process.
    let workbooks = WorkbookReader.readAll(books, limits: limits, xlsExecutable: xlsExecutable)
    var grids = zip(books, workbooks).makeIterator()
    return try zip(urls, kinds).map { url, kind in
      let file: ImportedFile
      if kind == .text {
        file = try DelimitedImporter.importFile(
          url, options: options, resolver: resolver, limits: limits)
      } else {
        guard let (_, workbook) = grids.next() else {
          throw Diagnostic("T103", place: Place(file: url.path))
        }
        file = try importWorkbook(try workbook.get(), url, options)
      }
      onFile(file)
      return file
    }
  }

  private func importWorkbook(_ workbook: Workbook, _ url: URL, _ options: ImportOptions) throws
    -> ImportedFile
  {
    let data = try Data(contentsOf: url, options: .mappedIfSafe)
    return try StatisticalWorkbookImporter.importWorkbook(
      workbook, path: url.path, sha256: SHA256Digest(of: data).hexadecimal,
      byteCount: data.count, options: options, resolver: resolver)
  }
}
