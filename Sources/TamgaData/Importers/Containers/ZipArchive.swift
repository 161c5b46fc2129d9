internal import Foundation
internal import TamgaPresent

/// An entry of the central directory of a zip archive.
struct ZipEntry {
  var name: String
  var rawName: [UInt8]
  var method: Int
  var isEncrypted: Bool
  var checksum: UInt32
  var packedBytes: Int
  var unpackedBytes: Int
  var headerOffset: Int
}

/// A zip archive read by its central directory, entry by entry; nothing is ever written.
///
/// Names serve as keys only, so a name that points outside has no effect. The sum of all unpacked
/// bytes is counted on actual output, over every entry opened through this archive.
final class ZipArchive {
  let file: SourceFile
  let limits: ParseLimits
  /// The entries in the order of the directory.
  let entries: [ZipEntry]
  private let positions: [String: Int]
  /// Bytes unpacked so far.
  var unpackedTotal = 0

  /// Reads the directory of an archive.
  ///
  /// - Throws: `T108` for a damaged directory, overlapping or repeated entries; `T109` for too many.
  init(_ file: SourceFile, limits: ParseLimits) throws {
    self.file = file
    self.limits = limits
    entries = try ZipDirectory(file, limits: limits).entries()
    var positions: [String: Int] = [:]
    for (position, entry) in entries.enumerated() {
      guard positions.updateValue(position, forKey: ZipArchive.key(entry.name)) == nil else {
        throw ContainerError.damagedArchive(file.path, "two entries are called \(entry.name)")
      }
    }
    self.positions = positions
  }

  /// The entry of a name, regardless of letter case and a leading slash; nil when there is none.
  func entry(_ name: String) -> ZipEntry? {
    positions[ZipArchive.key(name)].map { entries[$0] }
  }

  /// Opens an entry for reading from its start.
  ///
  /// - Throws: `T113` when there is none; `T108`, `T110`, `T119`.
  func open(_ name: String) throws -> ZipEntryReader {
    guard let entry = entry(name) else {
      throw ContainerError.missingPart(file.path, part: name)
    }
    return try ZipEntryReader(entry, in: self)
  }

  /// Part names are compared without letter case, as the packaging standard says.
  private static func key(_ name: String) -> String {
    let slashes = name.replacing("\\", with: "/").lowercased()
    return slashes.hasPrefix("/") ? String(slashes.dropFirst()) : slashes
  }
}
