public import Foundation
internal import TamgaPresent

/// Reads workbooks of either format by their content.
public enum WorkbookReader {
  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - url: the file; its name is never asked what it is.
  ///   - limits: the bounds.
  ///   - xlsExecutable: the program that reads `.xls`; nil for the `tamga` beside this one.
  /// - Returns: the sheets as grids.
  /// - Throws: `T100`–`T119`.
  public static func read(
    _ url: URL, limits: ParseLimits = .standard, xlsExecutable: URL? = nil
  ) throws -> Workbook {
    try readAll([url], limits: limits, xlsExecutable: xlsExecutable)[0].get()
  }

  /// Reads workbooks; each gives grids or the error that refused it.
  ///
  /// The `.xls` files among them share one child process.
  public static func readAll(
    _ urls: [URL], limits: ParseLimits = .standard, xlsExecutable: URL? = nil
  ) -> [Result<Workbook, any Error>] {
    var results: [Result<Workbook, any Error>?] = Array(repeating: nil, count: urls.count)
    var old: [(index: Int, globals: BIFFGlobals)] = []
    for (index, url) in urls.enumerated() {
      do {
        switch try open(url, limits: limits) {
        case .read(let workbook): results[index] = .success(workbook)
        case .forChild(let globals): old.append((index, globals))
        }
      } catch {
        results[index] = .failure(error)
      }
    }
    if !old.isEmpty {
      let reader = XLSReader(executable: xlsExecutable, limits: limits)
      for (book, result) in zip(old, reader.read(old.map { urls[$0.index] })) {
        results[book.index] = result.map { book.globals.complete($0) }
      }
    }
    return results.compactMap { $0 }
  }

  private enum Opened {
    case read(Workbook)
    case forChild(BIFFGlobals)
  }

  /// Reads a workbook in this process, or what of it this process may read.
  private static func open(_ url: URL, limits: ParseLimits) throws -> Opened {
    let file = try SourceFile(url, limits: limits)
    let kind = try FileKind(file: file, limits: limits)
    switch kind {
    case .xlsx:
      return .read(try XLSXDocument(archive: ZipArchive(file, limits: limits)).workbook())
    case .xls, .compound:
      let container = try CompoundFile(file)
      let stream = try container.bytes(of: container.excelStream(), limit: file.byteCount)
      return .forChild(try BIFFGlobals(stream, path: file.path))
    case .html, .lfsPointer: throw ContainerError.notData(file.path, kind: kind.name)
    default: throw ContainerError.notWorkbook(file.path, kind: kind.name)
    }
  }
}
