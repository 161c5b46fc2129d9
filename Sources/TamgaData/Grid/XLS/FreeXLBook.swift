internal import CFreeXL
internal import Foundation

/// A workbook opened by libfreexl, inside the child process.
enum FreeXLBook {
  /// Receives a frame; false to end the reading.
  typealias Receiver = (XLSFrame.Kind, [UInt8]) -> Bool

  /// Reads a file sheet by sheet; returns the library's code, `FREEXL_OK` when all was read.
  static func read(_ path: String, _ receive: Receiver) -> Int32 {
    var opened: UnsafeRawPointer?
    let status = unsafe freexl_open(path, &opened)
    guard status == FREEXL_OK, let book = unsafe opened else { return status }
    defer { _ = unsafe freexl_close(book) }
    var sheets: UInt32 = 0
    let counted = unsafe freexl_get_info(book, UInt16(FREEXL_BIFF_SHEET_COUNT), &sheets)
    guard counted == FREEXL_OK else { return counted }
    for index in 0..<UInt16(clamping: sheets) {
      let code = unsafe readSheet(book, index, receive)
      guard code == FREEXL_OK else { return code }
    }
    return FREEXL_OK
  }

  private static func readSheet(
    _ book: UnsafeRawPointer, _ index: UInt16, _ receive: Receiver
  ) -> Int32 {
    var name: UnsafePointer<CChar>?
    let named = unsafe freexl_get_worksheet_name(book, index, &name)
    guard named == FREEXL_OK else { return named }
    let selected = unsafe freexl_select_active_worksheet(book, index)
    guard selected == FREEXL_OK else { return selected }
    var rows: UInt32 = 0
    var columns: UInt16 = 0
    let measured = unsafe freexl_worksheet_dimensions(book, &rows, &columns)
    guard measured == FREEXL_OK else { return measured }
    // The library owns the name until the book is closed.
    let title = unsafe name.map { Array(unsafe String(cString: $0).utf8.prefix(4_096)) } ?? []
    guard receive(.sheet, title) else { return FREEXL_INSUFFICIENT_MEMORY }
    var cells = XLSFrameWriter()
    for row in 0..<rows {
      for column in 0..<columns {
        let code = unsafe append(book, row, column, to: &cells)
        guard code == FREEXL_OK else { return code }
        if cells.bytes.count > 1 << 16 {
          guard receive(.cells, cells.bytes) else { return FREEXL_INSUFFICIENT_MEMORY }
          cells.clear()
        }
      }
    }
    if !cells.bytes.isEmpty, !receive(.cells, cells.bytes) { return FREEXL_INSUFFICIENT_MEMORY }
    return FREEXL_OK
  }

  private static func append(
    _ book: UnsafeRawPointer, _ row: UInt32, _ column: UInt16, to cells: inout XLSFrameWriter
  ) -> Int32 {
    var cell = unsafe FreeXL_CellValue()
    let code = unsafe freexl_get_cell_value(book, row, column, &cell)
    guard code == FREEXL_OK else { return code }
    // The type says which member of the union is the one written.
    switch unsafe Int32(cell.type) {
    case FREEXL_CELL_INT:
      cells.cell(row: row, column: column, .number)
      unsafe cells.word(Double(cell.value.int_value).bitPattern)
    case FREEXL_CELL_DOUBLE:
      cells.cell(row: row, column: column, .number)
      unsafe cells.word(cell.value.double_value.bitPattern)
    case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT:
      unsafe append(cell.value.text_value, row, column, .text, to: &cells)
    case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME, FREEXL_CELL_TIME:
      unsafe append(cell.value.text_value, row, column, .date, to: &cells)
    default: break
    }
    return FREEXL_OK
  }

  private static func append(
    _ text: UnsafePointer<CChar>?, _ row: UInt32, _ column: UInt16, _ type: XLSFrame.CellType,
    to cells: inout XLSFrameWriter
  ) {
    guard let text = unsafe text else { return }
    // The library ends its texts with a zero; texts of the format have at most 32,767 characters.
    let length = unsafe min(strlen(text), 1 << 17)
    guard length > 0 else { return }
    cells.cell(row: row, column: column, type)
    let bytes = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    unsafe cells.text(UnsafeBufferPointer(start: bytes, count: length))
  }
}
