internal import Foundation

/// The largest sheet of the format.
enum SheetBounds {
  static let rows = 1_048_576
  static let columns = 16_384
}

/// Whether a name is one given letter.
@inline(__always)
func isOneLetter(_ name: UnsafePointer<CChar>, _ letter: CChar) -> Bool {
  // The second byte is read only when the first is not the closing zero.
  unsafe name.pointee == letter && name.advanced(by: 1).pointee == 0
}

/// The value of a decimal digit; nil for another character.
@inline(__always)
func decimalDigit(_ character: CChar) -> Int? {
  let digit = Int(character) - 0x30
  return digit >= 0 && digit <= 9 ? digit : nil
}

/// The cell of an A1 reference; nil when it is none or lies outside the largest sheet.
@inline(__always)
func cellAddress(_ reference: UnsafePointer<CChar>) -> CellAddress? {
  var cursor = unsafe reference
  var column = 0
  var row = 0
  // Both loops end at the closing zero at the latest.
  while unsafe cursor.pointee >= 0x41 && cursor.pointee <= 0x5a && column <= SheetBounds.columns {
    column = unsafe column * 26 + Int(cursor.pointee) - 0x40
    unsafe cursor = cursor.advanced(by: 1)
  }
  while let digit = unsafe decimalDigit(cursor.pointee), row <= SheetBounds.rows {
    row = row * 10 + digit
    unsafe cursor = cursor.advanced(by: 1)
  }
  guard unsafe cursor.pointee == 0, column >= 1, column <= SheetBounds.columns, row >= 1,
    row <= SheetBounds.rows
  else { return nil }
  return CellAddress(row: row - 1, column: column - 1)
}

extension CellAddress {
  /// The cell of an A1 reference; nil when it is none.
  init?(reference: String) {
    guard let address = unsafe reference.withCString({ unsafe cellAddress($0) }) else { return nil }
    self = address
  }
}

extension MergedRange {
  /// The range of a reference such as `A1:C2`; nil when it is none.
  init?(reference: String) {
    let ends = reference.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first.flatMap({ CellAddress(reference: String($0)) }),
      let last = ends.last.flatMap({ CellAddress(reference: String($0)) }),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    self.init(first: first, last: last)
  }
}

/// The kind of a cell by its `t` attribute; nil for a type the format does not have.
@inline(__always)
func kind(_ type: UnsafePointer<CChar>) -> RowCell.Kind? {
  if unsafe isOneLetter(type, 0x73) { return .sharedText }
  if unsafe isOneLetter(type, 0x6e) { return .number }
  if unsafe isName(type, "str") || isName(type, "inlineStr") { return .inlineText }
  if unsafe isOneLetter(type, 0x62) { return .boolean }
  if unsafe isOneLetter(type, 0x65) { return .error }
  if unsafe isOneLetter(type, 0x64) { return .isoDate }
  return nil
}
