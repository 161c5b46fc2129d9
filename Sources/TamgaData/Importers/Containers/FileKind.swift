public import Foundation
internal import TamgaPresent

/// What a file is by its content; its name is never asked.
public enum FileKind: String, Sendable, Hashable {
  /// An Office Open XML workbook.
  case xlsx
  /// A workbook of Excel 97–2003 (BIFF8 in an OLE container).
  case xls
  /// Text: perhaps a delimited table.
  case text
  /// A binary workbook of Excel 2007.
  case xlsb
  /// An OpenDocument spreadsheet.
  case ods
  /// A Word document of Office Open XML.
  case docx
  /// A presentation of Office Open XML.
  case pptx
  /// Another zip archive.
  case zip
  /// An OLE container with something else than a workbook of Excel 97–2003.
  case compound
  /// A PDF document.
  case pdf
  /// A PNG picture.
  case png
  /// A JPEG picture.
  case jpeg
  /// A GIF picture.
  case gif
  /// A web page, as servers send in place of a file.
  case html
  /// A pointer of Git LFS to a file kept elsewhere.
  case lfsPointer
  /// A gzip stream.
  case gzip
  /// A RAR archive.
  case rar
  /// A 7z archive.
  case sevenZip
  /// A Parquet file.
  case parquet
  /// An SQLite database.
  case sqlite
  /// Bytes of no known kind.
  case binary

  /// Finds the kind of a file from its bytes.
  ///
  /// - Throws: `T100` not found, `T101` a directory, `T102` empty, `T103` unreadable, `T104` too
  ///   large, `T108` or `T109` when it begins as an archive and cannot be one.
  public init(of url: URL, limits: ParseLimits = .standard) throws {
    self = try FileKind(file: SourceFile(url, limits: limits), limits: limits)
  }

  init(file: SourceFile, limits: ParseLimits) throws {
    let head = try file.bytes(at: 0, count: 4_096)
    if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) || head.starts(with: [0x50, 0x4b, 0x05, 0x06]) {
      self = ZipContent(try ZipArchive(file, limits: limits)).kind
    } else if head.starts(with: CompoundFile.signature) {
      let isBook = (try? CompoundFile(file).excelStream()) != nil
      self = isBook ? .xls : .compound
    } else if let known = FileKind.signatures.first(where: { head.starts(with: $0.bytes) }) {
      self = known.kind
    } else {
      self = FileKind(textOrBinary: head)
    }
  }

  /// The name of the format, the same in every language.
  public var name: String {
    switch self {
    case .lfsPointer: "Git LFS pointer"
    case .sevenZip: "7z"
    case .compound: "OLE2"
    case .parquet: "Parquet"
    case .sqlite: "SQLite"
    case .binary, .text: rawValue
    default: rawValue.uppercased()
    }
  }

  private static let signatures: [(bytes: [UInt8], kind: FileKind)] = [
    (Array("%PDF-".utf8), .pdf),
    ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], .png),
    ([0xff, 0xd8, 0xff], .jpeg),
    (Array("GIF8".utf8), .gif),
    ([0x1f, 0x8b], .gzip),
    (Array("Rar!".utf8), .rar),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip),
    (Array("PAR1".utf8), .parquet),
    (Array("SQLite format 3\0".utf8), .sqlite),
    (Array("version https://git-lfs".utf8), .lfsPointer),
  ]

  /// Text has no control bytes but white space; two marks show UTF-16, whose bytes include zeros.
  private init(textOrBinary head: [UInt8]) {
    let utf16 = head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff])
    let controls = head.contains { $0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1a].contains($0) }
    guard utf16 || !controls else {
      self = .binary
      return
    }
    let unmarked = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
    let start = unmarked.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0d) }.prefix(1_024)
    let words = String(decoding: start, as: UTF8.self).lowercased()
    let isPage =
      ["<!doctype html", "<html", "<head", "<body"].contains { words.hasPrefix($0) }
      || (words.hasPrefix("<?xml") && words.contains("<html"))
    self = isPage ? .html : .text
  }
}

/// Tells packages apart by the parts that only one format has.
struct ZipContent {
  let kind: FileKind

  init(_ archive: ZipArchive) {
    let has = { (name: String) in archive.entry(name) != nil }
    if has("xl/workbook.bin") {
      kind = .xlsb
    } else if has("word/document.xml") {
      kind = .docx
    } else if has("ppt/presentation.xml") {
      kind = .pptx
    } else if has("xl/workbook.xml") || has("[Content_Types].xml") {
      kind = .xlsx
    } else if has("content.xml") && has("META-INF/manifest.xml") {
      kind = .ods
    } else {
      kind = .zip
    }
  }
}
