public import Foundation
internal import TamgaPresent

/// An `.xlsx` workbook opened for streaming: its sheets, shared strings and formats are known, rows
/// are read when asked for.
public final class XLSXDocument {
  /// The sheets in the workbook's order.
  public let sheets: [XLSXSheet]
  let archive: ZipArchive
  let strings: SharedStrings
  let formats: [NumberFormatKind]
  let startsIn1904: Bool

  /// Opens a workbook.
  ///
  /// - Throws: `T100`–`T104` for the file, `T105` for another kind of package, `T108`–`T113` and
  ///   `T119` for its content.
  public convenience init(url: URL, limits: ParseLimits = .standard) throws {
    try self.init(archive: ZipArchive(SourceFile(url, limits: limits), limits: limits))
  }

  init(archive: ZipArchive) throws {
    self.archive = archive
    let workbookPart = try XLSXDocument.workbookPart(in: archive)
    let folder = workbookPart.split(separator: "/").dropLast().joined(separator: "/")
    let relationships = RelationshipsConsumer(folder: folder)
    let relationshipsPart = XLSXDocument.relationshipsPart(of: workbookPart)
    try XMLPart(archive: archive, name: relationshipsPart).read(relationships)
    let workbook = WorkbookConsumer()
    try XMLPart(archive: archive, name: workbookPart).read(workbook)
    guard !workbook.sheets.isEmpty else {
      throw ContainerError.missingPart(archive.file.path, part: "worksheet")
    }
    sheets = try workbook.sheets.enumerated().map { index, listed in
      guard let target = relationships.byID[listed.relationship] else {
        throw ContainerError.missingPart(archive.file.path, part: listed.name)
      }
      return XLSXSheet(
        name: listed.name, index: index, isHidden: listed.isHidden,
        part: target.kind == "worksheet" ? target.part : nil)
    }
    startsIn1904 = workbook.startsIn1904
    let strings = SharedStringsConsumer()
    if let part = relationships.part(ofKind: "sharedStrings"), archive.entry(part) != nil {
      try XMLPart(archive: archive, name: part).read(strings)
    }
    self.strings = strings.strings
    let styles = StylesConsumer()
    if let part = relationships.part(ofKind: "styles"), archive.entry(part) != nil {
      try XMLPart(archive: archive, name: part).read(styles)
    }
    formats = styles.shown
  }

  /// Reads the rows of a sheet that have content, in file order.
  ///
  /// - Returns: the merged ranges, which stand after the rows.
  /// - Throws: `T108`–`T112`, or what the closure throws.
  @discardableResult
  public func forEachRow(
    of sheet: XLSXSheet, _ body: (SheetRow) throws -> Void
  ) throws -> [MergedRange] {
    guard let part = sheet.part else { return [] }
    return try withoutActuallyEscaping(body) { body in
      let consumer = SheetConsumer(
        path: archive.file.path, part: part, sheet: sheet.name, receive: body)
      try XMLPart(archive: archive, name: part).read(consumer)
      return consumer.merges
    }
  }

  /// The part that is the workbook, by the relationships of the package.
  private static func workbookPart(in archive: ZipArchive) throws -> String {
    let root = RelationshipsConsumer(folder: "")
    if archive.entry("_rels/.rels") != nil {
      try XMLPart(archive: archive, name: "_rels/.rels").read(root)
    }
    let part = root.part(ofKind: "officeDocument") ?? "xl/workbook.xml"
    guard archive.entry(part) != nil, part.lowercased().hasSuffix(".xml"),
      archive.entry(relationshipsPart(of: part)) != nil,
      !part.lowercased().hasPrefix("word/"), !part.lowercased().hasPrefix("ppt/")
    else {
      let kind = ZipContent(archive).kind
      throw kind == .xlsx
        ? ContainerError.missingPart(archive.file.path, part: part)
        : ContainerError.notWorkbook(archive.file.path, kind: kind.name)
    }
    return part
  }

  private static func relationshipsPart(of part: String) -> String {
    let steps = part.split(separator: "/")
    let folder = steps.dropLast().map { $0 + "/" }.joined()
    return folder + "_rels/" + (steps.last ?? "") + ".rels"
  }
}
