/// Where in a file a number stands, as one number.
///
/// Workbooks: sheet · 2⁴⁰ + row · 2¹⁶ + column, all from 0. Texts: byte offset of the record · 2¹⁶
/// + place of the field from 0.
enum Locator {
  /// The locator of a place; nil when a part is too large.
  static func encode(sheet: Int, row: Int, column: Int) -> Int? {
    guard (0..<1 << 16).contains(column) else { return nil }
    if sheet < 0 { return (0..<1 << 46).contains(row) ? row << 16 | column : nil }
    guard (0..<1 << 22).contains(sheet), (0..<1 << 24).contains(row) else { return nil }
    return sheet << 40 | row << 16 | column
  }

  /// The place behind a locator; the sheet of a text is −1.
  static func decode(_ locator: Int, isText: Bool) -> (sheet: Int, row: Int, column: Int) {
    let column = locator & 0xFFFF
    if isText { return (-1, locator >> 16, column) }
    return (locator >> 40, locator >> 16 & 0xFF_FFFF, column)
  }
}
