/// Counts the records of a delimited text without cutting it: the other hand of the ledger.
///
/// It shares no code with ``RecordScanner``. It walks the bytes once with a small state
/// and counts the lines that hold anything but blanks, delimiters and quotes.
enum RecordCounter {
  private enum State {
    case fieldStart
    case plain
    case quoted
    case closed
    case trailing
  }

  /// The number of records that are not blank, the header among them.
  static func count(_ bytes: [UInt8], _ dialect: Dialect) -> Int {
    var state = State.fieldStart
    var records = 0
    var hasContent = false
    var isComment = false
    var atLineStart = true
    for byte in bytes {
      if state == .quoted {
        if byte == dialect.quote {
          state = .closed
        } else if byte > 0x20 {
          hasContent = true
        }
        continue
      }
      if byte == 0x0A || byte == 0x0D {
        if hasContent, !isComment { records += 1 }
        (state, hasContent, isComment, atLineStart) = (.fieldStart, false, false, true)
        continue
      }
      if atLineStart, byte == dialect.comment { isComment = true }
      atLineStart = false
      if isComment { continue }
      switch (state, byte) {
      case (_, dialect.delimiter): state = .fieldStart
      case (.fieldStart, _) where byte == dialect.quote: state = .quoted
      case (.closed, _) where byte == dialect.quote:
        hasContent = true
        state = .quoted
      case (.closed, _), (.trailing, _):
        if byte != 0x20 { hasContent = true }
        state = .trailing
      default:
        if byte > 0x20 { hasContent = true }
        state = .plain
      }
    }
    return hasContent && !isComment ? records + 1 : records
  }
}
