internal import CXLSXWriter
internal import Foundation
internal import TamgaPresent

/// Writes sheets into an Excel file by libxlsxwriter.
///
/// The library keeps pointers to nothing it is given: every string is copied before it returns.
@safe struct XLSXFile: ~Copyable {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let title: UnsafeMutablePointer<lxw_format>
  private let quiet: UnsafeMutablePointer<lxw_format>
  private let header: UnsafeMutablePointer<lxw_format>
  private let wrap: UnsafeMutablePointer<lxw_format>
  private var numbers: [Int: Format] = [:]

  /// A number format; owned by the workbook.
  @safe private struct Format {
    let pointer: UnsafeMutablePointer<lxw_format>
  }

  /// Writes a workbook; the file appears whole or not at all.
  ///
  /// - Throws: `T725` with the library's or the system's words.
  static func write(
    _ sheets: [Sheet], properties: WorkbookProperties, to path: String
  ) throws {
    let aside = path + ".part"
    // The library speaks on standard error when it cannot create a file; so this is tried before.
    guard FileManager.default.createFile(atPath: aside, contents: nil) else {
      let reason = unsafe String(cString: strerror(errno))
      throw Diagnostic("T725", ["path": path, "reason": reason])
    }
    var file = try XLSXFile(creating: aside, for: path)
    do {
      try file.describe(properties)
      for (index, sheet) in sheets.enumerated() { try file.add(sheet, number: index) }
    } catch {
      _ = file.close()
      try? FileManager.default.removeItem(atPath: aside)
      throw error
    }
    if let reason = file.close() {
      try? FileManager.default.removeItem(atPath: aside)
      throw Diagnostic("T725", ["path": path, "reason": reason])
    }
    try ReportFiles.rename(aside, to: path)
  }

  private init(creating aside: String, for path: String) throws {
    guard let workbook = unsafe workbook_new(aside),
      let title = unsafe workbook_add_format(workbook),
      let quiet = unsafe workbook_add_format(workbook),
      let header = unsafe workbook_add_format(workbook),
      let wrap = unsafe workbook_add_format(workbook)
    else { throw Diagnostic("T725", ["path": path, "reason": "out of memory"]) }
    unsafe format_set_bold(title)
    unsafe format_set_font_size(title, 14)
    unsafe format_set_font_color(quiet, 0x545B62)
    unsafe format_set_bold(header)
    unsafe format_set_text_wrap(header)
    unsafe format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    unsafe format_set_text_wrap(wrap)
    unsafe format_set_align(wrap, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    unsafe self.workbook = workbook
    unsafe self.title = title
    unsafe self.quiet = quiet
    unsafe self.header = header
    unsafe self.wrap = wrap
  }

  /// Ends the file; the reason when it could not be written.
  private consuming func close() -> String? {
    let code = unsafe workbook_close(workbook)
    return code == LXW_NO_ERROR ? nil : XLSXFile.reason(code)
  }

  private static func reason(_ code: lxw_error) -> String {
    unsafe lxw_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code.rawValue)"
  }

  private func check(_ code: lxw_error) throws {
    guard code == LXW_NO_ERROR else {
      throw Diagnostic("T725", ["path": "", "reason": XLSXFile.reason(code)])
    }
  }

  private func describe(_ properties: WorkbookProperties) throws {
    let texts = [properties.title, properties.author, properties.comments].map { CText($0) }
    var fields = unsafe lxw_doc_properties()
    unsafe fields.title = texts[0].pointer
    unsafe fields.author = texts[1].pointer
    unsafe fields.comments = texts[2].pointer
    unsafe fields.created = time_t(properties.createdSeconds)
    try check(unsafe workbook_set_properties(workbook, &fields))
    withExtendedLifetime(texts) {}
  }

  private mutating func add(_ sheet: Sheet, number: Int) throws {
    guard let page = unsafe workbook_add_worksheet(workbook, sheet.name) else {
      throw Diagnostic("T725", ["path": sheet.name, "reason": "the sheet was refused"])
    }
    for (column, width) in sheet.widths.enumerated() {
      try check(unsafe worksheet_set_column(page, UInt16(column), UInt16(column), width, nil))
    }
    for (row, line) in sheet.lines.enumerated() where !line.isEmpty {
      let format = unsafe row == 0 ? title : quiet
      try check(unsafe worksheet_write_string(page, UInt32(row), 0, clipped(line), format))
    }
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        try unsafe write(cell, page, UInt32(sheet.headerRow + 1 + row), UInt16(column))
      }
    }
    try unsafe addTable(of: sheet, page, number: number)
    let below = sheet.headerRow + sheet.rows.count + 2
    for (row, note) in sheet.notes.enumerated() {
      try check(unsafe worksheet_write_string(page, UInt32(below + row), 0, clipped(note), quiet))
    }
    unsafe worksheet_freeze_panes(page, UInt32(sheet.headerRow + 1), 0)
    unsafe worksheet_set_landscape(page)
    unsafe worksheet_fit_to_pages(page, 1, 0)
  }

  private func addTable(
    of sheet: Sheet, _ page: UnsafeMutablePointer<lxw_worksheet>, number: Int
  ) throws {
    let top = UInt32(sheet.headerRow)
    for (column, text) in sheet.headers.enumerated() {
      try check(unsafe worksheet_write_string(page, top, UInt16(column), text, header))
    }
    guard !sheet.rows.isEmpty, !sheet.headers.isEmpty else { return }
    let name = CText("Table\(number + 1)")
    let columns = unsafe TableColumns(sheet.headers, format: header)
    var options = unsafe lxw_table_options()
    unsafe options.name = name.pointer
    unsafe options.columns = columns.list
    unsafe options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    unsafe options.style_type_number = 1
    let bottom = top + UInt32(sheet.rows.count)
    try check(
      unsafe worksheet_add_table(
        page, top, 0, bottom, UInt16(sheet.headers.count - 1), &options))
    withExtendedLifetime((name, columns)) {}
  }

  private mutating func write(
    _ cell: Sheet.Cell, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16
  ) throws {
    switch cell {
    case .blank: return
    case .text(let text):
      try check(unsafe worksheet_write_string(page, row, column, clipped(text), wrap))
    case .whole(let number):
      let format = try unsafe numberFormat("0", key: -1)
      try check(unsafe worksheet_write_number(page, row, column, Double(number), format))
    case .number(let number, let digits):
      let pattern = digits > 0 ? "#,##0." + String(repeating: "0", count: digits) : "#,##0"
      let format = try unsafe numberFormat(pattern, key: digits)
      try check(unsafe worksheet_write_number(page, row, column, number, format))
    case .link(let text, let sheet):
      let target = "internal:'\(sheet)'!A1"
      try check(unsafe worksheet_write_url_opt(page, row, column, target, nil, text, nil))
    }
  }

  private mutating func numberFormat(
    _ pattern: String, key: Int
  ) throws -> UnsafeMutablePointer<lxw_format> {
    if let known = numbers[key] { return unsafe known.pointer }
    guard let format = unsafe workbook_add_format(workbook) else {
      throw Diagnostic("T725", ["path": "", "reason": "out of memory"])
    }
    unsafe format_set_num_format(format, pattern)
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    numbers[key] = unsafe Format(pointer: format)
    return unsafe format
  }

  /// Excel holds at most 32,767 characters in a cell.
  private func clipped(_ text: String) -> String {
    text.utf16.count <= 32_767
      ? text : String(decoding: text.utf16.prefix(32_766), as: UTF16.self) + "…"
  }
}

/// A C string that lives as long as its owner.
@safe private final class CText {
  let pointer: UnsafeMutablePointer<CChar>?

  init(_ text: String) { unsafe pointer = strdup(text) }

  deinit { unsafe free(pointer) }
}

/// The headers of a table object as the null-terminated list the library reads.
@safe private final class TableColumns {
  let list: UnsafeMutablePointer<UnsafeMutablePointer<lxw_table_column>?>
  private let columns: UnsafeMutablePointer<lxw_table_column>
  private let texts: [CText]

  init(_ headers: [String], format: UnsafeMutablePointer<lxw_format>) {
    texts = headers.map { CText($0) }
    unsafe columns = .allocate(capacity: headers.count)
    unsafe list = .allocate(capacity: headers.count + 1)
    for (index, text) in texts.enumerated() {
      var column = unsafe lxw_table_column()
      unsafe column.header = text.pointer
      unsafe column.header_format = format
      unsafe (columns + index).initialize(to: column)
      unsafe (list + index).initialize(to: columns + index)
    }
    unsafe (list + headers.count).initialize(to: nil)
  }

  deinit {
    unsafe columns.deallocate()
    unsafe list.deallocate()
  }
}
