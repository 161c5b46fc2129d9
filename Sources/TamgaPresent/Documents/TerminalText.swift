/// Makes text from files safe to show on a terminal.
enum TerminalText {
  /// Replaces control and direction characters, which could move the cursor or hide text.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - keepsLines: whether line feeds stay.
  /// - Returns: the text with tabs as spaces and U+FFFD for other control characters.
  static func clean(_ text: String, keepsLines: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n", keepsLines {
        result.append(scalar)
      } else if scalar == "\t" || scalar == "\n" {
        result.append(" ")
      } else if scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
        result.append("\u{FFFD}")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
