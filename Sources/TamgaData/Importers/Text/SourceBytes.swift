internal import Foundation
internal import TamgaPresent

/// Reads a file's bytes and decodes them, with coded refusals.
enum SourceBytes {
  /// The bytes of a file.
  ///
  /// - Throws: T123 when it cannot be read, T129 when it is too large.
  static func read(_ url: URL, _ limits: ParseLimits) throws -> [UInt8] {
    try head(url, limits, count: nil)
  }

  /// The first bytes of a file, or all.
  static func head(_ url: URL, _ limits: ParseLimits, count: Int?) throws -> [UInt8] {
    let place = Place(file: url.relativePath)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw Diagnostic("T123", ["path": url.relativePath], place: place)
    }
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      guard attributes[.type] as? FileAttributeType != .typeDirectory else {
        throw Diagnostic("T123", ["path": url.relativePath], place: place, detail: "directory")
      }
      let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
      guard size <= limits.fileBytes else {
        throw Diagnostic(
          "T129", ["what": "fileBytes", "limit": String(limits.fileBytes)], place: place)
      }
      guard let count else { return [UInt8](try Data(contentsOf: url)) }
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      return [UInt8](try file.read(upToCount: count) ?? Data())
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw Diagnostic(
        "T123", ["path": url.relativePath], place: place, detail: error.localizedDescription)
    }
  }

  /// The encoding and the decoded text.
  ///
  /// - Throws: T120 for bytes that are not in the encoding stated, T121 for binary content, T122
  ///   when no encoding is proven, T124 for files that are not tables.
  static func text(
    _ bytes: [UInt8], encodingName: String?, _ place: Place
  ) throws -> (TextEncoding, [UInt8]) {
    if bytes.isEmpty { throw Diagnostic("T124", ["reason": "0 B"], place: place) }
    if let encodingName {
      let encoding = try stated(encodingName, bytes, place)
      return (encoding, try decode(bytes, encoding, place))
    }
    switch EncodingProof.judge(bytes) {
    case .proven(let encoding, let text):
      try refuseOtherFormats(text, place)
      return (encoding, text)
    case .binary(let offset):
      throw Diagnostic("T121", ["offset": String(offset)], place: place)
    case .open(let candidates):
      if let marked = TextEncoding.allCases.first(where: {
        !$0.mark.isEmpty && bytes.starts(with: $0.mark)
      }) {
        return (marked, try decode(bytes, marked, place))
      }
      let names = candidates.isEmpty ? "–" : candidates.map(\.rawValue).joined(separator: ", ")
      throw Diagnostic("T122", ["candidates": names], place: place)
    }
  }

  private static func stated(
    _ name: String, _ bytes: [UInt8], _ place: Place
  ) throws -> TextEncoding {
    if let encoding = TextEncoding(name: name) { return encoding }
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    guard key == "utf16" else {
      throw Diagnostic(
        "T120", ["encoding": name, "known": TextEncoding.names.joined(separator: ", ")],
        place: place)
    }
    if bytes.starts(with: TextEncoding.utf16BigEndian.mark) { return .utf16BigEndian }
    if bytes.starts(with: TextEncoding.utf16LittleEndian.mark) { return .utf16LittleEndian }
    guard case .proven(let encoding, _) = EncodingProof.judge(bytes),
      encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    else { throw Diagnostic("T122", ["candidates": "utf-16le, utf-16be"], place: place) }
    return encoding
  }

  private static func decode(
    _ bytes: [UInt8], _ encoding: TextEncoding, _ place: Place
  ) throws -> [UInt8] {
    do {
      let text = try TextDecoder.decode(bytes, as: encoding)
      try refuseOtherFormats(text, place)
      return text
    } catch let failure as DecodingFailure {
      var place = place
      place.line = failure.line
      if failure.isControl {
        throw Diagnostic("T121", ["offset": String(failure.offset)], place: place)
      }
      throw Diagnostic(
        "T120",
        [
          "encoding": encoding.rawValue, "offset": String(failure.offset),
          "known": TextEncoding.names.joined(separator: ", "),
        ], place: place)
    }
  }

  /// Pages of errors, pointers to files and JSON are text, but no table.
  private static func refuseOtherFormats(_ text: [UInt8], _ place: Place) throws {
    let start = String(decoding: text.prefix(256), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    let formats = [
      ("<!doctype html", "HTML"), ("<html", "HTML"), ("<?xml", "XML"), ("{", "JSON"), ("[", "JSON"),
      ("version https://git-lfs", "Git LFS"), ("%pdf", "PDF"),
    ]
    if let format = formats.first(where: { start.hasPrefix($0.0) }) {
      throw Diagnostic("T124", ["reason": format.1], place: place)
    }
    if start.isEmpty, text.allSatisfy({ $0 <= 0x20 }) {
      throw Diagnostic("T124", ["reason": "–"], place: place)
    }
  }
}
