/// Refuses hostile documents by their text, before a parser that recurses and expands sees them.
///
/// The counts are upper bounds: a brace in a comment counts as well. Honest files are far below.
enum YAMLGuard {
  /// With so few anchors and aliases no nesting of them expands to more than a million nodes.
  static let anchorLimit = 6
  static let aliasLimit = 60

  static func check(_ text: String, file: String, limits: YAMLLimits) throws {
    var state = State(limits: limits)
    var line = 1
    var isLineStart = true
    var prefix = 0
    var before: UInt8 = 0x0A
    for byte in text.utf8 {
      switch byte {
      case 0x0A:
        line += 1
        isLineStart = true
        prefix = 0
      case _ where isLineStart && [0x20, 0x2D, 0x3F, 0x3A].contains(byte):
        prefix += 1
        // A level of nesting takes a column at least; eight columns a level are generous.
        guard prefix <= 8 * limits.depth else { throw state.tooDeep(file, line) }
      default: isLineStart = false
      }
      try state.count(byte, after: before, file: file, line: line)
      before = byte
    }
  }

  private struct State {
    let limits: YAMLLimits
    var open = 0
    var anchors = 0
    var aliases = 0
    var sigil: UInt8 = 0

    init(limits: YAMLLimits) { self.limits = limits }

    mutating func count(_ byte: UInt8, after before: UInt8, file: String, line: Int) throws {
      switch byte {
      case 0x5B, 0x7B:
        open += 1
        guard open <= 4 * limits.depth else { throw tooDeep(file, line) }
      case 0x5D, 0x7D: open = max(0, open - 1)
      default: break
      }
      if sigil == 0x26, isName(byte) { anchors += 1 }
      if sigil == 0x2A, isName(byte) { aliases += 1 }
      sigil = (byte == 0x26 || byte == 0x2A) && opensNode(before) ? byte : 0
      guard anchors <= YAMLGuard.anchorLimit else {
        throw LocatedYAML.limit(.init(file: file, line: line), "anchors", YAMLGuard.anchorLimit)
      }
      guard aliases <= YAMLGuard.aliasLimit else {
        throw LocatedYAML.limit(.init(file: file, line: line), "aliases", YAMLGuard.aliasLimit)
      }
    }

    func tooDeep(_ file: String, _ line: Int) -> Diagnostic {
      LocatedYAML.limit(.init(file: file, line: line), "depth", limits.depth)
    }

    private func isName(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Whether a node can begin after this byte: a space, a line's start or a flow mark.
    private func opensNode(_ byte: UInt8) -> Bool {
      [0x0A, 0x0D, 0x09, 0x20, 0x5B, 0x7B, 0x2C, 0x3A].contains(byte)
    }
  }
}
