internal import Foundation
internal import TamgaPresent

/// The directory of an OLE2 compound file, read to tell what it holds before any C parser sees it.
struct CompoundFile {
  static let signature: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  struct Stream {
    var name: String
    var start: Int
    var byteCount: Int
  }

  private let file: SourceFile
  private let sectorBytes: Int
  private let miniCutoff: Int
  /// The sector after each sector.
  private let chain: [UInt32]
  private let miniChain: [UInt32]
  private let root: Stream?
  /// The streams in directory order.
  let streams: [Stream]

  /// Reads the allocation table and the directory.
  ///
  /// - Throws: `T116` when they are damaged.
  init(_ file: SourceFile) throws {
    let header = try file.bytes(at: 0, count: 512)
    guard header.count == 512, header.starts(with: CompoundFile.signature),
      let shift = header.int16(at: 30), shift == 9 || shift == 12,
      let directory = header.int32(at: 48), let cutoff = header.int32(at: 56),
      let miniStart = header.int32(at: 60)
    else { throw ContainerError.damagedXLS(file.path, "the header of the container is wrong") }
    let sectorBytes = 1 << shift
    self.file = file
    self.sectorBytes = sectorBytes
    miniCutoff = cutoff
    chain = try CompoundFile.allocation(file, header: header, sectorBytes: sectorBytes)
    let reader = SectorReader(file: file, sectorBytes: sectorBytes, chain: chain)
    let bytes = try reader.bytes(from: directory, limit: 1 << 22)
    var streams: [Stream] = []
    var root: Stream?
    for offset in stride(from: 0, to: bytes.count - 127, by: 128) {
      guard let length = bytes.int16(at: offset + 64), length >= 2, length <= 64,
        let start = bytes.int32(at: offset + 116), let size = bytes.int32(at: offset + 120)
      else { continue }
      let units = stride(from: 0, to: length - 2, by: 2).map {
        UInt16(bytes[offset + $0]) | UInt16(bytes[offset + $0 + 1]) << 8
      }
      let stream = Stream(
        name: String(decoding: units, as: UTF16.self), start: start, byteCount: size)
      if bytes[offset + 66] == 2 { streams.append(stream) }
      if bytes[offset + 66] == 5 { root = stream }
    }
    self.streams = streams
    self.root = root
    let miniBytes = try reader.bytes(from: miniStart, limit: 1 << 22)
    miniChain = CompoundFile.words(miniBytes)
  }

  /// The stream that holds a workbook of Excel 97–2003.
  ///
  /// - Throws: `T107` when the container holds something else, naming it.
  func excelStream() throws -> Stream {
    let names = Set(streams.map(\.name))
    if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") {
      throw ContainerError.encrypted(file.path)
    }
    if let book = streams.first(where: { $0.name == "Workbook" }) { return book }
    let foreign = [
      ("Book", "Excel 5.0/95"), ("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"),
      ("__properties_version1.0", "Outlook"), ("VisioDocument", "Visio"),
    ]
    let content = foreign.first { names.contains($0.0) }?.1
    throw ContainerError.foreignCompound(file.path, content: content ?? "OLE2")
  }

  /// The bytes of a stream, at most a number of them.
  func bytes(of stream: Stream, limit: Int) throws -> [UInt8] {
    let wanted = min(stream.byteCount, limit)
    guard stream.byteCount < miniCutoff, let root else {
      let reader = SectorReader(file: file, sectorBytes: sectorBytes, chain: chain)
      return Array(try reader.bytes(from: stream.start, limit: wanted).prefix(wanted))
    }
    let reader = SectorReader(file: file, sectorBytes: sectorBytes, chain: chain)
    let container = try reader.bytes(from: root.start, limit: 1 << 26)
    var bytes: [UInt8] = []
    var sector = stream.start
    while bytes.count < wanted, sector < miniChain.count, sector * 64 < container.count {
      bytes.append(contentsOf: container[(sector * 64)..<min(sector * 64 + 64, container.count)])
      sector = Int(miniChain[sector])
    }
    return Array(bytes.prefix(wanted))
  }

  /// The allocation table: its sectors are listed in the header and in a chain of list sectors.
  private static func allocation(
    _ file: SourceFile, header: [UInt8], sectorBytes: Int
  ) throws -> [UInt32] {
    let sectors = file.byteCount / sectorBytes + 1
    var listed = words(Array(header[76...])).map(Int.init)
    var list = header.int32(at: 68) ?? 0
    var visited = 0
    while list < sectors, visited < sectors {
      let words = words(try file.bytes(at: (list + 1) * sectorBytes, count: sectorBytes))
      listed.append(contentsOf: words.dropLast().map(Int.init))
      list = words.last.map(Int.init) ?? sectors
      visited += 1
    }
    var chain: [UInt32] = []
    for sector in listed where sector < sectors && chain.count < sectors {
      chain += words(try file.bytes(at: (sector + 1) * sectorBytes, count: sectorBytes))
    }
    return chain
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count - 3, by: 4).compactMap {
      bytes.littleEndian(UInt32.self, at: $0)
    }
  }
}

/// Follows chains of sectors; a chain longer than the file has sectors runs in a circle.
private struct SectorReader {
  var file: SourceFile
  var sectorBytes: Int
  var chain: [UInt32]

  func bytes(from start: Int, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = start
    var visited = 0
    while sector < chain.count, bytes.count < limit {
      bytes += try file.bytes(at: (sector + 1) * sectorBytes, count: sectorBytes)
      sector = Int(chain[sector])
      visited += 1
      guard visited <= chain.count else {
        throw ContainerError.damagedXLS(file.path, "the chain of sectors runs in a circle")
      }
    }
    return bytes
  }
}
