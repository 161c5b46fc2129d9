internal import Foundation
internal import TamgaPresent

/// The coded errors of files and containers; their sentences stand in `containers.yml`.
enum ContainerError {
  static func notFound(_ path: String) -> Diagnostic { coded("T100", path) }

  static func directory(_ path: String) -> Diagnostic { coded("T101", path) }

  static func empty(_ path: String) -> Diagnostic { coded("T102", path) }

  static func unreadable(_ path: String, _ detail: String) -> Diagnostic {
    coded("T103", path, detail: detail)
  }

  static func tooLarge(_ path: String, bytes: Int, limit: Int) -> Diagnostic {
    coded("T104", path, ["bytes": String(bytes), "limit": String(limit)])
  }

  /// The content is of another kind than a workbook.
  static func notWorkbook(_ path: String, kind: String) -> Diagnostic {
    coded("T105", path, ["kind": kind])
  }

  /// The content is a stand-in for data: an error page or a pointer to a file kept elsewhere.
  static func notData(_ path: String, kind: String) -> Diagnostic {
    coded("T106", path, ["kind": kind])
  }

  /// An OLE container that holds no workbook of Excel 97–2003.
  static func foreignCompound(_ path: String, content: String) -> Diagnostic {
    coded("T107", path, ["content": content])
  }

  static func damagedArchive(_ path: String, _ detail: String) -> Diagnostic {
    coded("T108", path, detail: detail)
  }

  /// A bound of ``ParseLimits`` was passed.
  static func overLimit(_ path: String, _ detail: String) -> Diagnostic {
    coded("T109", path, detail: detail)
  }

  static func encrypted(_ path: String) -> Diagnostic { coded("T110", path) }

  static func damagedPart(
    _ path: String, part: String, _ detail: String, sheet: String? = nil, cell: String? = nil,
    line: Int? = nil
  ) -> Diagnostic {
    Diagnostic(
      "T111", ["file": name(path), "part": part],
      place: Place(file: path, sheet: sheet, cell: cell, line: line), detail: detail)
  }

  static func documentType(_ path: String, part: String) -> Diagnostic {
    coded("T112", path, ["part": part])
  }

  static func missingPart(_ path: String, part: String) -> Diagnostic {
    coded("T113", path, ["part": part])
  }

  static func tooManyCells(_ path: String, sheet: String, limit: Int) -> Diagnostic {
    Diagnostic(
      "T114", ["file": name(path), "limit": String(limit)], place: Place(file: path, sheet: sheet))
  }

  /// The reader of `.xls` was ended by the file: a signal, its bounds, or too much time.
  static func readerDied(_ path: String, _ detail: String) -> Diagnostic {
    coded("T115", path, detail: detail)
  }

  static func damagedXLS(_ path: String, _ detail: String) -> Diagnostic {
    coded("T116", path, detail: detail)
  }

  static func readerMissing(_ path: String, tried: [String]) -> Diagnostic {
    coded("T117", path, detail: tried.joined(separator: ", "))
  }

  static func readerProtocol(_ path: String, _ detail: String) -> Diagnostic {
    coded("T118", path, detail: detail)
  }

  static func compression(_ path: String, method: Int) -> Diagnostic {
    coded("T119", path, ["method": String(method)])
  }

  private static func coded(
    _ code: String, _ path: String, _ arguments: [String: String] = [:], detail: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, arguments.merging(["file": name(path)]) { given, _ in given },
      place: Place(file: path), detail: detail)
  }

  private static func name(_ path: String) -> String { (path as NSString).lastPathComponent }
}
