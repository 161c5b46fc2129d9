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
    var old: [Int] = []
    for (index, url) in urls.enumerated() {
      do {
        if let workbook = try readHere(url, limits: limits) {
          results[index] = .success(workbook)
        } else {
          old.append(index)
        }
      } catch {
        results[index] = .failure(error)
      }
    }
    if !old.isEmpty {
      let reader = XLSReader(executable: xlsExecutable, limits: limits)
      for (index, result) in zip(old, reader.read(old.map { urls[$0] })) {
        results[index] = result
      }
    }
    return results.compactMap { $0 }
  }

  /// Reads a workbook in this process; nil when it is one for the child.
  private static func readHere(_ url: URL, limits: ParseLimits) throws -> Workbook? {
    let file = try SourceFile(url, limits: limits)
    let kind = try FileKind(file: file, limits: limits)
    switch kind {
    case .xlsx:
      return try XLSXDocument(archive: ZipArchive(file, limits: limits)).workbook()
    case .xls: return nil
    case .compound:
      _ = try CompoundFile(file).excelStream()
      return nil
    case .html, .lfsPointer: throw ContainerError.notData(file.path, kind: kind.name)
    default: throw ContainerError.notWorkbook(file.path, kind: kind.name)
    }
  }
}
