internal import CFreeXL
internal import Foundation
internal import TamgaPresent

/// Builds workbooks from the frames of a child.
struct XLSCollector {
  /// The results of the files that are finished, in order.
  private(set) var results: [Result<Workbook, any Error>] = []
  private let urls: [URL]
  private let limits: ParseLimits
  private var frames = XLSFrameReader()
  private var isGreeted = false
  private var isInFile = false
  private var sheets: [Grid] = []
  private var cellCount = 0

  init(urls: [URL], limits: ParseLimits) {
    self.urls = urls
    self.limits = limits
  }

  /// Takes bytes of the child's output.
  ///
  /// - Throws: `T118` when they are no frames, `T114` when a file has too many cells; the file being
  ///   read is the one refused.
  mutating func receive(_ bytes: ArraySlice<UInt8>) throws {
    frames.append(bytes)
    do {
      while let (kind, body) = try frames.next() { try take(kind, body) }
    } catch is XLSFrameReader.Broken {
      throw ContainerError.readerProtocol(path, "the child's output is not understood")
    }
  }

  private var path: String { urls[min(results.count, urls.count - 1)].path }

  private mutating func take(_ kind: XLSFrame.Kind, _ body: [UInt8]) throws {
    guard isGreeted || kind == .greeting else { throw XLSFrameReader.Broken() }
    switch kind {
    case .greeting:
      isGreeted = body == XLSFrame.greeting
      guard isGreeted else { throw XLSFrameReader.Broken() }
    case .file:
      guard body.int32(at: 0) == results.count, results.count < urls.count else {
        throw XLSFrameReader.Broken()
      }
      isInFile = true
      sheets = []
      cellCount = 0
    case .sheet:
      let name = String(decoding: body, as: UTF8.self)
      sheets.append(
        Grid(name: name, index: sheets.count, rowCount: 0, columnCount: 0, cells: [:]))
    case .cells: try takeCells(body)
    case .done, .failed:
      guard isInFile else { throw XLSFrameReader.Broken() }
      let code = body.littleEndian(UInt32.self, at: 0).map { Int32(bitPattern: $0) } ?? 0
      results.append(
        kind == .done
          ? .success(Workbook(format: "xls", sheets: sheets))
          : .failure(ContainerError.damagedXLS(path, XLSCollector.words(code))))
      isInFile = false
    }
  }

  private mutating func takeCells(_ body: [UInt8]) throws {
    guard isInFile, let last = sheets.indices.last else { throw XLSFrameReader.Broken() }
    var position = 0
    while position < body.count {
      guard let row = body.int32(at: position), let column = body.int16(at: position + 4),
        position + 6 < body.count, let type = XLSFrame.CellType(rawValue: body[position + 6])
      else { throw XLSFrameReader.Broken() }
      position += 7
      let cell = try takeCell(type, body, &position)
      cellCount += 1
      guard cellCount <= limits.cells else {
        throw ContainerError.tooManyCells(path, sheet: sheets[last].name, limit: limits.cells)
      }
      sheets[last].cells[CellAddress(row: row, column: column)] = cell
      sheets[last].rowCount = max(sheets[last].rowCount, row + 1)
      sheets[last].columnCount = max(sheets[last].columnCount, column + 1)
    }
  }

  private func takeCell(
    _ type: XLSFrame.CellType, _ body: [UInt8], _ position: inout Int
  ) throws -> GridCell {
    if type == .number {
      guard let bits = body.littleEndian(UInt64.self, at: position) else {
        throw XLSFrameReader.Broken()
      }
      position += 8
      let number = Double(bitPattern: bits)
      guard number.isFinite else { return GridCell(content: .error("\(number)"), raw: "\(number)") }
      return GridCell(content: .number(number), raw: shortestText(number))
    }
    guard let length = body.int32(at: position), position + 4 + length <= body.count else {
      throw XLSFrameReader.Broken()
    }
    let text = String(
      decoding: body[(position + 4)..<(position + 4 + length)], as: UTF8.self)
    position += 4 + length
    guard type == .date else { return GridCell(content: .text(text), raw: text) }
    return GridCell(content: .date(text.replacing(" ", with: "T")), raw: text)
  }

  /// The library's code in words, as its header explains them.
  private static func words(_ code: Int32) -> String {
    let meaning =
      switch code {
      case FREEXL_FILE_NOT_FOUND: "cannot be opened"
      case FREEXL_INSUFFICIENT_MEMORY: "more memory than is allowed"
      case FREEXL_INVALID_CFBF_HEADER, FREEXL_CFBF_INVALID_SIGNATURE: "wrong container header"
      case FREEXL_CFBF_READ_ERROR, FREEXL_CFBF_SEEK_ERROR: "the file is cut"
      case FREEXL_BIFF_INVALID_BOF, FREEXL_BIFF_WORKBOOK_NOT_FOUND: "no workbook inside"
      case FREEXL_BIFF_INVALID_SST, FREEXL_BIFF_ILLEGAL_SST_INDEX: "wrong table of strings"
      case FREEXL_CRAFTED_FILE: "severely damaged"
      default: "damaged"
      }
    return "\(meaning) (libfreexl \(code))"
  }
}
