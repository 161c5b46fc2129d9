internal import Foundation
internal import TamgaPresent

/// What libfreexl does not tell of a workbook: hidden sheets, merged cells, protection.
///
/// Read from the records themselves ([MS-XLS] 2.4).
struct BIFFGlobals {
  struct Sheet {
    var name: String
    var isHidden: Bool
    var merges: [MergedRange]
  }

  /// The sheets of cells in file order; charts and macros left out.
  private(set) var sheets: [Sheet] = []
  private let bytes: [UInt8]
  /// Bytes that sheets may still walk: sheets share none, so together they have no more than the
  /// stream, and a list that names one sheet over and over ends here.
  private var budget: Int

  /// Reads the workbook's stream.
  ///
  /// - Throws: `T110` when it is encrypted, `T107` for a version before Excel 97, `T116` when it
  ///   does not begin as a workbook.
  init(_ stream: [UInt8], path: String) throws {
    bytes = stream
    budget = stream.count
    guard let begin = record(at: 0), begin.kind == 0x0809,
      let version = bytes.int16(at: begin.body.lowerBound)
    else { throw ContainerError.damagedXLS(path, "the stream does not begin as a workbook") }
    guard version == 0x0600 else {
      throw ContainerError.foreignCompound(path, content: "Excel 5.0/95")
    }
    var position = begin.body.upperBound
    while let next = record(at: position), next.kind != 0x000a {
      if next.kind == 0x002f { throw ContainerError.encrypted(path) }
      if next.kind == 0x0085 { addSheet(next.body) }
      position = next.body.upperBound
    }
  }

  /// A workbook of the child with what these records add, where both list the same sheets.
  func complete(_ workbook: Workbook) -> Workbook {
    guard workbook.sheets.map(\.name) == sheets.map(\.name) else { return workbook }
    var workbook = workbook
    for (index, sheet) in sheets.enumerated() {
      workbook.sheets[index].isHidden = sheet.isHidden
      workbook.sheets[index].merges = sheet.merges
    }
    return workbook
  }

  private struct Record {
    var kind: Int
    var body: Range<Int>
  }

  private func record(at position: Int) -> Record? {
    guard let kind = bytes.int16(at: position), let length = bytes.int16(at: position + 2),
      position + 4 + length <= bytes.count
    else { return nil }
    return Record(kind: kind, body: (position + 4)..<(position + 4 + length))
  }

  /// A BOUNDSHEET record: where the sheet begins, its state, its type and its name.
  private mutating func addSheet(_ body: Range<Int>) {
    guard body.count >= 8, let offset = bytes.int32(at: body.lowerBound),
      bytes[body.lowerBound + 5] == 0
    else { return }
    let length = Int(bytes[body.lowerBound + 6])
    let isWide = bytes[body.lowerBound + 7] & 1 == 1
    let text = bytes[(body.lowerBound + 8)..<body.upperBound].prefix(isWide ? 2 * length : length)
    let units = isWide ? wide(Array(text)) : text.map { UInt16($0) }
    sheets.append(
      Sheet(
        name: String(decoding: units, as: UTF16.self),
        isHidden: bytes[body.lowerBound + 4] & 3 != 0, merges: merges(from: offset)))
  }

  private func wide(_ text: [UInt8]) -> [UInt16] {
    stride(from: 0, to: text.count - 1, by: 2).compactMap {
      text.littleEndian(UInt16.self, at: $0)
    }
  }

  /// The MERGEDCELLS records of a sheet, up to the end of its records.
  ///
  /// Charts inside a sheet are nested streams with an end of their own.
  private mutating func merges(from offset: Int) -> [MergedRange] {
    var merges: [MergedRange] = []
    var position = offset
    var depth = 0
    while budget > 0, let next = record(at: position) {
      budget -= next.body.count + 4
      if next.kind == 0x0809 { depth += 1 }
      if next.kind == 0x000a { depth -= 1 }
      if depth <= 0 { break }
      if next.kind == 0x00e5, depth == 1 { merges += ranges(next.body) }
      position = next.body.upperBound
    }
    return merges
  }

  private func ranges(_ body: Range<Int>) -> [MergedRange] {
    let count = bytes.int16(at: body.lowerBound) ?? 0
    return (0..<count).compactMap { index in
      let start = body.lowerBound + 2 + 8 * index
      guard start + 8 <= body.upperBound, let top = bytes.int16(at: start),
        let bottom = bytes.int16(at: start + 2), let left = bytes.int16(at: start + 4),
        let right = bytes.int16(at: start + 6), top <= bottom, left <= right, right < 256
      else { return nil }
      return MergedRange(
        first: CellAddress(row: top, column: left),
        last: CellAddress(row: bottom, column: right))
    }
  }
}
