internal import Foundation

/// Why the reading of a sheet stops.
enum SheetFault {
  /// The part does not follow the format; the column is that of the cell at fault.
  case damaged(String, column: Int?)
  /// The receiver of the rows threw.
  case thrown(any Error)
}

/// Follows the tags of a sheet: rows as they end, merged ranges after them.
///
/// A structure of its own, so that each tag costs one access to the consumer that holds it.
struct SheetScanner {
  private enum State {
    case outside
    case sheetData
    case row
    case cell
    case value
    case formula
    case inline
  }

  private let receive: (SheetRow) throws -> Void
  private var state = State.outside
  private(set) var rowIndex = -1
  private var column = -1
  private var cell = RowCell()
  private var cells: [RowCell] = []
  private var bytes: [UInt8] = []
  private var inline = RichText()
  private(set) var merges: [MergedRange] = []
  private var fault: SheetFault?

  init(receive: @escaping (SheetRow) throws -> Void) { self.receive = receive }

  /// An element begins.
  mutating func begin(
    _ name: UnsafePointer<CChar>, _ attributes: XMLAttributes
  ) -> SheetFault? {
    switch state {
    case .row:
      if unsafe isOneLetter(name, 0x63) { beginCell(attributes) }
    case .cell:
      if unsafe isOneLetter(name, 0x76) {
        state = .value
        cell.value = position..<position
      } else if unsafe isOneLetter(name, 0x66) {
        state = .formula
        cell.formula = position..<position
      } else if unsafe isName(name, "is") {
        state = .inline
        inline.reset()
      }
    case .inline: unsafe inline.begin(name, attributes)
    case .sheetData: if unsafe isName(name, "row") { beginRow(attributes) }
    case .outside:
      if unsafe isName(name, "sheetData") { state = .sheetData }
      if unsafe isName(name, "mergeCell") { addMerge(attributes["ref"]) }
    case .value, .formula: break
    }
    return fault
  }

  /// An element ends.
  mutating func end(_ name: UnsafePointer<CChar>) -> SheetFault? {
    switch state {
    case .value:
      if unsafe isOneLetter(name, 0x76) {
        cell.value = cell.value.lowerBound..<position
        state = .cell
      }
    case .formula:
      if unsafe isOneLetter(name, 0x66) {
        cell.formula = cell.formula.lowerBound..<position
        state = .cell
      }
    case .cell: if unsafe isOneLetter(name, 0x63) { endCell() }
    case .inline: if unsafe isName(name, "is") { endInline() } else { unsafe inline.end(name) }
    case .row: if unsafe isName(name, "row") { endRow() }
    case .sheetData: if unsafe isName(name, "sheetData") { state = .outside }
    case .outside: break
    }
    return fault
  }

  /// A piece of text.
  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    switch state {
    case .value, .formula: unsafe bytes.append(contentsOf: piece)
    case .inline: unsafe inline.text(piece)
    case .outside, .sheetData, .row, .cell: break
    }
  }

  private var position: Int32 { Int32(truncatingIfNeeded: bytes.count) }

  private mutating func beginRow(_ attributes: XMLAttributes) {
    state = .row
    column = -1
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    var next = rowIndex + 1
    var isWrong = false
    unsafe attributes.visit { key, value in
      guard unsafe isOneLetter(localName(key), 0x72) else { return }
      var number = 0
      var cursor = unsafe value
      while let digit = unsafe decimalDigit(cursor.pointee), number <= SheetBounds.rows {
        number = number * 10 + digit
        unsafe cursor = cursor.advanced(by: 1)
      }
      isWrong = unsafe cursor.pointee != 0
      next = number - 1
    }
    guard !isWrong, next >= 0, next < SheetBounds.rows else {
      return damaged("a row has a wrong number", cell: nil)
    }
    rowIndex = next
  }

  private mutating func beginCell(_ attributes: XMLAttributes) {
    state = .cell
    cell = RowCell()
    cell.kind = .number
    column += 1
    var isWrong = false
    unsafe attributes.visit { key, value in
      let local = unsafe localName(key)
      guard unsafe local.advanced(by: 1).pointee == 0 else { return }
      switch unsafe local.pointee {
      case 0x72:  // r
        guard let address = unsafe cellAddress(value) else {
          isWrong = true
          return
        }
        column = address.column
        // A reference to another row would put the number into the wrong place.
        if address.row != rowIndex { isWrong = true }
      case 0x73:  // s
        cell.style = unsafe Int32(truncatingIfNeeded: strtol(value, nil, 10))
      case 0x74:  // t
        if let kind = unsafe kind(value) { cell.kind = kind } else { isWrong = true }
      default: break
      }
    }
    guard !isWrong, column < SheetBounds.columns else {
      return damaged("a cell has a wrong address or type", cell: nil)
    }
    cell.column = Int32(column)
  }

  private mutating func endInline() {
    state = .cell
    let start = position
    bytes.append(contentsOf: inline.bytes)
    cell.value = start..<position
    let raised = position
    bytes.append(contentsOf: inline.superscript)
    cell.superscript = raised..<position
  }

  private mutating func endCell() {
    state = .row
    if cell.value.isEmpty {
      // A formula whose result was never stored has nothing to show.
      if cell.formula.isEmpty { return }
      cell.kind = .empty
    }
    switch cell.kind {
    case .number, .sharedText:
      if let number = number(in: cell.value) {
        cell.number = number
      } else if let number = number(in: trimmed(cell.value)) {
        // Indented XML puts white space around the digits.
        cell.number = number
        cell.value = trimmed(cell.value)
      } else if cell.kind == .number {
        cell.kind = .error
      } else {
        return damaged("a shared string has no number", cell: column)
      }
    case .empty, .inlineText, .boolean, .error, .isoDate: break
    }
    cells.append(cell)
  }

  private func number(in range: Range<Int32>) -> Double? {
    parseDouble(bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)))
  }

  /// A range of bytes without the white space at its ends.
  private func trimmed(_ range: Range<Int32>) -> Range<Int32> {
    var range = range
    while let first = range.first, bytes[Int(first)] <= 0x20 {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, bytes[Int(last)] <= 0x20 { range = range.lowerBound..<last }
    return range
  }

  private mutating func endRow() {
    state = .sheetData
    guard !cells.isEmpty else { return }
    do {
      try receive(SheetRow(index: rowIndex, cells: cells, bytes: bytes))
    } catch {
      fault = .thrown(error)
    }
  }

  private mutating func addMerge(_ reference: String?) {
    guard let range = reference.flatMap(MergedRange.init(reference:)) else {
      return damaged("a merged range is wrong: \(reference ?? "")", cell: nil)
    }
    merges.append(range)
  }

  private mutating func damaged(_ detail: String, cell column: Int?) {
    fault = .damaged(detail, column: column)
  }
}
